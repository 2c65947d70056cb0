//! Forms: every act of a screen. Without scripts a plain POST, with them a frame of the same fields.
//!
//! The rule kept here: the hidden fields are the contract with the station (`act`, `screen`, `nonce`,
//! `back`), and what was typed before a refusal stands in its box again.

use leptos::prelude::*;

use super::{Tag, Views, element, hex, span, text};
use crate::live::Page;

/// A form that does this act; `hidden` are its fixed fields.
#[must_use]
pub fn form(
    class: &'static str,
    page: &Page,
    act: &'static str,
    hidden: &[(&'static str, &str)],
    inner: Views,
) -> AnyView {
    let mut fields = vec![
        field("act", act.to_owned()),
        field("screen", page.screen.to_owned()),
        field("nonce", hex(page.nonce)),
        field("back", page.back.clone()),
    ];
    fields.extend(hidden.iter().map(|(name, value)| field(name, (*value).to_owned())));
    post(class, page.action(), fields, inner)
}

/// A form that posts there.
#[must_use]
pub fn post(class: &'static str, action: String, mut hidden: Views, inner: Views) -> AnyView {
    hidden.extend(inner);
    view! { <form method="post" action=action class=class>{hidden}</form> }.into_any()
}

/// A fixed field.
#[must_use]
pub fn field(name: &'static str, value: String) -> AnyView {
    input("hidden", name, value, Marks::default())
}

/// What else an input bears.
#[derive(Clone, Copy, Debug, Default)]
struct Marks {
    keys: Option<&'static str>,
    example: Option<&'static str>,
    most: Option<u16>,
    required: bool,
    checked: bool,
}

/// Every input there is, as one type.
fn input(kind: &'static str, name: &'static str, value: String, marks: Marks) -> AnyView {
    let Marks { keys, example, most, required, checked } = marks;
    let most = most.map(super::number);
    view! {
        <input
            type=kind
            inputmode=keys
            name=name
            value=value
            placeholder=example
            maxlength=most
            required=required
            checked=checked
        />
    }
    .into_any()
}

/// The button of a form. Classes: `button button--primary` (one a screen), `button`, `button button--quiet`.
pub fn button(class: &'static str, text: impl Into<String>) -> AnyView {
    choice(class, "", "", text)
}

/// One of several buttons of a form: which one was pressed is a field.
pub fn choice(
    class: &'static str,
    name: &'static str,
    value: &'static str,
    text: impl Into<String>,
) -> AnyView {
    let text: String = text.into();
    let name = (!name.is_empty()).then_some(name);
    let value = name.map(|_| value);
    view! { <button type="submit" class=class name=name value=value>{text}</button> }.into_any()
}

/// Where the sentence of a refusal stands, beside the button.
#[must_use]
pub fn answer() -> AnyView {
    element(Tag::Output, "answer", Vec::new())
}

/// How a one-line box is typed in.
#[derive(Clone, Copy, Debug)]
pub struct Typing {
    /// The field's name.
    pub name: &'static str,
    /// What it asks, above the box.
    pub label: &'static str,
    /// An example, in the box while it is empty.
    pub example: &'static str,
    /// The most characters.
    pub most: u16,
    /// `text`, `numeric`, `date` or `time`.
    pub kind: &'static str,
    /// Whether it may stay empty.
    pub may_be_empty: bool,
}

impl Typing {
    /// An ordinary box that must be filled.
    #[must_use]
    pub const fn new(name: &'static str, label: &'static str, example: &'static str, most: u16) -> Self {
        Self { name, label, example, most, kind: "text", may_be_empty: false }
    }

    /// May stay empty.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { may_be_empty: true, ..self }
    }

    /// Of another kind.
    #[must_use]
    pub const fn of(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }
}

/// A box of one line with its question.
#[must_use]
pub fn line(typing: Typing, value: String) -> AnyView {
    let Typing { name, label, example, most, kind, may_be_empty } = typing;
    let (kind, keys) = if kind == "numeric" { ("text", Some("numeric")) } else { (kind, None) };
    let most = (kind == "text").then_some(most);
    let marks = Marks { keys, example: Some(example), most, required: !may_be_empty, checked: false };
    element(Tag::Label, "ask", vec![span("", label), input(kind, name, value, marks)])
}

/// A box of several lines with its question.
#[must_use]
pub fn area(typing: Typing, value: &str) -> AnyView {
    let Typing { name, label, example, most, may_be_empty, .. } = typing;
    // a text node inside would turn an empty box into a blank one
    let value = escape(value);
    let area = view! {
        <textarea
            name=name
            placeholder=example
            maxlength=super::number(most)
            required=!may_be_empty
            rows="3"
            inner_html=value
        ></textarea>
    };
    element(Tag::Label, "ask", vec![span("", label), area.into_any()])
}

/// A choice of one among few, all of them visible: (value, text); the one that equals `chosen` is set.
#[must_use]
pub fn radios(
    class: &'static str,
    name: &'static str,
    question: &'static str,
    of: Vec<(&'static str, &'static str)>,
    chosen: &str,
) -> AnyView {
    let mut inner = vec![element(Tag::Legend, "", vec![text(question)])];
    inner.extend(of.into_iter().map(|(value, said)| {
        let marks = Marks { checked: value == chosen, ..Marks::default() };
        element(Tag::Label, "radio", vec![input("radio", name, value.to_owned(), marks), span("", said)])
    }));
    element(Tag::Fieldset, class, inner)
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
    out
}
