//! All keepers of this server: finds the one of a meeting, wakes it from the log, calls new meetings.
//!
//! The rule: at most one keeper per meeting here; one that ended, by sleep or by a fault, is found anew
//! from the log and takes no other meeting with it.
//! Deliberately not here: who may call a meeting.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use meeting::{Act, Meeting, Recorded, Setup};
use tokio::sync::{mpsc, watch};
use tracing::Instrument;

use super::ask::NotDone;
use super::batch::sentence;
use super::clock::{Clock, Fast};
use super::doors::drawn;
use super::handle::Handle;
use super::keeper::{Beginning, Keeper};
use super::log;
use super::shared::Shared;
use crate::auth::codes::{Digits, is_meeting_id};
use crate::auth::token::random_16;
use crate::store::chain::GENESIS;
use crate::store::{Append, Doors, RightsChange, Store, StoreError, Trouble};

/// How many asks may wait for one keeper.
const MAILBOX: usize = 2048;

/// How often another entrance code is drawn when one is in use.
const CODE_TRIES: usize = 20;

/// How keepers keep.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many digits an entrance code has.
    pub digits: Digits,
    /// How many times as fast a rehearsal's clock runs; no other meeting has a fast clock.
    pub speed: u32,
    /// Screens hear of news at most once in this time.
    pub tick: Duration,
    /// A keeper nobody needed for so long goes to sleep.
    pub nap: Duration,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            digits: Digits::Six,
            speed: 1,
            tick: Duration::from_millis(25),
            nap: Duration::from_secs(600),
        }
    }
}

/// The keepers.
#[derive(Clone)]
pub struct Keepers(Arc<Inner>);

struct Inner {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    options: Options,
    slots: Mutex<HashMap<String, Arc<Slot>>>,
}

/// The place of one meeting's keeper; the lock lets one visitor wake it while others wait.
type Slot = tokio::sync::Mutex<Option<Handle>>;

