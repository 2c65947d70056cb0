//! One keeper per meeting that is awake: takes all that waits, decides it in order, saves it in one go,
//! and only then lets anybody know.
//!
//! The rule: the state others see is always one that is on the disk; who is answered was saved. A failed
//! save changes nothing and is said. Screens hear of news at most once a tick. With no screen and nothing
//! to do for a while the keeper goes to sleep; the log is all it needs to wake.
//! Deliberately not here: one batch in detail (`batch`), waking and finding (`keepers`).

use std::sync::Arc;
use std::time::Duration;

use meeting::floor::{self, Clock as SpeechClock};
use meeting::{Command, Meeting, Moment, next_deadline};
use tokio::sync::{mpsc, watch};
use tokio::task::unconstrained;
use tokio::time::{Instant, sleep, sleep_until};

use super::ask::Letter;
use super::batch::Recent;
use super::keepers::Options;
use super::shared::Shared;
use crate::store::{MeetingIndex, Store};

/// The most asks decided in one batch.
const BATCH: usize = 256;

/// A deadline is looked at again at least this often, should the machine have slept.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// After a failed save a deadline that has come is tried again after this.
const TRY_AGAIN: Duration = Duration::from_millis(500);

pub(super) struct Keeper {
    pub(super) stream: String,
    pub(super) store: Arc<dyn Store>,
    pub(super) options: Options,
    pub(super) shared: Arc<Shared>,
    /// Equal to the shared state between batches; ahead of it while one is being saved.
    pub(super) working: Meeting,
    /// The hash of the last row.
    pub(super) head: [u8; 32],
    /// The moment of the last event.
    pub(super) last: Moment,
    /// The meeting's line in the list, as it was last saved.
    pub(super) index: MeetingIndex,
    pub(super) recent: Recent,
    mailbox: mpsc::Receiver<Letter>,
    /// Screens see by its end that the keeper is gone.
    _living: watch::Sender<()>,
    /// The number screens were told of.
    told: u64,
    told_at: Instant,
    quiet_since: Instant,
    failed: bool,
}

/// What a keeper begins with, read from the log.
pub(super) struct Beginning {
    pub(super) stream: String,
    pub(super) store: Arc<dyn Store>,
    pub(super) options: Options,
    pub(super) shared: Arc<Shared>,
    pub(super) head: [u8; 32],
    pub(super) last: Moment,
    pub(super) index: MeetingIndex,
}

impl Keeper {
    pub(super) fn new(
        begin: Beginning,
        mailbox: mpsc::Receiver<Letter>,
        living: watch::Sender<()>,
    ) -> Keeper {
        let Beginning { stream, store, options, shared, head, last, index } = begin;
        let working = (*shared.meeting()).clone();
        let now = Instant::now();
        let recent = Recent::default();
        Keeper {
            stream,
            store,
            options,
            shared,
            told: working.number,
            working,
            head,
            last,
            index,
            recent,
            mailbox,
            _living: living,
            told_at: now,
            quiet_since: now,
            failed: false,
        }
    }

    /// Keeps the meeting until nobody needs it for a while.
    pub(super) async fn run(mut self) {
        tracing::info!(number = self.working.number, "awake");
        self.stop_the_clock().await;
        let mut letters = Vec::new();
        loop {
            let due = self.due();
            tokio::select! {
                got = self.mailbox.recv_many(&mut letters, BATCH) => {
                    if got == 0 {
                        break;
                    }
                    self.quiet_since = Instant::now();
                    self.batch(std::mem::take(&mut letters)).await;
                }
                () = sleep_until(self.told_at + self.options.tick), if self.has_news() => self.tell().await,
                () = sleep(due.unwrap_or_default()), if due.is_some() => self.batch(Vec::new()).await,
                () = sleep_until(self.quiet_since + self.options.nap), if due.is_none() => {
                    if !self.shared.screens().open.is_empty() {
                        self.quiet_since = Instant::now();
                    } else {
                        // Who was faster is still answered; who comes later wakes the next keeper.
                        self.mailbox.close();
                    }
                }
            }
        }
        tracing::info!(number = self.working.number, "asleep");
    }

    /// How long until something happens by itself.
    fn due(&self) -> Option<Duration> {
        let due = self.shared.clock.until(next_deadline(&self.working)?).min(LOOK_AGAIN);
        Some(due.max(if self.failed { TRY_AGAIN } else { Duration::from_millis(1) }))
    }

    /// After a restart a speech goes on paused, with the time it had.
    async fn stop_the_clock(&mut self) {
        let running = |speech: floor::Speech| matches!(speech.clock, SpeechClock::Running { .. });
        if self.working.floor.speaker.is_some_and(running) {
            let command = Command::Floor(floor::Command::CutShort { last: self.last });
            self.by_itself(&command).await;
        }
    }

    pub(super) fn saved(&mut self, saved: bool) {
        self.failed = !saved;
    }

    /// Whether there is something screens were not told of.
    pub(super) fn has_news(&self) -> bool {
        self.told != self.shared.number()
    }

    /// When screens may hear of news.
    pub(super) fn tell_at(&self) -> Instant {
        self.told_at + self.options.tick
    }

    /// Lets all screens have what is new.
    pub(super) async fn tell(&mut self) {
        self.told_at = Instant::now();
        self.told = self.shared.number();
        // Writing to all of them is one short piece of work, which the runtime's count of a task's steps
        // would cut off after the first hundred.
        unconstrained(async { self.shared.tell() }).await;
    }
}
