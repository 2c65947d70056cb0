//! Me: what concerns one person and nobody else. Only this person's own screens get it.

use serde::{Deserialize, Serialize};

use crate::floor::Stance;
use crate::motions::MotionKind;
use crate::people::{Kind, Place};
use crate::voting::Choice;
use crate::{CorrectionId, PersonId, PledgeId, TableNo, TopicId};

/// My hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MyHand {
    /// Down; so many speeches left on this motion.
    Down {
        /// Speeches left.
        left: u8,
    },
    /// Up, at this place of the queue from 1.
    Up {
        /// Which place.
        place: u16,
        /// With which stance.
        stance: Stance,
    },
    /// I have the floor.
    Speaking,
}

/// A post of mine the host hid from screens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenPost {
    /// What I wrote.
    pub text: String,
    /// Why it is hidden.
    pub reason: String,
}

/// Me: what is mine alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Who I am.
    pub id: PersonId,
    /// How I am addressed.
    pub name: String,
    /// My building.
    pub building: String,
    /// In what quality.
    pub kind: Kind,
    /// Whether I am here.
    pub present: bool,
    /// Where I sit.
    pub place: Place,
    /// Whether I record, and where.
    pub records: Option<TableNo>,
    /// Topics I signed.
    pub signed: Vec<TopicId>,
    /// Topics I posted that stand on the wall.
    pub posted: Vec<TopicId>,
    /// My hand.
    pub hand: MyHand,
    /// How I voted in the vote shown.
    pub vote: Option<Choice>,
    /// Whether I have a vote at all.
    pub votes: bool,
    /// My pledges.
    pub pledges: Vec<PledgeId>,
    /// My posts that are hidden.
    pub hidden: Vec<HiddenPost>,
    /// My wishes for corrections with their answers.
    pub corrections: Vec<(CorrectionId, String, String)>,
    /// My table's draft proposal (谁 做什么 何时前 在哪 钱), for its recorder.
    pub draft: Option<[String; 5]>,
    /// What that draft shall become.
    pub becomes: Option<MotionKind>,
}
