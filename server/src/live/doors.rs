//! Doors that open and close with what happens in a meeting.
//!
//! The rule: open doors have a secret (in the QR) and a code (to type), new at every opening, and both die
//! with the event that closes them.
//! Deliberately not here: checking what somebody shows at the door, drawing the QR.

use meeting::{Event, people, stages};

use crate::auth::codes::{Digits, join_code};
use crate::auth::{NoRandomness, Token};
use crate::store::{Doors, StoreError, Trouble};

/// What an event does to the doors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Opened,
    Closed,
}

impl Change {
    pub(super) fn of(event: &Event) -> Option<Change> {
        match event {
            Event::Opened(_)
            | Event::People(people::Event::Doors { open: true })
            | Event::Stages(stages::Event::Reopened { .. }) => Some(Change::Opened),
            Event::People(people::Event::Doors { open: false }) | Event::Stages(stages::Event::Closed) => {
                Some(Change::Closed)
            }
            _ => None,
        }
    }
}

/// Newly opened doors.
pub(super) fn drawn(meeting: &str, digits: Digits) -> Result<Doors, StoreError> {
    let none = |error: NoRandomness| StoreError::Unavailable(Trouble::Other(error.to_string()));
    Ok(Doors {
        meeting: meeting.to_owned(),
        secret: Token::fresh().map_err(none)?.text().to_owned(),
        code: join_code(digits).map_err(none)?,
    })
}
