//! Frames on the socket, both ways: one version byte, then postcard. A frame of parts carries
//! (audience, epoch, number), is applied whole and then is the state at that number; a screen that was
//! away says what it has and gets what changed since. Order lives in the log, never in the frames.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Command, Moment, PersonId, TableNo};

/// The first byte of every frame. On a mismatch the page reloads itself.
pub const VERSION: u8 = 1;

/// The largest frame a screen may send, in bytes.
pub const LARGEST_UP: usize = 16 * 1024;

/// Whose parts a frame carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Audience {
    /// What every resident may see.
    Residents,
    /// What the members of a table see besides; `TableNo(0)` is no table.
    Table(TableNo),
    /// What only this person sees.
    Me,
    /// The host's desk.
    Desk,
    /// The wall.
    Wall,
}

/// What a screen already holds of an audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Have {
    /// Of which audience.
    pub audience: Audience,
    /// From which life of the keeper.
    pub epoch: u64,
    /// The state's number.
    pub number: u64,
}

/// From a screen to the keeper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Up {
    /// First frame: what the screen holds already (from its page, or from before it slept).
    Hello {
        /// What it holds.
        have: Vec<Have>,
    },
    /// A command with its request id; a retry gets the first answer.
    Do {
        /// Unique per person and meeting.
        request: Uuid,
        /// For somebody else; host only.
        on_behalf: Option<PersonId>,
        /// What.
        command: Command,
    },
    /// A form of the page as its fields: the same words a plain POST carries, so that there is one
    /// door for both and the phone needs no code to build commands.
    Form {
        /// Unique per person and meeting.
        request: Uuid,
        /// Field names and what was typed.
        fields: Vec<(String, String)>,
    },
    /// "Are you there?" on waking.
    Ping,
}

/// The answer to a command: its number in the log, or a sentence why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Which request.
    pub request: Uuid,
    /// The number of the last event it made, or the refusal put into words.
    pub result: Result<u64, String>,
}

/// The way in, shown on wall and desk only; no part of the state, because it is a secret of the doors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayIn {
    /// The address to type, without the scheme.
    pub address: String,
    /// The code to type.
    pub code: String,
    /// The QR as an SVG path with its side in modules; empty when the doors are closed.
    pub qr_path: String,
    /// Modules a side, quiet zone included.
    pub qr_side: u16,
}

/// From the keeper to a screen. `K` and `P` are the key and part of the screen's kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Down<K, P> {
    /// Parts that changed.
    Parts {
        /// Whose.
        audience: Audience,
        /// The keeper's life.
        epoch: u64,
        /// After applying, the state at this number.
        number: u64,
        /// Forget everything held of this audience first.
        replace: bool,
        /// Each part, or `None` for one that is gone.
        changes: Vec<(K, Option<P>)>,
    },
    /// The answer to a command.
    Answer(Answer),
    /// The answer to a ping, and the first frame: the server's clock.
    Now(Moment),
    /// The way in (desk and wall).
    WayIn(WayIn),
    /// How many screens are open (desk).
    Screens(u32),
}

/// Puts the version byte before an encoded frame.
///
/// # Errors
/// None in practice: all frame types can be encoded.
pub fn encode<T: Serialize>(frame: &T) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_extend(frame, vec![VERSION])
}

/// Takes a frame apart; `None` when the version or the form does not fit.
#[must_use]
pub fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    let (version, rest) = bytes.split_first()?;
    if *version != VERSION {
        return None;
    }
    postcard::from_bytes(rest).ok()
}
