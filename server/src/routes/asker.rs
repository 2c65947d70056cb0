//! Who asks, for handlers: the seat and the host's right a request shows, and the meeting it is about.
//!
//! The rule kept here: a meeting is found by its address, a right by its token; a seat of one meeting
//! is nobody in another.

use std::sync::Arc;

use axum::http::HeaderMap;
use meeting::PersonId;

use super::answer::Stop;
use crate::auth::{Asking, asking};
use crate::hall::Hall;
use crate::live::Handle;

/// A request about one meeting.
pub(super) struct At {
    pub(super) handle: Handle,
    pub(super) asking: Asking,
}

impl At {
    /// Finds the meeting and who asks; a wrong address is no page.
    pub(super) async fn find(hall: &Arc<Hall>, id: &str, headers: &HeaderMap) -> Result<At, Stop> {
        let Some(handle) = hall.keepers.find(id).await? else { return Err(Stop::nowhere()) };
        let asking = asking(hall.store.as_ref(), headers, id).await?;
        Ok(At { handle, asking })
    }

    /// The person of the seat, if they are of this meeting. A host's device that comes when the doors are
    /// closed cannot take a seat any more; it acts as whoever chairs.
    pub(super) fn person(&self) -> Option<PersonId> {
        let meeting = self.handle.meeting();
        let seated = self.asking.seat.as_ref().map(|seat| PersonId(seat.person));
        let seated = seated.filter(|person| meeting.people.knows(*person));
        seated.or_else(|| meeting.chair().filter(|_| self.asking.host && !meeting.people.doors_open))
    }

    /// An address of this meeting: `hall`, `desk`.
    pub(super) fn address(&self, of: &str) -> String {
        format!("/m/{}/{of}", self.handle.id())
    }

    /// The door of this meeting.
    pub(super) fn door(&self) -> String {
        format!("/m/{}", self.handle.id())
    }
}

/// Whether the device is a host's, where no meeting is meant.
pub(super) async fn is_host(hall: &Hall, headers: &HeaderMap) -> Result<bool, Stop> {
    Ok(asking(hall.store.as_ref(), headers, "").await?.host)
}
