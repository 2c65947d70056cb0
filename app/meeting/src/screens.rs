//! What the wall shows beyond the stage itself: a principle or rule to be read aloud, or nothing at
//! all when the host blanks it. Only the host drives it; everybody's screens follow.

use serde::{Deserialize, Serialize};

use crate::{Act, Decision, Event as Any, Meeting, Recorded, RuleKey, Why};

/// A card shown large on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Card {
    /// A principle, by its place in the pack from 0.
    Principle(u8),
    /// A rule of order.
    Rule(RuleKey),
}

/// The wall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screens {
    /// The card shown, if one is.
    pub card: Option<Card>,
    /// Whether the wall is blank.
    pub blank: bool,
}

/// What may be asked; all of it the host's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Show a card, or put it away.
    Show {
        /// Which.
        card: Option<Card>,
    },
    /// Blank the wall, or light it again.
    Blank {
        /// Whether blank.
        on: bool,
    },
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A card is shown or put away.
    Shown {
        /// Which.
        card: Option<Card>,
    },
    /// The wall was blanked or lit.
    Blanked {
        /// Whether blank.
        on: bool,
    },
}

pub(crate) fn decide(meeting: &Meeting, _act: &Act, command: &Command) -> Decision {
    let event = match command {
        Command::Show { card } => {
            let known = match card {
                None => true,
                Some(Card::Principle(at)) => usize::from(*at) < meeting.pack().principles.len(),
                Some(Card::Rule(key)) => meeting.pack().rule(*key).is_some(),
            };
            if !known {
                return Err(Why::UnknownCard.into());
            }
            if meeting.screens.card == *card {
                return Err(Why::AlreadyDone.into());
            }
            Event::Shown { card: *card }
        }
        Command::Blank { on } if *on == meeting.screens.blank => return Err(Why::AlreadyDone.into()),
        Command::Blank { on } => Event::Blanked { on: *on },
    };
    Ok(vec![Any::Screens(event)])
}

pub(crate) fn apply(meeting: &mut Meeting, _recorded: &Recorded, event: &Event) {
    match event {
        Event::Shown { card } => meeting.screens.card = *card,
        Event::Blanked { on } => meeting.screens.blank = *on,
    }
}
