//! What an event can have changed, so that only that is made afresh. Naming too much costs time, too
//! little is a fault: the law in `tests/laws.rs` compares with everything recomputed.

use crate::people::Event as PeopleEvent;
use crate::tables::Event as TableEvent;
use crate::topics::Event as TopicEvent;
use crate::{
    Event, LineId, Meeting, PersonId, Recorded, TopicId, floor, minutes, motions, plans, screens, voting,
};

use super::{hall, phone};

/// The keys and persons an event can have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Everything, of everybody: a change of stage, a name mended, the gavel.
    pub everything: bool,
    /// Every person's own part: a change of motion or vote.
    pub everyone: bool,
    /// Parts every screen has.
    pub shared: Vec<phone::Key>,
    /// Lines of tables' records.
    pub lines: Vec<LineId>,
    /// Parts of desk and wall.
    pub hall: Vec<hall::Key>,
    /// Persons whose own part may have changed.
    pub persons: Vec<PersonId>,
}

/// What `recorded`, already applied to `meeting`, can have changed.
#[must_use]
pub fn touched(meeting: &Meeting, recorded: &Recorded) -> Touched {
    let subject = recorded.subject();
    let mut touched =
        Touched { hall: vec![hall::Key::Next], persons: vec![recorded.by, subject], ..Touched::default() };
    match &recorded.event {
        Event::Opened(_) | Event::WordsErased(_) | Event::Stages(_) => touched.everything = true,
        Event::People(event) => people(meeting, event, &mut touched),
        Event::Topics(event) => topics(meeting, event, &mut touched),
        Event::Tables(event) => tables(meeting, event, &mut touched),
        Event::Motions(event) => match event {
            motions::Event::Moved { motion, .. } => touched.shared.push(phone::Key::Motion(*motion)),
            motions::Event::Withdrawn { motion }
            | motions::Event::Opened { motion, .. }
            | motions::Event::SetAside { motion, .. } => {
                touched.shared.extend([phone::Key::Motion(*motion), phone::Key::Floor]);
                touched.hall.push(hall::Key::Debate);
                touched.everyone = true;
            }
        },
        Event::Floor(event) => {
            touched.shared.push(phone::Key::Floor);
            touched.hall.push(hall::Key::Debate);
            touched.persons.extend(meeting.floor.hands.iter().map(|hand| hand.person));
            match event {
                floor::Event::Given { person, .. } | floor::Event::Ended { person, .. } => {
                    touched.persons.push(*person);
                }
                floor::Event::Raised { .. }
                | floor::Event::Lowered
                | floor::Event::Paused { .. }
                | floor::Event::Resumed { .. }
                | floor::Event::Extended { .. }
                | floor::Event::Ruled { .. }
                | floor::Event::LastCalled { .. } => {}
            }
        }
        Event::Voting(event) => {
            touched.shared.push(phone::Key::Vote);
            match event {
                voting::Event::Cast { .. } | voting::Event::HandsCounted { .. } => {}
                voting::Event::Put { vote, .. }
                | voting::Event::NaysCalled { vote }
                | voting::Event::Declared { vote, .. }
                | voting::Event::Annulled { vote, .. } => {
                    let motion = meeting.votes.get(*vote).map(|vote| vote.motion);
                    touched.shared.extend(motion.map(phone::Key::Motion));
                    touched.shared.push(phone::Key::Floor);
                    touched.shared.extend(meeting.plans.actions().map(|(id, _)| phone::Key::Action(id)));
                    touched.hall.push(hall::Key::Debate);
                    touched.everyone = true;
                }
            }
        }
        Event::Plans(event) => match event {
            plans::Event::Settled { action, .. } => touched.shared.push(phone::Key::Action(*action)),
            plans::Event::Pledged { pledge, .. } | plans::Event::TakenBack { pledge } => {
                touched.shared.push(phone::Key::Pledge(*pledge));
            }
        },
        Event::Minutes(
            minutes::Event::Asked { correction, .. } | minutes::Event::Answered { correction, .. },
        ) => {
            touched.hall.push(hall::Key::Correction(*correction));
            let asker = meeting.minutes.asked.iter().find(|wish| wish.id == *correction);
            touched.persons.extend(asker.map(|wish| wish.person));
        }
        Event::Screens(event) => match event {
            screens::Event::Shown { .. } => touched.shared.push(phone::Key::Card),
            screens::Event::Blanked { .. } => touched.hall.push(hall::Key::Wall),
        },
    }
    touched
}

