//! A table's record on a phone (小组记录): the recorder writes line by line and the group's draft proposal
//! (行动方案); members of the table read along. Others see neither: their phones never get the lines.

use leptos::prelude::*;
use meeting::LineId;
use meeting::motions::MotionKind;
use meeting::people::Place;
use meeting::tables::LineKind;
use meeting::view::phone::{Line, Table};

use crate::kit::{self, Typing, Views};
use crate::pieces::hall::Phone;
use crate::words;

/// Which table, about what, and the way back.
pub fn head(all: &Phone) -> AnyView {
    let n = kit::number(all.page.table().0);
    kit::block(
        "head",
        vec![
            kit::link("link", all.page.address("hall"), words::BACK_TO_HALL),
            kit::title(kit::join(&[words::TABLE_A, &n, words::RECORD_OF])),
            kit::para("lead", table(all).map_or_else(String::new, |table| table.topic.clone())),
        ],
    )
}

fn table(all: &Phone) -> Option<&Table> {
    all.parts.table(all.page.table())
}

fn sits_here(all: &Phone) -> bool {
    all.me.as_ref().is_some_and(|me| me.place == Place::Table(all.page.table()))
}

fn records(all: &Phone) -> bool {
    all.me.as_ref().is_some_and(|me| me.records == Some(all.page.table())) && !all.head.closed
}

/// The form for one more line, or what a reader can do.
pub fn write(all: &Phone) -> AnyView {
    let n = kit::number(all.page.table().0);
    let field = [("table", n.as_str())];
    if records(all) {
        let kinds = LineKind::ALL.map(|kind| (words::line_kind_key(kind), words::line_kind(kind))).into();
        let act = "tables.write";
        let chosen = all.page.typed(act, "kind");
        let chosen = if chosen.is_empty() { "situation" } else { &chosen };
        return kit::form(
            "form",
            &all.page,
            act,
            &field,
            vec![
                kit::radios("radios radios--row", "kind", words::LINE_KIND_ASK, kinds, chosen),
                kit::area(
                    Typing::new("text", words::LINE_ASK, words::LINE_EXAMPLE, 280),
                    &all.page.typed(act, "text"),
                ),
                kit::answer(),
                kit::button("button button--primary", words::LINE_WRITE),
            ],
        );
    }
    if all.head.closed {
        return kit::nothing();
    }
    if !sits_here(all) {
        return kit::form(
            "form",
            &all.page,
            "tables.take",
            &[("place", &n)],
            vec![kit::para("hint", words::NOT_HERE), kit::button("button button--primary", words::SIT_HERE)],
        );
    }
    if table(all).is_some_and(|table| table.recorder.is_empty()) {
        return kit::form(
            "form",
            &all.page,
            "tables.record",
            &field,
            vec![
                kit::para("hint", words::NO_RECORDER),
                kit::button("button button--primary", words::I_RECORD),
            ],
        );
    }
    kit::para("hint", words::READ_ALONG)
}

/// The lines written so far, the newest first.
pub fn lines(all: &Phone) -> AnyView {
    let here = sits_here(all) || records(all);
    if !here {
        return kit::nothing();
    }
    if all.lines.is_empty() {
        return kit::para("hint", words::LINES_NONE);
    }
    let strikes = records(all);
    let items: Views = all.lines.iter().rev().map(|(id, line)| one(all, *id, line, strikes)).collect();
    kit::block("", vec![kit::heading(words::LINES), kit::list("list", items)])
}

fn one(all: &Phone, id: LineId, line: &Line, strikes: bool) -> AnyView {
    let act = if strikes && !line.struck {
        kit::form(
            "",
            &all.page,
            "tables.strike",
            &[("line", &kit::hex(id.0))],
            vec![kit::button("button button--quiet", words::STRIKE)],
        )
    } else {
        kit::nothing()
    };
    kit::item(
        if line.struck { "row row--struck" } else { "row" },
        vec![
            kit::para(
                "row__text",
                kit::join(&[
                    words::line_kind(line.kind),
                    "：",
                    &line.text,
                    if line.struck { words::STRUCK } else { "" },
                ]),
            ),
            kit::block("row__acts", vec![act]),
        ],
    )
}

/// The group's draft proposal: its five boxes for the recorder, what it says for the others.
pub fn proposal(all: &Phone) -> AnyView {
    let written = table(all).map_or("", |table| table.proposal.as_str());
    if !records(all) {
        let text = if written.is_empty() { words::PROPOSAL_NONE } else { written };
        return kit::fold(
            true,
            words::PROPOSAL,
            vec![kit::para("", text), move_it(all, !written.is_empty())],
        );
    }
    kit::fold(!written.is_empty(), words::PROPOSAL, vec![draft(all), move_it(all, !written.is_empty())])
}

fn draft(all: &Phone) -> AnyView {
    let act = "tables.propose";
    let saved = all.me.as_ref().and_then(|me| me.draft.clone()).unwrap_or_default();
    let [who, what, when, place, money] = saved;
    let (kind, chapter, body) = match all.me.as_ref().and_then(|me| me.becomes.as_ref()) {
        Some(MotionKind::Convention { chapter }) => ("convention", chapter.as_str(), ""),
        Some(MotionKind::Referral { body }) => ("referral", "", body.as_str()),
        Some(MotionKind::Action) | None => ("action", "", ""),
    };
    let typed = |name: &str, saved: String| {
        let typed = all.page.typed(act, name);
        if typed.is_empty() { saved } else { typed }
    };
    let kinds = vec![
        ("action", words::AS_ACTION),
        ("convention", words::AS_CONVENTION),
        ("referral", words::AS_REFERRAL),
    ];
    let chosen = typed("kind", kind.to_owned());
    let ask = |name, label, example| Typing::new(name, label, example, 140);
    kit::form(
        "form form--keep",
        &all.page,
        act,
        &[("table", &kit::number(all.page.table().0))],
        vec![
            kit::para("hint", words::PROPOSAL_LEAD),
            kit::line(ask("who", words::WHO, words::WHO_EXAMPLE).optional(), typed("who", who)),
            kit::area(ask("what", words::WHAT, words::WHAT_EXAMPLE), &typed("what", what)),
            kit::line(ask("when", words::WHEN, words::WHEN_EXAMPLE).optional(), typed("when", when)),
            kit::line(ask("place", words::WHERE, words::WHERE_EXAMPLE).optional(), typed("place", place)),
            kit::line(ask("money", words::MONEY, words::MONEY_EXAMPLE).optional(), typed("money", money)),
            kit::radios("radios", "kind", words::BECOMES_ASK, kinds, &chosen),
            kit::line(
                ask("chapter", words::CHAPTER_ASK, words::CHAPTER_EXAMPLE).optional(),
                typed("chapter", chapter.to_owned()),
            ),
            kit::line(
                ask("body", words::BODY_ASK, words::BODY_EXAMPLE).optional(),
                typed("body", body.to_owned()),
            ),
            kit::answer(),
            kit::button("button", words::PROPOSAL_SAVE),
        ],
    )
}

fn move_it(all: &Phone, written: bool) -> AnyView {
    if all.head.closed || !(records(all) || sits_here(all)) {
        return kit::nothing();
    }
    if !written {
        return kit::para("hint", words::PROPOSAL_MOVE_HINT);
    }
    kit::form(
        "form",
        &all.page,
        "motions.move_from",
        &[("table", &kit::number(all.page.table().0))],
        vec![kit::answer(), kit::button("button", words::PROPOSAL_MOVE)],
    )
}
