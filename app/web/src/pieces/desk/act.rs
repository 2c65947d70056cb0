//! Forms of the desk (主持台的表单): each act with its hidden fields, and the boxes it asks for.
//!
//! The rule kept here: a form claims the host's right by `screen=desk` and nothing else; a box shows
//! again what was typed before a refusal; the refusal stands in the form's own `output`.

use leptos::prelude::*;

use crate::live::Page;

/// The fields every form carries.
fn always(page: &Page) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name="screen" value=page.screen />
        <input type="hidden" name="nonce" value=page.nonce.simple().to_string() />
        <input type="hidden" name="back" value=page.back.clone() />
    }
}

/// A form for one act.
pub(super) fn act(page: &Page, act: &'static str, inner: impl IntoView) -> AnyView {
    view! {
        <form method="post" action=page.action() class="act">
            <input type="hidden" name="act" value=act />
            {always(page)}
            {inner.into_any()}
            <output></output>
        </form>
    }
    .into_any()
}

/// A form whose buttons are the acts.
pub(super) fn acts(page: &Page, inner: impl IntoView) -> AnyView {
    view! {
        <form method="post" action=page.action() class="act acts">
            {always(page)}
            {inner.into_any()}
            <output></output>
        </form>
    }
    .into_any()
}

/// A hidden field.
pub(super) fn hide(name: &'static str, value: String) -> AnyView {
    view! { <input type="hidden" name=name value=value /> }.into_any()
}

/// A button that sends its form.
pub(super) fn go(label: impl Into<String>) -> AnyView {
    view! { <button type="submit">{label.into()}</button> }.into_any()
}

/// A button that says which act its form is.
pub(super) fn go_as(act: &'static str, label: &'static str) -> AnyView {
    view! {
        <button type="submit" name="act" value=act>
            {label}
        </button>
    }
    .into_any()
}

/// A box for one line of text.
pub(super) fn text(page: &Page, of: &str, name: &'static str, label: &'static str, must: bool) -> AnyView {
    view! {
        <label class="box">
            <span>{label}</span>
            <input type="text" name=name value=page.typed(of, name) required=must autocomplete="off" />
        </label>
    }
    .into_any()
}

/// Why: a reason that is kept in the record.
pub(super) fn why(page: &Page, of: &str) -> AnyView {
    text(page, of, "reason", "理由（会记下来）", true)
}

/// A choice; each option its value and its words.
pub(super) fn choose(name: &'static str, label: &'static str, options: Vec<(String, String)>) -> AnyView {
    let options = options
        .into_iter()
        .map(|(value, words)| view! { <option value=value>{words}</option> })
        .collect::<Vec<_>>();
    view! {
        <label class="box">
            <span>{label}</span>
            <select name=name>{options}</select>
        </label>
    }
    .into_any()
}

/// Something that needs more than one tap: its form opens first.
pub(super) fn more(label: impl Into<String>, form: AnyView) -> AnyView {
    view! {
        <details class="more">
            <summary>{label.into()}</summary>
            {form}
        </details>
    }
    .into_any()
}
