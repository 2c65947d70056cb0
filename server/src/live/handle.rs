//! What the rest of the server holds of a keeper: asking it, and reading what it keeps.
//!
//! The rule: reading never waits for the keeper; asking waits until the act is on the disk.
//! Deliberately not here: who may ask (the routes know the seat), and how it is decided.

use std::sync::Arc;

use meeting::view::{hall, phone};
use meeting::wire::{self, Audience, Down};
use meeting::{Meeting, Moment, PersonId};
use serde::de::DeserializeOwned;
use tokio::sync::{mpsc, oneshot, watch};

use super::ask::{Answered, Ask, Letter, NotDone};
use super::projection::Holds;
use super::shared::Shared;
use super::socket::{Screen, Who};
use crate::store::Doors;

/// A keeper, held.
#[derive(Clone)]
pub struct Handle {
    pub(super) shared: Arc<Shared>,
    pub(super) mail: mpsc::Sender<Letter>,
    /// Never changes; closed when the keeper is gone.
    pub(super) life: watch::Receiver<()>,
}

impl Handle {
    /// The meeting's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.shared.id
    }

    /// Asks for an act and waits until it is done or refused.
    ///
    /// # Errors
    /// A refusal, or that it could not be saved; nothing was changed then.
    pub async fn ask(&self, ask: Ask) -> Result<Answered, NotDone> {
        self.send(ask)?.await.unwrap_or_else(|_| Err(NotDone::gone()))
    }

    /// Puts an ask into the keeper's mailbox. Answers come in the order of asking.
    pub(super) fn send(&self, ask: Ask) -> Result<oneshot::Receiver<Result<Answered, NotDone>>, NotDone> {
        let (answer, answered) = oneshot::channel();
        self.mail.try_send(Letter { ask, answer }).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => {
                NotDone::Unsaved("未保存：现在人太多，请稍等再试".to_owned())
            }
            mpsc::error::TrySendError::Closed(_) => NotDone::gone(),
        })?;
        Ok(answered)
    }

    /// The state at its latest saved number, for documents and pages.
    #[must_use]
    pub fn meeting(&self) -> Arc<Meeting> {
        self.shared.meeting()
    }

    /// The meeting's clock.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.shared.clock.now()
    }

    /// The doors while they are open.
    #[must_use]
    pub fn doors(&self) -> Option<Doors> {
        self.shared.doors.borrow().clone()
    }

    /// What a person's phone page begins with: the frames its socket would send "since 0".
    #[must_use]
    pub fn start_phone(&self, person: PersonId) -> Vec<Down<phone::Key, phone::Part>> {
        self.start(&Who { person: Some(person), host: false, screen: Screen::Phone })
    }

    /// What the page of desk or wall begins with.
    #[must_use]
    pub fn start_hall(&self, audience: Audience) -> Vec<Down<hall::Key, hall::Part>> {
        let screen = match audience {
            Audience::Desk => Screen::Desk,
            Audience::Wall => Screen::Wall,
            Audience::Residents | Audience::Table(_) | Audience::Me => return Vec::new(),
        };
        self.start(&Who { person: None, host: false, screen })
    }

    fn start<K: DeserializeOwned, P: DeserializeOwned>(&self, who: &Who) -> Vec<Down<K, P>> {
        let frames = self.shared.catch_up(who, &Holds::Said(Vec::new()));
        let frames = frames.map(|(frames, _)| frames).unwrap_or_default();
        frames.iter().flatten().filter_map(|frame| wire::decode(frame.payload())).collect()
    }

    /// Shows the way in anew on desk and wall: the address has changed.
    pub fn show_way_in(&self) {
        self.shared.doors.send_modify(|_| {});
    }

    /// Ends what other devices have open as this person: their seat was moved.
    pub fn seat_moved(&self, person: PersonId) {
        let open = self.shared.screens().open.values().cloned().collect::<Vec<_>>();
        open.iter().filter(|screen| screen.who.person == Some(person)).for_each(|screen| screen.move_seat());
    }

    /// Whether the keeper is still there; where not, [`super::Keepers::find`] wakes the next one.
    #[must_use]
    pub fn awake(&self) -> bool {
        !self.mail.is_closed()
    }
}
