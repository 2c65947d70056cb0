//! News for all open screens at once: one loop, one write each, of bytes that are shared.
//!
//! The rule: only a screen that shows exactly where it stands is written to from here, and it then stands
//! at the new number. Whoever cannot take it at once is left to its own task, which catches up; nobody is
//! waited for. No lock of the meeting is held while writing.
//! Deliberately not here: what is new (`projection`), and catching up (`socket`).

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use meeting::PersonId;
use tokio::sync::Notify;

use super::frame::Frames;
use super::pipe::{Offered, Pipe};
use super::projection::{Holds, Spot};
use super::shared::{Shared, State};
use super::socket::{Screen, Who};

/// A screen as the fan-out sees it.
pub(super) struct Follower {
    pub(super) who: Who,
    pub(super) pipe: Pipe,
    /// Told when the screen's own task has to see to it.
    pub(super) behind: Notify,
    /// Its seat was moved to another device.
    moved: AtomicBool,
    stand: Mutex<Stand>,
}

struct Stand {
    holds: Holds,
    /// Whether it was sent all of it, so that more may follow.
    current: bool,
}

impl AsRef<Pipe> for Follower {
    fn as_ref(&self) -> &Pipe {
        &self.pipe
    }
}

impl Follower {
    /// A screen that is to catch up from what it said it holds.
    pub(super) fn new(who: Who, pipe: Pipe) -> Follower {
        let stand = Stand { holds: Holds::Said(Vec::new()), current: false };
        Follower { who, pipe, behind: Notify::new(), moved: AtomicBool::new(false), stand: Mutex::new(stand) }
    }

    /// Tells the screen that its seat is another device's now: it may do nothing more.
    pub(super) fn move_seat(&self) {
        self.moved.store(true, Ordering::SeqCst);
        self.hold();
        self.behind.notify_one();
    }

    /// Whether its seat was moved.
    pub(super) fn seat_moved(&self) -> bool {
        self.moved.load(Ordering::SeqCst)
    }

    fn stand(&self) -> MutexGuard<'_, Stand> {
        // It is changed in one step each time.
        self.stand.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The person whose own parts it shows.
    pub(super) fn own(&self) -> Option<PersonId> {
        self.who.person.filter(|_| self.who.screen == Screen::Phone)
    }

    /// Keeps the fan-out off until [`Follower::go_on`]; what the screen holds meanwhile.
    pub(super) fn hold(&self) -> Holds {
        let mut stand = self.stand();
        stand.current = false;
        stand.holds.clone()
    }

    /// The screen was sent all of the state here; the fan-out takes over.
    pub(super) fn go_on(&self, spot: Spot) {
        *self.stand() = Stand { holds: Holds::At(spot), current: true };
    }

    /// Where it stands, if the fan-out may go on from there.
    fn spot(&self) -> Option<Spot> {
        match &*self.stand() {
            Stand { holds: Holds::At(spot), current: true } => Some(*spot),
            _ => None,
        }
    }

    /// Takes the screen one step further, from `before`.
    fn follow(&self, before: Spot, frames: &Frames, after: Spot) {
        let mut stand = self.stand();
        let there = matches!(&stand.holds, Holds::At(spot) if *spot == before);
        if !stand.current || !there {
            drop(stand);
            self.behind.notify_one();
            return;
        }
        let offered = if frames.iter().all(Option::is_none) { Offered::Out } else { self.pipe.offer(frames) };
        if offered != Offered::Not {
            stand.holds = Holds::At(after);
        }
        if offered != Offered::Out {
            stand.current = false;
            drop(stand);
            self.behind.notify_one();
        }
    }
}

impl Shared {
    /// Lets every open screen have what is new.
    pub(super) fn tell(&self) {
        let followers: Vec<Arc<Follower>> = self.screens().open.values().cloned().collect();
        let steps: Vec<Option<(Spot, Frames, Spot)>> = {
            let State { meeting, projection } = &mut *self.state();
            let step = |follower: &Arc<Follower>| {
                let before = follower.spot()?;
                let (frames, after) = projection.bring(meeting, &follower.who, &Holds::At(before)).ok()?;
                Some((before, frames, after))
            };
            followers.iter().map(step).collect()
        };
        for (follower, step) in followers.iter().zip(&steps) {
            match step {
                Some((before, frames, after)) => follower.follow(*before, frames, *after),
                None => follower.behind.notify_one(),
            }
        }
    }
}
