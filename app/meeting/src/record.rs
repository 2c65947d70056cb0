//! A numbered event: what the log holds and what `apply` takes. One meeting's events are numbered
//! from 1 without gaps; the number is the only order there is.

use serde::{Deserialize, Serialize};

use crate::{Act, Door, Event, Moment, PersonId};

/// One event of the log with its stamp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Its place in the meeting's one order, from 1. Kept in the log's key, not in its payload.
    #[serde(skip)]
    pub number: u64,
    /// When, by the server's clock.
    pub at: Moment,
    /// Whose hand it was.
    pub by: PersonId,
    /// For whom, when for somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf: Option<PersonId>,
    /// Through which door.
    pub door: Door,
    /// What happened.
    pub event: Event,
}

impl Recorded {
    /// Stamps an event with the act it came from.
    #[must_use]
    pub fn stamp(number: u64, act: &Act, event: Event) -> Self {
        Self { number, at: act.at, by: act.by, on_behalf: act.on_behalf, door: act.door, event }
    }

    /// The person it counts for.
    #[must_use]
    pub fn subject(&self) -> PersonId {
        self.on_behalf.unwrap_or(self.by)
    }
}
