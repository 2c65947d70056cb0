//! Texts and boxes. Everything typed by people goes through here as text and is escaped.

use leptos::prelude::*;

use super::Views;

/// A paragraph.
pub fn para(class: &'static str, text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    view! { <p class=class>{text}</p> }.into_any()
}

/// A piece of a line.
pub fn span(class: &'static str, text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    view! { <span class=class>{text}</span> }.into_any()
}

/// The page's one heading.
pub fn title(text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    view! { <h1>{text}</h1> }.into_any()
}

/// A heading of a part of the page.
pub fn heading(text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    view! { <h2>{text}</h2> }.into_any()
}

/// A box.
#[must_use]
pub fn block(class: &'static str, inner: Views) -> AnyView {
    view! { <div class=class>{inner}</div> }.into_any()
}

/// A list.
#[must_use]
pub fn list(class: &'static str, items: Views) -> AnyView {
    view! { <ul class=class>{items}</ul> }.into_any()
}

/// One item of a list.
#[must_use]
pub fn item(class: &'static str, inner: Views) -> AnyView {
    view! { <li class=class>{inner}</li> }.into_any()
}

/// A name with what belongs to it, such as a box of a motion.
#[must_use]
pub fn fact(name: &'static str, text: String) -> AnyView {
    view! {
        <p class="fact">
            <b>{name}</b>
            <span>{text}</span>
        </p>
    }
    .into_any()
}

/// A part of the page that folds; `front` opens it and shows its summary as a heading.
pub fn fold(front: bool, summary: impl Into<String>, inner: Views) -> AnyView {
    let summary: String = summary.into();
    let class = if front { "fold fold--front" } else { "fold" };
    view! {
        <details class=class open=front>
            <summary>{summary}</summary>
            <div class="fold__in">{inner}</div>
        </details>
    }
    .into_any()
}

/// A link that looks like what its class says: `button`, `button button--quiet`, `link`.
pub fn link(class: &'static str, to: String, text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    view! { <a class=class href=to>{text}</a> }.into_any()
}
