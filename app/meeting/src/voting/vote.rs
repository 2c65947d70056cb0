//! A vote as it stands: the side being called, votes by name, hands typed in, and the counts, which are
//! always derived and never kept. Rule 13 is here: more ayes than noes adopts, a tie fails.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::people::{People, Person};
use crate::{Moment, MotionId, PersonId, VoteId, Words};

/// One side of a vote. Abstaining is not asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// 赞成.
    Aye,
    /// 反对.
    Nay,
}

/// Which side is being called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Call {
    /// "赞成的请表决".
    Ayes,
    /// "反对的请表决".
    Nays,
}

/// The counts of a vote, all derived from one list of votes and the hands typed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Ayes by phone.
    pub phone_ayes: u32,
    /// Noes by phone.
    pub phone_nays: u32,
    /// Ayes by hands.
    pub hand_ayes: u32,
    /// Noes by hands.
    pub hand_nays: u32,
    /// People with a vote who are here, or were while the question stood.
    pub present: u32,
}

impl Tally {
    /// All ayes.
    #[must_use]
    pub fn ayes(&self) -> u32 {
        self.phone_ayes.saturating_add(self.hand_ayes)
    }

    /// All noes.
    #[must_use]
    pub fn nays(&self) -> u32 {
        self.phone_nays.saturating_add(self.hand_nays)
    }

    /// Present without a position (未表态).
    #[must_use]
    pub fn silent(&self) -> u32 {
        self.present.saturating_sub(self.ayes()).saturating_sub(self.nays())
    }

    /// Rule 13: more ayes than noes adopts; a tie, and so 0:0, fails.
    #[must_use]
    pub fn adopted(&self) -> bool {
        self.ayes() > self.nays()
    }
}

/// Where a vote stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// A side is being called.
    Calling(Call),
    /// Closed and declared, with the counts as they were then.
    Declared(Tally),
    /// Annulled: it counts for nothing; the question must be put again.
    Annulled(Words),
}

/// One vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// On which motion.
    pub motion: MotionId,
    /// When the question was put.
    pub put_at: Moment,
    /// When it was declared.
    pub closed_at: Option<Moment>,
    /// Phone votes by name.
    pub cast: BTreeMap<PersonId, Choice>,
    /// Ayes by hands, once typed in.
    pub hand_ayes: Option<u32>,
    /// Noes by hands, once typed in.
    pub hand_nays: Option<u32>,
    /// Where it stands.
    pub phase: Phase,
}

impl Vote {
    fn count(&self, choice: Choice) -> u32 {
        let votes = self.cast.values().filter(|cast| **cast == choice).count();
        u32::try_from(votes).unwrap_or(u32::MAX)
    }

    /// How many this vote counts among: those with a vote who are here now or were when the question
    /// stood. Somebody who goes home after voting neither takes the vote along nor another's place.
    #[must_use]
    pub fn voters(&self, people: &People) -> u32 {
        let among = |id: PersonId, person: &Person| {
            let since = |&(when, here): &(Moment, bool)| !here && when > self.put_at;
            let here = person.present() || person.presence.iter().any(since);
            (here && person.kind.votes()) || self.cast.contains_key(&id)
        };
        let voters = people.iter().filter(|(id, person)| among(*id, person)).count();
        u32::try_from(voters).unwrap_or(u32::MAX)
    }

    /// The counts now, among so many; once declared, as they were then.
    #[must_use]
    pub fn tally(&self, voters: u32) -> Tally {
        if let Phase::Declared(tally) = self.phase {
            return tally;
        }
        let tally = Tally {
            phone_ayes: self.count(Choice::Aye),
            phone_nays: self.count(Choice::Nay),
            hand_ayes: self.hand_ayes.unwrap_or(0),
            hand_nays: self.hand_nays.unwrap_or(0),
            present: voters,
        };
        // An entry mended during the vote never makes it claim more votes than voters.
        Tally { present: voters.max(tally.ayes().saturating_add(tally.nays())), ..tally }
    }
}

/// All votes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    pub(super) votes: BTreeMap<VoteId, Vote>,
    pub(super) order: Vec<VoteId>,
}

impl Votes {
    /// One vote.
    #[must_use]
    pub fn get(&self, vote: VoteId) -> Option<&Vote> {
        self.votes.get(&vote)
    }

    /// All votes in order of putting.
    pub fn iter(&self) -> impl Iterator<Item = (VoteId, &Vote)> {
        self.order.iter().filter_map(|id| self.votes.get(id).map(|vote| (*id, vote)))
    }

    /// The latest vote, open or not.
    #[must_use]
    pub fn latest(&self) -> Option<(VoteId, &Vote)> {
        let id = *self.order.last()?;
        self.get(id).map(|vote| (id, vote))
    }

    /// The vote under way.
    #[must_use]
    pub fn open(&self) -> Option<(VoteId, &Vote)> {
        self.latest().filter(|(_, vote)| matches!(vote.phase, Phase::Calling(_)))
    }

    /// The vote that decided a motion.
    #[must_use]
    pub fn on(&self, motion: MotionId) -> Option<(VoteId, &Vote)> {
        self.iter()
            .filter(|(_, vote)| vote.motion == motion && matches!(vote.phase, Phase::Declared(_)))
            .last()
    }
}
