//! The vote (表决): the chair puts the question, calls the ayes, then the noes (先问赞成,再问反对,不问弃权),
//! closes and declares. Phones vote by name and say so; hands are counted by the host. A tie fails.
//! Counts are for everybody; who chose what stays in the internal record and in the voter's own part.
//! Absent until their own issue: secret ballots, rolls, quorums, thresholds beyond the simple majority.

mod vote;

pub use vote::{Call, Choice, Phase, Tally, Vote, Votes};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::motions::Status;
use crate::{
    Act, Decision, Event as Any, Meeting, MotionId, Recorded, Refusal, RuleKey, VoteId, Why, Words, floor,
};

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Host: put the question; with hands still up only with a reason (rule 11).
    Put {
        /// Why, although people wait.
        reason: String,
    },
    /// Vote by phone, on the side being called.
    Cast {
        /// Which vote: an old page cannot vote in a new one.
        vote: VoteId,
        /// Which side.
        choice: Choice,
    },
    /// Host: so many hands on the side being called.
    CountHands {
        /// Which side.
        choice: Choice,
        /// How many.
        hands: u32,
    },
    /// Host: call the noes.
    CallNays,
    /// Host: close and declare.
    Declare,
    /// Host: annul a declared vote, with a reason; the motion waits again.
    Annul {
        /// Which.
        vote: VoteId,
        /// Why.
        reason: String,
    },
}

