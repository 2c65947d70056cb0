//! Parts for desk and wall. Wall: what every resident may see, large, and the count of hidden posts.
//! Desk: besides, people with building and kind, the lines of every table, hidden posts with reasons,
//! rulings, and what comes next. Never here: who voted what; that stays in the internal record.

use serde::{Deserialize, Serialize};

use crate::floor::Stance;
use crate::people::{Kind, Office, Place};
use crate::tables::LineKind;
use crate::wire::Audience;
use crate::{CorrectionId, Field, LineId, Meeting, Moment, MotionId, PersonId, RuleKey, TableNo, TopicId};

use super::{hall_noun as noun, phone};

/// Which part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Key {
    /// One every screen has.
    Shared(phone::Key),
    /// What the wall does: blank, hidden count.
    Wall,
    /// What is next and what blocks it (desk).
    Next,
    /// One person (desk).
    Person(PersonId),
    /// One line of any table (desk).
    Line(LineId),
    /// One merged-away or hidden topic (desk).
    Aside(TopicId),
    /// The debate's people (desk).
    Debate,
    /// The names of the pack's cards (desk).
    Cards,
    /// One wish for a correction (desk).
    Correction(CorrectionId),
}

/// The wall.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wall {
    /// Nothing is shown.
    pub blank: bool,
    /// How many topics and lines are hidden from screens.
    pub hidden: u16,
    /// People here with a vote.
    pub voters: u32,
    /// Whether newcomers are let in.
    pub doors_open: bool,
}

/// The one big button of the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Show this card next (stage 1): index over principles, then rules.
    ShowCard {
        /// Place in the sequence, from 0.
        at: u8,
        /// How many in all.
        of: u8,
    },
    /// To the next stage, by name.
    Advance {
        /// The stage in front.
        from: u8,
        /// The next one's name.
        to: String,
    },
    /// Make the hottest topics into groups.
    FormGroups {
        /// How many.
        groups: u8,
    },
    /// Let a table report.
    Report {
        /// Which.
        table: TableNo,
    },
    /// End the report.
    EndReport,
    /// Make a table's proposal a motion.
    MoveFrom {
        /// Which table.
        table: TableNo,
    },
    /// Put a motion before the hall.
    OpenMotion {
        /// Which.
        motion: MotionId,
        /// Its number.
        number: u16,
    },
    /// Give the floor to whoever's turn it is.
    GiveFloor {
        /// Form of address.
        name: String,
    },
    /// End the speech.
    EndSpeech {
        /// Form of address.
        name: String,
    },
    /// "还有谁要发言?"
    LastCall,
    /// Put the question.
    Put,
    /// Call the noes.
    CallNays,
    /// Close and declare.
    Declare,
    /// Settle an adopted motion's action.
    Settle {
        /// Which motion.
        motion: MotionId,
        /// Its number.
        number: u16,
    },
    /// The gavel.
    Close,
    /// After the gavel: read the papers.
    Papers,
}

/// Something that is not as it should be yet; it never blocks the host, who may go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nudge {
    /// Nobody but the host is here.
    NobodyHere,
    /// No topics yet.
    NoTopics,
    /// So many people have not chosen a table.
    Undecided(u32),
    /// A table has nobody.
    EmptyTable(TableNo),
    /// A table has no recorder.
    NoRecorder(TableNo),
    /// A table has written nothing.
    NoLines(TableNo),
    /// A table has no draft proposal.
    NoProposal(TableNo),
    /// No motion has been moved.
    NoMotions,
    /// The motion next is not concrete in these boxes: opening needs a note.
    NotConcrete(Vec<Field>),
    /// So many still wait to speak.
    HandsRemain(u16),
    /// An adopted motion has no owner.
    NoOwner(u16),
    /// So many minutes over the time meant for this stage are counted by the screen.
    OverTime,
}

/// What is next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// The one big button.
    pub step: Step,
    /// What is not ready.
    pub nudges: Vec<Nudge>,
    /// What the host may read aloud now.
    pub script: String,
}

/// A person, for the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// In order of arrival, from 1.
    pub order: u16,
    /// Form of address.
    pub name: String,
    /// Building.
    pub building: String,
    /// In what quality.
    pub kind: Kind,
    /// Came with a phone.
    pub phone: bool,
    /// Here now.
    pub present: bool,
    /// Where.
    pub place: Place,
    /// Office, if one.
    pub office: Option<Office>,
    /// When they came.
    pub arrived: Moment,
}

