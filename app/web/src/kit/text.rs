//! Texts and boxes. Everything typed by people goes through here as text and is escaped.
//!
//! All of them are one element type with the tag as data: each further type costs a phone a good
//! kilobyte of download.

use leptos::html::custom;
use leptos::prelude::*;

use super::Views;

/// The tags residents' pages are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// `<b>`
    B,
    /// `<div>`
    Div,
    /// `<fieldset>`
    Fieldset,
    /// `<h1>`
    H1,
    /// `<h2>`
    H2,
    /// `<label>`
    Label,
    /// `<legend>`
    Legend,
    /// `<li>`
    Li,
    /// `<main>`
    Main,
    /// `<output>`
    Output,
    /// `<p>`
    P,
    /// `<span>`
    Span,
    /// `<summary>`
    Summary,
    /// `<ul>`
    Ul,
}

impl AsRef<str> for Tag {
    fn as_ref(&self) -> &str {
        let (served, known) = match self {
            Self::B => ("b", "B"),
            Self::Div => ("div", "DIV"),
            Self::Fieldset => ("fieldset", "FIELDSET"),
            Self::H1 => ("h1", "H1"),
            Self::H2 => ("h2", "H2"),
            Self::Label => ("label", "LABEL"),
            Self::Legend => ("legend", "LEGEND"),
            Self::Li => ("li", "LI"),
            Self::Main => ("main", "MAIN"),
            Self::Output => ("output", "OUTPUT"),
            Self::P => ("p", "P"),
            Self::Span => ("span", "SPAN"),
            Self::Summary => ("summary", "SUMMARY"),
            Self::Ul => ("ul", "UL"),
        };
        // drawing again compares with the name the browser gives, and a name that differs would
        // replace the element and lose what is typed in it
        if cfg!(feature = "ssr") { served } else { known }
    }
}

/// An element of this tag and class.
#[must_use]
pub fn element(tag: Tag, class: &'static str, inner: Views) -> AnyView {
    custom(tag).class(class).child(inner).into_any()
}

/// Text by itself.
pub fn text(text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    text.into_any()
}

/// A paragraph.
pub fn para(class: &'static str, said: impl Into<String>) -> AnyView {
    element(Tag::P, class, vec![text(said)])
}

/// A piece of a line.
pub fn span(class: &'static str, said: impl Into<String>) -> AnyView {
    element(Tag::Span, class, vec![text(said)])
}

/// The page's one heading.
pub fn title(said: impl Into<String>) -> AnyView {
    element(Tag::H1, "", vec![text(said)])
}

/// A heading of a part of the page.
pub fn heading(said: impl Into<String>) -> AnyView {
    element(Tag::H2, "", vec![text(said)])
}

/// A box.
#[must_use]
pub fn block(class: &'static str, inner: Views) -> AnyView {
    element(Tag::Div, class, inner)
}

/// A list.
#[must_use]
pub fn list(class: &'static str, items: Views) -> AnyView {
    element(Tag::Ul, class, items)
}

/// One item of a list.
#[must_use]
pub fn item(class: &'static str, inner: Views) -> AnyView {
    element(Tag::Li, class, inner)
}

/// A name with what belongs to it, such as a box of a motion.
#[must_use]
pub fn fact(name: &'static str, said: String) -> AnyView {
    element(Tag::P, "fact", vec![element(Tag::B, "", vec![text(name)]), span("", said)])
}

/// A part of the page that folds; `front` opens it and shows its summary as a heading.
pub fn fold(front: bool, summary: impl Into<String>, inner: Views) -> AnyView {
    let class = if front { "fold fold--front" } else { "fold" };
    let inner = vec![element(Tag::Summary, "", vec![text(summary)]), block("fold__in", inner)];
    view! { <details class=class open=front>{inner}</details> }.into_any()
}

/// A link that looks like what its class says: `button`, `button button--quiet`, `link`.
pub fn link(class: &'static str, to: String, said: impl Into<String>) -> AnyView {
    let said: String = said.into();
    view! { <a class=class href=to>{said}</a> }.into_any()
}

/// A paragraph that is read out when it appears or changes; `id` where something writes into it.
#[must_use]
pub fn said(
    id: Option<&'static str>,
    class: &'static str,
    role: &'static str,
    said: Option<String>,
) -> AnyView {
    view! { <p id=id class=class role=role>{said}</p> }.into_any()
}
