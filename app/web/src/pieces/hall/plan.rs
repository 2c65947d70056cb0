//! The action plan (行动计划): what was adopted, who does it by when; and pledges (认领), which anybody
//! makes and takes back for themselves.

use leptos::prelude::*;
use meeting::PledgeId;
use meeting::plans::PledgeKind;
use meeting::rule_pack::StageKind;
use meeting::view::phone::{Action, Pledge};

use super::Phone;
use crate::kit::{self, Typing, Views};
use crate::words;

/// Actions, pledges and the form to pledge; in front in its stage.
pub fn plan(all: &Phone) -> AnyView {
    let front = all.head.kind == Some(StageKind::ActionPlan) && !all.head.closed;
    if !front && all.actions.is_empty() && all.pledges.is_empty() {
        return kit::nothing();
    }
    let actions: Views = all.actions.iter().map(|(_, action)| one(action)).collect();
    let pledges: Views = all.pledges.iter().map(|(id, pledge)| pledged(all, *id, pledge)).collect();
    kit::fold(
        front,
        words::PLAN,
        vec![
            if actions.is_empty() { kit::para("hint", words::PLAN_NONE) } else { kit::list("list", actions) },
            if all.head.closed { kit::nothing() } else { form(all, front) },
            if pledges.is_empty() {
                kit::nothing()
            } else {
                kit::block("", vec![kit::heading(words::PLEDGES), kit::list("list", pledges)])
            },
        ],
    )
}

fn one(action: &Action) -> AnyView {
    let owner = if action.owner.is_empty() { words::NO_OWNER.to_owned() } else { action.owner.clone() };
    kit::item(
        "row",
        vec![
            kit::para("row__text", kit::join(&[&kit::number(action.number), ". ", &action.what])),
            kit::fact(words::OWNER, owner),
            kit::fact(words::DUE, action.due.clone()),
            kit::fact(words::RESOURCES, action.resources.clone()),
            kit::fact(words::LEVEL, words::level(action.level).to_owned()),
        ],
    )
}

fn form(all: &Phone, front: bool) -> AnyView {
    let kinds = [PledgeKind::Labour, PledgeKind::Money, PledgeKind::Material];
    let kinds = kinds.map(|kind| (words::pledge_kind_key(kind), words::pledge_kind(kind))).into();
    let act = "plans.pledge";
    let chosen = all.page.typed(act, "kind");
    let chosen = if chosen.is_empty() { "labour" } else { &chosen };
    let class = if front { "button button--primary" } else { "button" };
    kit::form(
        "form",
        &all.page,
        act,
        &[("motion", "")],
        vec![
            kit::radios("radios radios--row", "kind", words::PLEDGE_ASK, kinds, chosen),
            kit::line(
                Typing::new("text", words::PLEDGE_WHAT, words::PLEDGE_EXAMPLE, 280),
                all.page.typed(act, "text"),
            ),
            kit::answer(),
            kit::button(class, words::PLEDGE),
        ],
    )
}

fn pledged(all: &Phone, id: PledgeId, pledge: &Pledge) -> AnyView {
    let mine = all.me.as_ref().is_some_and(|me| me.pledges.contains(&id)) && !all.head.closed;
    kit::item(
        "row",
        vec![
            kit::para(
                "row__text",
                kit::join(&[&pledge.name, " ", words::pledge_kind(pledge.kind), "：", &pledge.text]),
            ),
            kit::block(
                "row__acts",
                vec![if mine {
                    kit::form(
                        "",
                        &all.page,
                        "plans.take_back",
                        &[("pledge", &kit::hex(id.0))],
                        vec![kit::button("button button--quiet", words::TAKE_BACK)],
                    )
                } else {
                    kit::nothing()
                }],
            ),
        ],
    )
}
