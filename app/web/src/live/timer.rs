//! Moments in the browser: its clock in milliseconds, "in so many milliseconds", and chance for
//! request ids and for spreading reconnects.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// The browser's clock, in milliseconds since 1970; may be wrong by any amount.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit 53 bits")]
pub(super) fn local() -> i64 {
    js_sys::Date::now() as i64
}

/// Does something once, so many milliseconds from now.
pub(super) fn after(milliseconds: i32, act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    if let Some(window) = web_sys::window() {
        // a browser that refuses a timer leaves the page as it is: forms still post
        let _ =
            window.set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), milliseconds);
    }
}

/// Sixteen bytes of chance; works without a secure context.
pub(super) fn chance() -> [u8; 16] {
    let mut bytes = [0; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}
