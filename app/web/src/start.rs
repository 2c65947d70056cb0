//! What a live page begins with: the frames its socket would send "since 0", and what the server alone
//! knows (the clock, times of day as text). The island goes on from exactly these.
//! Whoever may open the page may read all of it.

use meeting::Moment;
use meeting::view::{hall, phone};
use meeting::wire::{Down, WayIn};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What became of the act that led to this page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Refused (and nothing changed), or done.
    pub refused: bool,
    /// One sentence.
    pub text: String,
}

/// The start of a live page; `K` and `P` are its kind of key and part.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Start<K, P> {
    /// The meeting's address, ten letters.
    pub meeting: String,
    /// The server's clock when the page was made.
    pub now: Moment,
    /// When the meeting is to begin, as text in the station's zone.
    pub starts: String,
    /// One frame per audience this screen follows.
    pub frames: Vec<Down<K, P>>,
    /// What became of the last act, when a form was posted without scripts.
    pub notice: Option<Notice>,
    /// What was typed into the form that was refused: field names and texts, `act` among them.
    pub typed: Vec<(String, String)>,
    /// Makes each form of this page a request of its own.
    pub nonce: Uuid,
    /// The way in, on wall and desk.
    pub way_in: Option<WayIn>,
}

/// The start of a phone's page.
pub type PhoneStart = Start<phone::Key, phone::Part>;
/// The start of desk or wall.
pub type HallStart = Start<hall::Key, hall::Part>;

/// The start given to the page being rendered or hydrated.
#[must_use]
pub fn starting<K, P>() -> Option<Start<K, P>>
where
    Start<K, P>: crate::parts::Parts,
{
    crate::parts::starting()
}
