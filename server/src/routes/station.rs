//! `/`, `/claim` and `/meetings/new`: the station, how it gets its host, and calling a meeting.
//!
//! The rule kept here: until claimed nothing but `/claim` answers; only a host's device calls
//! meetings; a wrong, an unknown and a closed code get one and the same answer.
//! Deliberately not here: how the pages look (`show`).

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use meeting::{Act, Door, Moment, PersonId, Setup, Standing, Words};

use super::answer::{Outcome, Stop, see, status_of, with_cookie};
use super::asker::is_host;
use super::forms::{boxes, text};
use super::pack;
use super::posted::{Posted, field, whole};
use super::show;
use crate::auth::codes::{is_meeting_id, typed_join_code};
use crate::auth::token::random_16;
use crate::auth::{claim, cookies};
use crate::hall::Hall;
use crate::live::NotDone;
use crate::store::{RightsChange, Seat, Station};

/// `GET /healthz`: ready, or why not.
pub(super) async fn healthz(State(hall): State<Arc<Hall>>) -> Response {
    if let Some(trouble) = hall.store.trouble() {
        return (StatusCode::SERVICE_UNAVAILABLE, trouble.to_string()).into_response();
    }
    match hall.store.claim_state().await {
        Ok(_) => "ok".into_response(),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, error.to_string()).into_response(),
    }
}

/// `GET /`.
pub(super) async fn home(State(hall): State<Arc<Hall>>, headers: HeaderMap) -> Outcome {
    let host = is_host(&hall, &headers).await?;
    show::station(&hall, host, StatusCode::OK, None, &[]).await
}

/// `POST /`: in by the typed code.
pub(super) async fn by_code(
    State(hall): State<Arc<Hall>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Posted(typed): Posted,
) -> Outcome {
    let host = is_host(&hall, &headers).await?;
    match try_code(&hall, from, field(&typed, "code")).await? {
        Ok(meeting) => match hall.store.doors(&meeting).await? {
            Some(doors) => Ok(see(&format!("/j/{}", doors.secret))),
            None => show::station(&hall, host, StatusCode::FORBIDDEN, Some(WRONG_CODE), &typed).await,
        },
        Err(sentence) => show::station(&hall, host, StatusCode::FORBIDDEN, Some(&sentence), &typed).await,
    }
}

/// Said for every code that opens nothing now, whatever the reason.
const WRONG_CODE: &str = "这个会议码现在进不去。请对照大屏再看一遍，或请主持人帮忙。";

/// The meeting a typed code opens, or the sentence why none.
pub(super) async fn try_code(
    hall: &Hall,
    from: SocketAddr,
    typed: &str,
) -> Result<Result<String, String>, Stop> {
    let live = hall.store.doors_open().await?;
    let guess = match hall.guesses.count(from.ip(), hall.now(), live) {
        Ok(guess) => guess,
        Err(wait) => {
            let seconds = wait.millis.max(1000).div_euclid(1000);
            return Ok(Err(format!("试的次数有点多，请过 {seconds} 秒再试，或直接扫二维码。")));
        }
    };
    // what cannot be a code is looked up all the same, so that every wrong one takes as long
    let code = typed_join_code(typed, hall.options.digits).unwrap_or_default();
    match hall.store.doors_by_code(&code).await? {
        Some(meeting) => {
            hall.guesses.was_right(guess);
            Ok(Ok(meeting))
        }
        None => Ok(Err(WRONG_CODE.to_owned())),
    }
}

/// `GET /claim`.
pub(super) async fn claim_page() -> Outcome {
    show::claim(StatusCode::OK, None, &[])
}

/// `POST /claim`: the code on the terminal makes this device the host's.
pub(super) async fn claimed(State(hall): State<Arc<Hall>>, Posted(typed): Posted) -> Outcome {
    let sentence = match claim::try_code(hall.store.as_ref(), field(&typed, "code")).await {
        Ok(claim::Tried::Claimed(token)) => {
            hall.claimed().await?;
            let cookie = cookies::give_host(&token, hall.addresses().secure());
            return Ok(with_cookie(see("/"), &cookie));
        }
        Ok(claim::Tried::Wrong { left }) => {
            format!("启用码没有对上，还可以试 {left} 次。请看电脑上的黑色窗口。")
        }
        Ok(claim::Tried::Changed { code }) => {
            (hall.terminal)(&code);
            "启用码已经换了一个新的，请看电脑上的黑色窗口。".to_owned()
        }
        Ok(claim::Tried::NoCode) => {
            "现在没有等着用的启用码。请在电脑上运行 yishiting claim，取一个新的。".to_owned()
        }
        Err(claim::ClaimError::Store(error)) => return Err(error.into()),
        Err(claim::ClaimError::NoRandomness(error)) => return Err(error.into()),
    };
    show::claim(StatusCode::FORBIDDEN, Some(&sentence), &typed)
}

