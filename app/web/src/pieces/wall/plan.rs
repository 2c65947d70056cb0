//! The action plan and the end on the wall (行动计划, 认领, 闭会).
//!
//! The rule kept here: an action without an owner is shown as such; thanks are for everybody.

use leptos::prelude::*;
use meeting::motions::Status;

use super::rows::{Row, rows, width};
use crate::live::Shown;
use crate::live::hall_held::Hall;
use crate::words;

/// Actions first, then pledges, page by page.
pub(super) fn plan(shown: &Shown<Hall>) -> AnyView {
    let settled = |id| shown.actions.iter().find(|(_, action)| action.motion == id).map(|(_, action)| action);
    let adopted = shown.motions.iter().filter(|(_, motion)| motion.status == Status::Adopted);
    let mut list: Vec<Row> = adopted
        .map(|(id, motion)| match settled(*id) {
            Some(action) => {
                let owner = if action.owner.is_empty() { "责任人待定" } else { &action.owner };
                let (beside, below) = beside(owner);
                Row {
                    mark: motion.number.to_string(),
                    text: motion.what.clone(),
                    under: [below, &action.due, words::level(action.level)]
                        .into_iter()
                        .filter(|text| !text.is_empty())
                        .collect::<Vec<_>>()
                        .join(" · "),
                    end: String::from(beside),
                    strong: !action.owner.is_empty(),
                }
            }
            None => Row {
                mark: motion.number.to_string(),
                text: motion.what.clone(),
                end: String::from("待落实"),
                ..Row::default()
            },
        })
        .collect();
    list.extend(shown.pledges.iter().map(|(_, pledge)| {
        let (beside, below) = beside(&pledge.name);
        Row {
            mark: String::from(words::pledge_kind(pledge.kind)),
            text: pledge.text.clone(),
            under: String::from(below),
            end: String::from(beside),
            strong: false,
        }
    }));
    let empty = list.is_empty();
    view! {
        <h1 class="w-title">"我能做什么"</h1>
        <p class="w-what">"在手机上认领：出钱、出力、出物都行。"</p>
        {if empty {
            view! { <p class="w-read z3">"今晚没有通过的动议。谈过的都记下来了，下次接着议。"</p> }
                .into_any()
        } else {
            rows(shown.now, list)
        }}
    }
    .into_any()
}

/// A short name stands at the end of its row; a long one below, or the text would have no room.
fn beside(name: &str) -> (&str, &str) {
    if width(name) <= 5 { (name, "") } else { ("", name) }
}

/// After the gavel.
pub(super) fn closed(shown: &Shown<Hall>) -> AnyView {
    let count = |status| shown.motions.iter().filter(|(_, motion)| motion.status == status).count();
    view! {
        <p class="w-lead">{shown.head.theme.clone()}</p>
        <h1 class="w-huge z1">"谢谢大家"</h1>
        <p class="w-read z3">
            "议题 " {shown.topics.len()} " 个 · 动议通过 " {count(Status::Adopted)} " 条、未通过 "
            {count(Status::Rejected)} " 条 · 认领 " {shown.pledges.len()} " 项"
        </p>
        <p class="w-read z3">"会议纪要已经好了，手机上就能看；记错的，请在手机上告诉我们。"</p>
    }
    .into_any()
}
