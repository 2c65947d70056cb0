//! Topics (议题): post one, sign those one cares about, take back one's own. Everybody may, in every
//! stage while the meeting is open.

use leptos::prelude::*;
use meeting::TopicId;
use meeting::rule_pack::StageKind;
use meeting::view::phone::Topic;

use super::Phone;
use crate::kit::{self, Typing, Views};
use crate::words;

/// How many topics stand in one go.
const PAGE: usize = 60;

/// The wall of topics; in front while topics are gathered.
pub fn topics(all: &Phone) -> AnyView {
    let front = all.head.kind == Some(StageKind::Topics) && !all.head.closed;
    let count = kit::number(all.topics.len() as u64);
    let summary = if front {
        kit::join(&[words::TOPIC_WALL, "（", &count, "）"])
    } else {
        kit::join(&[words::TOPIC_MORE, "（", &count, "）"])
    };
    kit::fold(front, summary, vec![post(all, front), listed(all)])
}

fn post(all: &Phone, front: bool) -> AnyView {
    if all.head.closed {
        return kit::nothing();
    }
    let typed = all.page.typed("topics.post", "text");
    let class = if front { "button button--primary" } else { "button" };
    kit::form(
        "form",
        &all.page,
        "topics.post",
        &[],
        vec![
            kit::area(Typing::new("text", words::TOPIC_ASK, words::TOPIC_EXAMPLE, 60), &typed),
            kit::answer(),
            kit::button(class, words::TOPIC_POST),
        ],
    )
}

fn listed(all: &Phone) -> AnyView {
    if all.topics.is_empty() {
        return kit::para("hint", words::TOPIC_NONE);
    }
    let mut pages: Views = Vec::new();
    for (at, page) in all.topics.chunks(PAGE).enumerate() {
        let items = page.iter().map(|(id, topic)| one(all, *id, topic)).collect();
        let list = kit::list("list", items);
        if at == 0 {
            pages.push(list);
        } else {
            let first = kit::number((at * PAGE + 1) as u64);
            pages.push(kit::fold(false, kit::join(&[words::TOPIC_FROM, &first]), vec![list]));
        }
    }
    kit::block("pages", pages)
}

fn one(all: &Phone, id: TopicId, topic: &Topic) -> AnyView {
    let (signed, mine) = match &all.me {
        Some(me) => (me.signed.contains(&id), me.posted.contains(&id)),
        None => (false, false),
    };
    let about = kit::join(&[
        words::BY,
        &topic.proposer,
        " · ",
        &kit::number(topic.heat),
        words::SIGNATURES,
        if topic.merged.is_empty() { "" } else { words::MERGED },
        &topic.merged.iter().map(|n| kit::number(*n)).collect::<Vec<_>>().join("、"),
        if topic.merged.is_empty() { "" } else { words::MERGED_END },
    ]);
    let id = kit::hex(id.0);
    let topic_field = [("topic", id.as_str())];
    let act = |class, act, text: &'static str| {
        kit::form("", &all.page, act, &topic_field, vec![kit::button(class, text)])
    };
    let sign = if all.head.closed {
        kit::nothing()
    } else if signed {
        act("button button--on", "topics.unsign", words::UNSIGN)
    } else {
        act("button", "topics.sign", words::SIGN)
    };
    let withdraw = if mine && !all.head.closed {
        act("button button--quiet", "topics.withdraw", words::WITHDRAW)
    } else {
        kit::nothing()
    };
    kit::item(
        "row",
        vec![
            kit::para("row__text", kit::join(&[&kit::number(topic.number), ". ", &topic.text])),
            kit::para("row__about", about),
            kit::block("row__acts", vec![sign, withdraw]),
        ],
    )
}
