//! Who does something, for whom, by what right, through which door and when. Every command comes
//! with an act; every event keeps its stamp. The server fills it from the seat, never from the message.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Moment, PersonId, id};

/// By what way an act came in (门).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// The person's own phone (手机).
    Phone,
    /// The host's desk (代办).
    Desk,
    /// Typed in from paper (纸).
    Paper,
    /// A moment that has come (时钟).
    Clock,
}

/// The right by which somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Holds the host capability of this station (主持).
    Host,
    /// Holds a seat in this meeting.
    Resident,
    /// The keeper itself, because a deadline has come.
    Clock,
}

/// The stamp of one command.
#[derive(Clone, Debug)]
pub struct Act {
    /// The person whose hand it was.
    pub by: PersonId,
    /// The person it was done for, when that is somebody else (帮TA操作).
    pub on_behalf: Option<PersonId>,
    /// By what right.
    pub standing: Standing,
    /// Through which door.
    pub door: Door,
    /// When, by the server's clock.
    pub at: Moment,
    /// Fresh randomness from which ids are made.
    pub seed: u128,
}

impl Act {
    /// The person the act counts for.
    #[must_use]
    pub fn subject(&self) -> PersonId {
        self.on_behalf.unwrap_or(self.by)
    }

    /// Whether the host's right stands behind it.
    #[must_use]
    pub fn is_host(&self) -> bool {
        self.standing == Standing::Host
    }

    pub(crate) fn fresh(&self, n: u32) -> Uuid {
        id::fresh(self.seed, n)
    }
}
