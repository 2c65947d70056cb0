//! A panel of the desk (栏): opens by itself at the stages it belongs to, otherwise as the host left it;
//! and lists whose rows stay where they are while others come and go.
//!
//! The rule kept here: a row's form belongs to one thing for ever, so that what is typed for one topic
//! never ends up at another.

use leptos::prelude::*;
use meeting::rule_pack::StageKind;

use crate::live::hall_held::Hall;
use crate::live::{Evening, Held, Kinds, Shown};

/// A panel's fixed facts.
#[derive(Clone, Copy)]
pub(super) struct Panel {
    /// Its place in the page, for links.
    pub(super) id: &'static str,
    /// Its title.
    pub(super) title: &'static str,
    /// At which stages it stands open.
    pub(super) stages: &'static [StageKind],
}

/// A panel.
pub(super) fn panel(held: Held<Hall>, panel: Panel, inner: AnyView) -> AnyView {
    let open = move || {
        held.read(Evening::HEAD, |shown| shown.head.kind.is_some_and(|kind| panel.stages.contains(&kind)))
    };
    view! {
        <details class="panel" id=panel.id open=open>
            <summary>{panel.title}</summary>
            {inner}
        </details>
    }
    .into_any()
}

/// A list, one row per thing; rows are drawn again when one of these kinds changes.
pub(super) fn list<I: Copy + Send + Sync + 'static>(
    held: Held<Hall>,
    kinds: Kinds,
    ids: fn(&Shown<Hall>) -> Vec<I>,
    key: fn(&I) -> u128,
    row: fn(&Shown<Hall>, I) -> AnyView,
) -> AnyView {
    view! {
        <For
            each=move || held.read(kinds, ids)
            key=key
            children=move |id| move || held.read(kinds, |shown| row(shown, id))
        />
    }
    .into_any()
}