impl Keepers {
    /// Keepers over a store; nobody is awake yet.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, options: Options) -> Keepers {
        Keepers(Arc::new(Inner { store, clock, options, slots: Mutex::default() }))
    }

    /// The clock of the house.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }

    /// The keeper of a meeting, woken if it slept; `None` when there is no such meeting.
    ///
    /// # Errors
    /// The log could not be read.
    pub async fn find(&self, id: &str) -> Result<Option<Handle>, StoreError> {
        if !is_meeting_id(id) {
            return Ok(None);
        }
        let (slot, mut place) = self.0.place(id).await;
        if let Some(handle) = place.as_ref().filter(|handle| handle.awake()) {
            return Ok(Some(handle.clone()));
        }
        let rows = self.0.store.read(&log::stream_name(id), 1).await;
        let woken = match rows {
            Ok(rows) if rows.is_empty() => Ok(None),
            Ok(rows) => self.wake(id, &rows).await.map(Some),
            Err(error) => Err(error),
        };
        match &woken {
            Ok(Some(handle)) => *place = Some(handle.clone()),
            Ok(None) | Err(_) => self.0.forget(id, &slot),
        }
        woken
    }

    async fn wake(&self, id: &str, rows: &[crate::store::Row]) -> Result<Handle, StoreError> {
        let events = rows.iter().map(log::read).collect::<Result<Vec<_>, _>>()?;
        let doors = self.0.store.doors(id).await?;
        self.begin(id, &events, log::head(rows), doors)
    }

    /// Calls a meeting: writes its first events with the rights that go with them, and opens its doors.
    ///
    /// # Errors
    /// A refusal, or that it could not be saved; nothing was written then.
    pub async fn create(
        &self,
        act: &Act,
        setup: Setup,
        id: &str,
        rights: Vec<RightsChange>,
    ) -> Result<Handle, NotDone> {
        let unsaved = |error: StoreError| NotDone::Unsaved(sentence(&error));
        let events: Vec<Recorded> = meeting::open(act, setup)
            .map_err(NotDone::Refusal)?
            .into_iter()
            .zip(1..)
            .map(|(event, number)| Recorded::stamp(number, act, event))
            .collect();
        let stream = log::stream_name(id);
        let index = Meeting::fold(&events).map(|meeting| log::summary(id, &meeting));
        let (slot, mut place) = self.0.place(id).await;
        for _ in 0..CODE_TRIES {
            let doors = drawn(id, self.0.options.digits).map_err(unsaved)?;
            let rows = log::seal(&stream, GENESIS, &events).map_err(unsaved)?;
            let head = log::head(&rows);
            let opening = RightsChange::DoorsOpened(doors.clone());
            let append = Append {
                stream: stream.clone(),
                rows,
                index: index.clone(),
                rights: rights.iter().cloned().chain([opening]).collect(),
                ..Append::default()
            };
            match self.0.store.append(append).await {
                Ok(()) => {
                    let handle = self.begin(id, &events, head, Some(doors)).map_err(unsaved)?;
                    *place = Some(handle.clone());
                    return Ok(handle);
                }
                Err(StoreError::CodeTaken) => {}
                // The same form came twice at once: the meeting is there, called by the same person.
                Err(StoreError::Taken) => return self.called_already(id, act, &mut place).await,
                Err(error) => {
                    self.0.forget(id, &slot);
                    return Err(unsaved(error));
                }
            }
        }
        self.0.forget(id, &slot);
        Err(unsaved(StoreError::CodeTaken))
    }

    async fn called_already(
        &self,
        id: &str,
        act: &Act,
        place: &mut Option<Handle>,
    ) -> Result<Handle, NotDone> {
        let unsaved = |error: StoreError| NotDone::Unsaved(sentence(&error));
        if place.as_ref().is_none_or(|handle| !handle.awake()) {
            let rows = self.0.store.read(&log::stream_name(id), 1).await.map_err(unsaved)?;
            *place = Some(self.wake(id, &rows).await.map_err(unsaved)?);
        }
        let handle = place.as_ref().filter(|handle| handle.meeting().people.knows(act.by));
        handle.cloned().ok_or_else(|| unsaved(StoreError::Taken))
    }

    fn begin(
        &self,
        id: &str,
        events: &[Recorded],
        head: [u8; 32],
        doors: Option<Doors>,
    ) -> Result<Handle, StoreError> {
        let no_meeting = || StoreError::Unusable("这场会的记录没有开头".to_owned());
        let state = Meeting::fold(events).ok_or_else(no_meeting)?;
        let last = events.last().map_or(state.opened_at, |event| event.at);
        let epoch =
            random_16().map_err(|error| StoreError::Unavailable(Trouble::Other(error.to_string())))?;
        let [a, b, c, d, e, f, g, h, ..] = epoch;
        let epoch = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
        let mut clock = Arc::clone(&self.0.clock);
        if state.setup.rehearsal && self.0.options.speed > 1 {
            clock = Arc::new(Fast::new(clock, state.opened_at, self.0.options.speed));
        }
        let index = log::summary(id, &state);
        let shared = Arc::new(Shared::new(id.to_owned(), epoch, clock, state, doors));
        let (mail, mailbox) = mpsc::channel(MAILBOX);
        let (living, life) = watch::channel(());
        let begin = Beginning {
            stream: log::stream_name(id),
            store: Arc::clone(&self.0.store),
            options: self.0.options,
            shared: Arc::clone(&shared),
            head,
            last,
            index,
        };
        let keeper = Keeper::new(begin, mailbox, living);
        let span = tracing::info_span!("meeting", id);
        let work = tokio::spawn(keeper.run().instrument(span.clone()));
        let inner = Arc::downgrade(&self.0);
        tokio::spawn(after(work, inner, id.to_owned()).instrument(span));
        Ok(Handle { shared, mail, life })
    }
}

/// Clears a keeper's place once it is gone; a fault in it stays its own.
async fn after(work: tokio::task::JoinHandle<()>, inner: Weak<Inner>, id: String) {
    if let Err(fault) = work.await {
        tracing::error!(%fault, "the keeper fell; the meeting is read anew from its log");
    }
    let Some(inner) = inner.upgrade() else { return };
    let slot = inner.slots().get(&id).cloned();
    if let Some(slot) = slot {
        let place = slot.lock().await;
        if place.as_ref().is_none_or(|handle| !handle.awake()) {
            inner.forget(&id, &slot);
        }
    }
}

impl Inner {
    fn slots(&self) -> MutexGuard<'_, HashMap<String, Arc<Slot>>> {
        // Nothing under the lock can panic.
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The place of a meeting's keeper, locked. A place that was given up while we waited is not used.
    async fn place(&self, id: &str) -> (Arc<Slot>, tokio::sync::OwnedMutexGuard<Option<Handle>>) {
        loop {
            let slot = Arc::clone(self.slots().entry(id.to_owned()).or_default());
            let place = Arc::clone(&slot).lock_owned().await;
            if self.slots().get(id).is_some_and(|there| Arc::ptr_eq(there, &slot)) {
                return (slot, place);
            }
        }
    }

    /// Takes a place away, if it is still this one; whoever calls holds its lock.
    fn forget(&self, id: &str, slot: &Arc<Slot>) {
        let mut slots = self.slots();
        if slots.get(id).is_some_and(|there| Arc::ptr_eq(there, slot)) {
            slots.remove(id);
        }
    }
}
