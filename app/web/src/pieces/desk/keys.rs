//! Keys of the desk (快捷键): → next step, space pause, B blank, ? this list. Only in browsers.
//!
//! The rule kept here: while somebody types or chooses in a box, a key is only a letter; and a key does
//! nothing but press the button that is seen on the desk.

use leptos::ev::keydown;
use leptos::prelude::window_event_listener;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, window};

/// Begins to listen, once for the page.
pub fn listen() {
    let handle = window_event_listener(keydown, |event| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.repeat() {
            return;
        }
        let at = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let tag = at.map(|element| element.tag_name()).unwrap_or_default();
        if matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT") {
            return;
        }
        let key = event.key();
        // space and enter press whatever button has the focus
        if key == " " && matches!(tag.as_str(), "BUTTON" | "SUMMARY" | "A") {
            return;
        }
        let pressed = match key.as_str() {
            "ArrowRight" => press("[data-key=next]"),
            " " => press("[data-key=pause]"),
            "b" | "B" => press("[data-key=blank]"),
            "?" | "？" => press("#keys > summary"),
            _ => false,
        };
        if pressed {
            event.prevent_default();
        }
    });
    // the desk listens as long as its page is open
    core::mem::forget(handle);
}

fn press(what: &str) -> bool {
    let found = window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector(what).ok().flatten())
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(button) = &found {
        button.click();
    }
    found.is_some()
}
