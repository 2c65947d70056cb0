//! The vote on a phone (表决): the ayes are called, then the noes; one big button for the side being
//! called, my own vote, the result with its formula. Who chose what is shown to nobody else.

use leptos::prelude::*;
use meeting::VoteId;
use meeting::view::phone::Vote;
use meeting::voting::{Call, Choice, Tally};

use super::{Phone, debate};
use crate::kit;
use crate::words;

/// Whether a vote is under way.
#[must_use]
pub fn open(all: &Phone) -> bool {
    all.vote.as_ref().is_some_and(|vote| vote.call.is_some())
}

/// The vote under way.
pub fn vote(all: &Phone) -> AnyView {
    let Some((vote, call)) = all.vote.as_ref().and_then(|vote| vote.call.map(|call| (vote, call))) else {
        return kit::nothing();
    };
    let called = match call {
        Call::Ayes => words::CALL_AYES,
        Call::Nays => words::CALL_NAYS,
    };
    kit::block(
        "vote",
        vec![
            kit::para("notice", called),
            all.motion().map_or_else(kit::nothing, |(_, motion)| debate::one(motion, true)),
            mine(all, vote, call),
        ],
    )
}

fn mine(all: &Phone, vote: &Vote, call: Call) -> AnyView {
    let Some(me) = &all.me else { return kit::nothing() };
    if !me.votes {
        return kit::para("hint", words::NO_VOTE);
    }
    if let Some(choice) = me.vote {
        return kit::para("voted", kit::join(&[words::YOU_VOTED, words::choice(choice), " ✓"]));
    }
    let (choice, text) = match call {
        Call::Ayes => (Choice::Aye, words::VOTE_AYE),
        Call::Nays => (Choice::Nay, words::VOTE_NAY),
    };
    cast(all, vote.id, choice, text)
}

fn cast(all: &Phone, vote: VoteId, choice: Choice, text: &'static str) -> AnyView {
    let (key, class, other) = match choice {
        Choice::Aye => ("aye", "button button--primary button--vote", words::NAYS_LATER),
        Choice::Nay => ("nay", "button button--primary button--vote", words::AYES_OVER),
    };
    kit::form(
        "form",
        &all.page,
        "voting.cast",
        &[("vote", &kit::hex(vote.0))],
        vec![
            kit::para("hint", words::BY_NAME),
            kit::choice(class, "choice", key, text),
            kit::answer(),
            kit::para("hint", other),
        ],
    )
}

/// The last vote's result.
pub fn result(all: &Phone) -> AnyView {
    let Some(vote) = all.vote.as_ref().filter(|vote| vote.call.is_none()) else { return kit::nothing() };
    if vote.annulled {
        return kit::para("notice", words::ANNULLED);
    }
    let Some(adopted) = vote.adopted else { return kit::nothing() };
    let said = if adopted { words::ADOPTED } else { words::REJECTED };
    let own = all.me.as_ref().and_then(|me| me.vote);
    kit::block(
        "result",
        vec![
            kit::para(
                "notice",
                kit::join(&[
                    words::MOTION_A,
                    &kit::number(vote.number),
                    words::MOTION_B,
                    &vote.what,
                    "：",
                    said,
                ]),
            ),
            formula(&vote.tally),
            own.map_or_else(kit::nothing, |choice| {
                kit::para("row__about", kit::join(&[words::YOU_VOTED, words::choice(choice)]))
            }),
        ],
    )
}

/// How the result comes about, so that everybody can count along.
#[must_use]
pub fn formula(tally: &Tally) -> AnyView {
    let (ayes, nays) = (tally.ayes(), tally.nays());
    let (sign, said) = match ayes.cmp(&nays) {
        core::cmp::Ordering::Greater => (" ＞ ", words::MORE_AYES),
        core::cmp::Ordering::Equal => (" ＝ ", words::EQUAL),
        core::cmp::Ordering::Less => (" ＜ ", words::MORE_NAYS),
    };
    kit::para(
        "formula",
        kit::join(&[
            &side(words::choice(Choice::Aye), ayes, tally.phone_ayes, tally.hand_ayes),
            sign,
            &side(words::choice(Choice::Nay), nays, tally.phone_nays, tally.hand_nays),
            said,
            words::SILENT,
            &kit::number(tally.silent()),
            words::PERSONS,
            "。",
        ]),
    )
}

fn side(name: &str, all: u32, phones: u32, hands: u32) -> String {
    let all = kit::number(all);
    let (phones, hands) = (kit::number(phones), kit::number(hands));
    kit::join(&[name, " ", &all, "（手机 ", &phones, " + 举手 ", &hands, "）"])
}
