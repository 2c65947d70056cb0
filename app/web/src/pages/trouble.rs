//! Trouble: one sentence what is the matter and one way on. Never blames and never shows a fault's inside.

use crate::kit;
use crate::render::Sheet;

use super::plain;

/// The page; `back` is where to go on and what that button says.
///
/// # Errors
/// None in practice: the page has no parts.
pub fn page(
    sheet: Sheet,
    title: &str,
    sentence: &str,
    back: (String, &str),
) -> Result<String, postcard::Error> {
    let (to, words) = back;
    plain::page(sheet, title, None, || {
        vec![kit::para("lead", sentence), kit::link("button button--primary", to, words)]
    })
}
