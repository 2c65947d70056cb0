//! Answers every handler gives: a page, a way back, a sentence.
//!
//! The rule kept here: a fault inside is logged without anybody's words and shown as a sentence; no
//! answer holds more than the page it belongs to.

use axum::http::header::{CACHE_CONTROL, LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use meeting::{Refusal, Why};
use web::render::Sheet;

use crate::assets;
use crate::auth::NoRandomness;
use crate::live::NotDone;
use crate::store::StoreError;

/// A handler's outcome.
pub(super) type Outcome = Result<Response, Stop>;

/// Why a handler stopped: a page that says so.
#[derive(Debug)]
pub(super) struct Stop {
    pub(super) status: StatusCode,
    pub(super) title: &'static str,
    pub(super) sentence: String,
    /// Where to go on: address and words.
    pub(super) back: (String, &'static str),
}

impl Stop {
    pub(super) fn new(status: StatusCode, title: &'static str, sentence: impl Into<String>) -> Stop {
        Stop { status, title, sentence: sentence.into(), back: ("/".to_owned(), "回到首页") }
    }

    pub(super) fn back_to(self, address: impl Into<String>, words: &'static str) -> Stop {
        Stop { back: (address.into(), words), ..self }
    }

    /// There is no such page here.
    pub(super) fn nowhere() -> Stop {
        Stop::new(StatusCode::NOT_FOUND, "没找到这个页面", "网址可能少了几个字，请再扫一次二维码。")
    }

    /// Only a host's device may see it.
    pub(super) fn host_only() -> Stop {
        Stop::new(StatusCode::FORBIDDEN, "这里是主持台", "这一页要在主持设备上打开。")
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Stop {
        tracing::error!(%error, "the store does not answer");
        Stop::new(StatusCode::SERVICE_UNAVAILABLE, "请稍等", "现在读不到记录，请过一会儿再试。")
    }
}

impl From<NoRandomness> for Stop {
    fn from(error: NoRandomness) -> Stop {
        tracing::error!(%error, "no randomness");
        Stop::new(StatusCode::SERVICE_UNAVAILABLE, "请稍等", error.to_string())
    }
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        let Stop { status, title, sentence, back } = self;
        super::show::trouble(status, title, &sentence, &back)
    }
}

/// A sheet for a page: its title, its surface and its bundle, if it has one.
pub(super) fn sheet(title: impl Into<String>, surface: &'static str, bundle: Option<&str>) -> Sheet {
    Sheet {
        title: title.into(),
        style: assets::address("main.css").unwrap_or_default(),
        surface,
        bundle: bundle.and_then(assets::bundle),
    }
}

/// A page as an answer.
pub(super) fn page<E: std::fmt::Display>(status: StatusCode, html: Result<String, E>) -> Response {
    match html {
        Ok(html) => (status, [(CACHE_CONTROL, "no-store")], Html(html)).into_response(),
        Err(fault) => {
            tracing::error!(%fault, "a page could not be made");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Go there next.
pub(super) fn see(address: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    // our own addresses are plain letters, so this is always a header value
    if let Ok(address) = HeaderValue::from_str(address) {
        response.headers_mut().insert(LOCATION, address);
    }
    response
}

/// Adds a cookie to an answer.
pub(super) fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// The status of what was not done.
pub(super) fn status_of(not: &NotDone) -> StatusCode {
    match not {
        NotDone::Unsaved(_) => StatusCode::SERVICE_UNAVAILABLE,
        NotDone::Refusal(Refusal { why, .. }) => match why {
            Why::HostOnly | Why::ClockOnly | Why::NotYours | Why::NotRecorder | Why::NoVoteRight => {
                StatusCode::FORBIDDEN
            }
            Why::Empty(_) | Why::TooLong(..) | Why::NeedsReason | Why::NotConcrete(_) | Why::NoStance => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            _ => StatusCode::CONFLICT,
        },
    }
}
