//! Links the desk makes: one more desk, a lost seat, the wall; and what opens them.
//!
//! The rule kept here: only a host's device makes them; a link for a device works once, for ten
//! minutes, and only when its button is pressed, so that a preview uses nothing up. Nobody sees a
//! link again after the page it was made on.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use meeting::PersonId;
use serde::Deserialize;

use super::answer::{Outcome, Stop, see, with_cookie};
use super::asker::At;
use super::posted::{Posted, field};
use super::show;
use crate::auth::codes::is_meeting_id;
use crate::auth::{Token, cookies};
use crate::hall::Hall;
use crate::store::{Opens, RightsChange, Seat};

/// How long a link for a device works, in milliseconds.
const TEN_MINUTES: i64 = 600_000;

async fn at_desk(hall: &Arc<Hall>, id: &str, headers: &HeaderMap) -> Result<At, Stop> {
    let at = At::find(hall, id, headers).await?;
    if at.asking.host { Ok(at) } else { Err(Stop::host_only()) }
}

async fn made(hall: &Hall, opens: Opens, lasts: Option<i64>) -> Result<Token, Stop> {
    let token = Token::fresh()?;
    let expires = lasts.map(|lasts| hall.now().saturating_add(lasts));
    hall.store.change_rights(RightsChange::LinkMade { link: token.hash(), opens, expires }).await?;
    Ok(token)
}

/// `POST /m/{id}/desk/wall`: opens the wall in a window of its own.
pub(super) async fn wall(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Outcome {
    at_desk(&hall, &id, &headers).await?;
    let token = made(&hall, Opens::Wall { meeting: id.clone() }, None).await?;
    Ok(see(&format!("/m/{id}/wall?link={}", token.text())))
}

/// `POST /m/{id}/desk/link`: one more desk (加一台主持设备).
pub(super) async fn second(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Outcome {
    let at = at_desk(&hall, &id, &headers).await?;
    let token = made(&hall, Opens::Desk, Some(TEN_MINUTES)).await?;
    let address = format!("{}/link/{}?m={id}", hall.base(), token.text());
    let text = "用新设备扫一扫，或打开下面的网址。只能用一次，十分钟内有效。";
    Ok(show::link("加一台主持设备", text, &address, &at.address("desk")))
}

/// `POST /m/{id}/desk/seat/{person}`: a lost seat.
pub(super) async fn seat(
    State(hall): State<Arc<Hall>>,
    Path((id, person)): Path<(String, String)>,
    headers: HeaderMap,
) -> Outcome {
    let at = at_desk(&hall, &id, &headers).await?;
    let person: PersonId = person.parse().map_err(|_| Stop::nowhere())?;
    let meeting = at.handle.meeting();
    if !meeting.people.knows(person) {
        return Err(Stop::nowhere());
    }
    let opens = Opens::Seat(Seat { meeting: id.clone(), person: person.0 });
    let token = made(&hall, opens, Some(TEN_MINUTES)).await?;
    let address = format!("{}/link/{}?m={id}", hall.base(), token.text());
    let title = format!("{}的座位", meeting.people.name(person));
    let text = "请TA用手机扫一扫，就回到自己的座位。只能用一次，十分钟内有效；TA以前的手机会退出来。";
    Ok(show::link(&title, text, &address, &at.address("desk")))
}

/// `GET /m/{id}/desk/address`: the addresses phones may use (换一个网址).
pub(super) async fn addresses(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Outcome {
    let at = at_desk(&hall, &id, &headers).await?;
    Ok(show::addresses(&hall.bases(), &hall.base(), &at.address("desk")))
}

/// `POST /m/{id}/desk/address`: QR codes and links say this one from now on.
pub(super) async fn choose_address(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Posted(typed): Posted,
) -> Outcome {
    let at = at_desk(&hall, &id, &headers).await?;
    if !hall.go_by(field(&typed, "base")) {
        let sentence = "这个网址现在不通了，请再看一遍有哪些。";
        let stop = Stop::new(StatusCode::CONFLICT, "换不了这个网址", sentence);
        return Err(stop.back_to(at.address("desk/address"), "再看一遍"));
    }
    at.handle.show_way_in();
    Ok(see(&at.address("desk")))
}

/// Which meeting a link leads to.
#[derive(Debug, Deserialize)]
pub(super) struct Leads {
    #[serde(default)]
    m: String,
}

fn used_up() -> Stop {
    let sentence = "它只能用一次，十分钟内有效。请主持人再出一个新的。";
    Stop::new(StatusCode::NOT_FOUND, "这个链接已经用过了", sentence)
}

/// `GET /link/{token}`: shows the button that uses it.
pub(super) async fn look(
    State(hall): State<Arc<Hall>>,
    Path(token): Path<String>,
    Query(Leads { m }): Query<Leads>,
) -> Outcome {
    let token = Token::parse(&token).ok_or_else(used_up)?;
    let text = match hall.store.link(token.hash(), hall.now()).await? {
        Some(Opens::Desk) => "让这台设备也成为主持设备？",
        Some(Opens::Seat(_)) => "在这台设备上回到自己的座位？",
        Some(Opens::Wall { .. }) | None => return Err(used_up()),
    };
    let meeting = if is_meeting_id(&m) { format!("?m={m}") } else { String::new() };
    Ok(show::use_link(text, &format!("/link/{}{meeting}", token.text())))
}

/// `POST /link/{token}`: uses it up for this device.
pub(super) async fn spend(
    State(hall): State<Arc<Hall>>,
    Path(token): Path<String>,
    Query(Leads { m }): Query<Leads>,
) -> Outcome {
    let link = Token::parse(&token).ok_or_else(used_up)?;
    let token = Token::fresh()?;
    let secure = hall.addresses().secure();
    match hall.store.spend_link(link.hash(), hall.now(), token.hash()).await? {
        Some(Opens::Desk) => {
            let next = if is_meeting_id(&m) { format!("/m/{m}/desk") } else { "/".to_owned() };
            Ok(with_cookie(see(&next), &cookies::give_host(&token, secure)))
        }
        Some(Opens::Seat(seat)) => {
            if let Some(handle) = hall.keepers.find(&seat.meeting).await? {
                handle.seat_moved(PersonId(seat.person));
            }
            let next = format!("/m/{}/hall", seat.meeting);
            Ok(with_cookie(see(&next), &cookies::give_seat(&seat.meeting, &token, secure)))
        }
        Some(Opens::Wall { .. }) | None => Err(used_up()),
    }
}
