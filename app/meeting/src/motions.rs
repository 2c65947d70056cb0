//! Motions (动议): concrete proposals for action, one before the hall at a time (rule 2, 动议先行).
//! Anybody may move one, usually from a group's draft proposal; the chair puts it before the hall.
//! One that is not concrete is admitted with a note, which is recorded. Everybody sees all motions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::people::filled;
use crate::{
    Act, Decision, Event as Any, Field, Meeting, Moment, MotionId, PersonId, Recorded, Refusal, RuleKey,
    TableNo, Why, Words,
};

/// The most motions one meeting takes.
pub const MOST_MOTIONS: usize = 200;

/// The most motions one person moves; the host is not counted.
pub const MOST_OF_ONE: usize = 10;

/// What an adopted motion becomes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MotionKind {
    /// An action the residents carry out (行动).
    Action,
    /// An article of the draft residents' convention (公约), under this chapter.
    Convention {
        /// Which chapter (章).
        chapter: Words,
    },
    /// A matter residents cannot settle, handed over to the deputies' liaison station (转交).
    Referral {
        /// Who is asked (受理单位).
        body: Words,
    },
}

/// The five boxes of a proposal: 谁 · 做什么 · 何时前 · 在哪 · 钱从哪来.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// 谁.
    pub who: Words,
    /// 做什么.
    pub what: Words,
    /// 何时前.
    pub when: Words,
    /// 在哪.
    pub place: Words,
    /// 钱从哪来.
    pub money: Words,
    /// What a group wants it to become; set where a table proposes.
    #[serde(default)]
    pub kind: Option<MotionKind>,
}

/// Words that ask for nothing anybody could check.
const VAGUE: [&str; 8] = ["加强", "重视", "尽快", "进一步", "努力", "适当", "有关部门要", "提高认识"];

impl Draft {
    /// The boxes that are empty or vague; a draft without any is concrete.
    #[must_use]
    pub fn wanting(&self) -> Vec<Field> {
        let boxes = [
            (&self.who, Field::Who),
            (&self.what, Field::What),
            (&self.when, Field::When),
            (&self.place, Field::Where),
            (&self.money, Field::Money),
        ];
        boxes
            .into_iter()
            .filter(|(text, _)| text.is_empty() || VAGUE.iter().any(|vague| text.as_str().contains(vague)))
            .map(|(_, field)| field)
            .collect()
    }
}

/// Where a motion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Moved, not yet before the hall.
    Waiting,
    /// Before the hall: in debate.
    Open,
    /// Being voted on.
    Voting,
    /// Adopted (通过).
    Adopted,
    /// Rejected (未通过).
    Rejected,
    /// Withdrawn by its mover.
    Withdrawn,
}

/// One motion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Motion {
    /// Its number, from 1 in order of moving.
    pub number: u16,
    /// The group it comes from.
    pub table: Option<TableNo>,
    /// Who moved it.
    pub mover: PersonId,
    /// When.
    pub at: Moment,
    /// What it becomes when adopted.
    pub kind: MotionKind,
    /// The five boxes.
    pub draft: Draft,
    /// Why the chair admitted it although not concrete.
    pub note: Option<Words>,
    /// Where it stands.
    pub status: Status,
}

/// All motions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Motions {
    motions: BTreeMap<MotionId, Motion>,
    order: Vec<MotionId>,
    /// The one before the hall.
    pub current: Option<MotionId>,
}

impl Motions {
    /// One motion.
    #[must_use]
    pub fn get(&self, motion: MotionId) -> Option<&Motion> {
        self.motions.get(&motion)
    }

    /// All motions in order of moving.
    pub fn iter(&self) -> impl Iterator<Item = (MotionId, &Motion)> {
        self.order.iter().filter_map(|id| self.motions.get(id).map(|motion| (*id, motion)))
    }

    /// The one before the hall.
    #[must_use]
    pub fn before_the_hall(&self) -> Option<(MotionId, &Motion)> {
        let id = self.current?;
        self.get(id).map(|motion| (id, motion))
    }

    pub(crate) fn set(&mut self, motion: MotionId, status: Status) {
        if let Some(motion) = self.motions.get_mut(&motion) {
            motion.status = status;
        }
    }
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Move a motion with its five boxes.
    Move {
        /// What it becomes.
        kind: MotionKind,
        /// The boxes.
        draft: Draft,
    },
    /// A group's draft proposal becomes a motion: its recorder, its convenor or the host says so.
    MoveFrom {
        /// Which table.
        table: TableNo,
    },
    /// Withdraw one's own motion before it is put; the host only on the mover's behalf, so that no paper
    /// says of somebody what the host did.
    Withdraw {
        /// Which.
        motion: MotionId,
    },
    /// Host: put it before the hall; the debate begins.
    Open {
        /// Which.
        motion: MotionId,
        /// Why, although it is not concrete.
        note: String,
    },
    /// Host: set it aside for now.
    SetAside {
        /// Why.
        reason: String,
    },
}

