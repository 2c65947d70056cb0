//! Parts for phones. Residents: everything the whole hall may know, with forms of address only.
//! A table's members: the lines of their own record. Me: my seat, my hand, my vote, my hidden posts.
//! Never here: buildings and kinds of others, who voted what, rulings, hidden texts, wordings of reasons.

use serde::{Deserialize, Serialize};

use crate::floor::{Clock, Stance, Turn};
use crate::motions::{MotionKind, Status};
use crate::plans::{Level, PledgeKind};
use crate::rule_pack::StageKind;
use crate::tables::LineKind;
use crate::voting::{Call, Tally};
use crate::wire::Audience;
use crate::{ActionId, LineId, Meeting, Moment, MotionId, PersonId, PledgeId, TableNo, TopicId, VoteId};

pub use super::phone_me::{HiddenPost, Me, MyHand};
use super::phone_noun as noun;

/// Which part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Key {
    /// The evening itself and its stage.
    Head,
    /// The card being read aloud.
    Card,
    /// How many are here.
    Count,
    /// One topic.
    Topic(TopicId),
    /// One group.
    Table(TableNo),
    /// The report under way.
    Report,
    /// One motion.
    Motion(MotionId),
    /// Speaker and queue.
    Floor,
    /// The vote under way or just declared.
    Vote,
    /// One action.
    Action(ActionId),
    /// One pledge.
    Pledge(PledgeId),
    /// One line of the table's record (table audience).
    Line(LineId),
    /// Me (my own audience).
    Me,
}

/// The evening and its stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The station's name.
    pub station: String,
    /// The theme.
    pub theme: String,
    /// The place.
    pub place: String,
    /// When it is to begin.
    pub starts: Moment,
    /// A rehearsal.
    pub rehearsal: bool,
    /// The host's form of address.
    pub chair: String,
    /// Names of all stages, in order.
    pub stages: Vec<String>,
    /// Which is in front.
    pub current: u8,
    /// Of which kind.
    pub kind: Option<StageKind>,
    /// What people do now, one sentence.
    pub what: String,
    /// Since when.
    pub since: Moment,
    /// How many minutes are meant for it.
    pub minutes: u16,
    /// Whether the gavel has fallen.
    pub closed: bool,
}

/// A principle or rule shown large.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardShown {
    /// "原则" or "规则": whether it is a rule.
    pub rule: bool,
    /// Its number.
    pub number: u8,
    /// How many there are.
    pub of: u8,
    /// Its short name.
    pub short: String,
    /// Its text.
    pub text: String,
}

/// A topic on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Its number.
    pub number: u16,
    /// Its text.
    pub text: String,
    /// Who posted it.
    pub proposer: String,
    /// How many signed.
    pub heat: u32,
    /// The numbers of those merged into it.
    pub merged: Vec<u16>,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its topic's text.
    pub topic: String,
    /// Who called it.
    pub convenor: String,
    /// Who records.
    pub recorder: String,
    /// How many sit there.
    pub people: u16,
    /// Its draft proposal's 做什么, when written.
    pub proposal: String,
    /// Whether it has reported.
    pub reported: bool,
}

/// A report under way, with the lines the hall may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Which table.
    pub table: TableNo,
    /// Its topic.
    pub topic: String,
    /// Until when.
    pub until: Moment,
    /// Its record's lines.
    pub lines: Vec<(LineKind, String)>,
}

/// A motion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Motion {
    /// Its number.
    pub number: u16,
    /// Which table it comes from.
    pub table: Option<TableNo>,
    /// Who moved it.
    pub mover: String,
    /// 谁.
    pub who: String,
    /// 做什么.
    pub what: String,
    /// 何时前.
    pub when: String,
    /// 在哪.
    pub place: String,
    /// 钱从哪来.
    pub money: String,
    /// What it becomes.
    pub kind: MotionKind,
    /// Where it stands.
    pub status: Status,
    /// The counts, once decided.
    pub tally: Option<Tally>,
}

/// Somebody who waits to speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Form of address.
    pub name: String,
    /// Their stance.
    pub stance: Stance,
    /// Why it is their turn at this place.
    pub turn: Turn,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// Form of address.
    pub name: String,
    /// Their stance.
    pub stance: Stance,
    /// The clock.
    pub clock: Clock,
    /// Why it was their turn.
    pub turn: Turn,
}

/// Speaker and queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    /// The motion in debate.
    pub motion: Option<MotionId>,
    /// Who speaks.
    pub speaker: Option<Speaker>,
    /// Who waits, in the order of turns.
    pub queue: Vec<Waiting>,
    /// "还有谁要发言?" until then.
    pub last_call: Option<Moment>,
    /// How many seconds a speech has.
    pub secs: u16,
    /// How often one may speak.
    pub times: u8,
}

