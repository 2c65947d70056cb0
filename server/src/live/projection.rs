//! A meeting's state as every audience sees it: which parts each has, made afresh where touched.
//!
//! The rule: only what an event can have changed is made again, only for audiences somebody follows and
//! persons with an open screen, and the outcome equals making everything afresh. A new audience starts
//! with its base at the number it was first asked for.
//! Deliberately not here: what a part shows and to whom (`meeting::view` alone decides).

use std::collections::{BTreeMap, BTreeSet};

use meeting::people::Place;
use meeting::view::{Touched, hall, phone};
use meeting::wire::{Audience, Have};
use meeting::{LineId, Meeting, PersonId, TableNo};

use super::frame::{Frame, Frames};
use super::socket::{Screen, Who};
use super::stream::Stream;

/// What has been touched since the parts were last made.
#[derive(Default)]
struct Dirty {
    everything: bool,
    shared: BTreeSet<phone::Key>,
    lines: BTreeSet<LineId>,
    hall: BTreeSet<hall::Key>,
}

/// One person's own parts, kept while a screen of theirs is open.
struct Own {
    stream: Stream<phone::Key>,
    screens: usize,
    stale: bool,
}

/// Where a screen stands: it shows the state at this number, and of the tables' records this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) number: u64,
    pub(super) table: TableNo,
}

/// What a screen holds.
#[derive(Clone, Debug)]
pub(super) enum Holds {
    /// What it said on opening.
    Said(Vec<Have>),
    /// What it was sent since.
    At(Spot),
}

impl Holds {
    fn of(&self, audience: Audience, epoch: u64) -> Option<Have> {
        match self {
            Holds::Said(have) => have.iter().rev().find(|have| have.audience == audience).copied(),
            Holds::At(spot) => match audience {
                Audience::Table(table) if table != spot.table => None,
                _ => Some(Have { audience, epoch, number: spot.number }),
            },
        }
    }
}

/// All audiences that somebody follows.
pub(super) struct Projection {
    epoch: u64,
    dirty: Option<Dirty>,
    phones: BTreeMap<Audience, Stream<phone::Key>>,
    halls: BTreeMap<Audience, Stream<hall::Key>>,
    own: BTreeMap<PersonId, Own>,
}

/// The table whose record a person sees; `TableNo(0)` is none.
fn table_of(meeting: &Meeting, person: PersonId) -> TableNo {
    match meeting.people.get(person).map(|person| person.place) {
        Some(Place::Table(table)) => table,
        Some(Place::Hall | Place::Butterfly | Place::Bee) | None => TableNo(0),
    }
}

impl Projection {
    pub(super) fn new(epoch: u64) -> Projection {
        Projection {
            epoch,
            dirty: None,
            phones: BTreeMap::new(),
            halls: BTreeMap::new(),
            own: BTreeMap::new(),
        }
    }

    /// Remembers what an event touched.
    pub(super) fn touch(&mut self, touched: Touched) {
        if touched.everything || touched.everyone {
            self.own.values_mut().for_each(|own| own.stale = true);
        } else {
            for person in touched.persons {
                if let Some(own) = self.own.get_mut(&person) {
                    own.stale = true;
                }
            }
        }
        let dirty = self.dirty.get_or_insert_default();
        dirty.everything |= touched.everything;
        dirty.shared.extend(touched.shared);
        dirty.lines.extend(touched.lines);
        dirty.hall.extend(touched.hall);
    }

    /// A person's screen opens.
    pub(super) fn enter(&mut self, meeting: &Meeting, person: PersonId) {
        let fresh = || Own { stream: Stream::new(Audience::Me, meeting.number), screens: 0, stale: true };
        self.own.entry(person).or_insert_with(fresh).screens += 1;
    }

    /// A person's screen closes.
    pub(super) fn leave(&mut self, person: PersonId) {
        if let Some(own) = self.own.get_mut(&person) {
            own.screens = own.screens.saturating_sub(1);
            if own.screens == 0 {
                self.own.remove(&person);
            }
        }
    }

    /// The frames that bring a screen up to now, and where it then stands.
    pub(super) fn bring(
        &mut self,
        meeting: &Meeting,
        who: &Who,
        holds: &Holds,
    ) -> Result<(Frames, Spot), postcard::Error> {
        let mut table = TableNo(0);
        let audiences = match (who.screen, who.person) {
            (Screen::Phone, Some(person)) => {
                table = table_of(meeting, person);
                [Some(Audience::Residents), Some(Audience::Table(table)), Some(Audience::Me)]
            }
            (Screen::Phone, None) => [Some(Audience::Residents), None, None],
            (Screen::Desk, _) => [Some(Audience::Desk), None, None],
            (Screen::Wall, _) => [Some(Audience::Wall), None, None],
        };
        let mut frames = Frames::default();
        for (frame, audience) in frames.iter_mut().zip(audiences) {
            if let Some(audience) = audience {
                *frame = self.since(meeting, audience, who.person, holds.of(audience, self.epoch))?;
            }
        }
        Ok((frames, Spot { number: meeting.number, table }))
    }