impl Command {
    pub(crate) fn needs_host(&self) -> bool {
        matches!(self, Self::Open { .. } | Self::SetAside { .. })
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A motion was moved.
    Moved {
        /// Its id.
        motion: MotionId,
        /// The group it comes from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        table: Option<TableNo>,
        /// What it becomes.
        kind: MotionKind,
        /// The boxes.
        draft: Draft,
    },
    /// The mover withdrew it.
    Withdrawn {
        /// Which.
        motion: MotionId,
    },
    /// It is before the hall.
    Opened {
        /// Which.
        motion: MotionId,
        /// Why, although not concrete: an overruling of rule 2.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Words>,
    },
    /// It was set aside.
    SetAside {
        /// Which.
        motion: MotionId,
        /// Why.
        reason: Words,
    },
}

pub(crate) fn decide(meeting: &Meeting, act: &Act, command: &Command) -> Decision {
    let motions = &meeting.motions;
    let known = |motion: MotionId| motions.get(motion).ok_or(Why::UnknownMotion);
    if matches!(command, Command::Move { .. } | Command::MoveFrom { .. }) && !act.is_host() {
        let own = motions.iter().filter(|(_, motion)| motion.mover == act.subject()).count();
        if motions.order.len() >= MOST_MOTIONS || own >= MOST_OF_ONE {
            return Err(Why::TooMany.into());
        }
    }
    let event = match command {
        Command::Move { kind, draft } => {
            filled(draft.what.as_str(), Field::What)?;
            Event::Moved {
                motion: MotionId(act.fresh(0)),
                table: None,
                kind: kind.clone(),
                draft: Draft { kind: None, ..draft.clone() },
            }
        }
        Command::MoveFrom { table } => {
            let found = meeting.tables.get(*table).ok_or(Why::UnknownTable)?;
            let subject = act.subject();
            if !(act.is_host() || found.recorder == Some(subject) || found.convenor == subject) {
                return Err(Why::NotRecorder.into());
            }
            let proposal = found.proposal.clone().ok_or(Why::NoProposal)?;
            let same = |motion: &Motion| {
                motion.table == Some(*table)
                    && motion.draft == Draft { kind: None, ..proposal.clone() }
                    && matches!(motion.status, Status::Waiting | Status::Open | Status::Voting)
            };
            if motions.iter().any(|(_, motion)| same(motion)) {
                return Err(Why::AlreadyDone.into());
            }
            Event::Moved {
                motion: MotionId(act.fresh(0)),
                table: Some(*table),
                kind: proposal.kind.clone().unwrap_or(MotionKind::Action),
                draft: Draft { kind: None, ..proposal },
            }
        }
        Command::Withdraw { motion } => {
            let found = known(*motion)?;
            if found.mover != act.subject() {
                return Err(Why::NotYours.into());
            }
            if !matches!(found.status, Status::Waiting | Status::Open) {
                return Err(Why::MotionDecided.into());
            }
            if meeting.floor.speaker.is_some() && motions.current == Some(*motion) {
                return Err(Why::SpeechOpen.into());
            }
            Event::Withdrawn { motion: *motion }
        }
        Command::Open { motion, note } => {
            let found = known(*motion)?;
            if motions.current == Some(*motion) {
                return Err(Why::AlreadyDone.into());
            }
            if motions.current.is_some() {
                return Err(Refusal::rule(RuleKey::MotionFirst, Why::MotionPending));
            }
            if found.status != Status::Waiting {
                return Err(Why::MotionDecided.into());
            }
            let wanting = found.draft.wanting();
            if !wanting.is_empty() && note.trim().is_empty() {
                return Err(Refusal::rule(RuleKey::MotionFirst, Why::NotConcrete(wanting)));
            }
            let note = (!wanting.is_empty()).then(|| Words::from(note.as_str()));
            Event::Opened { motion: *motion, note }
        }
        Command::SetAside { reason } => {
            let motion = motions.current.ok_or(Why::NoMotion)?;
            if meeting.votes.open().is_some() {
                return Err(Why::VoteOpen.into());
            }
            if meeting.floor.speaker.is_some() {
                return Err(Why::SpeechOpen.into());
            }
            if reason.trim().is_empty() {
                return Err(Why::NeedsReason.into());
            }
            Event::SetAside { motion, reason: reason.as_str().into() }
        }
    };
    Ok(vec![Any::Motions(event)])
}

pub(crate) fn apply(meeting: &mut Meeting, recorded: &Recorded, event: &Event) {
    let motions = &mut meeting.motions;
    match event {
        Event::Moved { motion, table, kind, draft } => {
            let number = u16::try_from(motions.order.len() + 1).unwrap_or(u16::MAX);
            let moved = Motion {
                number,
                table: *table,
                mover: recorded.subject(),
                at: recorded.at,
                kind: kind.clone(),
                draft: draft.clone(),
                note: None,
                status: Status::Waiting,
            };
            if motions.motions.insert(*motion, moved).is_none() {
                motions.order.push(*motion);
            }
        }
        Event::Withdrawn { motion } => {
            motions.set(*motion, Status::Withdrawn);
            if motions.current == Some(*motion) {
                motions.current = None;
                meeting.floor.clear();
            }
        }
        Event::Opened { motion, note } => {
            if let Some(found) = motions.motions.get_mut(motion) {
                found.status = Status::Open;
                found.note.clone_from(note);
            }
            motions.current = Some(*motion);
            meeting.floor.clear();
        }
        Event::SetAside { motion, .. } => {
            motions.set(*motion, Status::Waiting);
            motions.current = None;
            meeting.floor.clear();
        }
    }
}