fn people(meeting: &Meeting, event: &PeopleEvent, touched: &mut Touched) {
    match event {
        PeopleEvent::Joined { person, .. } => {
            touched.shared.extend([phone::Key::Count, phone::Key::Vote]);
            touched.hall.extend([hall::Key::Wall, hall::Key::Person(*person)]);
            touched.persons.push(*person);
        }
        PeopleEvent::Left { person } | PeopleEvent::Returned { person } => {
            touched.shared.extend([phone::Key::Count, phone::Key::Vote, phone::Key::Floor]);
            touched.shared.extend(meeting.tables.iter().map(|(no, _)| phone::Key::Table(no)));
            touched.hall.extend([hall::Key::Wall, hall::Key::Debate, hall::Key::Person(*person)]);
            touched.persons.push(*person);
            touched.persons.extend(meeting.floor.hands.iter().map(|hand| hand.person));
        }
        PeopleEvent::Amended { .. } | PeopleEvent::Appointed { .. } => touched.everything = true,
        PeopleEvent::Doors { .. } => touched.hall.push(hall::Key::Wall),
    }
}

/// A topic, the one it stands under, and every table (which quotes its topic).
fn topic(meeting: &Meeting, id: TopicId, touched: &mut Touched) {
    for id in [id, meeting.topics.root(id)] {
        touched.shared.push(phone::Key::Topic(id));
        touched.hall.push(hall::Key::Aside(id));
    }
}

fn topics(meeting: &Meeting, event: &TopicEvent, touched: &mut Touched) {
    match event {
        TopicEvent::Posted { topic: id, .. }
        | TopicEvent::Signed { topic: id }
        | TopicEvent::Unsigned { topic: id } => topic(meeting, *id, touched),
        TopicEvent::Withdrawn { topic: id }
        | TopicEvent::Merged { from: id, .. }
        | TopicEvent::Unmerged { topic: id }
        | TopicEvent::Hidden { topic: id, .. }
        | TopicEvent::Unhidden { topic: id } => {
            // Rare acts of the desk that change what stands under what, and for whom it counts.
            for (other, _) in meeting.topics.iter() {
                topic(meeting, other, touched);
            }
            topic(meeting, *id, touched);
            touched.shared.extend(meeting.tables.iter().map(|(no, _)| phone::Key::Table(no)));
            touched.shared.push(phone::Key::Report);
            touched.hall.push(hall::Key::Wall);
            touched.everyone = true;
        }
    }
}

fn tables(meeting: &Meeting, event: &TableEvent, touched: &mut Touched) {
    let line = |id: &LineId, touched: &mut Touched| {
        touched.lines.push(*id);
        touched.hall.extend([hall::Key::Line(*id), hall::Key::Wall]);
        touched.shared.push(phone::Key::Report);
        touched.persons.extend(meeting.tables.line(*id).map(|line| line.by));
    };
    match event {
        TableEvent::Opened { table, convenor, .. } => {
            touched.shared.extend(meeting.tables.iter().map(|(no, _)| phone::Key::Table(no)));
            touched.shared.push(phone::Key::Table(*table));
            touched.hall.push(hall::Key::Person(*convenor));
            touched.persons.push(*convenor);
        }
        TableEvent::Took { .. } => {
            touched.shared.extend(meeting.tables.iter().map(|(no, _)| phone::Key::Table(no)));
            let persons = touched.persons.clone();
            touched.hall.extend(persons.into_iter().map(hall::Key::Person));
        }
        TableEvent::Recorder { table, .. } => {
            touched.shared.extend(meeting.tables.iter().map(|(no, _)| phone::Key::Table(no)));
            touched.shared.push(phone::Key::Table(*table));
            touched.everyone = true;
        }
        TableEvent::Written { line: id, .. }
        | TableEvent::Struck { line: id }
        | TableEvent::Hidden { line: id, .. }
        | TableEvent::Unhidden { line: id } => line(id, touched),
        TableEvent::Proposed { table, .. } => {
            touched.shared.push(phone::Key::Table(*table));
            let recorder = meeting.tables.get(*table).and_then(|table| table.recorder);
            touched.persons.extend(recorder);
        }
        TableEvent::ReportStarted { .. } | TableEvent::ReportEnded { .. } => {
            touched.shared.push(phone::Key::Report);
            touched.shared.extend(meeting.tables.iter().map(|(no, _)| phone::Key::Table(no)));
        }
    }
}
