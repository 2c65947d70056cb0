//! Topics (议题) and their signatures (热度). Anybody may post and sign at any time while the meeting
//! is open. Nothing posted is ever lost: merging, hiding and withdrawing only change how it is shown.
//! Merging is undone without losing a signature, because each signature stays with the topic it was
//! given to; heat counts persons, never taps.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::people::filled;
use crate::{Act, Decision, Event as Any, Field, Meeting, Moment, PersonId, Recorded, TopicId, Why, Words};

/// The most topics one meeting takes.
pub const MOST_TOPICS: usize = 1000;

/// The most topics one person posts.
pub const MOST_OF_ONE: usize = 20;

/// One topic as it was posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its number on the wall, from 1 in order of posting.
    pub number: u16,
    /// What it says.
    pub text: Words,
    /// Who posted it (提出人).
    pub proposer: PersonId,
    /// When.
    pub at: Moment,
    /// Who signed this very topic, and when.
    pub signatures: BTreeMap<PersonId, Moment>,
    /// The topic it was merged into.
    pub merged_into: Option<TopicId>,
    /// Why it is hidden from screens, if it is.
    pub hidden: Option<Words>,
    /// Withdrawn by its proposer.
    pub withdrawn: bool,
}

impl Topic {
    /// Whether it stands on the wall by itself.
    #[must_use]
    pub fn in_play(&self) -> bool {
        self.merged_into.is_none() && self.hidden.is_none() && !self.withdrawn
    }
}

/// The wall of topics (议题墙).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topics {
    topics: BTreeMap<TopicId, Topic>,
    order: Vec<TopicId>,
}

impl Topics {
    /// One topic.
    #[must_use]
    pub fn get(&self, topic: TopicId) -> Option<&Topic> {
        self.topics.get(&topic)
    }

    /// All topics in order of posting, whatever became of them.
    pub fn iter(&self) -> impl Iterator<Item = (TopicId, &Topic)> {
        self.order.iter().filter_map(|id| self.topics.get(id).map(|topic| (*id, topic)))
    }

    /// Everybody who signed a topic or one merged into it, each once.
    #[must_use]
    pub fn signers(&self, topic: TopicId) -> BTreeSet<PersonId> {
        let mut signers = BTreeSet::new();
        for (id, each) in &self.topics {
            if self.root(*id) == topic {
                signers.extend(each.signatures.keys());
            }
        }
        signers
    }

    /// The heat (热度): how many persons signed.
    #[must_use]
    pub fn heat(&self, topic: TopicId) -> u32 {
        u32::try_from(self.signers(topic).len()).unwrap_or(u32::MAX)
    }

    /// Topics in play, hottest first, then in order of posting.
    #[must_use]
    pub fn hottest(&self) -> Vec<TopicId> {
        let mut ranked: Vec<_> = self
            .iter()
            .filter(|(_, topic)| topic.in_play())
            .map(|(id, topic)| (std::cmp::Reverse(self.heat(id)), topic.number, id))
            .collect();
        ranked.sort();
        ranked.into_iter().map(|(_, _, id)| id).collect()
    }

