//! The browser's side of a bundle: its start, and the data block of the page it finds.
//!
//! The rule kept here: a page whose data block cannot be read is left as the server wrote it.
//! Not here: the socket, and anything that also runs on the server.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::parts::{BLOCK, VERSION};

/// Called once by the bundle's loader; says whether its islands may be made live.
#[wasm_bindgen]
#[must_use]
pub fn hydrate() -> bool {
    let ready = block().is_some_and(|bytes| bytes.first() == Some(&VERSION));
    if ready {
        leptos::mount::hydrate_islands();
    }
    ready
}

/// The bytes of the page's data block.
pub(crate) fn block() -> Option<Vec<u8>> {
    let window = web_sys::window()?;
    let text = window.document()?.get_element_by_id(BLOCK)?.text_content()?;
    // atob gives one character below 256 per byte; any other would be a broken page
    let decoded = window.atob(text.trim()).ok()?;
    decoded.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect()
}
