//! Events into rows of the store, and back; and a meeting's line in the list of meetings.
//!
//! The rule: a row's payload is the event with its stamp as canonical JSON, without what was typed; the
//! number lives in the row's key alone. What cannot be read back is an error, never skipped.
//! Deliberately not here: hashing and salting (`store`), and when to write.

use meeting::{Meeting, Recorded};

use crate::auth::token::random_16;
use crate::store::chain::GENESIS;
use crate::store::{MeetingIndex, Row, StoreError};

/// The name of a meeting's stream.
#[must_use]
pub fn stream_name(meeting: &str) -> String {
    format!("meeting/{meeting}")
}

/// Stands before the state of a meeting that is a rehearsal (演练).
pub const REHEARSAL: &str = "rehearsal-";

/// A meeting's line in the list: `state` is `called`, `begun` or `closed`.
#[must_use]
pub fn summary(id: &str, meeting: &Meeting) -> MeetingIndex {
    let state = match (meeting.closed(), meeting.stages.begun_at) {
        (true, _) => "closed",
        (false, Some(_)) => "begun",
        (false, None) => "called",
    };
    MeetingIndex {
        id: id.to_owned(),
        theme: meeting.setup.theme.to_string(),
        place: meeting.setup.place.to_string(),
        starts: Some(meeting.setup.starts.0),
        state: if meeting.setup.rehearsal { format!("{REHEARSAL}{state}") } else { state.to_owned() },
        created: meeting.opened_at.0,
    }
}

/// The rows of new events, chained to `head`.
pub(super) fn seal(stream: &str, head: [u8; 32], events: &[Recorded]) -> Result<Vec<Row>, StoreError> {
    let mut head = head;
    let mut dry = false;
    let mut salts = || {
        random_16().unwrap_or_else(|_| {
            dry = true;
            [0; 16]
        })
    };
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        let value = serde_json::to_value(event).map_err(|error| unusable(event.number, &error))?;
        let row = Row::seal(head, stream, event.number, value, &mut salts);
        head = row.at_hash;
        rows.push(row);
    }
    if dry {
        return Err(StoreError::Unavailable(crate::store::Trouble::Other("系统没有随机数".to_owned())));
    }
    Ok(rows)
}

/// The event a row holds.
pub(super) fn read(row: &Row) -> Result<Recorded, StoreError> {
    let value = row.event().map_err(|error| unusable(row.number, &error))?;
    let mut recorded: Recorded =
        serde_json::from_value(value).map_err(|error| unusable(row.number, &error))?;
    recorded.number = row.number;
    Ok(recorded)
}

/// The head of the chain after these rows.
pub(super) fn head(rows: &[Row]) -> [u8; 32] {
    rows.last().map_or(GENESIS, |row| row.at_hash)
}

fn unusable(number: u64, error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Unusable(format!("第 {number} 条记录读不出来：{error}"))
}
