//! Wishes for corrections of the minutes (更正), asked for by residents once the gavel has fallen.
//! The minutes themselves are computed from the log (in the server's documents); nothing here edits them.

use serde::{Deserialize, Serialize};

use crate::people::filled;
use crate::{
    Act, CorrectionId, Decision, Event as Any, Field, Meeting, Moment, PersonId, Recorded, Why, Words,
};

/// The most wishes one meeting takes.
pub const MOST_CORRECTIONS: usize = 500;

/// The most wishes of one person.
pub const MOST_OF_ONE: usize = 20;

/// One wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its id.
    pub id: CorrectionId,
    /// Whose.
    pub person: PersonId,
    /// What should be put right.
    pub text: Words,
    /// When.
    pub at: Moment,
    /// The host's answer.
    pub answer: Option<Words>,
}

/// All wishes, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// In order of asking.
    pub asked: Vec<Correction>,
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Ask for a correction.
    Ask {
        /// What should be put right.
        text: String,
    },
    /// Host: answer one.
    Answer {
        /// Which.
        correction: CorrectionId,
        /// The answer.
        text: String,
    },
}

impl Command {
    pub(crate) fn needs_host(&self) -> bool {
        matches!(self, Self::Answer { .. })
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A correction was asked for.
    Asked {
        /// Its id.
        correction: CorrectionId,
        /// What should be put right.
        text: Words,
    },
    /// It was answered.
    Answered {
        /// Which.
        correction: CorrectionId,
        /// The answer.
        text: Words,
    },
}

pub(crate) fn decide(meeting: &Meeting, act: &Act, command: &Command) -> Decision {
    let asked = &meeting.minutes.asked;
    let event = match command {
        Command::Ask { .. } if !meeting.closed() => return Err(Why::MeetingOpen.into()),
        Command::Ask { text } => {
            filled(text, Field::Correction)?;
            let own = asked.iter().filter(|wish| wish.person == act.subject()).count();
            if asked.len() >= MOST_CORRECTIONS || own >= MOST_OF_ONE {
                return Err(Why::TooMany.into());
            }
            Event::Asked { correction: CorrectionId(act.fresh(0)), text: text.as_str().into() }
        }
        Command::Answer { correction, text } => {
            filled(text, Field::Correction)?;
            if !asked.iter().any(|wish| wish.id == *correction) {
                return Err(Why::UnknownCorrection.into());
            }
            Event::Answered { correction: *correction, text: text.as_str().into() }
        }
    };
    Ok(vec![Any::Minutes(event)])
}

pub(crate) fn apply(meeting: &mut Meeting, recorded: &Recorded, event: &Event) {
    match event {
        Event::Asked { correction, text } => meeting.minutes.asked.push(Correction {
            id: *correction,
            person: recorded.subject(),
            text: text.clone(),
            at: recorded.at,
            answer: None,
        }),
        Event::Answered { correction, text } => {
            for wish in &mut meeting.minutes.asked {
                if wish.id == *correction {
                    wish.answer = Some(text.clone());
                }
            }
        }
    }
}
