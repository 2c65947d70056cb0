//! `/m/{id}/do` and `/api/m/{id}/commands`: the form door, and the same for programs.
//!
//! The rule kept here: the person is the seat's; a host's right counts only for what the desk sends;
//! the same form of the same page posted twice is one act. Refused, the page comes back with the
//! sentence and everything that was typed.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use meeting::{Command, PersonId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use web::start::Notice;

use super::answer::{Outcome, Stop, see, status_of};
use super::asker::At;
use super::door::said;
use super::forms::{self, Filled};
use super::posted::{Posted, Typed, field, whole};
use super::screens::{self, Again};
use crate::auth::token::random_16;
use crate::hall::Hall;
use crate::live::Ask;

/// `POST /m/{id}/do`.
pub(super) async fn act(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Posted(typed): Posted,
) -> Outcome {
    let at = At::find(&hall, &id, &headers).await?;
    let back = forms::back(field(&typed, "back")).unwrap_or_else(|| "hall".to_owned());
    let Some(person) = at.person() else {
        let stop = Stop::new(StatusCode::FORBIDDEN, "请先入场", "这台设备还没有座位，入场以后就可以参与了。");
        return Err(stop.back_to(at.door(), "去入场"));
    };
    let pack = at.handle.meeting();
    let Filled { on_behalf, command, desk, paper, nonce, .. } = match forms::command(&typed, pack.pack()) {
        Ok(filled) => filled,
        Err(sentence) => {
            return again(&hall, &at, &back, StatusCode::UNPROCESSABLE_ENTITY, sentence, typed).await;
        }
    };
    let request = match nonce {
        Some(_) => same(&typed),
        None => fresh()?,
    };
    let ask = Ask::sent(person, at.asking.host && desk, paper, on_behalf, request, command);
    match at.handle.ask(ask).await {
        Ok(_) => Ok(see(&at.address(&back))),
        Err(not) => {
            let status = status_of(&not);
            let sentence = said(&hall, &at, not);
            again(&hall, &at, &back, status, sentence, typed).await
        }
    }
}

/// The page again, with the sentence and what was typed.
async fn again(
    hall: &Arc<Hall>,
    at: &At,
    back: &str,
    status: StatusCode,
    mut text: String,
    typed: Typed,
) -> Outcome {
    let written = field(&typed, "text").trim();
    if at.handle.meeting().closed() && !written.is_empty() {
        // the box it stood in is no longer on the page
        text = format!("{text}（您写的是：{written}）");
    }
    let typed = typed.into_iter().filter(|(name, _)| !matches!(name.as_str(), "nonce" | "screen" | "back"));
    let notice = Some(Notice { refused: true, text });
    screens::screen(hall, at, back, Again { status, notice, typed: typed.collect() }).await
}

/// One id for one form: its nonce and all its fields. It must hold over a restart, so no key.
fn same(typed: &[(String, String)]) -> Uuid {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, ..] =
        *blake3::hash(whole(typed).as_bytes()).as_bytes();
    uuid::Builder::from_random_bytes([a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]).into_uuid()
}

fn fresh() -> Result<Uuid, Stop> {
    Ok(uuid::Builder::from_random_bytes(random_16()?).into_uuid())
}

/// What a program asks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    /// Its own id for it; a retry gets the first answer.
    request: Uuid,
    /// For somebody else.
    #[serde(default)]
    on_behalf: Option<PersonId>,
    /// `desk` where the host's right is meant.
    #[serde(default)]
    screen: String,
    /// What.
    command: Command,
}

/// What a program is answered.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Reply {
    /// Done; the number of its last event.
    Number(u64),
    /// Not done, and why.
    Error(String),
}

/// `POST /api/m/{id}/commands`.
pub(super) async fn command(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    order: Result<Json<Order>, JsonRejection>,
) -> Response {
    match commanded(&hall, &id, &headers, order).await {
        Ok(number) => Json(Reply::Number(number)).into_response(),
        Err((status, sentence)) => (status, Json(Reply::Error(sentence))).into_response(),
    }
}

async fn commanded(
    hall: &Arc<Hall>,
    id: &str,
    headers: &HeaderMap,
    order: Result<Json<Order>, JsonRejection>,
) -> Result<u64, (StatusCode, String)> {
    let stopped = |stop: Stop| (stop.status, stop.sentence);
    let at = At::find(hall, id, headers).await.map_err(stopped)?;
    let person = at.person().ok_or((StatusCode::FORBIDDEN, "请先入场，再来操作。".to_owned()))?;
    // what exactly does not read may hold what somebody typed: only its kind is said
    let Json(Order { request, on_behalf, screen, mut command }) = order.map_err(|fault| {
        (fault.status(), "没有读懂这个请求：应是 JSON，含 request 和 command。".to_owned())
    })?;
    forms::clean(&mut command).map_err(|sentence| (StatusCode::UNPROCESSABLE_ENTITY, sentence))?;
    let ask = Ask::sent(person, at.asking.host && screen == "desk", false, on_behalf, request, command);
    match at.handle.ask(ask).await {
        Ok(answered) => Ok(answered.number),
        Err(not) => {
            let status = status_of(&not);
            Err((status, said(hall, &at, not)))
        }
    }
}