impl Command {
    pub(crate) fn needs_host(&self) -> bool {
        !matches!(self, Self::Cast { .. })
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The question was put; the ayes are called.
    Put {
        /// Its id.
        vote: VoteId,
        /// On which motion.
        motion: MotionId,
        /// Why, although people still waited: an overruling of rule 11.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Words>,
    },
    /// A phone vote, by name.
    Cast {
        /// In which vote.
        vote: VoteId,
        /// Which side.
        choice: Choice,
    },
    /// Hands were counted.
    HandsCounted {
        /// In which vote.
        vote: VoteId,
        /// Which side.
        choice: Choice,
        /// How many.
        hands: u32,
    },
    /// The noes are called.
    NaysCalled {
        /// In which vote.
        vote: VoteId,
    },
    /// Closed and declared.
    Declared {
        /// Which vote.
        vote: VoteId,
        /// The counts.
        tally: Tally,
        /// The result.
        adopted: bool,
    },
    /// Annulled.
    Annulled {
        /// Which vote.
        vote: VoteId,
        /// Why.
        reason: Words,
    },
}

pub(crate) fn decide(meeting: &Meeting, act: &Act, command: &Command) -> Decision {
    let open = meeting.votes.open();
    let event = match command {
        Command::Put { reason } => put(meeting, act, reason)?,
        Command::Cast { vote, choice } => {
            let (id, found) = open.ok_or(Why::NoVote)?;
            if id != *vote {
                return Err(Why::NoVote.into());
            }
            called(found, *choice)?;
            let voter = act.subject();
            let may = meeting.people.get(voter).is_some_and(|p| p.present() && p.kind.votes());
            if !may {
                return Err(Why::NoVoteRight.into());
            }
            // What somebody cast, nobody else casts anew.
            let by_other_hand = act.on_behalf.is_some() && found.cast.contains_key(&voter);
            if by_other_hand || found.cast.get(&voter) == Some(choice) {
                return Err(Why::AlreadyVoted.into());
            }
            if !found.cast.contains_key(&voter) {
                within_present(meeting, found, 1, 0)?;
            }
            Event::Cast { vote: id, choice: *choice }
        }
        Command::CountHands { choice, hands } => {
            let (id, found) = open.ok_or(Why::NoVote)?;
            called(found, *choice)?;
            let before = match choice {
                Choice::Aye => found.hand_ayes,
                Choice::Nay => found.hand_nays,
            };
            within_present(meeting, found, *hands, before.unwrap_or(0))?;
            Event::HandsCounted { vote: id, choice: *choice, hands: *hands }
        }
        Command::CallNays => {
            let (id, found) = open.ok_or(Why::NoVote)?;
            if found.phase == Phase::Calling(Call::Nays) {
                return Err(Why::AlreadyDone.into());
            }
            Event::NaysCalled { vote: id }
        }
        Command::Declare => {
            let (id, found) = open.ok_or(Why::NoVote)?;
            if found.phase != Phase::Calling(Call::Nays) {
                return Err(Refusal::rule(RuleKey::AyesNoes, Why::WrongCall));
            }
            let tally = found.tally(found.voters(&meeting.people));
            Event::Declared { vote: id, tally, adopted: tally.adopted() }
        }
        Command::Annul { vote, reason } => {
            let found = meeting.votes.get(*vote).ok_or(Why::UnknownVote)?;
            match found.phase {
                Phase::Declared(_) => {}
                Phase::Calling(_) => return Err(Why::VoteOpen.into()),
                Phase::Annulled(_) => return Err(Why::AlreadyDone.into()),
            }
            if reason.trim().is_empty() {
                return Err(Why::NeedsReason.into());
            }
            Event::Annulled { vote: *vote, reason: reason.as_str().into() }
        }
    };
    Ok(vec![Any::Voting(event)])
}

/// Rule 11: only the chair, and only when nobody waits, or with a reason.
fn put(meeting: &Meeting, act: &Act, reason: &str) -> Result<Event, Refusal> {
    if meeting.votes.open().is_some() {
        return Err(Why::AlreadyDone.into());
    }
    let Some(motion) = meeting.motions.current else {
        return Err(Refusal::rule(RuleKey::MotionFirst, Why::NoMotion));
    };
    if meeting.floor.speaker.is_some() {
        return Err(Refusal::rule(RuleKey::CloseDebate, Why::SpeechOpen));
    }
    let waiting = floor::queue(meeting).len();
    if waiting > 0 && reason.trim().is_empty() {
        let waiting = u16::try_from(waiting).unwrap_or(u16::MAX);
        return Err(Refusal::rule(RuleKey::CloseDebate, Why::HandsRemain(waiting)));
    }
    let reason = (waiting > 0).then(|| Words::from(reason));
    Ok(Event::Put { vote: VoteId(act.fresh(0)), motion, reason })
}

/// Rule 12: ayes while ayes are called, noes while noes are.
fn called(vote: &Vote, choice: Choice) -> Result<(), Refusal> {
    let fits = matches!(
        (&vote.phase, choice),
        (Phase::Calling(Call::Ayes), Choice::Aye) | (Phase::Calling(Call::Nays), Choice::Nay)
    );
    if fits { Ok(()) } else { Err(Refusal::rule(RuleKey::AyesNoes, Why::WrongCall)) }
}

/// Phones and hands together never exceed those present with a vote.
fn within_present(meeting: &Meeting, vote: &Vote, more: u32, instead_of: u32) -> Result<(), Refusal> {
    let present = vote.voters(&meeting.people);
    let tally = vote.tally(present);
    let total = tally.ayes().saturating_add(tally.nays()).saturating_sub(instead_of).saturating_add(more);
    if total > present { Err(Why::BeyondPresent(total, present).into()) } else { Ok(()) }
}

pub(crate) fn apply(meeting: &mut Meeting, recorded: &Recorded, event: &Event) {
    let votes = &mut meeting.votes;
    match event {
        Event::Put { vote, motion, reason } => {
            let put = Vote {
                motion: *motion,
                put_at: recorded.at,
                closed_at: None,
                cast: BTreeMap::new(),
                hand_ayes: None,
                hand_nays: None,
                phase: Phase::Calling(Call::Ayes),
            };
            if votes.votes.insert(*vote, put).is_none() {
                votes.order.push(*vote);
            }
            meeting.motions.set(*motion, Status::Voting);
            meeting.floor.clear();
            if let Some(reason) = reason {
                meeting.floor.cut.push((*motion, reason.clone()));
            }
        }
        Event::Cast { vote, choice } => {
            if let Some(vote) = votes.votes.get_mut(vote) {
                vote.cast.insert(recorded.subject(), *choice);
            }
        }
        Event::HandsCounted { vote, choice, hands } => {
            if let Some(vote) = votes.votes.get_mut(vote) {
                match choice {
                    Choice::Aye => vote.hand_ayes = Some(*hands),
                    Choice::Nay => vote.hand_nays = Some(*hands),
                }
            }
        }
        Event::NaysCalled { vote } => {
            if let Some(vote) = votes.votes.get_mut(vote) {
                vote.phase = Phase::Calling(Call::Nays);
            }
        }
        Event::Declared { vote, tally, adopted } => {
            if let Some(vote) = votes.votes.get_mut(vote) {
                vote.phase = Phase::Declared(*tally);
                vote.closed_at = Some(recorded.at);
                let status = if *adopted { Status::Adopted } else { Status::Rejected };
                meeting.motions.set(vote.motion, status);
                if meeting.motions.current == Some(vote.motion) {
                    meeting.motions.current = None;
                }
            }
            meeting.floor.clear();
        }
        Event::Annulled { vote, reason } => {
            if let Some(vote) = votes.votes.get_mut(vote) {
                vote.phase = Phase::Annulled(reason.clone());
                meeting.motions.set(vote.motion, Status::Waiting);
            }
        }
    }
}
