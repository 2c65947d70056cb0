//! The wall from the desk (大屏): opening it, blanking it, showing any card; and the list of keys.
//!
//! The rule kept here: the wall opens only from here, because it shows the way in.

use leptos::prelude::*;

use super::act::{act, choose, go, hide};
use crate::live::hall_held::Hall;
use crate::live::{Evening, Held, Shown};

/// The panel.
pub(super) fn screens(held: Held<Hall>) -> AnyView {
    held.draw(Hall::WALL | Hall::CARDS | Evening::CARD, inner)
}

fn inner(shown: &Shown<Hall>) -> AnyView {
    let page = &shown.page;
    let blank = shown.wall.blank;
    let (on, label) = if blank { ("0", "亮屏") } else { ("1", "黑屏") };
    let cards = shown.cards.iter().enumerate().map(|(at, card)| {
        let kind = if card.rule.is_some() { "规则" } else { "原则" };
        (format!("n{at}"), format!("{kind} {} {}", card.number, card.short))
    });
    let cards: Vec<_> = cards.collect();
    let now = shown.card.as_ref().map(|card| {
        view! {
            <p>"正显示：" {card.number} " " {card.short.clone()}</p>
            {act(page, "screens.show", view! { {hide("card", String::new())} {go("收起这一条")} })}
        }
    });
    view! {
        <div class="row">
            <form method="post" action=page.address("desk/wall") target="_blank" class="act">
                {go("打开大屏")}
            </form>
            {act(
                page,
                "screens.blank",
                view! {
                    {hide("on", String::from(on))}
                    <button type="submit" data-key="blank">
                        {label}
                    </button>
                },
            )}
        </div>
        {blank.then(|| view! { <p class="hint">"大屏现在是黑的。"</p> })}
        {now}
        {act(page, "screens.show", view! { {choose("card", "显示一条原则或规则", cards)} {go("放上大屏")} })}
    }
    .into_any()
}

/// The keys, in a list everybody at the desk can see.
pub(super) fn keys() -> AnyView {
    view! {
        <dl class="d-keys">
            <dt>"→"</dt>
            <dd>"下一步（大按钮）"</dd>
            <dt>"空格"</dt>
            <dd>"暂停或继续发言时钟"</dd>
            <dt><kbd lang="en">"B"</kbd></dt>
            <dd>"黑屏、亮屏"</dd>
            <dt>"？"</dt>
            <dd>"打开这张表"</dd>
        </dl>
        <p class="hint">"打字的时候，这些键只是打字。"</p>
    }
    .into_any()
}