/// `GET /meetings/new`.
pub(super) async fn setup_page(State(hall): State<Arc<Hall>>, headers: HeaderMap) -> Outcome {
    if !is_host(&hall, &headers).await? {
        return Err(Stop::host_only());
    }
    show::setup(&hall, StatusCode::OK, None, &[]).await
}

/// `POST /meetings/new`: calls a meeting; the host's device gets its seat with it.
pub(super) async fn call(
    State(hall): State<Arc<Hall>>,
    headers: HeaderMap,
    Posted(typed): Posted,
) -> Outcome {
    if !is_host(&hall, &headers).await? {
        return Err(Stop::host_only());
    }
    let setup = match filled(&hall, &typed).await? {
        Ok(setup) => setup,
        Err(sentence) => {
            return show::setup(&hall, StatusCode::UNPROCESSABLE_ENTITY, Some(&sentence), &typed).await;
        }
    };
    let all = whole(&typed);
    let id = once(&typed, || hall.letters_for("meeting", &[&all], 10))?;
    let person = PersonId(hall.id_for("host", &[&id, &all]));
    let token = hall.token_for("host's seat", &[&id, &all])?;
    let cookie = cookies::give_seat(&id, &token, hall.addresses().secure());
    let desk = format!("/m/{id}/desk");
    if hall.keepers.find(&id).await?.is_some() {
        return Ok(with_cookie(see(&desk), &cookie)); // the same form, posted twice
    }
    hall.store.set_station(station(&hall, &setup).await?).await?;
    let act = Act {
        by: person,
        on_behalf: None,
        standing: Standing::Host,
        door: Door::Desk,
        at: Moment(hall.now()),
        seed: u128::from_be_bytes(random_16()?),
    };
    let seat = Seat { meeting: id.clone(), person: person.0 };
    let rights = vec![RightsChange::SeatGiven { token: token.hash(), seat }];
    match hall.keepers.create(&act, setup, &id, rights).await {
        Ok(_) => Ok(with_cookie(see(&desk), &cookie)),
        Err(not) => {
            let sentence = match &not {
                NotDone::Refusal(refusal) => (hall.interpreter.sentence)(refusal, &hall.pack),
                NotDone::Unsaved(sentence) => sentence.clone(),
            };
            show::setup(&hall, status_of(&not), Some(&sentence), &typed).await
        }
    }
}

/// The same letters for the same form; new ones for a form without a nonce.
fn once(typed: &[(String, String)], same: impl FnOnce() -> String) -> Result<String, Stop> {
    let id = if field(typed, "nonce").is_empty() { crate::auth::codes::meeting_id()? } else { same() };
    debug_assert!(is_meeting_id(&id));
    Ok(id)
}

/// What the host filled in, clean; or the sentence what to change.
async fn filled(hall: &Hall, typed: &[(String, String)]) -> Result<Result<Setup, String>, Stop> {
    let calendar = hall.calendar().await?;
    let known = hall.store.station().await?;
    let clean = |name: &str, limit| text::clean(field(typed, name), limit).map(Words::new);
    let station_text = |name: &str, known: Option<&str>| {
        let text = text::clean(field(typed, name), boxes::STATION)?;
        Ok::<_, String>(Words::new(if text.is_empty() { known.unwrap_or_default().to_owned() } else { text }))
    };
    let known = known.as_ref();
    // a browser's own box for both gives `2026-03-08T19:05`
    let starts = field(typed, "starts").split_once('T');
    let (date, time) = starts.unwrap_or((field(typed, "date"), field(typed, "time")));
    let starts = if date.is_empty() { Some(Moment(hall.now())) } else { calendar.moment(date, time) };
    let edited = field(typed, "pack").trim();
    let rules = || if edited.is_empty() { Ok(hall.pack.clone()) } else { pack::read(edited) };
    let read = || {
        Ok(Setup {
            station: station_text("station", known.map(|station| station.name.as_str()))?,
            community: station_text("community", known.map(|station| station.community.as_str()))?,
            subdistrict: station_text("subdistrict", known.map(|station| station.subdistrict.as_str()))?,
            theme: clean("theme", boxes::THEME)?,
            place: clean("place", boxes::PLACE)?,
            starts: starts.ok_or("请选一下开会的日期和时间。")?,
            rehearsal: matches!(field(typed, "rehearsal"), "1" | "on"),
            pack: rules()?,
            host: clean("host", boxes::ADDRESS)?,
        })
    };
    Ok(read())
}

/// The station as the newest meeting names it.
async fn station(hall: &Hall, setup: &Setup) -> Result<Station, Stop> {
    let known = hall.store.station().await?;
    let (id, zone) = match known {
        Some(station) => (station.id, station.zone),
        None => (uuid::Builder::from_random_bytes(random_16()?).into_uuid(), Station::ZONE.to_owned()),
    };
    Ok(Station {
        id,
        zone,
        name: setup.station.to_string(),
        community: setup.community.to_string(),
        subdistrict: setup.subdistrict.to_string(),
    })
}
