//! The rights a store keeps: seats (座席), hosts, links, open doors, and the claim of a new server.
//!
//! The rule: what gives a right to whoever holds it is stored as a hash only, so a copied file opens nothing.
//! The doors' secret and code are the exception: they hang on the wall for all to see, must still be
//! shown after a restart, and are gone as soon as the doors close.
//! Deliberately not here: drawing tokens and reading cookies (`auth`), and who may change what.

use std::fmt;

use uuid::Uuid;

/// How many wrong tries spoil a claim code.
pub const CLAIM_TRIES: u8 = 5;

/// The hash of a token, link or claim code; the only form of it that is stored.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash of a token's text.
    pub fn of(text: &str) -> Hash {
        Hash(*blake3::hash(text.as_bytes()).as_bytes())
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hash(…)")
    }
}

/// A person's place in a meeting, held by one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The meeting's id.
    pub meeting: String,
    /// The person who sits there.
    pub person: Uuid,
}

/// Open doors: both ways in, as the wall shows them.
#[derive(Clone, PartialEq, Eq)]
pub struct Doors {
    /// The meeting's id.
    pub meeting: String,
    /// The secret inside the QR, `/j/{secret}`.
    pub secret: String,
    /// The digits to type.
    pub code: String,
}

impl fmt::Debug for Doors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Doors").field("meeting", &self.meeting).finish_non_exhaustive()
    }
}

/// What a link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opens {
    /// One more desk (加一台主持设备); works once.
    Desk,
    /// A meeting's wall; works until it is withdrawn, so a projector may be switched off and on.
    Wall {
        /// The meeting's id.
        meeting: String,
    },
    /// A lost seat; works once and takes the person's earlier seats in that meeting away.
    Seat(Seat),
}

/// One change of rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RightsChange {
    /// A device gets a seat.
    SeatGiven {
        /// The device's token.
        token: Hash,
        /// Whose seat, and where.
        seat: Seat,
    },
    /// All seats of one person in one meeting end.
    SeatsTaken(Seat),
    /// A device becomes a host's.
    HostGiven {
        /// The device's token.
        token: Hash,
    },
    /// A device is no longer a host's.
    HostTaken {
        /// The device's token.
        token: Hash,
    },
    /// A link is made.
    LinkMade {
        /// The link's secret, hashed.
        link: Hash,
        /// What it opens.
        opens: Opens,
        /// The moment from which it no longer does.
        expires: Option<i64>,
    },
    /// All links to a meeting's wall end.
    WallLinksEnded {
        /// The meeting's id.
        meeting: String,
    },
    /// Doors open, or open anew: earlier secret and code of that meeting die.
    DoorsOpened(Doors),
    /// Doors close; their secret and code die.
    DoorsClosed {
        /// The meeting's id.
        meeting: String,
    },
    /// A new claim code replaces the one before, with all its tries.
    ClaimCode {
        /// The code, hashed.
        code: Hash,
    },
}

/// Where claiming stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimState {
    /// Somebody claimed the server once.
    pub claimed: bool,
    /// A code waits to be used.
    pub waiting: bool,
}

/// What a try of a claim code got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimAnswer {
    /// Right: the token is a host's now, and the code is used up.
    Claimed,
    /// Wrong; so many tries are left. At 0 the code is spoilt.
    Wrong {
        /// Tries left.
        left: u8,
    },
    /// No code waits.
    NoCode,
}
