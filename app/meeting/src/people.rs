//! Who is here (参会人): arriving, leaving, offices, and where each sits.
//! Anybody may join while the doors are open, as one resident among others; no rank stands beside a
//! name. Everybody sees forms of address; building and kind are for the desk and the internal papers.
//! Absent: seats and tokens (the server's), rolls of households.

mod person;

pub use person::{Kind, Office, Person, Place};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Act, Decision, Event as Any, Field, Meeting, PersonId, Recorded, TableNo, Why, Words};

/// The most people one meeting takes in.
pub const MOST_PEOPLE: usize = 2000;

/// So many more can be written in by the host.
pub const KEPT_FOR_HOST: usize = 200;

/// Everybody who ever came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    people: BTreeMap<PersonId, Person>,
    order: Vec<PersonId>,
    offices: BTreeMap<Office, PersonId>,
    /// Whether newcomers are let in.
    pub doors_open: bool,
}

impl Default for People {
    fn default() -> Self {
        Self { people: BTreeMap::new(), order: Vec::new(), offices: BTreeMap::new(), doors_open: true }
    }
}

impl People {
    /// Whether this person ever joined.
    #[must_use]
    pub fn knows(&self, person: PersonId) -> bool {
        self.people.contains_key(&person)
    }

    /// One person.
    #[must_use]
    pub fn get(&self, person: PersonId) -> Option<&Person> {
        self.people.get(&person)
    }

    /// The form of address, or nothing for somebody unknown.
    #[must_use]
    pub fn name(&self, person: PersonId) -> &str {
        self.people.get(&person).map_or("", |person| person.name.as_str())
    }

    /// Everybody, in order of arrival.
    pub fn iter(&self) -> impl Iterator<Item = (PersonId, &Person)> {
        self.order.iter().filter_map(|id| self.people.get(id).map(|person| (*id, person)))
    }

    /// Who holds an office.
    #[must_use]
    pub fn office(&self, office: Office) -> Option<PersonId> {
        self.offices.get(&office).copied()
    }

    /// Whether somebody is here now.
    #[must_use]
    pub fn present(&self, person: PersonId) -> bool {
        self.get(person).is_some_and(Person::present)
    }

    /// How many are here now, observers included (实到).
    #[must_use]
    pub fn count_present(&self) -> u32 {
        count(self.people.values().filter(|person| person.present()))
    }

    /// How many of those here now have a vote.
    #[must_use]
    pub fn count_voters(&self) -> u32 {
        count(self.people.values().filter(|person| person.present() && person.kind.votes()))
    }

    /// Who sits at a table now, in order of arrival.
    pub fn at_table(&self, table: TableNo) -> impl Iterator<Item = PersonId> {
        self.iter()
            .filter(move |(_, person)| person.present() && person.place == Place::Table(table))
            .map(|(id, _)| id)
    }

