//! The opening on the wall (开场定规): the theme, large, and the card being read aloud.
//!
//! The rule kept here: a card says 参考版 and never that it is an official text.

use leptos::prelude::*;

use super::rows::size;
use crate::live::Shown;
use crate::live::hall_held::Hall;

/// Welcome, with the theme as large as it goes.
pub(super) fn welcome(shown: &Shown<Hall>) -> AnyView {
    let head = &shown.head;
    let chair = head.chair.clone();
    let starts = shown.page.starts.clone();
    view! {
        <p class="w-lead">"欢迎各位邻居"</p>
        <h1 class=["w-huge ", size(&head.theme)].concat()>{head.theme.clone()}</h1>
        <p class="w-what">{head.what.clone()}</p>
        <p class="w-note">
            {head.place.clone()} {(!starts.is_empty()).then(|| format!(" · {starts}"))}
            {(!chair.is_empty()).then(|| format!(" · 主持：{chair}"))}
        </p>
    }
    .into_any()
}

/// A principle or rule, number and text huge.
pub(super) fn card(shown: &Shown<Hall>) -> AnyView {
    let Some(card) = &shown.card else { return ().into_any() };
    let kind = if card.rule { "规则" } else { "原则" };
    view! {
        <p class="w-lead">
            {kind} " " <b>{card.number}</b> " / " {card.of} <span class="w-tag">"参考版"</span>
        </p>
        <h1 class=["w-huge ", size(&card.short)].concat()>{card.short.clone()}</h1>
        <p class=["w-read ", size(&card.text)].concat()>{card.text.clone()}</p>
    }
    .into_any()
}
