//! A speech and what becomes of it: its stance, its clock, how it ended, and rulings made on it.
//! The clock knows a deadline or what is left, never the time of day.

use serde::{Deserialize, Serialize};

use crate::{Moment, MotionId, PersonId, RuleKey, Span, Words};

use super::Turn;

/// The position taken before reasons (先表态再说理).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// 赞成.
    For,
    /// 反对.
    Against,
    /// 询问.
    Inquiry,
}

impl Stance {
    pub(super) fn opposite(self) -> Option<Self> {
        match self {
            Self::For => Some(Self::Against),
            Self::Against => Some(Self::For),
            Self::Inquiry => None,
        }
    }
}

/// A speech's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// Runs until this moment.
    Running {
        /// Until when.
        until: Moment,
    },
    /// Stands still.
    Paused {
        /// With so much left.
        left: Span,
    },
}

/// The speech being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speech {
    /// By whom.
    pub person: PersonId,
    /// With which stance.
    pub stance: Stance,
    /// Its clock.
    pub clock: Clock,
    /// Why it was their turn.
    pub turn: Turn,
}

/// How a speech ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The speaker was done.
    Done,
    /// The time was up (时间到).
    TimeUp,
    /// The chair ended it by a ruling.
    Ruled,
    /// The speaker left.
    Left,
}

/// A speech in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// On which motion.
    pub motion: MotionId,
    /// By whom.
    pub person: PersonId,
    /// With which stance.
    pub stance: Stance,
    /// When it began.
    pub from: Moment,
    /// When it ended, and how.
    pub ended: Option<(Moment, Ending)>,
    /// The chair's reason where the order was overruled.
    pub overruled: Option<Words>,
    /// Extensions in seconds with reasons.
    pub extended: Vec<(u16, Words)>,
}

/// A ruling by card (裁定).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// When.
    pub at: Moment,
    /// Which rule.
    pub rule: RuleKey,
    /// On whom.
    pub person: Option<PersonId>,
    /// Whether it ended the speech.
    pub ended: bool,
}
