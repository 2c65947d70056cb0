//! What a keeper and the screens of its meeting share: the state that is on the disk, its parts, the doors.
//!
//! The rule: only the keeper changes it, and only to what is already saved; everybody else reads it at one
//! number. The lock is held for making and fetching parts, never across waiting.
//! Deliberately not here: deciding, saving, sockets.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use meeting::view::touched;
use meeting::wire::{Audience, Have};
use meeting::{Meeting, PersonId, Recorded, apply};
use tokio::sync::watch;

use super::clock::Clock;
use super::projection::{Projection, table_of};
use super::socket::{Screen, Who};
use crate::store::Doors;

pub(super) struct Shared {
    pub(super) id: String,
    pub(super) epoch: u64,
    pub(super) clock: Arc<dyn Clock>,
    /// The open doors, for wall and desk.
    pub(super) doors: watch::Sender<Option<Doors>>,
    /// How many phones are open, for the desk.
    pub(super) phones: watch::Sender<u32>,
    screens: AtomicUsize,
    state: Mutex<State>,
}

struct State {
    meeting: Arc<Meeting>,
    projection: Projection,
}

/// What a screen holds, by audience.
pub(super) type Holds = BTreeMap<Audience, Have>;

impl Shared {
    pub(super) fn new(
        id: String,
        epoch: u64,
        clock: Arc<dyn Clock>,
        meeting: Meeting,
        doors: Option<Doors>,
    ) -> Shared {
        Shared {
            id,
            epoch,
            clock,
            doors: watch::Sender::new(doors),
            phones: watch::Sender::new(0),
            screens: AtomicUsize::new(0),
            state: Mutex::new(State { meeting: Arc::new(meeting), projection: Projection::new(epoch) }),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // After a panic the keeper is gone and its screens come anew; until then reading goes on.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state at its latest saved number.
    pub(super) fn meeting(&self) -> Arc<Meeting> {
        Arc::clone(&self.state().meeting)
    }

    /// The latest saved number.
    pub(super) fn number(&self) -> u64 {
        self.state().meeting.number
    }

    /// Makes saved events so.
    pub(super) fn commit(&self, events: &[Recorded]) {
        let State { meeting, projection } = &mut *self.state();
        let meeting = Arc::make_mut(meeting);
        for event in events {
            apply(meeting, event);
            projection.touch(touched(meeting, event));
        }
    }

    /// The frames that bring a screen up to now; `holds` is then what it holds.
    pub(super) fn catch_up(&self, who: &Who, holds: &mut Holds) -> Result<Vec<Bytes>, postcard::Error> {
        let State { meeting, projection } = &mut *self.state();
        let audiences: Vec<Audience> = match (who.screen, who.person) {
            (Screen::Phone, Some(person)) => {
                vec![Audience::Residents, Audience::Table(table_of(meeting, person)), Audience::Me]
            }
            (Screen::Phone, None) => vec![Audience::Residents],
            (Screen::Desk, _) => vec![Audience::Desk],
            (Screen::Wall, _) => vec![Audience::Wall],
        };
        holds.retain(|audience, _| audiences.contains(audience));
        let mut frames = Vec::new();
        for audience in audiences {
            let have = holds.get(&audience).copied();
            if let Some(frame) = projection.since(meeting, audience, who.person, have)? {
                holds.insert(audience, Have { audience, epoch: self.epoch, number: meeting.number });
                frames.push(frame);
            }
        }
        Ok(frames)
    }

    /// How many screens are open.
    pub(super) fn screens(&self) -> usize {
        self.screens.load(Ordering::Relaxed)
    }
}

/// A screen that is open, as long as this lives.
pub(super) struct Open {
    shared: Arc<Shared>,
    phone: Option<PersonId>,
    counted: bool,
}

impl Open {
    pub(super) fn screen(shared: &Arc<Shared>, who: &Who) -> Open {
        let counted = who.screen == Screen::Phone;
        let phone = who.person.filter(|_| counted);
        if let Some(person) = phone {
            let State { meeting, projection } = &mut *shared.state();
            projection.enter(meeting, person);
        }
        shared.screens.fetch_add(1, Ordering::Relaxed);
        if counted {
            shared.phones.send_modify(|phones| *phones = phones.saturating_add(1));
        }
        Open { shared: Arc::clone(shared), phone, counted }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(person) = self.phone {
            self.shared.state().projection.leave(person);
        }
        self.shared.screens.fetch_sub(1, Ordering::Relaxed);
        if self.counted {
            self.shared.phones.send_modify(|phones| *phones = phones.saturating_sub(1));
        }
    }
}
