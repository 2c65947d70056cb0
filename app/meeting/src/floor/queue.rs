//! The queue (发言队列): in which order the floor is given, and why (为什么轮到TA). Rules 3 and 8: sides
//! alternate whenever both wait, whoever has not spoken yet goes first, then the earliest hand.

use serde::{Deserialize, Serialize};

use crate::{Meeting, Moment, MotionId, PersonId, Words};

use super::{Ruling, Speech, Spoken, Stance};

/// A raised hand (举手).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hand {
    /// Whose.
    pub person: PersonId,
    /// With which stance.
    pub stance: Stance,
    /// Its place in the server's order: the event's number.
    pub order: u64,
}

/// Why it is somebody's turn (为什么轮到TA).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// Nobody else waits.
    Alone,
    /// The other side spoke last (正反轮流).
    OtherSide,
    /// Has not spoken on this motion yet.
    NotYetSpoken,
    /// Raised a hand earliest.
    Earliest,
    /// The chair decided otherwise, with a recorded reason.
    Overruled,
}

/// The queue in the order in which the floor will be given, each with the reason (轮到的理由).
/// Sides alternate whenever both wait; then whoever has not spoken yet; then the earliest hand.
#[must_use]
pub fn queue(meeting: &Meeting) -> Vec<(Hand, Turn)> {
    let Some(motion) = meeting.motions.current else { return Vec::new() };
    let floor = &meeting.floor;
    let params = &meeting.pack().params;
    let mut waiting = floor.hands.clone();
    let mut last = floor.last_side(motion);
    let mut order = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let rank = |hand: &Hand| {
            let same_side = last.is_some_and(|side| hand.stance == side);
            let spoke = params.not_yet_spoken_first && floor.times(motion, hand.person) > 0;
            (same_side, spoke, hand.order)
        };
        let next = waiting.iter().copied().enumerate().min_by_key(|(_, hand)| rank(hand));
        let Some((next, hand)) = next else { break };
        let first_come = waiting.iter().min_by_key(|hand| hand.order).map(|hand| hand.person);
        let turn = if waiting.len() == 1 && order.is_empty() {
            Turn::Alone
        } else if first_come == Some(hand.person) {
            Turn::Earliest
        } else if waiting.iter().any(|other| other.order < hand.order && rank(other).0 && !rank(&hand).0) {
            Turn::OtherSide
        } else {
            Turn::NotYetSpoken
        };
        waiting.remove(next);
        if hand.stance != Stance::Inquiry {
            last = Some(hand.stance);
        }
        order.push((hand, turn));
    }
    order
}

/// Who speaks and who waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Floor {
    /// Who has the floor.
    pub speaker: Option<Speech>,
    /// Hands up, in the server's order.
    pub hands: Vec<Hand>,
    /// The chair asked "还有谁要发言?" until then.
    pub last_call: Option<Moment>,
    /// All speeches of the evening.
    pub spoken: Vec<Spoken>,
    /// All rulings.
    pub rulings: Vec<Ruling>,
    /// Debates closed while people still waited, with the chair's reason.
    pub cut: Vec<(MotionId, Words)>,
}

impl Floor {
    /// Takes all hands down (a new motion, a vote).
    pub(crate) fn clear(&mut self) {
        self.speaker = None;
        self.hands.clear();
        self.last_call = None;
    }

    /// How often somebody spoke on a motion. Questions count like speeches.
    #[must_use]
    pub fn times(&self, motion: MotionId, person: PersonId) -> u8 {
        let times = self.spoken.iter().filter(|s| s.motion == motion && s.person == person).count();
        u8::try_from(times).unwrap_or(u8::MAX)
    }

    /// The side that spoke last on a motion; questions do not change sides.
    #[must_use]
    pub fn last_side(&self, motion: MotionId) -> Option<Stance> {
        self.spoken
            .iter()
            .rev()
            .find(|speech| speech.motion == motion && speech.stance != Stance::Inquiry)
            .map(|speech| speech.stance)
    }
}