    /// The frame that brings somebody who holds `have` of an audience up to now.
    fn since(
        &mut self,
        meeting: &Meeting,
        audience: Audience,
        me: Option<PersonId>,
        have: Option<Have>,
    ) -> Result<Option<Frame>, postcard::Error> {
        self.refresh(meeting)?;
        let number = meeting.number;
        match audience {
            Audience::Me => self.own_since(meeting, me, have),
            Audience::Residents | Audience::Table(_) => {
                let stream = phone_stream(&mut self.phones, meeting, audience)?;
                stream.since(have, self.epoch, number)
            }
            Audience::Desk | Audience::Wall => {
                let stream = hall_stream(&mut self.halls, meeting, audience)?;
                stream.since(have, self.epoch, number)
            }
        }
    }

    fn own_since(
        &mut self,
        meeting: &Meeting,
        me: Option<PersonId>,
        have: Option<Have>,
    ) -> Result<Option<Frame>, postcard::Error> {
        let number = meeting.number;
        match me.and_then(|person| self.own.get_mut(&person)) {
            Some(own) => {
                if std::mem::take(&mut own.stale) {
                    make_phone(&mut own.stream, meeting, me, None)?;
                }
                own.stream.since(have, self.epoch, number)
            }
            // No screen of theirs is open yet: made for this page alone.
            None => {
                let mut stream = Stream::new(Audience::Me, number);
                make_phone(&mut stream, meeting, me, None)?;
                stream.since(have, self.epoch, number)
            }
        }
    }

    /// Makes afresh what was touched.
    fn refresh(&mut self, meeting: &Meeting) -> Result<(), postcard::Error> {
        let Some(dirty) = self.dirty.take() else { return Ok(()) };
        for (audience, stream) in &mut self.phones {
            let lines = || dirty.lines.iter().map(|line| phone::Key::Line(*line)).collect();
            let keys: Option<Vec<phone::Key>> = match audience {
                _ if dirty.everything => None,
                Audience::Table(_) => Some(lines()),
                _ => Some(dirty.shared.iter().copied().collect()),
            };
            make_phone(stream, meeting, None, keys)?;
        }
        for stream in self.halls.values_mut() {
            let shared = dirty.shared.iter().map(|key| hall::Key::Shared(*key));
            let keys = shared.chain(dirty.hall.iter().copied()).collect();
            make_hall(stream, meeting, (!dirty.everything).then_some(keys))?;
        }
        Ok(())
    }
}

fn phone_stream<'a>(
    streams: &'a mut BTreeMap<Audience, Stream<phone::Key>>,
    meeting: &Meeting,
    audience: Audience,
) -> Result<&'a mut Stream<phone::Key>, postcard::Error> {
    use std::collections::btree_map::Entry;
    Ok(match streams.entry(audience) {
        Entry::Occupied(there) => there.into_mut(),
        Entry::Vacant(place) => {
            let mut stream = Stream::new(audience, meeting.number);
            make_phone(&mut stream, meeting, None, None)?;
            place.insert(stream)
        }
    })
}

fn hall_stream<'a>(
    streams: &'a mut BTreeMap<Audience, Stream<hall::Key>>,
    meeting: &Meeting,
    audience: Audience,
) -> Result<&'a mut Stream<hall::Key>, postcard::Error> {
    use std::collections::btree_map::Entry;
    Ok(match streams.entry(audience) {
        Entry::Occupied(there) => there.into_mut(),
        Entry::Vacant(place) => {
            let mut stream = Stream::new(audience, meeting.number);
            make_hall(&mut stream, meeting, None)?;
            place.insert(stream)
        }
    })
}

/// Makes these parts afresh; `None` is all there are and all there were.
fn make_phone(
    stream: &mut Stream<phone::Key>,
    meeting: &Meeting,
    me: Option<PersonId>,
    keys: Option<Vec<phone::Key>>,
) -> Result<(), postcard::Error> {
    let audience = stream.audience();
    let all = || stream.keys().into_iter().chain(phone::keys(meeting, audience));
    for key in keys.map_or_else(|| all().collect::<BTreeSet<_>>(), BTreeSet::from_iter) {
        stream.put(key, phone::part(meeting, audience, me, key).as_ref(), meeting.number)?;
    }
    Ok(())
}

/// As [`make_phone`], for desk and wall.
fn make_hall(
    stream: &mut Stream<hall::Key>,
    meeting: &Meeting,
    keys: Option<Vec<hall::Key>>,
) -> Result<(), postcard::Error> {
    let audience = stream.audience();
    let all = || stream.keys().into_iter().chain(hall::keys(meeting, audience));
    for key in keys.map_or_else(|| all().collect::<BTreeSet<_>>(), BTreeSet::from_iter) {
        stream.put(key, hall::part(meeting, audience, key).as_ref(), meeting.number)?;
    }
    Ok(())
}
