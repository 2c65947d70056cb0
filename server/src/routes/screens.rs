//! The live pages — phone, table, desk, wall — and `/live/{id}`, the socket that keeps them so.
//!
//! The rule kept here: a phone's page needs a seat in this meeting, the desk a host's device, the wall
//! a link made at the desk; page and socket ask the same questions. What a page shows is what its
//! socket would send first.
//! Deliberately not here: which parts an audience gets (`meeting::view`), the socket itself (`live`).

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use meeting::TableNo;
use meeting::wire::Audience;
use serde::Deserialize;
use web::start::{HallStart, Notice, PhoneStart, Start};

use super::answer::{self, Outcome, Stop, see};
use super::asker::At;
use super::posted::Typed;
use super::{record, show};
use crate::auth::token::random_16;
use crate::auth::{Token, came};
use crate::hall::Hall;
use crate::live::{Opening, Screen, Who, socket};
use crate::store::Opens;

/// What a page says again after a refusal; nothing on a first visit.
#[derive(Default)]
pub(super) struct Again {
    pub(super) status: StatusCode,
    pub(super) notice: Option<Notice>,
    pub(super) typed: Typed,
}

/// `GET /m/{id}/hall`.
pub(super) async fn hall(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Outcome {
    let at = At::find(&hall, &id, &headers).await?;
    screen(&hall, &at, "hall", Again::default()).await
}

/// `GET /m/{id}/table/{n}`.
pub(super) async fn table(
    State(hall): State<Arc<Hall>>,
    Path((id, table)): Path<(String, String)>,
    headers: HeaderMap,
) -> Outcome {
    let at = At::find(&hall, &id, &headers).await?;
    screen(&hall, &at, &format!("table/{table}"), Again::default()).await
}

/// `GET /m/{id}/desk`.
pub(super) async fn desk(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Outcome {
    let at = At::find(&hall, &id, &headers).await?;
    screen(&hall, &at, "desk", Again::default()).await
}

/// One of the pages a form returns to: `hall`, `table/2`, `desk`, `record`.
pub(super) async fn screen(hall: &Arc<Hall>, at: &At, which: &str, again: Again) -> Outcome {
    let theme = at.handle.meeting().setup.theme.to_string();
    match which {
        "record" => record::page(hall, at, again).await,
        "desk" => {
            if !at.asking.host {
                return Err(Stop::host_only().back_to(at.address("hall"), "去会场页面"));
            }
            if at.person().is_none() && at.handle.doors().is_some() {
                return Ok(see(&at.door())); // a host holds a seat too: every act names a person
            }
            let status = again.status;
            let sheet = answer::sheet(format!("主持台 · {theme}"), "on-desk", Some("hall"));
            let start = hall_start(hall, at, Audience::Desk, again).await?;
            Ok(answer::page(status, web::pages::desk::page(sheet, start)))
        }
        phone => {
            let Some(person) = at.person() else { return Ok(see(&at.door())) };
            let status = again.status;
            let frames = at.handle.start_phone(person);
            let start: PhoneStart = start(hall, at, frames, again).await?;
            let sheet = answer::sheet(theme, "phone", Some("phone"));
            let Some(table) = phone.strip_prefix("table/") else {
                return Ok(answer::page(status, show::hall(sheet, start)));
            };
            let table = table.parse().ok().map(TableNo);
            let known = table.filter(|table| at.handle.meeting().tables.iter().any(|(no, _)| no == *table));
            let Some(table) = known else {
                let stop =
                    Stop::new(StatusCode::NOT_FOUND, "没有这一桌", "分组以后，请从会场页面进自己的桌。");
                return Err(stop.back_to(at.address("hall"), "回到会场"));
            };
            Ok(answer::page(status, show::table(sheet, start, table)))
        }
    }
}

async fn hall_start(hall: &Hall, at: &At, audience: Audience, again: Again) -> Result<HallStart, Stop> {
    let mut start: HallStart = start(hall, at, at.handle.start_hall(audience), again).await?;
    start.way_in = Some((hall.interpreter.way_in)(at.handle.doors().as_ref()));
    Ok(start)
}

async fn start<K, P>(
    hall: &Hall,
    at: &At,
    frames: Vec<meeting::wire::Down<K, P>>,
    again: Again,
) -> Result<Start<K, P>, Stop> {
    let calendar = hall.calendar().await?;
    Ok(Start {
        meeting: at.handle.id().to_owned(),
        now: at.handle.now(),
        starts: calendar.day_and_time(at.handle.meeting().setup.starts),
        frames,
        notice: again.notice,
        typed: again.typed,
        nonce: uuid::Builder::from_random_bytes(random_16()?).into_uuid(),
        way_in: None,
    })
}

/// The link in a wall's address.
#[derive(Debug, Deserialize)]
pub(super) struct Link {
    #[serde(default)]
    link: String,
}

/// `GET /m/{id}/wall?link=…`.
pub(super) async fn wall(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
    link: Result<Query<Link>, QueryRejection>,
    headers: HeaderMap,
) -> Outcome {
    let at = At::find(&hall, &id, &headers).await?;
    let link = link.map(|Query(Link { link })| link).unwrap_or_default();
    if !opens_wall(&hall, &id, &link).await? {
        let sentence = "大屏上有入场码，所以要从主持台的“打开大屏”进来。";
        return Err(Stop::new(StatusCode::FORBIDDEN, "这里是大屏", sentence));
    }
    let sheet = answer::sheet(at.handle.meeting().setup.theme.to_string(), "on-wall", Some("hall"));
    let start = hall_start(&hall, &at, Audience::Wall, Again::default()).await?;
    Ok(answer::page(StatusCode::OK, web::pages::wall::page(sheet, start)))
}

/// Whether a link opens this meeting's wall now.
async fn opens_wall(hall: &Hall, id: &str, link: &str) -> Result<bool, Stop> {
    let Some(token) = Token::parse(link) else { return Ok(false) };
    let opens = hall.store.link(token.hash(), hall.now()).await?;
    Ok(matches!(opens, Some(Opens::Wall { meeting }) if meeting == id))
}

/// What a socket says it is.
#[derive(Debug, Deserialize)]
pub(super) struct Line {
    #[serde(default)]
    screen: String,
    #[serde(default)]
    link: String,
}

/// `GET /live/{id}?screen=…`: lets a screen in. Everything is asked before the upgrade.
pub(super) async fn live(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
    line: Result<Query<Line>, QueryRejection>,
    headers: HeaderMap,
    opening: Result<Opening, Response>,
) -> Response {
    match admitted(&hall, &id, line, &headers).await {
        Ok((at, who)) => match opening {
            Ok(opening) => socket::admit(opening, at.handle, who, hall.interpreter.clone()),
            Err(rejection) => rejection,
        },
        Err(stop) => (stop.status, stop.sentence).into_response(),
    }
}

async fn admitted(
    hall: &Arc<Hall>,
    id: &str,
    line: Result<Query<Line>, QueryRejection>,
    headers: &HeaderMap,
) -> Result<(At, Who), Stop> {
    if came(headers, &hall.addresses()).is_none() {
        return Err(super::gate::foreign());
    }
    let Query(Line { screen, link }) = line.map_err(|_| Stop::nowhere())?;
    let at = At::find(hall, id, headers).await?;
    let (person, host) = (at.person(), at.asking.host);
    let no_seat = || Stop::new(StatusCode::UNAUTHORIZED, "请先入场", "请先入场。");
    let who = match screen.as_str() {
        "phone" if person.is_some() => Who { person, host: false, screen: Screen::Phone },
        "desk" if host => Who { person, host, screen: Screen::Desk },
        "wall" if opens_wall(hall, id, &link).await? => {
            Who { person: None, host: false, screen: Screen::Wall }
        }
        "phone" => return Err(no_seat()),
        "desk" => return Err(Stop::host_only()),
        "wall" => return Err(Stop::new(StatusCode::FORBIDDEN, "这里是大屏", "大屏要从主持台打开。")),
        _ => return Err(Stop::nowhere()),
    };
    Ok((at, who))
}