/// The vote under way, or the last one declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// Its id.
    pub id: VoteId,
    /// On which motion.
    pub motion: MotionId,
    /// That motion's number.
    pub number: u16,
    /// That motion's 做什么.
    pub what: String,
    /// Which side is called; `None` when closed.
    pub call: Option<Call>,
    /// The counts.
    pub tally: Tally,
    /// The result, once declared.
    pub adopted: Option<bool>,
    /// Annulled.
    pub annulled: bool,
}

/// An action of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Which motion it carries out.
    pub motion: MotionId,
    /// That motion's number.
    pub number: u16,
    /// What.
    pub what: String,
    /// 责任人.
    pub owner: String,
    /// 完成时限.
    pub due: String,
    /// 资源.
    pub resources: String,
    /// Where handled.
    pub level: Level,
}

/// A pledge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pledge {
    /// Its number, from 1 in order of pledging.
    pub number: u16,
    /// By whom.
    pub name: String,
    /// Towards which motion.
    pub motion: Option<MotionId>,
    /// Of what kind.
    pub kind: PledgeKind,
    /// In their words.
    pub text: String,
}

/// A line of the table's record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its place in the record.
    pub order: u16,
    /// About what.
    pub kind: LineKind,
    /// The words.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// Struck out.
    pub struck: bool,
}

/// A part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// The evening.
    Head(Head),
    /// The card.
    Card(CardShown),
    /// People here.
    Count(u32),
    /// A topic.
    Topic(Topic),
    /// A group.
    Table(Table),
    /// A report.
    Report(Report),
    /// A motion.
    Motion(Motion),
    /// The floor.
    Floor(Floor),
    /// The vote.
    Vote(Vote),
    /// An action.
    Action(Action),
    /// A pledge.
    Pledge(Pledge),
    /// A line.
    Line(Line),
    /// Me.
    Me(Box<Me>),
}

/// All keys an audience of phones has now.
#[must_use]
pub fn keys(meeting: &Meeting, audience: Audience) -> Vec<Key> {
    let mut keys = Vec::new();
    match audience {
        Audience::Residents => {
            keys.extend([Key::Head, Key::Card, Key::Count, Key::Report, Key::Floor, Key::Vote]);
            keys.extend(meeting.topics.iter().map(|(id, _)| Key::Topic(id)));
            keys.extend(meeting.tables.iter().map(|(no, _)| Key::Table(no)));
            keys.extend(meeting.motions.iter().map(|(id, _)| Key::Motion(id)));
            keys.extend(meeting.plans.actions().map(|(id, _)| Key::Action(id)));
            keys.extend(meeting.plans.pledges().map(|(id, _)| Key::Pledge(id)));
        }
        Audience::Table(no) => keys.extend(meeting.tables.lines_of(no).map(|(id, _)| Key::Line(id))),
        Audience::Me => keys.push(Key::Me),
        Audience::Desk | Audience::Wall => {}
    }
    keys
}

/// One part made afresh; `None` when this audience has no such part now.
#[must_use]
pub fn part(meeting: &Meeting, audience: Audience, me: Option<PersonId>, key: Key) -> Option<Part> {
    match (audience, key) {
        (Audience::Residents, Key::Line(_) | Key::Me) => None,
        (Audience::Residents, _) => shared(meeting, key),
        (Audience::Table(no), Key::Line(id)) => noun::line(meeting, no, id).map(Part::Line),
        (Audience::Me, Key::Me) => noun::me(meeting, me?).map(|me| Part::Me(Box::new(me))),
        (Audience::Table(_) | Audience::Me | Audience::Desk | Audience::Wall, _) => None,
    }
}

/// The parts every screen in the hall may have, phone, desk or wall.
pub(crate) fn shared(meeting: &Meeting, key: Key) -> Option<Part> {
    match key {
        Key::Head => Some(Part::Head(noun::head(meeting))),
        Key::Card => noun::card(meeting).map(Part::Card),
        Key::Count => Some(Part::Count(meeting.people.count_present())),
        Key::Topic(id) => noun::topic(meeting, id).map(Part::Topic),
        Key::Table(no) => noun::table(meeting, no).map(Part::Table),
        Key::Report => noun::report(meeting).map(Part::Report),
        Key::Motion(id) => noun::motion(meeting, id).map(Part::Motion),
        Key::Floor => Some(Part::Floor(noun::floor(meeting))),
        Key::Vote => noun::vote(meeting).map(Part::Vote),
        Key::Action(id) => noun::action(meeting, id).map(Part::Action),
        Key::Pledge(id) => noun::pledge(meeting, id).map(Part::Pledge),
        Key::Line(_) | Key::Me => None,
    }
}
