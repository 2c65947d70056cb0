//! The start of a resident's page at a moment of an evening, made by the same views the server uses.

use meeting::people::Place;
use meeting::view::phone;
use meeting::wire::{Audience, Down};
use meeting::{PersonId, TableNo};
use uuid::Uuid;
use web::render::Sheet;
use web::start::PhoneStart;

use super::evening::Evening;

/// What the n-th person's page begins with now.
pub(crate) fn start(evening: &Evening, n: usize) -> PhoneStart {
    start_of(evening, evening.people[n])
}

/// What this person's page begins with now.
pub(crate) fn start_of(evening: &Evening, me: PersonId) -> PhoneStart {
    let meeting = &evening.meeting;
    let table = match meeting.people.get(me).map(|person| person.place) {
        Some(Place::Table(no)) => no,
        _ => TableNo(0),
    };
    let frame = |audience| Down::Parts {
        audience,
        epoch: 1,
        number: meeting.number,
        replace: true,
        changes: phone::keys(meeting, audience)
            .into_iter()
            .map(|key| (key, phone::part(meeting, audience, Some(me), key)))
            .collect(),
    };
    PhoneStart {
        meeting: String::from("ab12cd34ef"),
        now: evening.start(Audience::Wall).now,
        starts: String::from("十一月二十一日 19:00"),
        frames: vec![frame(Audience::Residents), frame(Audience::Table(table)), frame(Audience::Me)],
        notice: None,
        typed: Vec::new(),
        nonce: Uuid::from_u128(7),
        way_in: None,
    }
}

/// A sheet that names these styles.
pub(crate) fn sheet(style: &str) -> Sheet {
    Sheet { title: String::from("议事厅"), style: style.to_owned(), surface: "phone", bundle: None }
}
