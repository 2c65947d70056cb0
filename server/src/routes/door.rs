//! `/m/{id}` and `/j/{secret}`: the door of a meeting (门口).
//!
//! The rule kept here: an address is no right; in comes who has the QR's secret, the code, or a
//! host's device. Arrival and seat are one transaction, and a form posted twice seats one person.
//! A device has one seat per meeting; whoever has one goes straight in.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, StatusCode};
use meeting::{Door, PersonId, Standing};
use uuid::Uuid;

use super::answer::{Outcome, Stop, see, status_of, with_cookie};
use super::asker::At;
use super::forms;
use super::posted::{Posted, field, whole};
use super::show::{self, DoorPage};
use super::station::try_code;
use crate::auth::token::random_16;
use crate::auth::{Token, cookies};
use crate::hall::Hall;
use crate::live::{Ask, NotDone};
use crate::store::{RightsChange, Seat};

/// `GET /m/{id}`.
pub(super) async fn door(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Outcome {
    let at = At::find(&hall, &id, &headers).await?;
    if at.person().is_some() {
        return Ok(see(&at.address(if at.asking.host { "desk" } else { "hall" })));
    }
    show::door(&hall, &at, DoorPage::default()).await
}

/// `GET /j/{secret}`: what the QR opens.
pub(super) async fn by_secret(
    State(hall): State<Arc<Hall>>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Outcome {
    let Some(id) = hall.store.doors_by_secret(&secret.to_ascii_lowercase()).await? else {
        let sentence = "这个二维码已经停用了。请看大屏上的新二维码，或请主持人帮忙。";
        return Err(Stop::new(StatusCode::NOT_FOUND, "这扇门关了", sentence));
    };
    let at = At::find(&hall, &id, &headers).await?;
    if at.person().is_some() {
        return Ok(see(&at.address("hall")));
    }
    show::door(&hall, &at, DoorPage { secret: Some(secret), ..DoorPage::default() }).await
}

/// `POST /m/{id}`: come in.
pub(super) async fn come_in(
    State(hall): State<Arc<Hall>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Posted(typed): Posted,
) -> Outcome {
    let at = At::find(&hall, &id, &headers).await?;
    let next = at.address(if at.asking.host { "desk" } else { "hall" });
    if at.person().is_some() {
        return Ok(see(&next));
    }
    let secret = field(&typed, "secret").to_ascii_lowercase();
    let knows_secret =
        at.handle.doors().is_some_and(|doors| Token::parse(&secret).is_some() && doors.secret == secret);
    let again = |status, sentence: String| DoorPage {
        secret: knows_secret.then(|| secret.clone()),
        status,
        notice: Some(sentence),
        typed: typed.clone(),
    };
    if !knows_secret && !at.asking.host {
        let right = match try_code(&hall, from, field(&typed, "code")).await? {
            Ok(meeting) if meeting == id => Ok(()),
            Ok(_) => Err("这个会议码是另一场会的，请回首页输入。".to_owned()),
            Err(sentence) => Err(sentence),
        };
        if let Err(sentence) = right {
            return show::door(&hall, &at, again(StatusCode::FORBIDDEN, sentence)).await;
        }
    }
    let mut fields = typed.clone();
    fields.retain(|(name, _)| name != "act" && name != "for");
    fields.push(("act".to_owned(), "people.join".to_owned()));
    let filled = match forms::command(&fields, at.handle.meeting().pack()) {
        Ok(filled) => filled,
        Err(sentence) => {
            return show::door(&hall, &at, again(StatusCode::UNPROCESSABLE_ENTITY, sentence)).await;
        }
    };
    let New { person, request, token } = newcomer(&hall, &id, filled.nonce, &typed)?;
    let seat = Seat { meeting: id.clone(), person: person.0 };
    let ask = Ask {
        person,
        on_behalf: None,
        standing: Standing::Resident,
        door: Door::Phone,
        request,
        command: filled.command,
        rights: vec![RightsChange::SeatGiven { token: token.hash(), seat }],
    };
    match at.handle.ask(ask).await {
        Ok(_) => Ok(with_cookie(see(&next), &cookies::give_seat(&id, &token, hall.addresses().secure()))),
        Err(not) => {
            let status = status_of(&not);
            let sentence = said(&hall, &at, not);
            show::door(&hall, &at, again(status, sentence)).await
        }
    }
}

/// What was not done, in words.
pub(super) fn said(hall: &Hall, at: &At, not: NotDone) -> String {
    match not {
        NotDone::Refusal(refusal) => (hall.interpreter.sentence)(&refusal, at.handle.meeting().pack()),
        NotDone::Unsaved(sentence) => sentence,
    }
}

struct New {
    person: PersonId,
    request: Uuid,
    token: Token,
}

/// A person to be. The nonce is known to the page it was made for alone, so the same form posted
/// twice is the same person with the same seat.
fn newcomer(hall: &Hall, id: &str, nonce: Option<Uuid>, typed: &[(String, String)]) -> Result<New, Stop> {
    if nonce.is_none() {
        let fresh = || random_16().map(|bytes| uuid::Builder::from_random_bytes(bytes).into_uuid());
        return Ok(New { person: PersonId(fresh()?), request: fresh()?, token: Token::fresh()? });
    }
    let parts = &[id, &whole(typed)];
    Ok(New {
        person: PersonId(hall.id_for("newcomer", parts)),
        request: hall.id_for("arrival", parts),
        token: hall.token_for("seat", parts)?,
    })
}
