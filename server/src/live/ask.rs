//! What is asked of a keeper, and what it answers.
//!
//! The rule: who asks and by what right comes from the seat or the host's cookie, never from the message;
//! an answer [`Answered`] means the act is on the disk.

use meeting::{Command, Door, PersonId, Refusal, Standing};
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::store::RightsChange;

/// One act somebody wants done.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Whose hand it is.
    pub person: PersonId,
    /// For whom, when for somebody else.
    pub on_behalf: Option<PersonId>,
    /// By what right.
    pub standing: Standing,
    /// Through which door.
    pub door: Door,
    /// The id the device gave it; a retry gets the first answer.
    pub request: Uuid,
    /// What.
    pub command: Command,
    /// Rights that are given with it, in the same transaction: a seat with its arrival.
    pub rights: Vec<RightsChange>,
}

impl Ask {
    /// An act a person's screen sends. The host's right counts only for what the `desk` sends, and only there
    /// is anything typed from paper.
    #[must_use]
    pub fn sent(
        person: PersonId,
        desk: bool,
        paper: bool,
        on_behalf: Option<PersonId>,
        request: Uuid,
        command: Command,
    ) -> Ask {
        let (standing, door) = match (desk, paper) {
            (true, true) => (Standing::Host, Door::Paper),
            (true, false) => (Standing::Host, Door::Desk),
            (false, _) => (Standing::Resident, Door::Phone),
        };
        Ask { person, on_behalf, standing, door, request, command, rights: Vec::new() }
    }
}

/// Done, and on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The number of the last event it made.
    pub number: u64,
}

/// Not done; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotDone {
    /// A rule stands against it.
    #[error(transparent)]
    Refusal(Refusal),
    /// It could not be saved; a sentence for whoever asked.
    #[error("{0}")]
    Unsaved(String),
}

/// What is said when the keeper itself went away before answering.
pub(super) const GONE: &str = "未保存：请再试一次";

impl NotDone {
    pub(super) fn gone() -> NotDone {
        NotDone::Unsaved(GONE.to_owned())
    }
}

/// An ask on its way to the keeper.
pub(super) struct Letter {
    pub(super) ask: Ask,
    pub(super) answer: oneshot::Sender<Result<Answered, NotDone>>,
}
