//! The one line that says what became of the last act: written by the server without scripts, by the
//! form listener with them. Always on the page, so that it is read out when its text changes.

use leptos::prelude::*;

use crate::kit;
use crate::start::Notice;

/// The line; empty when nothing happened.
#[must_use]
pub fn said(notice: Option<&Notice>) -> AnyView {
    let class = match notice {
        Some(Notice { refused: true, .. }) => "said said--refused",
        _ => "said",
    };
    let text = notice.map(|notice| notice.text.clone());
    kit::said(Some("said"), class, "status", text)
}
