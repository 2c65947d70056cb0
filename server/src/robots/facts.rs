//! What a story expects, held against what the robots' screens show.
//!
//! The rule: only what a screen was sent counts; `Err` says how it stands there instead. A refusal is known
//! by its sentence, because that is all a person gets.
//! Deliberately not here: waiting for frames that are still on their way (`troupe`).

use std::collections::BTreeMap;

use meeting::floor::Clock;
use meeting::people::Kind;
use meeting::story::Fact;
use meeting::view::{hall, phone};
use meeting::{Moment, RuleKey, RulePack, Span, Why};

pub(super) type Desk = BTreeMap<hall::Key, hall::Part>;

/// What is not the story's own: those who only look on, and how exact a clock can be read.
#[derive(Clone, Copy)]
pub(super) struct Besides {
    pub(super) watchers: u32,
    pub(super) now: Moment,
    pub(super) slack: Span,
}

/// How many observers are here whom the story does not know: silent watchers, and people at real screens.
pub(super) fn onlookers(desk: &Desk, known: impl Fn(&str) -> bool) -> u32 {
    let looks_on = |person: &hall::Person| {
        // the first to come is the host
        person.present
            && person.phone
            && person.kind == Kind::Observer
            && person.order > 1
            && !known(&person.name)
    };
    count(desk.values().filter(|part| matches!(part, hall::Part::Person(person) if looks_on(person))).count())
}

fn same<T: PartialEq + std::fmt::Debug>(found: T, wanted: &T) -> Result<(), String> {
    if found == *wanted { Ok(()) } else { Err(format!("{found:?}")) }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Whether the desk shows it so. What somebody sees is for `troupe` to ask.
pub(super) fn holds(desk: &Desk, besides: Besides, fact: &Fact) -> Result<(), String> {
    let shared = || {
        desk.iter().filter_map(|(key, part)| match (key, part) {
            (hall::Key::Shared(key), hall::Part::Shared(part)) => Some((*key, part)),
            _ => None,
        })
    };
    let head = || find(shared(), |part| if let phone::Part::Head(head) = part { Some(head) } else { None });
    let floor =
        || find(shared(), |part| if let phone::Part::Floor(floor) = part { Some(floor) } else { None });
    let vote = || find(shared(), |part| if let phone::Part::Vote(vote) = part { Some(vote) } else { None });
    let wall = || match desk.get(&hall::Key::Wall) {
        Some(hall::Part::Wall(wall)) => Ok(wall),
        _ => Err(MISSING.to_owned()),
    };
    let topic = |wanted: u16| {
        shared().find_map(|(_, part)| match part {
            phone::Part::Topic(topic) if topic.number == wanted => Some(topic),
            _ => None,
        })
    };
    let aside = |wanted: u16| {
        desk.values().find_map(|part| match part {
            hall::Part::Aside(topic) if topic.number == wanted => Some(topic),
            _ => None,
        })
    };
    match fact {
        Fact::Refused(_) | Fact::Sees(..) => Ok(()),
        Fact::Stage(wanted) => same(head()?.current.saturating_add(1), wanted),
        Fact::Closed(wanted) => same(head()?.closed, wanted),
        Fact::Present(wanted) => {
            let present =
                |part: &phone::Part| if let phone::Part::Count(count) = part { Some(*count) } else { None };
            let present = shared().find_map(|(_, part)| present(part)).ok_or(MISSING)?;
            same(present.saturating_sub(besides.watchers), wanted)
        }
        Fact::Voters(wanted) => same(wall()?.voters, wanted),
        Fact::Heat(at, wanted) => same(topic(*at).ok_or(MISSING)?.heat, wanted),
        Fact::OnWall(at, wanted) => same(topic(*at).is_some(), wanted),
        Fact::MergedInto(at, into) => same(aside(*at).and_then(|topic| topic.merged_into), &Some(*into)),
        Fact::AtTable(table, wanted) => match desk.get(&hall::Key::Shared(phone::Key::Table(*table))) {
            Some(hall::Part::Shared(phone::Part::Table(table))) => same(u32::from(table.people), wanted),
            _ => Err(MISSING.to_owned()),
        },
        Fact::Speaker(wanted) => same(floor()?.speaker.as_ref().map(|speaker| speaker.name.clone()), wanted),
        Fact::Left(wanted) => {
            let left = match floor()?.speaker.as_ref().ok_or("没有人在发言")?.clock {
                Clock::Running { until } => besides.now.until(until),
                Clock::Paused { left } => left,
            };
            let off = left.0.abs_diff(u64::from(*wanted) * 1000);
            if off <= besides.slack.0 { Ok(()) } else { Err(format!("{} 秒", left.0 / 1000)) }
        }
        Fact::Queue(wanted) => {
            same(floor()?.queue.iter().map(|waiting| waiting.name.clone()).collect(), wanted)
        }
        Fact::Motion(number, wanted) => {
            let motion = shared().find_map(|(_, part)| match part {
                phone::Part::Motion(motion) if motion.number == *number => Some(motion),
                _ => None,
            });
            same(motion.ok_or(MISSING)?.status, wanted)
        }
        Fact::Count(ayes, nays) => {
            let tally = vote()?.tally;
            same((tally.ayes(), tally.nays()), &(*ayes, *nays))
        }
        Fact::Silent(wanted) => same(vote()?.tally.silent(), wanted),
        Fact::Adopted(wanted) => same(vote()?.adopted, &Some(*wanted)),
        Fact::Actions(wanted) => {
            same(count(shared().filter(|(key, _)| matches!(key, phone::Key::Action(_))).count()), wanted)
        }
        Fact::Pledges(wanted) => {
            same(count(shared().filter(|(key, _)| matches!(key, phone::Key::Pledge(_))).count()), wanted)
        }
    }
}

const MISSING: &str = "屏幕上没有";

fn find<'a, T>(
    mut parts: impl Iterator<Item = (phone::Key, &'a phone::Part)>,
    which: impl Fn(&'a phone::Part) -> Option<&'a T>,
) -> Result<&'a T, String> {
    parts.find_map(|(_, part)| which(part)).ok_or_else(|| MISSING.to_owned())
}

/// Whether a text is among these parts.
pub(super) fn shows<P: serde::Serialize>(parts: Option<&BTreeMap<impl Ord, P>>, text: &str) -> bool {
    let holds = |part: &P| {
        meeting::wire::encode(part)
            .is_ok_and(|bytes| bytes.windows(text.len().max(1)).any(|window| window == text.as_bytes()))
    };
    parts.is_some_and(|parts| parts.values().any(holds))
}

/// Whether a sentence is the refusal a story names by its key.
pub(super) fn names(sentence: &str, key: &str, pack: &RulePack) -> bool {
    let rule = RuleKey::ALL.iter().find(|rule| rule.as_str() == key).and_then(|rule| pack.rule(*rule));
    if let Some(rule) = rule {
        return sentence.contains(rule.short.hans.as_str());
    }
    match serde_json::from_value::<Why>(serde_json::Value::String(key.to_owned())) {
        Ok(why) => sentence.contains(&web::words::refusal::why(&why)),
        // A reason that bears numbers or names: that it was refused must do.
        Err(_) => true,
    }
}
