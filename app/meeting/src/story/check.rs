//! Holds what a story expects against the state: `Err` says how it stands instead.

use super::expect::{Eye, Fact};
use super::lookup::Lookup;
use crate::floor::{Clock, queue};
use crate::view::{hall, phone};
use crate::voting::{Phase, Tally};
use crate::wire::Audience;
use crate::{Meeting, Moment, Refusal};

/// Whether a refusal is meant by this key: its rule, or the reason's own name.
pub(super) fn names_refusal(refusal: &Refusal, key: &str) -> bool {
    refusal.rule.is_some_and(|rule| rule.as_str() == key) || why(refusal) == key
}

/// A refusal as a story writes it.
pub(super) fn refusal_key(refusal: &Refusal) -> String {
    match refusal.rule {
        Some(rule) => format!("{rule} ({})", why(refusal)),
        None => why(refusal),
    }
}

/// The reason's name in a story: `HandsRemain(3)` is written `hands_remain`.
fn why(refusal: &Refusal) -> String {
    let written = format!("{:?}", refusal.why);
    let mut key = String::new();
    for c in written.chars().take_while(char::is_ascii_alphanumeric) {
        if c.is_ascii_uppercase() && !key.is_empty() {
            key.push('_');
        }
        key.push(c.to_ascii_lowercase());
    }
    key
}

fn same<T: PartialEq + std::fmt::Debug>(found: T, wanted: &T) -> Result<(), String> {
    if found == *wanted { Ok(()) } else { Err(format!("{found:?}")) }
}

fn tally(meeting: &Meeting) -> Result<Tally, String> {
    let (_, vote) = meeting.votes.latest().ok_or("还没有表决过")?;
    Ok(vote.tally(vote.voters(&meeting.people)))
}

/// Whether it is so.
pub(super) fn holds(meeting: &Meeting, now: Moment, fact: &Fact) -> Result<(), String> {
    let people = &meeting.people;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let name = |person| people.name(person).to_owned();
    let topic = |number: u16| {
        let id = meeting.topic(number);
        id.and_then(|id| Some((id, meeting.topics.get(id)?))).ok_or(format!("没有议题 #{number}"))
    };
    match fact {
        Fact::Refused(_) => Ok(()),
        Fact::Stage(stage) => same(meeting.stages.current.saturating_add(1), stage),
        Fact::Closed(closed) => same(meeting.closed(), closed),
        Fact::Present(wanted) => same(people.count_present(), wanted),
        Fact::Voters(wanted) => same(people.count_voters(), wanted),
        Fact::Heat(at, wanted) => same(meeting.topics.heat(topic(*at)?.0), wanted),
        Fact::OnWall(at, wanted) => same(topic(*at)?.1.in_play(), wanted),
        Fact::MergedInto(at, into) => same(topic(*at)?.1.merged_into, &Some(topic(*into)?.0)),
        Fact::AtTable(table, wanted) => same(count(people.at_table(*table).count()), wanted),
        Fact::Speaker(wanted) => same(meeting.floor.speaker.map(|speech| name(speech.person)), wanted),
        Fact::Left(wanted) => {
            let speech = meeting.floor.speaker.ok_or("没有人在发言")?;
            let left = match speech.clock {
                Clock::Running { until } => now.until(until),
                Clock::Paused { left } => left,
            };
            same(left.0, &(u64::from(*wanted) * 1000))
        }
        Fact::Queue(wanted) => {
            same(queue(meeting).into_iter().map(|(hand, _)| name(hand.person)).collect(), wanted)
        }
        Fact::Motion(number, wanted) => {
            let found = meeting.motion(*number).and_then(|id| meeting.motions.get(id));
            same(found.ok_or("没有这条动议")?.status, wanted)
        }
        Fact::Count(ayes, nays) => same((tally(meeting)?.ayes(), tally(meeting)?.nays()), &(*ayes, *nays)),
        Fact::Silent(wanted) => same(tally(meeting)?.silent(), wanted),
        Fact::Adopted(wanted) => match meeting.votes.latest().map(|(_, vote)| &vote.phase) {
            Some(Phase::Declared(tally)) => same(tally.adopted(), wanted),
            other => Err(format!("{other:?}")),
        },
        Fact::Actions(wanted) => same(count(meeting.plans.actions().count()), wanted),
        Fact::Pledges(wanted) => {
            let standing = meeting.plans.pledges().filter(|(_, pledge)| !pledge.withdrawn);
            same(count(standing.count()), wanted)
        }
        Fact::Sees(eye, text, wanted) => same(sees(meeting, eye, text)?, wanted),
    }
}

/// Whether a text is among the parts somebody gets.
fn sees(meeting: &Meeting, eye: &Eye, text: &str) -> Result<bool, String> {
    let (audience, me) = match eye {
        Eye::Residents => (Audience::Residents, None),
        Eye::Wall => (Audience::Wall, None),
        Eye::Desk => (Audience::Desk, None),
        Eye::Table(table) => (Audience::Table(*table), None),
        Eye::Person(name) => {
            let me = meeting.person(name).ok_or_else(|| format!("没有叫“{name}”的人"))?;
            (Audience::Me, Some(me))
        }
    };
    let phone = phone::keys(meeting, audience).into_iter();
    let phone = phone.filter_map(|key| phone::part(meeting, audience, me, key));
    let hall = hall::keys(meeting, audience).into_iter();
    let hall = hall.filter_map(|key| hall::part(meeting, audience, key));
    let mut parts =
        phone.map(|part| crate::wire::encode(&part)).chain(hall.map(|part| crate::wire::encode(&part)));
    Ok(parts.any(|bytes| bytes.is_ok_and(|bytes| holds_text(&bytes, text.as_bytes()))))
}

fn holds_text(bytes: &[u8], text: &[u8]) -> bool {
    !text.is_empty() && bytes.windows(text.len()).any(|window| window == text)
}
