//! Ids: who and what an event speaks of. All are random (uuid v4) so that neither time nor order
//! can be read from them. The rules never draw chance: fresh ids come from the act's seed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.simple().fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A participant (参会人) of one meeting; not an account, and never the same in two meetings.
    PersonId,
    /// A topic (议题) on the wall.
    TopicId,
    /// One line of a group's record.
    LineId,
    /// A motion (动议).
    MotionId,
    /// One vote (表决) on a motion.
    VoteId,
    /// One action (行动) of the action plan.
    ActionId,
    /// One pledge (认领).
    PledgeId,
    /// One wish for a correction of the minutes.
    CorrectionId,
}

/// A group's table, numbered from 1. `0` stands for "no table" on the wire only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TableNo(pub u8);

/// Makes the `n`-th fresh id of an act from its 128-bit seed.
pub(crate) fn fresh(seed: u128, n: u32) -> Uuid {
    // Spread n over all bits, so that ids of one act share no visible prefix.
    let mixed = (seed ^ (u128::from(n).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)))
        .wrapping_mul(0xDA94_2042_E4DD_58B5_D6E8_FEB8_6659_FD93 | 1);
    uuid::Builder::from_random_bytes((mixed ^ (mixed >> 64)).to_be_bytes()).into_uuid()
}