/// A line of any table, for the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// In order of writing.
    pub order: u16,
    /// Which table.
    pub table: TableNo,
    /// About what.
    pub kind: LineKind,
    /// The words.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// Struck out.
    pub struck: bool,
    /// Why hidden.
    pub hidden: Option<String>,
}

/// A topic not on the wall by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// Its number.
    pub number: u16,
    /// Its text.
    pub text: String,
    /// Who posted it.
    pub proposer: String,
    /// Merged into this one.
    pub merged_into: Option<u16>,
    /// Why hidden.
    pub hidden: Option<String>,
    /// Withdrawn.
    pub withdrawn: bool,
}

/// Somebody in the queue, for the desk, in the order of turns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiter {
    /// Who.
    pub person: PersonId,
    /// Form of address.
    pub name: String,
    /// Stance.
    pub stance: Stance,
    /// How often they spoke on this motion.
    pub spoke: u8,
}

/// The debate, for the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debate {
    /// Who speaks.
    pub speaker: Option<PersonId>,
    /// Who waits.
    pub queue: Vec<Waiter>,
    /// Speeches on this motion per person: (name, times, seconds).
    pub spoke: Vec<(String, u8, u32)>,
    /// Rulings on this evening: (rule, on whom).
    pub rulings: Vec<(RuleKey, String)>,
}

/// The name of a card: a principle, or a rule by its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardName {
    /// The rule, if it is one.
    pub rule: Option<RuleKey>,
    /// Its number in this meeting's pack.
    pub number: u8,
    /// Its short name in this meeting's pack.
    pub short: String,
}

/// A wish for a correction, for the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Its number, from 1 in order of asking.
    pub number: u16,
    /// Whose.
    pub name: String,
    /// What.
    pub text: String,
    /// The answer, once given.
    pub answer: String,
}

/// A part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// One every screen has.
    Shared(phone::Part),
    /// The wall.
    Wall(Wall),
    /// What is next.
    Next(Next),
    /// A person.
    Person(Person),
    /// A line.
    Line(Line),
    /// A topic aside.
    Aside(Aside),
    /// The debate.
    Debate(Debate),
    /// All cards: principles, then rules, in the pack's order.
    Cards(Vec<CardName>),
    /// A wish for a correction.
    Correction(Correction),
}

/// All keys desk or wall has now.
#[must_use]
pub fn keys(meeting: &Meeting, audience: Audience) -> Vec<Key> {
    if !matches!(audience, Audience::Desk | Audience::Wall) {
        return Vec::new();
    }
    let mut keys: Vec<Key> = phone::keys(meeting, Audience::Residents).into_iter().map(Key::Shared).collect();
    keys.push(Key::Wall);
    if audience == Audience::Desk {
        keys.extend([Key::Next, Key::Debate, Key::Cards]);
        keys.extend(meeting.people.iter().map(|(id, _)| Key::Person(id)));
        keys.extend(meeting.tables.lines().map(|(id, _)| Key::Line(id)));
        keys.extend(meeting.topics.iter().map(|(id, _)| Key::Aside(id)));
        keys.extend(meeting.minutes.asked.iter().map(|wish| Key::Correction(wish.id)));
    }
    keys
}

/// One part made afresh; `None` when this audience has no such part now.
#[must_use]
pub fn part(meeting: &Meeting, audience: Audience, key: Key) -> Option<Part> {
    match (audience, key) {
        (Audience::Desk | Audience::Wall, Key::Shared(key)) => phone::shared(meeting, key).map(Part::Shared),
        (Audience::Desk | Audience::Wall, Key::Wall) => Some(Part::Wall(noun::wall(meeting))),
        (Audience::Desk, Key::Next) => Some(Part::Next(noun::next(meeting))),
        (Audience::Desk, Key::Person(id)) => noun::person(meeting, id).map(Part::Person),
        (Audience::Desk, Key::Line(id)) => noun::line(meeting, id).map(Part::Line),
        (Audience::Desk, Key::Aside(id)) => noun::aside(meeting, id).map(Part::Aside),
        (Audience::Desk, Key::Debate) => Some(Part::Debate(noun::debate(meeting))),
        (Audience::Desk, Key::Cards) => Some(Part::Cards(noun::cards(meeting))),
        (Audience::Desk, Key::Correction(id)) => noun::correction(meeting, id).map(Part::Correction),
        (Audience::Residents | Audience::Table(_) | Audience::Me, _) => None,
        (Audience::Wall, _) => None,
    }
}
