//! What robots remember of an evening beyond what a desk shows now: in which order pledges, votes and
//! wishes for corrections came, because stories number them so.
//!
//! The rule: only what was on the desk's screen is remembered.

use meeting::story::{LineRef, Lookup};
use meeting::view::{hall, phone};
use meeting::{CorrectionId, LineId, Moment, MotionId, PersonId, PledgeId, Span, TopicId, VoteId};

use super::facts::Desk;

/// Things in the order they came.
#[derive(Default)]
pub(super) struct Memory {
    pledges: Vec<PledgeId>,
    votes: Vec<VoteId>,
    corrections: Vec<CorrectionId>,
}

fn keep<T: PartialEq>(order: &mut Vec<T>, new: T) {
    if !order.contains(&new) {
        order.push(new);
    }
}

impl Memory {
    /// Looks at the desk once more.
    pub(super) fn note(&mut self, desk: &Desk) {
        for (key, part) in desk {
            match (key, part) {
                (hall::Key::Shared(phone::Key::Pledge(id)), _) => keep(&mut self.pledges, *id),
                (hall::Key::Correction(id), _) => keep(&mut self.corrections, *id),
                (_, hall::Part::Shared(phone::Part::Vote(vote))) => keep(&mut self.votes, vote.id),
                _ => {}
            }
        }
    }
}

/// The desk's screen, and what is remembered.
pub(super) struct Known<'a> {
    pub(super) desk: &'a Desk,
    pub(super) memory: &'a Memory,
}

fn nth<T: Copy>(order: &[T], number: u16) -> Option<T> {
    order.get(usize::from(number.checked_sub(1)?)).copied()
}

impl Lookup for Known<'_> {
    fn person(&self, name: &str) -> Option<PersonId> {
        self.desk.person(name)
    }

    fn stage(&self) -> u8 {
        self.desk.stage()
    }

    fn topic(&self, number: u16) -> Option<TopicId> {
        self.desk.topic(number)
    }

    fn line(&self, line: LineRef) -> Option<LineId> {
        self.desk.line(line)
    }

    fn motion(&self, number: u16) -> Option<MotionId> {
        self.desk.motion(number)
    }

    fn vote(&self, number: Option<u16>) -> Option<VoteId> {
        match number {
            Some(number) => nth(&self.memory.votes, number),
            None => self.desk.vote(None),
        }
    }

    fn pledge(&self, number: u16) -> Option<PledgeId> {
        nth(&self.memory.pledges, number)
    }

    fn correction(&self, number: u16) -> Option<CorrectionId> {
        nth(&self.memory.corrections, number)
    }

    fn moment(&self, since_midnight: Span) -> Option<Moment> {
        self.desk.moment(since_midnight)
    }
}
