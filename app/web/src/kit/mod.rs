//! The small kit (组件) all resident pages are made of: texts, boxes, forms, folds.
//!
//! The rule kept here: one element shape per function, children erased, so that many pages cost few
//! types in the phone's bundle; sizes (text, targets) live in `style/kit`, never in pages. In a list of
//! children every place keeps its meaning: what is absent is [`nothing`], so that a box somebody is
//! typing in never moves to another place and loses its text.
//! Not here: which sentences (`words`), which forms (`pieces`, `pages`).

mod form;
mod text;

pub use form::*;
pub use text::*;

use leptos::prelude::*;
use uuid::Uuid;

/// Children in order.
pub type Views = Vec<AnyView>;

/// A place with nothing in it now.
#[must_use]
pub fn nothing() -> AnyView {
    ().into_any()
}

/// The view, when there is one.
#[must_use]
pub fn maybe(view: Option<AnyView>) -> AnyView {
    view.unwrap_or_else(nothing)
}

/// An id as it stands in forms: 32 hex digits.
#[must_use]
pub fn hex(id: Uuid) -> String {
    let mut letters = [0; uuid::fmt::Simple::LENGTH];
    id.simple().encode_lower(&mut letters).to_owned()
}

/// A number as text.
#[must_use]
pub fn number(n: impl Into<u64>) -> String {
    let n: u64 = n.into();
    n.to_string()
}

/// Pieces of text as one; what `format!` would do, lighter.
#[must_use]
pub fn join(pieces: &[&str]) -> String {
    pieces.concat()
}

/// Seconds as minutes and seconds: `1:05`.
#[must_use]
pub fn clock(secs: u32) -> String {
    let (minutes, secs) = (secs / 60, secs % 60);
    join(&[&number(minutes), if secs < 10 { ":0" } else { ":" }, &number(secs)])
}
