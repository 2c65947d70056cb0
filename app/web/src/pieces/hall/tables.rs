//! Choosing a table (自选分组): sit at one, roam, rest; take on the record where nobody does. Moving is
//! free at any time (双脚法则); being a butterfly or a bee is as good as sitting.

use leptos::prelude::*;
use meeting::TableNo;
use meeting::people::Place;
use meeting::rule_pack::StageKind;
use meeting::view::phone::Table;

use super::Phone;
use crate::kit::{self, Views};
use crate::words;

/// The tables; in front while groups form and talk.
pub fn tables(all: &Phone) -> AnyView {
    if all.tables.is_empty() {
        return match all.head.kind {
            Some(StageKind::Signup | StageKind::Breakout) if !all.head.closed => {
                kit::para("hint", words::TABLES_NONE)
            }
            _ => kit::nothing(),
        };
    }
    let front = matches!(all.head.kind, Some(StageKind::Signup | StageKind::Breakout)) && !all.head.closed;
    let place = all.me.as_ref().map_or(Place::Hall, |me| me.place);
    let mut items: Views = all.tables.iter().map(|(no, table)| one(all, front, place, *no, table)).collect();
    items.push(roam(all, place == Place::Butterfly, "butterfly", words::BUTTERFLY, words::BUTTERFLY_IS));
    items.push(roam(all, place == Place::Bee, "bee", words::BEE, words::BEE_IS));
    kit::fold(
        front,
        if front { words::TABLES_ASK } else { words::TABLES_MORE },
        vec![kit::list("list", items)],
    )
}

fn one(all: &Phone, front: bool, place: Place, no: TableNo, table: &Table) -> AnyView {
    let mine = place == Place::Table(no);
    let n = kit::number(no.0);
    let about = kit::join(&[
        words::CONVENOR,
        &table.convenor,
        " · ",
        &kit::number(table.people),
        words::PERSONS,
        " · ",
        if table.recorder.is_empty() { words::NO_RECORDER } else { words::RECORDER },
        &table.recorder,
    ]);
    let address = all.page.address(&kit::join(&["table/", &n]));
    let closed = all.head.closed;
    let acts = if mine {
        let record = if table.recorder.is_empty() && !closed {
            kit::form(
                "",
                &all.page,
                "tables.record",
                &[("table", &n)],
                vec![kit::button("button", words::I_RECORD)],
            )
        } else {
            kit::nothing()
        };
        let class = if front { "button button--primary" } else { "button" };
        vec![kit::link(class, address, words::OPEN_RECORD), record]
    } else if closed {
        vec![kit::nothing(), kit::nothing()]
    } else {
        let sit = kit::form(
            "",
            &all.page,
            "tables.take",
            &[("place", &n)],
            vec![kit::button("button", words::SIT_HERE)],
        );
        vec![sit, kit::nothing()]
    };
    kit::item(
        if mine { "row row--mine" } else { "row" },
        vec![
            kit::para("row__text", kit::join(&[words::TABLE_A, &n, words::TABLE_B, " ", &table.topic])),
            kit::para("row__about", about),
            if mine { kit::para("row__about", words::YOU_SIT_HERE) } else { kit::nothing() },
            kit::block("row__acts", acts),
        ],
    )
}

fn roam(all: &Phone, mine: bool, place: &'static str, name: &'static str, is: &'static str) -> AnyView {
    let act = if mine || all.head.closed {
        kit::nothing()
    } else {
        kit::form("", &all.page, "tables.take", &[("place", place)], vec![kit::button("button", name)])
    };
    kit::item(
        if mine { "row row--mine" } else { "row" },
        vec![
            kit::para("row__text", is),
            if mine { kit::para("row__about", words::YOU_ARE_THIS) } else { kit::nothing() },
            kit::block("row__acts", vec![act]),
        ],
    )
}
