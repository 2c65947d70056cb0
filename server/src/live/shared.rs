//! What a keeper and the screens of its meeting share: the state that is on the disk, its parts, the doors.
//!
//! The rule: only the keeper changes it, and only to what is already saved; everybody else reads it at one
//! number. The lock is held for making and fetching parts, never across waiting.
//! Deliberately not here: deciding, saving, sockets.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use meeting::view::touched;
use meeting::{Meeting, Recorded, apply};
use tokio::sync::watch;

use super::clock::Clock;
use super::fan_out::Follower;
use super::frame::Frames;
use super::projection::{Holds, Projection, Spot};
use super::socket::{Screen, Who};
use crate::store::Doors;

pub(super) struct Shared {
    pub(super) id: String,
    pub(super) clock: Arc<dyn Clock>,
    /// The open doors, for wall and desk.
    pub(super) doors: watch::Sender<Option<Doors>>,
    /// How many phones are open, for the desk.
    pub(super) phones: watch::Sender<u32>,
    screens: Mutex<Screens>,
    state: Mutex<State>,
}

pub(super) struct State {
    pub(super) meeting: Arc<Meeting>,
    pub(super) projection: Projection,
}

/// The screens that are open, in the order they came.
#[derive(Default)]
pub(super) struct Screens {
    next: u64,
    pub(super) open: BTreeMap<u64, Arc<Follower>>,
}

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
            clock,
            doors: watch::Sender::new(doors),
            phones: watch::Sender::new(0),
            screens: Mutex::default(),
            state: Mutex::new(State { meeting: Arc::new(meeting), projection: Projection::new(epoch) }),
        }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
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

    /// The frames that bring a screen up to now, and where it then stands.
    pub(super) fn catch_up(&self, who: &Who, holds: &Holds) -> Result<(Frames, Spot), postcard::Error> {
        let State { meeting, projection } = &mut *self.state();
        projection.bring(meeting, who, holds)
    }

    /// The screens that are open.
    pub(super) fn screens(&self) -> MutexGuard<'_, Screens> {
        // Nothing under the lock can panic.
        self.screens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The most screens one seat has open at once, so that no device takes everybody's connections.
const MOST_OF_A_SEAT: usize = 16;

/// A screen that is open, as long as this lives.
pub(super) struct Open {
    shared: Arc<Shared>,
    follower: Arc<Follower>,
    place: u64,
}

impl Open {
    /// From now on the screen hears of news; `None` when its seat has too many screens open already.
    pub(super) fn screen(shared: &Arc<Shared>, follower: &Arc<Follower>) -> Option<Open> {
        if let Some(person) = follower.who.person {
            let screens = shared.screens();
            let own = screens.open.values().filter(|other| other.who.person == Some(person));
            if own.count() >= MOST_OF_A_SEAT {
                return None;
            }
        }
        if let Some(person) = follower.own() {
            let State { meeting, projection } = &mut *shared.state();
            projection.enter(meeting, person);
        }
        let place = {
            let mut screens = shared.screens();
            screens.next += 1;
            let place = screens.next;
            screens.open.insert(place, Arc::clone(follower));
            place
        };
        if follower.who.screen == Screen::Phone {
            shared.phones.send_modify(|phones| *phones = phones.saturating_add(1));
        }
        Some(Open { shared: Arc::clone(shared), follower: Arc::clone(follower), place })
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.shared.screens().open.remove(&self.place);
        self.follower.hold();
        if let Some(person) = self.follower.own() {
            self.shared.state().projection.leave(person);
        }
        if self.follower.who.screen == Screen::Phone {
            self.shared.phones.send_modify(|phones| *phones = phones.saturating_sub(1));
        }
    }
}
