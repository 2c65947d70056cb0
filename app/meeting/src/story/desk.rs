//! The names of a story found among a desk's parts, so that robots behind real sockets play the same
//! file. A desk knows the latest vote only: a story that says 第1次
//! plays in the rules, not over the network.

use std::collections::BTreeMap;

use super::LineRef;
use super::lookup::Lookup;
use crate::view::hall::{Key, Part};
use crate::view::phone;
use crate::{CorrectionId, LineId, Moment, MotionId, PersonId, PledgeId, Span, TopicId, VoteId};

impl Lookup for BTreeMap<Key, Part> {
    fn person(&self, name: &str) -> Option<PersonId> {
        let named = self.iter().filter_map(|(key, part)| match (key, part) {
            (Key::Person(id), Part::Person(person)) if person.name == name => Some((person.order, *id)),
            _ => None,
        });
        named.min().map(|(_, id)| id)
    }

    fn stage(&self) -> u8 {
        match self.get(&Key::Shared(phone::Key::Head)) {
            Some(Part::Shared(phone::Part::Head(head))) => head.current,
            _ => 0,
        }
    }

    fn topic(&self, number: u16) -> Option<TopicId> {
        self.iter().find_map(|(key, part)| match (key, part) {
            (Key::Shared(phone::Key::Topic(id)), Part::Shared(phone::Part::Topic(topic))) => {
                (topic.number == number).then_some(*id)
            }
            (Key::Aside(id), Part::Aside(topic)) => (topic.number == number).then_some(*id),
            _ => None,
        })
    }

    fn line(&self, line: LineRef) -> Option<LineId> {
        let of_table = self.iter().filter_map(|(key, part)| match (key, part) {
            (Key::Line(id), Part::Line(found)) if found.table == line.table => Some((found.order, *id)),
            _ => None,
        });
        let mut lines: Vec<(u16, LineId)> = of_table.collect();
        lines.sort();
        let at = usize::from(line.number.checked_sub(1)?);
        lines.get(at).map(|(_, id)| *id)
    }

    fn motion(&self, number: u16) -> Option<MotionId> {
        self.iter().find_map(|(key, part)| match (key, part) {
            (Key::Shared(phone::Key::Motion(id)), Part::Shared(phone::Part::Motion(motion))) => {
                (motion.number == number).then_some(*id)
            }
            _ => None,
        })
    }

    fn vote(&self, number: Option<u16>) -> Option<VoteId> {
        match (number, self.get(&Key::Shared(phone::Key::Vote))) {
            (None, Some(Part::Shared(phone::Part::Vote(vote)))) => Some(vote.id),
            _ => None,
        }
    }

    fn pledge(&self, number: u16) -> Option<PledgeId> {
        self.iter().find_map(|(key, part)| match (key, part) {
            (Key::Shared(phone::Key::Pledge(id)), Part::Shared(phone::Part::Pledge(pledge))) => {
                (pledge.number == number).then_some(*id)
            }
            _ => None,
        })
    }

    fn correction(&self, number: u16) -> Option<CorrectionId> {
        self.iter().find_map(|(key, part)| match (key, part) {
            (Key::Correction(id), Part::Correction(wish)) => (wish.number == number).then_some(*id),
            _ => None,
        })
    }

    fn moment(&self, _since_midnight: Span) -> Option<Moment> {
        None
    }
}
