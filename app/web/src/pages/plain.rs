//! What all plain pages share: the frame of a page that stays HTML for ever, and their hidden nonce.

use leptos::prelude::*;
use uuid::Uuid;

use crate::kit::{self, Views};
use crate::pieces::notice::said;
use crate::render::{self, Sheet};
use crate::start::Notice;

/// A plain page: its heading, what became of the last act, its content.
pub(super) fn page(
    sheet: Sheet,
    title: &str,
    notice: Option<&Notice>,
    content: impl FnOnce() -> Views,
) -> Result<String, postcard::Error> {
    let sheet = Sheet { surface: "phone", bundle: None, ..sheet };
    render::page(sheet, (), || {
        view! { <main class="evening">{kit::title(title)} {said(notice)} {content()}</main> }
    })
}

/// Makes the form a request of its own.
pub(super) fn nonce(nonce: Uuid) -> AnyView {
    kit::field("nonce", kit::hex(nonce))
}

/// What was typed into this box before it was refused.
pub(super) fn typed(typed: &[(String, String)], name: &str) -> String {
    typed.iter().find(|(field, _)| field == name).map_or_else(String::new, |(_, text)| text.clone())
}
