//! What is going on now: the stage and the one sentence, the card being read, a report, the vote or
//! the debate, and what to do once the gavel has fallen.

use leptos::prelude::*;
use meeting::rule_pack::StageKind;

use super::{Phone, debate, vote};
use crate::kit::{self, Views};
use crate::words;

/// The line that says the connection is lost.
pub fn lost(all: &Phone) -> AnyView {
    if all.lost { kit::said(None, "banner", "alert", Some(words::LOST.to_owned())) } else { kit::nothing() }
}

/// Station and theme, then the stage's name and what people do now.
pub fn head(all: &Phone) -> AnyView {
    let head = &all.head;
    let stage = head.stages.get(usize::from(head.current)).cloned().unwrap_or_default();
    let (stage, what) = if head.closed {
        (words::CLOSED.to_owned(), words::CLOSED_WHAT.to_owned())
    } else {
        let step = if vote::open(all) {
            Some((words::STEP_VOTE, words::DO_VOTE))
        } else if all.report.is_some() {
            Some((words::STEP_REPORT, words::DO_REPORT))
        } else if all.floor.motion.is_some() {
            Some((words::STEP_DEBATE, words::DO_DEBATE))
        } else {
            None
        };
        match step {
            Some((step, what)) => (kit::join(&[&stage, step]), what.to_owned()),
            None => (stage, head.what.clone()),
        }
    };
    kit::block(
        "head",
        vec![
            kit::para("head__theme", kit::join(&[&head.station, " · ", &head.theme])),
            if head.rehearsal { kit::para("head__mark", words::REHEARSAL) } else { kit::nothing() },
            kit::title(stage),
            kit::para("lead", what),
        ],
    )
}

/// The principle or rule being read aloud.
pub fn card(all: &Phone) -> AnyView {
    let Some(card) = all.card.as_ref().filter(|_| !all.head.closed) else { return kit::nothing() };
    let what = if card.rule { words::RULE } else { words::PRINCIPLE };
    kit::block(
        "card",
        vec![
            kit::para(
                "card__number",
                kit::join(&[what, " ", &kit::number(card.number), " / ", &kit::number(card.of)]),
            ),
            kit::heading(card.short.clone()),
            kit::para("card__text", card.text.clone()),
        ],
    )
}

/// Posts of mine that were hidden, each with its reason.
pub fn hidden(all: &Phone) -> AnyView {
    let posts: Views = all
        .me
        .iter()
        .flat_map(|me| me.hidden.iter())
        .map(|post| {
            kit::block(
                "note",
                vec![
                    kit::para("", kit::join(&[words::HIDDEN, "“", &post.text, "”"])),
                    kit::para("", kit::join(&[words::REASON, &post.reason])),
                ],
            )
        })
        .collect();
    if posts.is_empty() { kit::nothing() } else { kit::block("", posts) }
}

/// What the hall looks at: a vote, a report, a debate, the opening, or the end.
pub fn now(all: &Phone) -> AnyView {
    if all.head.closed {
        return kit::block(
            "",
            vec![kit::link("button button--primary", all.page.address("record"), words::TO_RECORD)],
        );
    }
    if all.me.as_ref().is_some_and(|me| !me.present) {
        return kit::form(
            "form",
            &all.page,
            "people.return",
            &[],
            vec![kit::para("hint", words::AWAY), kit::button("button button--primary", words::I_AM_BACK)],
        );
    }
    if vote::open(all) {
        return vote::vote(all);
    }
    if all.report.is_some() {
        return debate::report(all);
    }
    if all.floor.motion.is_some() {
        return debate::before(all);
    }
    match all.head.kind {
        Some(StageKind::Opening) => opening(all),
        Some(StageKind::Consensus) => {
            kit::block("now", vec![vote::result(all), kit::para("hint", words::WAIT_MOTION)])
        }
        _ => kit::nothing(),
    }
}

fn opening(all: &Phone) -> AnyView {
    let head = &all.head;
    let name = all.me.as_ref().map_or("", |me| me.name.as_str());
    kit::block(
        "",
        vec![
            kit::para("welcome", kit::join(&[name, words::WELCOME])),
            kit::fact(words::THEME, head.theme.clone()),
            kit::fact(words::WHERE_WHEN, kit::join(&[&head.place, " · ", &all.page.starts])),
            kit::fact(words::CHAIR, head.chair.clone()),
            kit::fact(words::HERE, kit::join(&[&kit::number(all.count), words::PERSONS])),
        ],
    )
}
