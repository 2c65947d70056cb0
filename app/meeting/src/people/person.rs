//! One participant: in what quality, with what office, where in the room, since when.

use serde::{Deserialize, Serialize};

use crate::{Moment, TableNo, Words};

/// In what quality somebody takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 居民.
    Resident,
    /// 业主.
    Owner,
    /// 租户.
    Tenant,
    /// 物业.
    PropertyManager,
    /// 单位.
    Organisation,
    /// 社会组织.
    SocialOrganisation,
    /// 列席: speaks, does not vote.
    Observer,
}

impl Kind {
    /// All kinds in the order shown.
    pub const ALL: [Self; 7] = [
        Self::Resident,
        Self::Owner,
        Self::Tenant,
        Self::PropertyManager,
        Self::Organisation,
        Self::SocialOrganisation,
        Self::Observer,
    ];

    /// Whether this kind votes.
    #[must_use]
    pub fn votes(self) -> bool {
        self != Self::Observer
    }
}

/// An office of the evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// 主持人.
    Chair,
    /// 计时员.
    Timekeeper,
    /// 总记录员.
    Recorder,
}

/// Where somebody is in the room. Law of two feet (双脚法则): everybody may change it at any time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In the hall; no choice made yet.
    #[default]
    Hall,
    /// At a table.
    Table(TableNo),
    /// 蝴蝶: rests, is there to be met.
    Butterfly,
    /// 蜜蜂: carries thoughts from table to table.
    Bee,
}

/// One participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Form of address (称呼).
    pub name: Words,
    /// Building, for the desk and internal papers only.
    pub building: Words,
    /// In what quality.
    pub kind: Kind,
    /// Whether they came with a phone of their own.
    pub phone: bool,
    /// When they came, in order of coming.
    pub arrived: Moment,
    /// Comings and goings: (when, here).
    pub presence: Vec<(Moment, bool)>,
    /// Where they sit now.
    pub place: Place,
    /// Where they sat, with the time of each change.
    pub moves: Vec<(Moment, Place)>,
}

impl Person {
    /// Whether they are here now.
    #[must_use]
    pub fn present(&self) -> bool {
        self.presence.last().is_some_and(|&(_, here)| here)
    }
}
