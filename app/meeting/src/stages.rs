//! The six stages (六个环节): which one is in front. Soft: a stage only changes what is foregrounded
//! and never refuses a resident's write. Only the host moves them; going back and skipping are
//! possible and need a reason, which is recorded. The gavel is refused while somebody speaks or votes.

use serde::{Deserialize, Serialize};

use crate::rule_pack::StageKind;
use crate::{Act, Decision, Event as Any, Meeting, Moment, Recorded, Why, Words};

/// Where the evening stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stages {
    /// Index into the pack's stages of the one in front.
    pub current: u8,
    /// Every entering of a stage: (when, which, the reason where it was not the next one).
    pub entered: Vec<(Moment, u8, Option<Words>)>,
    /// When the meeting was begun by the host, if it was.
    pub begun_at: Option<Moment>,
    /// When the gavel fell.
    pub closed_at: Option<Moment>,
    /// Reopenings with their reasons.
    pub reopened: Vec<(Moment, Words)>,
}

impl Stages {
    /// When the stage in front was entered.
    #[must_use]
    pub fn since(&self) -> Option<Moment> {
        self.entered.last().map(|entry| entry.0)
    }
}

/// What may be asked; all of it the host's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// To the next stage, from the one the desk shows (so that two desks make one step).
    Advance {
        /// The stage the host saw.
        from: u8,
    },
    /// To any stage, back or over others.
    GoTo {
        /// Which.
        stage: u8,
        /// Why.
        reason: String,
    },
    /// The gavel: the meeting ends.
    Close,
    /// Open again after the gavel.
    Reopen {
        /// Why.
        reason: String,
    },
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A stage came to the front.
    Entered {
        /// Which.
        stage: u8,
        /// Why, where it was not the next one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Words>,
    },
    /// The gavel fell.
    Closed,
    /// The meeting was opened again.
    Reopened {
        /// Why.
        reason: Words,
    },
}

impl Meeting {
    /// The kind of the stage in front.
    #[must_use]
    pub fn stage(&self) -> StageKind {
        self.pack().stage(self.stages.current).map_or(StageKind::Opening, |stage| stage.kind)
    }
}

pub(crate) fn decide(meeting: &Meeting, _act: &Act, command: &Command) -> Decision {
    let stages = &meeting.stages;
    let last = u8::try_from(meeting.pack().stages.len()).unwrap_or(u8::MAX).saturating_sub(1);
    let event = match command {
        Command::Advance { from } if *from != stages.current => return Err(Why::AlreadyDone.into()),
        Command::Advance { from } if *from >= last => return Err(Why::UnknownStage.into()),
        Command::Advance { from } => {
            debate_over(meeting)?;
            Event::Entered { stage: from + 1, reason: None }
        }
        Command::GoTo { stage, .. } if *stage > last => return Err(Why::UnknownStage.into()),
        Command::GoTo { stage, .. } if *stage == stages.current => return Err(Why::AlreadyDone.into()),
        Command::GoTo { stage, reason } => {
            if reason.trim().is_empty() {
                return Err(Why::NeedsReason.into());
            }
            debate_over(meeting)?;
            Event::Entered { stage: *stage, reason: Some(reason.as_str().into()) }
        }
        Command::Close if meeting.closed() => return Err(Why::AlreadyDone.into()),
        Command::Close => {
            debate_over(meeting)?;
            Event::Closed
        }
        Command::Reopen { .. } if !meeting.closed() => return Err(Why::MeetingOpen.into()),
        Command::Reopen { reason } if reason.trim().is_empty() => return Err(Why::NeedsReason.into()),
        Command::Reopen { reason } => Event::Reopened { reason: reason.as_str().into() },
    };
    Ok(vec![Any::Stages(event)])
}

/// A stage never changes under a speech or an open vote.
fn debate_over(meeting: &Meeting) -> Result<(), Why> {
    if meeting.votes.open().is_some() {
        return Err(Why::VoteOpen);
    }
    if meeting.floor.speaker.is_some() {
        return Err(Why::SpeechOpen);
    }
    Ok(())
}

pub(crate) fn apply(meeting: &mut Meeting, recorded: &Recorded, event: &Event) {
    let stages = &mut meeting.stages;
    match event {
        Event::Entered { stage, reason } => {
            stages.current = *stage;
            stages.entered.push((recorded.at, *stage, reason.clone()));
            if stages.begun_at.is_none() {
                stages.begun_at = Some(recorded.at);
            }
            meeting.screens.card = None;
            meeting.tables.reporting = None;
        }
        Event::Closed => {
            stages.closed_at = Some(recorded.at);
            meeting.people.doors_open = false;
            meeting.tables.reporting = None;
        }
        Event::Reopened { reason } => {
            stages.closed_at = None;
            stages.reopened.push((recorded.at, reason.clone()));
            meeting.people.doors_open = true;
        }
    }
}
