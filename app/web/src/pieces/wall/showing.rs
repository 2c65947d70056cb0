//! Which moment of the evening the wall shows (大屏现在放什么).
//!
//! The rule kept here: what the room does together comes first: a card read aloud, then the vote, the
//! report, the debate; only then the stage. It follows from the parts alone, so every wall agrees.

use meeting::motions::Status;
use meeting::rule_pack::StageKind;

use crate::live::Shown;
use crate::live::hall_held::Hall;

/// A moment of the evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Showing {
    /// The theme, before anything is read.
    Welcome,
    /// A principle or rule being read.
    Card,
    /// The topics by heat.
    Topics,
    /// Groups to choose from.
    Signup,
    /// Groups at work.
    Breakout,
    /// Reports made and motions waiting.
    Overview,
    /// A table reports.
    Report,
    /// A motion is put before the hall.
    Motion,
    /// Somebody speaks or waits.
    Debate,
    /// A side is called.
    Vote,
    /// The result.
    Result,
    /// Actions and pledges.
    Plan,
    /// The gavel has fallen.
    Closed,
}

impl Showing {
    /// Its name in classes.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::Card => "card",
            Self::Topics => "topics",
            Self::Signup => "signup",
            Self::Breakout => "breakout",
            Self::Overview => "overview",
            Self::Report => "report",
            Self::Motion => "motion",
            Self::Debate => "debate",
            Self::Vote => "vote",
            Self::Result => "result",
            Self::Plan => "plan",
            Self::Closed => "closed",
        }
    }
}

/// The moment these parts tell of.
pub(super) fn showing(shown: &Shown<Hall>) -> Showing {
    if shown.card.is_some() {
        return Showing::Card;
    }
    if shown.head.closed {
        return Showing::Closed;
    }
    if shown.vote.as_ref().is_some_and(|vote| vote.call.is_some()) {
        return Showing::Vote;
    }
    if shown.report.is_some() {
        return Showing::Report;
    }
    if shown.motion().is_some_and(|(_, motion)| motion.status == Status::Open) {
        let floor = &shown.floor;
        let still = floor.speaker.is_none() && floor.queue.is_empty() && floor.last_call.is_none();
        return if still { Showing::Motion } else { Showing::Debate };
    }
    match shown.head.kind {
        None | Some(StageKind::Opening) => Showing::Welcome,
        Some(StageKind::Topics) => Showing::Topics,
        Some(StageKind::Signup) => Showing::Signup,
        Some(StageKind::Breakout) => Showing::Breakout,
        Some(StageKind::Consensus) => {
            let declared = shown.vote.as_ref().is_some_and(|vote| vote.adopted.is_some());
            if declared { Showing::Result } else { Showing::Overview }
        }
        Some(StageKind::ActionPlan) => Showing::Plan,
    }
}
