//! All kinds of event by the names the log gives them. A new kind does not compile until it is named here.

use meeting::Event;
use meeting::{floor, minutes, motions, people, plans, screens, stages, tables, topics, voting};

macro_rules! kinds {
    ($($pattern:pat = $name:literal,)+) => {
        /// Every kind there is.
        pub(crate) const KINDS: &[&str] = &[$($name),+];

        /// An event's kind.
        pub(crate) fn kind_of(event: &Event) -> &'static str {
            match event { $($pattern => $name,)+ }
        }
    };
}

kinds! {
    Event::Opened(_) = "opened",
    Event::People(people::Event::Joined { .. }) = "people.joined",
    Event::People(people::Event::Amended { .. }) = "people.amended",
    Event::People(people::Event::Left { .. }) = "people.left",
    Event::People(people::Event::Returned { .. }) = "people.returned",
    Event::People(people::Event::Appointed { .. }) = "people.appointed",
    Event::People(people::Event::Doors { .. }) = "people.doors",
    Event::Stages(stages::Event::Entered { .. }) = "stages.entered",
    Event::Stages(stages::Event::Closed) = "stages.closed",
    Event::Stages(stages::Event::Reopened { .. }) = "stages.reopened",
    Event::Topics(topics::Event::Posted { .. }) = "topics.posted",
    Event::Topics(topics::Event::Signed { .. }) = "topics.signed",
    Event::Topics(topics::Event::Unsigned { .. }) = "topics.unsigned",
    Event::Topics(topics::Event::Withdrawn { .. }) = "topics.withdrawn",
    Event::Topics(topics::Event::Merged { .. }) = "topics.merged",
    Event::Topics(topics::Event::Unmerged { .. }) = "topics.unmerged",
    Event::Topics(topics::Event::Hidden { .. }) = "topics.hidden",
    Event::Topics(topics::Event::Unhidden { .. }) = "topics.unhidden",
    Event::Tables(tables::Event::Opened { .. }) = "tables.opened",
    Event::Tables(tables::Event::Took { .. }) = "tables.took",
    Event::Tables(tables::Event::Recorder { .. }) = "tables.recorder",
    Event::Tables(tables::Event::Written { .. }) = "tables.written",
    Event::Tables(tables::Event::Struck { .. }) = "tables.struck",
    Event::Tables(tables::Event::Proposed { .. }) = "tables.proposed",
    Event::Tables(tables::Event::ReportStarted { .. }) = "tables.report_started",
    Event::Tables(tables::Event::ReportEnded { .. }) = "tables.report_ended",
    Event::Tables(tables::Event::Hidden { .. }) = "tables.hidden",
    Event::Tables(tables::Event::Unhidden { .. }) = "tables.unhidden",
    Event::Motions(motions::Event::Moved { .. }) = "motions.moved",
    Event::Motions(motions::Event::Withdrawn { .. }) = "motions.withdrawn",
    Event::Motions(motions::Event::Opened { .. }) = "motions.opened",
    Event::Motions(motions::Event::SetAside { .. }) = "motions.set_aside",
    Event::Floor(floor::Event::Raised { .. }) = "floor.raised",
    Event::Floor(floor::Event::Lowered) = "floor.lowered",
    Event::Floor(floor::Event::Given { .. }) = "floor.given",
    Event::Floor(floor::Event::Ended { .. }) = "floor.ended",
    Event::Floor(floor::Event::Paused { .. }) = "floor.paused",
    Event::Floor(floor::Event::Resumed { .. }) = "floor.resumed",
    Event::Floor(floor::Event::Extended { .. }) = "floor.extended",
    Event::Floor(floor::Event::Ruled { .. }) = "floor.ruled",
    Event::Floor(floor::Event::LastCalled { .. }) = "floor.last_called",
    Event::Voting(voting::Event::Put { .. }) = "voting.put",
    Event::Voting(voting::Event::Cast { .. }) = "voting.cast",
    Event::Voting(voting::Event::HandsCounted { .. }) = "voting.hands_counted",
    Event::Voting(voting::Event::NaysCalled { .. }) = "voting.nays_called",
    Event::Voting(voting::Event::Declared { .. }) = "voting.declared",
    Event::Voting(voting::Event::Annulled { .. }) = "voting.annulled",
    Event::Plans(plans::Event::Settled { .. }) = "plans.settled",
    Event::Plans(plans::Event::Pledged { .. }) = "plans.pledged",
    Event::Plans(plans::Event::TakenBack { .. }) = "plans.taken_back",
    Event::Minutes(minutes::Event::Asked { .. }) = "minutes.asked",
    Event::Minutes(minutes::Event::Answered { .. }) = "minutes.answered",
    Event::Screens(screens::Event::Shown { .. }) = "screens.shown",
    Event::Screens(screens::Event::Blanked { .. }) = "screens.blanked",
    Event::WordsErased(_) = "words_erased",
}
