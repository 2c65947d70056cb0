//! What every screen would hold: all parts of all audiences, made afresh or only where touched.

use std::collections::BTreeMap;

use meeting::view::{hall, phone, touched};
use meeting::wire::Audience;
use meeting::{Meeting, PersonId, Recorded, TableNo};

/// Everything held of phones, by audience and person.
type Phones = BTreeMap<(Audience, Option<PersonId>), BTreeMap<phone::Key, phone::Part>>;
/// Everything held of desk and wall.
type Halls = BTreeMap<Audience, BTreeMap<hall::Key, hall::Part>>;

/// What all screens hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Held {
    phones: Phones,
    halls: Halls,
}

fn audiences(meeting: &Meeting) -> Vec<(Audience, Option<PersonId>)> {
    let mut all = vec![(Audience::Residents, None), (Audience::Table(TableNo(0)), None)];
    all.extend(meeting.tables.iter().map(|(no, _)| (Audience::Table(no), None)));
    all.extend(meeting.people.iter().map(|(id, _)| (Audience::Me, Some(id))));
    all
}

/// What a resident's screen holds, made afresh.
pub(crate) fn residents(meeting: &Meeting) -> BTreeMap<phone::Key, phone::Part> {
    afresh(meeting, Audience::Residents, None)
}

fn afresh(meeting: &Meeting, audience: Audience, me: Option<PersonId>) -> BTreeMap<phone::Key, phone::Part> {
    let keys = phone::keys(meeting, audience).into_iter();
    keys.filter_map(|key| phone::part(meeting, audience, me, key).map(|part| (key, part))).collect()
}

fn put<K: Ord, P>(held: &mut BTreeMap<K, P>, key: K, part: Option<P>) {
    match part {
        Some(part) => drop(held.insert(key, part)),
        None => drop(held.remove(&key)),
    }
}

impl Held {
    pub(crate) fn afresh(meeting: &Meeting) -> Self {
        let phones = audiences(meeting)
            .into_iter()
            .map(|(audience, me)| ((audience, me), afresh(meeting, audience, me)))
            .collect();
        let hall = |audience| {
            let keys = hall::keys(meeting, audience).into_iter();
            keys.filter_map(|key| hall::part(meeting, audience, key).map(|part| (key, part))).collect()
        };
        let halls = [Audience::Desk, Audience::Wall].into_iter().map(|a| (a, hall(a))).collect();
        Self { phones, halls }
    }

    /// Makes afresh only what the event can have changed.
    pub(crate) fn touch(&mut self, meeting: &Meeting, recorded: &Recorded) {
        let touched = touched(meeting, recorded);
        if touched.everything {
            *self = Self::afresh(meeting);
            return;
        }
        for (audience, me) in audiences(meeting) {
            let held = self.phones.entry((audience, me)).or_default();
            let keys: Vec<phone::Key> = match audience {
                Audience::Residents => touched.shared.clone(),
                Audience::Table(_) => touched.lines.iter().copied().map(phone::Key::Line).collect(),
                _ => {
                    let mine = touched.everyone || touched.persons.iter().any(|person| Some(*person) == me);
                    if mine { vec![phone::Key::Me] } else { Vec::new() }
                }
            };
            for key in keys {
                put(held, key, phone::part(meeting, audience, me, key));
            }
        }
        for audience in [Audience::Desk, Audience::Wall] {
            let held = self.halls.entry(audience).or_default();
            let shared = touched.shared.iter().copied().map(hall::Key::Shared);
            for key in shared.chain(touched.hall.iter().copied()) {
                put(held, key, hall::part(meeting, audience, key));
            }
        }
    }

    /// The first audience that holds something else.
    pub(crate) fn differs(&self, other: &Self) -> Option<String> {
        for (of, parts) in &other.phones {
            let held = self.phones.get(of);
            if held != Some(parts) {
                return Some(format!("{of:?} holds {held:?}, not {parts:?}"));
            }
        }
        for (of, parts) in &other.halls {
            let held = self.halls.get(of).cloned().unwrap_or_default();
            if let Some((key, part)) = parts.iter().find(|(key, part)| held.get(key) != Some(part)) {
                return Some(format!("{of:?} holds {:?} under {key:?}, not {part:?}", held.get(key)));
            }
            if let Some(key) = held.keys().find(|key| !parts.contains_key(key)) {
                return Some(format!("{of:?} still holds {key:?}"));
            }
        }
        (self.phones.len() != other.phones.len()).then(|| "an audience too many".to_owned())
    }

    /// Each audience's parts as they go out.
    pub(crate) fn bytes(&self) -> BTreeMap<String, Vec<u8>> {
        let phones = self.phones.iter().map(|((audience, me), parts)| {
            let name = match (audience, me) {
                (Audience::Me, Some(me)) => format!("me {me}"),
                (Audience::Table(no), _) => format!("table {}", no.0),
                _ => "residents".to_owned(),
            };
            (name, meeting::wire::encode(parts).unwrap())
        });
        let halls = self.halls.iter().map(|(audience, parts)| {
            (format!("{audience:?}").to_lowercase(), meeting::wire::encode(parts).unwrap())
        });
        phones.chain(halls).collect()
    }
}

/// What changed since some number, as a keeper sends it.
#[derive(Clone)]
pub(crate) struct Frame {
    since: u64,
    number: u64,
    changes: Vec<(phone::Key, Option<phone::Part>)>,
}

/// A keeper's side of the residents' audience: each part with the number at which it last changed.
#[derive(Default)]
pub(crate) struct Sender {
    number: u64,
    parts: BTreeMap<phone::Key, (u64, Option<phone::Part>)>,
}

impl Sender {
    pub(crate) fn take(&mut self, meeting: &Meeting, recorded: &Recorded) {
        self.number = meeting.number;
        let touched = touched(meeting, recorded);
        let keys =
            if touched.everything { phone::keys(meeting, Audience::Residents) } else { touched.shared };
        for key in keys {
            let part = phone::part(meeting, Audience::Residents, None, key);
            let held = self.parts.entry(key).or_insert((0, None));
            if held.1 != part {
                *held = (self.number, part);
            }
        }
    }

    pub(crate) fn since(&self, since: u64) -> Frame {
        let changed = self.parts.iter().filter(|(_, (at, _))| *at > since);
        let changes = changed.map(|(key, (_, part))| (*key, part.clone())).collect();
        Frame { since, number: self.number, changes }
    }
}

/// A phone's side.
#[derive(Default)]
pub(crate) struct Screen {
    pub(crate) number: u64,
    pub(crate) parts: BTreeMap<phone::Key, phone::Part>,
}

impl Screen {
    /// A frame is taken whole, and only when it leads on from what is held.
    pub(crate) fn take(&mut self, frame: &Frame) {
        if frame.since > self.number || frame.number <= self.number {
            return;
        }
        for (key, part) in &frame.changes {
            put(&mut self.parts, *key, part.clone());
        }
        self.number = frame.number;
    }
}
