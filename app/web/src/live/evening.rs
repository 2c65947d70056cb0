//! What residents' screens hold of an evening: every kind of part a phone gets, lists in the order
//! they are shown. Desk and wall hold the same kinds and reuse this for them.
//! Whoever holds a phone in the meeting may see all of it; what they may not see never gets here.

use meeting::view::phone::{
    Action, CardShown, Floor, Head, Key, Line, Me, Motion, Part, Pledge, Report, Table, Topic, Vote,
};
use meeting::wire::Audience;
use meeting::{ActionId, LineId, MotionId, PledgeId, TableNo, TopicId};

use super::{Holds, Kinds};

/// The parts of an evening.
#[derive(Clone, Debug, Default)]
pub struct Evening {
    /// The evening and its stage.
    pub head: Head,
    /// The card being read aloud.
    pub card: Option<CardShown>,
    /// How many are here.
    pub count: u32,
    /// Topics, the hottest first, then by number.
    pub topics: Vec<(TopicId, Topic)>,
    /// Groups by number.
    pub tables: Vec<(TableNo, Table)>,
    /// The report under way.
    pub report: Option<Report>,
    /// Motions by number.
    pub motions: Vec<(MotionId, Motion)>,
    /// Speaker and queue.
    pub floor: Floor,
    /// The vote under way or just declared.
    pub vote: Option<Vote>,
    /// Actions by their motions' numbers.
    pub actions: Vec<(ActionId, Action)>,
    /// Pledges in the order they were made.
    pub pledges: Vec<(PledgeId, Pledge)>,
    /// The lines of my table's record, in the order written.
    pub lines: Vec<(LineId, Line)>,
    /// Me.
    pub me: Option<Box<Me>>,
}

impl Evening {
    /// [`Evening::head`]
    pub const HEAD: Kinds = Kinds::bit(0);
    /// [`Evening::card`]
    pub const CARD: Kinds = Kinds::bit(1);
    /// [`Evening::count`]
    pub const COUNT: Kinds = Kinds::bit(2);
    /// [`Evening::topics`]
    pub const TOPICS: Kinds = Kinds::bit(3);
    /// [`Evening::tables`]
    pub const TABLES: Kinds = Kinds::bit(4);
    /// [`Evening::report`]
    pub const REPORT: Kinds = Kinds::bit(5);
    /// [`Evening::motions`]
    pub const MOTIONS: Kinds = Kinds::bit(6);
    /// [`Evening::floor`]
    pub const FLOOR: Kinds = Kinds::bit(7);
    /// [`Evening::vote`]
    pub const VOTE: Kinds = Kinds::bit(8);
    /// [`Evening::actions`]
    pub const ACTIONS: Kinds = Kinds::bit(9);
    /// [`Evening::pledges`]
    pub const PLEDGES: Kinds = Kinds::bit(10);
    /// [`Evening::lines`]
    pub const LINES: Kinds = Kinds::bit(11);
    /// [`Evening::me`]
    pub const ME: Kinds = Kinds::bit(12);
    /// The first bit free for a state that holds an evening and more.
    pub const NEXT_BIT: u32 = 13;

    /// The motion before the hall.
    #[must_use]
    pub fn motion(&self) -> Option<(MotionId, &Motion)> {
        let current = self.floor.motion?;
        self.motions.iter().find(|(id, _)| *id == current).map(|(id, motion)| (*id, motion))
    }

    /// One table.
    #[must_use]
    pub fn table(&self, no: TableNo) -> Option<&Table> {
        self.tables.iter().find(|(each, _)| *each == no).map(|(_, table)| table)
    }

    fn clear_lists(&mut self) {
        let (me, lines) = (self.me.take(), core::mem::take(&mut self.lines));
        *self = Self { me, lines, ..Self::default() };
    }
}

impl Holds for Evening {
    type Key = Key;
    type Part = Part;