    pub(crate) fn get_mut(&mut self, person: PersonId) -> Option<&mut Person> {
        self.people.get_mut(&person)
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Come in with one's own phone; the act's person is new.
    Join {
        /// Form of address.
        name: String,
        /// Building.
        building: String,
        /// In what quality.
        kind: Kind,
    },
    /// Host: write in somebody without a phone.
    Add {
        /// Form of address.
        name: String,
        /// Building.
        building: String,
        /// In what quality.
        kind: Kind,
    },
    /// Mend one's own entry (or, on behalf, somebody's).
    Amend {
        /// Form of address.
        name: String,
        /// Building.
        building: String,
        /// In what quality.
        kind: Kind,
    },
    /// Go home.
    Leave,
    /// Be back.
    Return,
    /// Host: give an office.
    Appoint {
        /// Which.
        office: Office,
        /// To whom.
        person: PersonId,
    },
    /// Host: let nobody in any more, or let people in again.
    Doors {
        /// Whether they stand open.
        open: bool,
    },
}

impl Command {
    pub(crate) fn needs_host(&self) -> bool {
        matches!(self, Self::Add { .. } | Self::Appoint { .. } | Self::Doors { .. })
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Somebody came in.
    Joined {
        /// Who.
        person: PersonId,
        /// Form of address.
        name: Words,
        /// Building.
        building: Words,
        /// In what quality.
        kind: Kind,
        /// With a phone of their own.
        phone: bool,
    },
    /// An entry was mended.
    Amended {
        /// Who.
        person: PersonId,
        /// Form of address.
        name: Words,
        /// Building.
        building: Words,
        /// In what quality.
        kind: Kind,
    },
    /// Somebody went home.
    Left {
        /// Who.
        person: PersonId,
    },
    /// Somebody came back.
    Returned {
        /// Who.
        person: PersonId,
    },
    /// An office was given.
    Appointed {
        /// Which.
        office: Office,
        /// To whom.
        person: PersonId,
    },
    /// The doors were opened or closed.
    Doors {
        /// Whether they stand open.
        open: bool,
    },
}

pub(crate) fn decide(meeting: &Meeting, act: &Act, command: &Command) -> Decision {
    let people = &meeting.people;
    let event = match command {
        Command::Join { name, building, kind } => {
            if !people.doors_open {
                return Err(Why::DoorsClosed.into());
            }
            if people.knows(act.by) {
                return Err(Why::AlreadyIn.into());
            }
            joined(people, act.by, name, building, *kind, true)?
        }
        Command::Add { name, building, kind } => {
            joined(people, PersonId(act.fresh(0)), name, building, *kind, false)?
        }
        Command::Amend { name, building, kind } => {
            filled(name, Field::Name)?;
            Event::Amended {
                person: act.subject(),
                name: name.as_str().into(),
                building: building.as_str().into(),
                kind: *kind,
            }
        }
        Command::Leave if people.present(act.subject()) => Event::Left { person: act.subject() },
        Command::Return if !people.present(act.subject()) => Event::Returned { person: act.subject() },
        Command::Leave | Command::Return => return Err(Why::AlreadyDone.into()),
        Command::Appoint { office, person } => {
            if !people.knows(*person) {
                return Err(Why::UnknownPerson.into());
            }
            if people.office(*office) == Some(*person) {
                return Err(Why::AlreadyDone.into());
            }
            Event::Appointed { office: *office, person: *person }
        }
        Command::Doors { open } if *open != people.doors_open => Event::Doors { open: *open },
        Command::Doors { .. } => return Err(Why::AlreadyDone.into()),
    };
    Ok(vec![Any::People(event)])
}

fn joined(
    people: &People,
    person: PersonId,
    name: &str,
    building: &str,
    kind: Kind,
    phone: bool,
) -> Result<Event, crate::Refusal> {
    filled(name, Field::Name)?;
    // The host can still write somebody in when the doors have been flooded.
    let most = if phone { MOST_PEOPLE } else { MOST_PEOPLE + KEPT_FOR_HOST };
    if people.order.len() >= most {
        return Err(Why::TooMany.into());
    }
    Ok(Event::Joined { person, name: name.into(), building: building.into(), kind, phone })
}

/// Refuses an empty box.
pub(crate) fn filled(text: &str, field: Field) -> Result<(), Why> {
    if text.trim().is_empty() { Err(Why::Empty(field)) } else { Ok(()) }
}

pub(crate) fn apply(meeting: &mut Meeting, recorded: &Recorded, event: &Event) {
    let at = recorded.at;
    let people = &mut meeting.people;
    match event {
        Event::Joined { person, name, building, kind, phone } => {
            let entry = Person {
                name: name.clone(),
                building: building.clone(),
                kind: *kind,
                phone: *phone,
                arrived: at,
                presence: vec![(at, true)],
                place: Place::Hall,
                moves: Vec::new(),
            };
            if people.people.insert(*person, entry).is_none() {
                people.order.push(*person);
            }
        }
        Event::Amended { person, name, building, kind } => {
            if let Some(entry) = people.get_mut(*person) {
                entry.name = name.clone();
                entry.building = building.clone();
                entry.kind = *kind;
            }
        }
        Event::Left { person } => {
            if let Some(entry) = people.get_mut(*person) {
                entry.presence.push((at, false));
            }
            crate::floor::step_out(meeting, *person);
        }
        Event::Returned { person } => {
            if let Some(entry) = people.get_mut(*person) {
                entry.presence.push((at, true));
            }
        }
        Event::Appointed { office, person } => {
            people.offices.insert(*office, *person);
        }
        Event::Doors { open } => people.doors_open = *open,
    }
}