    /// Where a topic ends up through merges.
    #[must_use]
    pub fn root(&self, topic: TopicId) -> TopicId {
        let mut at = topic;
        // Merges never form a ring (decide refuses), so this ends; the bound is for a broken log.
        for _ in 0..self.topics.len() {
            match self.topics.get(&at).and_then(|topic| topic.merged_into) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }
}

impl Topics {
    /// What was merged into a topic that goes off the wall is other people's: it moves up to what that
    /// topic was itself merged into, or stands by itself again.
    fn stand_alone_again(&mut self, gone: TopicId) {
        let above = self.get(gone).and_then(|topic| topic.merged_into);
        for topic in self.topics.values_mut() {
            if topic.merged_into == Some(gone) {
                topic.merged_into = above;
            }
        }
    }
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Post a topic; its proposer signs it with that.
    Post {
        /// What it says.
        text: String,
    },
    /// Sign a topic (签名).
    Sign {
        /// Which.
        topic: TopicId,
    },
    /// Take the signature back.
    Unsign {
        /// Which.
        topic: TopicId,
    },
    /// Withdraw one's own topic.
    Withdraw {
        /// Which.
        topic: TopicId,
    },
    /// Host: merge one topic into another.
    Merge {
        /// The one that is merged away.
        from: TopicId,
        /// The one that stays.
        into: TopicId,
    },
    /// Host: undo a merge.
    Unmerge {
        /// The one merged away.
        topic: TopicId,
    },
    /// Host: hide from screens; the log keeps it and the author is told.
    Hide {
        /// Which.
        topic: TopicId,
        /// Why.
        reason: String,
    },
    /// Host: show again.
    Unhide {
        /// Which.
        topic: TopicId,
    },
}

impl Command {
    pub(crate) fn needs_host(&self) -> bool {
        matches!(self, Self::Merge { .. } | Self::Unmerge { .. } | Self::Hide { .. } | Self::Unhide { .. })
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A topic was posted and signed by its proposer.
    Posted {
        /// Its id.
        topic: TopicId,
        /// What it says.
        text: Words,
    },
    /// A signature was given.
    Signed {
        /// To which topic.
        topic: TopicId,
    },
    /// A signature was taken back.
    Unsigned {
        /// From which topic.
        topic: TopicId,
    },
    /// The proposer withdrew it.
    Withdrawn {
        /// Which.
        topic: TopicId,
    },
    /// Two became one.
    Merged {
        /// The one merged away.
        from: TopicId,
        /// The one that stays.
        into: TopicId,
    },
    /// A merge was undone.
    Unmerged {
        /// The one that stands alone again.
        topic: TopicId,
    },
    /// Hidden from screens.
    Hidden {
        /// Which.
        topic: TopicId,
        /// Why.
        reason: Words,
    },
    /// Shown again.
    Unhidden {
        /// Which.
        topic: TopicId,
    },
}

pub(crate) fn decide(meeting: &Meeting, act: &Act, command: &Command) -> Decision {
    let topics = &meeting.topics;
    let known = |topic: TopicId| topics.get(topic).ok_or(Why::UnknownTopic);
    let in_play = |topic: TopicId| known(topic).ok().filter(|t| t.in_play()).ok_or(Why::UnknownTopic);
    let event = match command {
        Command::Post { text } => {
            filled(text, Field::Topic)?;
            let own = topics.iter().filter(|(_, topic)| topic.proposer == act.subject()).count();
            if topics.order.len() >= MOST_TOPICS || own >= MOST_OF_ONE {
                return Err(Why::TooMany.into());
            }
            Event::Posted { topic: TopicId(act.fresh(0)), text: text.as_str().into() }
        }
        Command::Sign { topic } => {
            let root = topics.root(*topic);
            in_play(root)?;
            if topics.signers(root).contains(&act.subject()) {
                return Err(Why::AlreadyDone.into());
            }
            Event::Signed { topic: root }
        }
        Command::Unsign { topic } => {
            let root = topics.root(*topic);
            known(root)?;
            // Take it back where it was given, be it to a topic merged in later.
            let given = topics
                .iter()
                .find(|(id, each)| topics.root(*id) == root && each.signatures.contains_key(&act.subject()));
            match given {
                Some((id, _)) => Event::Unsigned { topic: id },
                None => return Err(Why::AlreadyDone.into()),
            }
        }
        Command::Withdraw { topic } => {
            let known = known(*topic)?;
            if known.proposer != act.subject() {
                return Err(Why::NotYours.into());
            }
            if known.withdrawn {
                return Err(Why::AlreadyDone.into());
            }
            Event::Withdrawn { topic: *topic }
        }
        Command::Merge { from, into } => {
            in_play(*from)?;
            in_play(*into)?;
            if from == into {
                return Err(Why::CannotMerge.into());
            }
            Event::Merged { from: *from, into: *into }
        }
        Command::Unmerge { topic } => {
            if known(*topic)?.merged_into.is_none() {
                return Err(Why::NotMerged.into());
            }
            Event::Unmerged { topic: *topic }
        }
        Command::Hide { topic, reason } => {
            if known(*topic)?.hidden.is_some() {
                return Err(Why::AlreadyDone.into());
            }
            if reason.trim().is_empty() {
                return Err(Why::NeedsReason.into());
            }
            Event::Hidden { topic: *topic, reason: reason.as_str().into() }
        }
        Command::Unhide { topic } => {
            if known(*topic)?.hidden.is_none() {
                return Err(Why::AlreadyDone.into());
            }
            Event::Unhidden { topic: *topic }
        }
    };
    Ok(vec![Any::Topics(event)])
}

pub(crate) fn apply(meeting: &mut Meeting, recorded: &Recorded, event: &Event) {
    let topics = &mut meeting.topics;
    let subject = recorded.subject();
    match event {
        Event::Posted { topic, text } => {
            let number = u16::try_from(topics.order.len() + 1).unwrap_or(u16::MAX);
            let posted = Topic {
                number,
                text: text.clone(),
                proposer: subject,
                at: recorded.at,
                signatures: BTreeMap::from([(subject, recorded.at)]),
                merged_into: None,
                hidden: None,
                withdrawn: false,
            };
            if topics.topics.insert(*topic, posted).is_none() {
                topics.order.push(*topic);
            }
        }
        Event::Signed { topic } => {
            if let Some(topic) = topics.topics.get_mut(topic) {
                topic.signatures.entry(subject).or_insert(recorded.at);
            }
        }
        Event::Unsigned { topic } => {
            if let Some(topic) = topics.topics.get_mut(topic) {
                topic.signatures.remove(&subject);
            }
        }
        Event::Withdrawn { topic } => {
            topics.stand_alone_again(*topic);
            if let Some(topic) = topics.topics.get_mut(topic) {
                topic.withdrawn = true;
            }
        }
        Event::Merged { from, into } => {
            if let Some(topic) = topics.topics.get_mut(from) {
                topic.merged_into = Some(*into);
            }
        }
        Event::Unmerged { topic } => {
            if let Some(topic) = topics.topics.get_mut(topic) {
                topic.merged_into = None;
            }
        }
        Event::Hidden { topic, reason } => {
            topics.stand_alone_again(*topic);
            if let Some(topic) = topics.topics.get_mut(topic) {
                topic.hidden = Some(reason.clone());
            }
        }
        Event::Unhidden { topic } => {
            if let Some(topic) = topics.topics.get_mut(topic) {
                topic.hidden = None;
            }
        }
    }
}