    fn put(&mut self, key: Key, part: Option<Part>) -> Kinds {
        match (key, part) {
            (Key::Head, Some(Part::Head(head))) => self.head = head,
            (Key::Card, Some(Part::Card(card))) => self.card = Some(card),
            (Key::Count, Some(Part::Count(count))) => self.count = count,
            (Key::Report, Some(Part::Report(report))) => self.report = Some(report),
            (Key::Floor, Some(Part::Floor(floor))) => self.floor = floor,
            (Key::Vote, Some(Part::Vote(vote))) => self.vote = Some(vote),
            (Key::Me, Some(Part::Me(me))) => self.me = Some(me),
            (Key::Topic(id), Some(Part::Topic(topic))) => set(&mut self.topics, id, topic, |_, topic| {
                (u64::from(u32::MAX - topic.heat) << 16) | u64::from(topic.number)
            }),
            (Key::Table(no), Some(Part::Table(table))) => {
                set(&mut self.tables, no, table, |no, _| u64::from(no.0));
            }
            (Key::Motion(id), Some(Part::Motion(motion))) => {
                set(&mut self.motions, id, motion, |_, motion| u64::from(motion.number));
            }
            (Key::Action(id), Some(Part::Action(action))) => {
                set(&mut self.actions, id, action, |_, action| u64::from(action.number));
            }
            (Key::Pledge(id), Some(Part::Pledge(pledge))) => {
                set(&mut self.pledges, id, pledge, |_, pledge| u64::from(pledge.number));
            }
            (Key::Line(id), Some(Part::Line(line))) => {
                set(&mut self.lines, id, line, |_, line| u64::from(line.order));
            }
            (key, None) => self.drop_part(key),
            // a part of another kind than its key never comes from the station
            (_, Some(_)) => {}
        }
        kind(key)
    }

    fn forget(&mut self, audience: Audience) -> Kinds {
        match audience {
            Audience::Me => {
                self.me = None;
                Self::ME
            }
            Audience::Table(_) => {
                self.lines.clear();
                Self::LINES
            }
            Audience::Residents | Audience::Desk | Audience::Wall => {
                self.clear_lists();
                Kinds((1 << Self::LINES.0.trailing_zeros()) - 1)
            }
        }
    }

    fn counts_down(&self) -> bool {
        self.report.is_some() || self.floor.speaker.is_some() || self.floor.last_call.is_some()
    }
}

impl Evening {
    fn drop_part(&mut self, key: Key) {
        match key {
            Key::Head | Key::Count => {}
            Key::Card => self.card = None,
            Key::Report => self.report = None,
            Key::Floor => self.floor = Floor::default(),
            Key::Vote => self.vote = None,
            Key::Me => self.me = None,
            Key::Topic(id) => remove(&mut self.topics, &id),
            Key::Table(no) => remove(&mut self.tables, &no),
            Key::Motion(id) => remove(&mut self.motions, &id),
            Key::Action(id) => remove(&mut self.actions, &id),
            Key::Pledge(id) => remove(&mut self.pledges, &id),
            Key::Line(id) => remove(&mut self.lines, &id),
        }
    }
}

fn kind(key: Key) -> Kinds {
    match key {
        Key::Head => Evening::HEAD,
        Key::Card => Evening::CARD,
        Key::Count => Evening::COUNT,
        Key::Topic(_) => Evening::TOPICS,
        Key::Table(_) => Evening::TABLES,
        Key::Report => Evening::REPORT,
        Key::Motion(_) => Evening::MOTIONS,
        Key::Floor => Evening::FLOOR,
        Key::Vote => Evening::VOTE,
        Key::Action(_) => Evening::ACTIONS,
        Key::Pledge(_) => Evening::PLEDGES,
        Key::Line(_) => Evening::LINES,
        Key::Me => Evening::ME,
    }
}

/// Puts an item at its place in a list kept in order of rank.
fn set<I: PartialEq, T>(list: &mut Vec<(I, T)>, id: I, new: T, rank: fn(&I, &T) -> u64) {
    let mine = rank(&id, &new);
    remove(list, &id);
    let at = list.iter().position(|(id, each)| rank(id, each) > mine).unwrap_or(list.len());
    list.insert(at, (id, new));
}

fn remove<I: PartialEq, T>(list: &mut Vec<(I, T)>, id: &I) {
    list.retain(|(each, _)| each != id);
}
