//! The station (`/`): its meetings and the way in by typed code. Anyone may see it; it shows no person.

use crate::kit::{self, Typing, Views};
use crate::render::Sheet;
use crate::start::Notice;
use crate::words::plain as w;

use super::plain;

/// Where a meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Not begun.
    Soon,
    /// Under way.
    Ongoing,
    /// The gavel has fallen.
    Over,
}

/// A meeting in the list.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Its address, ten letters.
    pub id: String,
    /// The theme.
    pub theme: String,
    /// Where.
    pub place: String,
    /// When, in the station's own time.
    pub starts: String,
    /// A rehearsal.
    pub rehearsal: bool,
    /// Where it stands.
    pub stands: Stands,
}

/// What the station's page shows.
#[derive(Clone, Debug)]
pub struct Station {
    /// The station's name; empty before the first meeting.
    pub name: String,
    /// Its meetings, the newest first.
    pub meetings: Vec<Meeting>,
    /// Whether this device holds the host's right.
    pub host: bool,
    /// How many digits the typed code has.
    pub digits: u16,
    /// What became of a typed code.
    pub notice: Option<Notice>,
    /// The fields as typed.
    pub typed: Vec<(String, String)>,
}

/// The station as a whole page.
///
/// # Errors
/// None in practice: the page has no parts.
pub fn page(sheet: Sheet, station: Station) -> Result<String, postcard::Error> {
    let Station { name, meetings, host, digits, notice, typed } = station;
    let title = if name.is_empty() { w::STATION_JOIN.to_owned() } else { name };
    plain::page(sheet, &title, notice.as_ref(), || {
        let code = Typing::new("code", w::CODE_ASK, w::CODE_EXAMPLE, digits.max(6) + 3).of("numeric");
        let join = kit::post(
            "form",
            "/".to_owned(),
            Vec::new(),
            vec![
                kit::line(code, plain::typed(&typed, "code")),
                kit::button(if host { "button" } else { "button button--primary" }, w::ENTER),
                kit::para("hint", w::CODE_HINT),
            ],
        );
        let new =
            host.then(|| kit::link("button button--primary", "/meetings/new".to_owned(), w::NEW_MEETING));
        let list: Views = meetings.iter().map(|meeting| one(meeting, host)).collect();
        let list = if list.is_empty() { kit::para("hint", w::NO_MEETINGS) } else { kit::list("list", list) };
        let claim = (!host).then(|| kit::link("link", "/claim".to_owned(), w::TO_CLAIM));
        vec![kit::maybe(new), join, kit::heading(w::MEETINGS), list, kit::maybe(claim)]
    })
}

fn one(meeting: &Meeting, host: bool) -> leptos::prelude::AnyView {
    let stands = match meeting.stands {
        Stands::Soon => w::SOON,
        Stands::Ongoing => w::ONGOING,
        Stands::Over => w::OVER,
    };
    let to = |page: &str| kit::join(&["/m/", &meeting.id, page]);
    let go = match meeting.stands {
        _ if host => kit::link("button", to("/desk"), w::OPEN_DESK),
        Stands::Over => kit::link("button", to("/record"), w::SEE_RECORD),
        Stands::Soon | Stands::Ongoing => kit::link("button", to(""), w::ENTER),
    };
    let mark = if meeting.rehearsal { " · 演练" } else { "" };
    kit::item(
        "row",
        vec![
            kit::para("row__text", meeting.theme.clone()),
            kit::para(
                "row__about",
                kit::join(&[stands, mark, " · ", &meeting.starts, " · ", &meeting.place]),
            ),
            kit::block("row__acts", vec![go]),
        ],
    )
}
