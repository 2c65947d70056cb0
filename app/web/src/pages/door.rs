//! The door (`/m/{id}`, `/j/{secret}`): how to call me, my building, in what quality; in. Whoever has
//! the QR's secret sees no code box; everybody else types the code from the wall.

use meeting::people::Kind;
use uuid::Uuid;

use crate::kit::{self, Typing};
use crate::render::Sheet;
use crate::start::Notice;
use crate::words::{self, plain as w};

use super::plain;

/// What the door shows.
#[derive(Clone, Debug, Default)]
pub struct Door {
    /// The meeting's address.
    pub meeting: String,
    /// The station's name.
    pub station: String,
    /// The theme.
    pub theme: String,
    /// Where.
    pub place: String,
    /// When, in the station's own time.
    pub starts: String,
    /// A rehearsal.
    pub rehearsal: bool,
    /// Whether newcomers are let in.
    pub open: bool,
    /// The QR's secret, where it brought the person here.
    pub secret: Option<String>,
    /// Whether the code must be typed: neither secret nor host's device.
    pub needs_code: bool,
    /// Makes the form a request of its own.
    pub nonce: Uuid,
    /// What became of the last try.
    pub notice: Option<Notice>,
    /// The fields as typed.
    pub typed: Vec<(String, String)>,
}

/// The page.
///
/// # Errors
/// None in practice: the page has no parts.
pub fn page(sheet: Sheet, door: Door) -> Result<String, postcard::Error> {
    let notice = door.notice.clone();
    plain::page(sheet, w::DOOR_TITLE, notice.as_ref(), || {
        let typed = |name: &str| plain::typed(&door.typed, name);
        let mark = if door.rehearsal { kit::para("head__mark", words::REHEARSAL) } else { kit::nothing() };
        let about = vec![
            kit::para("lead", door.theme.clone()),
            kit::para("hint", kit::join(&[&door.station, " · ", &door.place, " · ", &door.starts])),
            mark,
        ];
        if !door.open {
            return vec![kit::block("", about), kit::para("notice", w::DOOR_SHUT)];
        }
        let kinds = Kind::ALL.map(|kind| (words::kind_key(kind), words::kind(kind))).into();
        let chosen = typed("kind");
        let chosen = if chosen.is_empty() { words::kind_key(Kind::Resident) } else { &chosen };
        let mut hidden = vec![plain::nonce(door.nonce), kit::field("act", "people.join".to_owned())];
        hidden.extend(door.secret.clone().map(|secret| kit::field("secret", secret)));
        let code = Typing::new("code", w::CODE_ASK, w::CODE_EXAMPLE, 12).of("numeric");
        let code = if door.needs_code { kit::line(code, typed("code")) } else { kit::nothing() };
        let building = Typing::new("building", words::BUILDING_ASK, words::BUILDING_EXAMPLE, 16).optional();
        vec![
            kit::block("", about),
            kit::post(
                "form",
                kit::join(&["/m/", &door.meeting]),
                hidden,
                vec![
                    code,
                    kit::line(Typing::new("name", words::NAME_ASK, words::NAME_EXAMPLE, 16), typed("name")),
                    kit::line(building, typed("building")),
                    kit::radios("radios", "kind", words::KIND_ASK, kinds, chosen),
                    kit::button("button button--primary", w::ENTER),
                    kit::para("hint", w::DOOR_PRIVACY),
                ],
            ),
        ]
    })
}
