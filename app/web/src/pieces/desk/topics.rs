//! Topics at the desk (议题): help to post, merge and undo, hide with a reason and show again.
//!
//! The rule kept here: nothing posted is ever lost; whatever is done to a topic can be undone here.

use leptos::prelude::*;
use meeting::TopicId;

use super::act::{act, go, hide, more, why};
use super::panel::list;
use crate::live::hall_held::Hall;
use crate::live::{Evening, Held, Kinds, Shown};

const ASIDE: Kinds = Hall::ASIDES;

/// The panel.
pub(super) fn topics(held: Held<Hall>) -> AnyView {
    view! {
        <p class="hint">"要替人写议题，请用「帮TA操作」。"</p>
        <ul class="rows">{list(held, Evening::TOPICS, ids, |id| id.0.as_u128(), topic)}</ul>
        {merge(held)}
        <h3>"不在墙上的"</h3>
        <ul class="rows">{list(held, ASIDE, aside_ids, |id| id.0.as_u128(), aside)}</ul>
    }
    .into_any()
}

fn ids(shown: &Shown<Hall>) -> Vec<TopicId> {
    shown.topics.iter().map(|(id, _)| *id).collect()
}

fn aside_ids(shown: &Shown<Hall>) -> Vec<TopicId> {
    shown.asides.iter().map(|(id, _)| *id).collect()
}

fn topic(shown: &Shown<Hall>, id: TopicId) -> AnyView {
    let Some((_, topic)) = shown.topics.iter().find(|(each, _)| *each == id) else { return ().into_any() };
    let page = &shown.page;
    let open = act(page, "tables.open_for", view! { {hide("topic", id.to_string())} {go("单开一桌")} });
    let hide_it = act(
        page,
        "topics.hide",
        view! { {hide("topic", id.to_string())} {why(page, "topics.hide")} {go("不上屏")} },
    );
    view! {
        <li>
            <span>
                <b>{topic.number}</b> " " {topic.text.clone()} " "
                <small>{topic.proposer.clone()} " · " {topic.heat} " 人"</small>
            </span>
            {more("改", view! { {open} {hide_it} }.into_any())}
        </li>
    }
    .into_any()
}

/// Merging needs two topics, so it is one form for all.
fn merge(held: Held<Hall>) -> AnyView {
    let form = held.read(Kinds::default(), |shown| {
        act(
            &shown.page,
            "topics.merge",
            view! {
                <label class="box">
                    <span>"把这个"</span>
                    <select name="from" required>
                        <option value="">"选一个议题"</option>
                        {options(held)}
                    </select>
                </label>
                <label class="box">
                    <span>"并进这个"</span>
                    <select name="into" required>
                        <option value="">"选一个议题"</option>
                        {options(held)}
                    </select>
                </label>
                {go("合并")}
            },
        )
    });
    more("合并两个议题", form)
}

/// Every topic as a choice; each stays in its place in the list while others come and go.
pub(super) fn options(held: Held<Hall>) -> AnyView {
    list(
        held,
        Evening::TOPICS,
        ids,
        |id| id.0.as_u128(),
        |shown, id| {
            let found = shown.topics.iter().find(|(each, _)| *each == id);
            let text = found.map(|(_, topic)| format!("{} {}", topic.number, topic.text)).unwrap_or_default();
            view! { <option value=id.to_string()>{text}</option> }.into_any()
        },
    )
}

fn aside(shown: &Shown<Hall>, id: TopicId) -> AnyView {
    let Some((_, aside)) = shown.asides.iter().find(|(each, _)| *each == id) else { return ().into_any() };
    let page = &shown.page;
    let topic = || hide("topic", id.to_string());
    let (state, undo) = match (&aside.hidden, aside.merged_into, aside.withdrawn) {
        (Some(reason), ..) => {
            (format!("没上屏：{reason}"), act(page, "topics.unhide", view! { {topic()} {go("重新上屏")} }))
        }
        (None, Some(into), _) => {
            (format!("已并入 {into} 号"), act(page, "topics.unmerge", view! { {topic()} {go("拆出来")} }))
        }
        _ => (String::from("已由本人撤回"), ().into_any()),
    };
    view! {
        <li>
            <span>
                <b>{aside.number}</b> " " {aside.text.clone()} " "
                <small>{aside.proposer.clone()} " · " {state}</small>
            </span>
            {undo}
        </li>
    }
    .into_any()
}
