//! The action plan at the desk (行动计划): owner, date, resources and level of each adopted motion; pledges.
//!
//! The rule kept here: an empty owner is shown as such and can be filled in later.

use leptos::prelude::*;
use meeting::motions::Status;
use meeting::{MotionId, PledgeId};

use super::act::{act, go, more};
use super::next::settle;
use super::panel::list;
use crate::live::hall_held::Hall;
use crate::live::{Evening, Held, Kinds, Shown};
use crate::words;

const KINDS: Kinds = Evening::MOTIONS.and(Evening::ACTIONS);

/// The panel.
pub(super) fn plan(held: Held<Hall>) -> AnyView {
    view! {
        <ul class="rows">{list(held, KINDS, ids, |id| id.0.as_u128(), row)}</ul>
        <h3>"认领"</h3>
        <ul class="rows">{list(held, Evening::PLEDGES, pledge_ids, |id| id.0.as_u128(), pledge)}</ul>
        <p class="hint">"要替人认领，请用「帮TA操作」。"</p>
    }
    .into_any()
}

fn ids(shown: &Shown<Hall>) -> Vec<MotionId> {
    let adopted = shown.motions.iter().filter(|(_, motion)| motion.status == Status::Adopted);
    adopted.map(|(id, _)| *id).collect()
}

fn pledge_ids(shown: &Shown<Hall>) -> Vec<PledgeId> {
    shown.pledges.iter().map(|(id, _)| *id).collect()
}

fn row(shown: &Shown<Hall>, id: MotionId) -> AnyView {
    let Some((_, motion)) = shown.motions.iter().find(|(each, _)| *each == id) else { return ().into_any() };
    let action = shown.actions.iter().find(|(_, action)| action.motion == id).map(|(_, action)| action);
    let state = match action {
        None => String::from("待落实"),
        Some(action) => {
            let owner = if action.owner.is_empty() { "责任人待定" } else { &action.owner };
            [owner, &action.due, &action.resources, words::level(action.level)]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(" · ")
        }
    };
    let page = &shown.page;
    let form = act(page, "plans.settle", view! { {settle(page, id.to_string())} {go("记下")} });
    view! {
        <li>
            <span>
                <b>{motion.number}</b> " " {motion.what.clone()} " " <small>{state}</small>
            </span>
            {more("填写", form)}
        </li>
    }
    .into_any()
}

fn pledge(shown: &Shown<Hall>, id: PledgeId) -> AnyView {
    let Some((_, pledge)) = shown.pledges.iter().find(|(each, _)| *each == id) else { return ().into_any() };
    view! {
        <li>
            <span>
                <b>{words::pledge_kind(pledge.kind)}</b> " " {pledge.text.clone()} " "
                <small>{pledge.name.clone()}</small>
            </span>
        </li>
    }
    .into_any()
}
