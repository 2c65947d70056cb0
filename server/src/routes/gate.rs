//! What every request passes before it reaches a handler.
//!
//! The rule kept here: a name this server does not go by is answered by nobody; until claimed every
//! page but `/claim` says 尚未启用; whatever changes something comes from a page of ours or from a
//! program with its token. Reading is logged by its route, never by who or what.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::answer::Stop;
use super::headers::CONTENT_POLICY;
use crate::auth::{came, host_known};
use crate::hall::Hall;

/// A page of somebody else wanted to post here.
pub(super) fn foreign() -> Stop {
    Stop::new(
        StatusCode::FORBIDDEN,
        "请从这里的页面操作",
        "这个请求不是从本站页面来的，所以没有办。请回首页重新打开。",
    )
}

/// Asks the three questions, then logs how the request went.
pub(super) async fn pass(State(hall): State<Arc<Hall>>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|route| route.as_str().to_owned());
    let (parts, body) = request.into_parts();
    let policy = content_policy(&hall, &parts);
    let mut response = match refuse(&hall, &parts).await {
        Some(stop) => stop.into_response(),
        None => in_words(next.run(Request::from_parts(parts, body)).await),
    };
    if let Some(policy) = policy {
        response.headers_mut().entry(CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    let status = response.status().as_u16();
    let (route, millis) = (route.as_deref().unwrap_or("?"), began.elapsed().as_millis());
    if response.status().is_server_error() {
        tracing::warn!(%method, route, status, millis, "answered");
    } else {
        tracing::debug!(%method, route, status, millis, "answered");
    }
    response
}

/// The policy with our own socket named: older WebKit does not count it under `'self'`.
fn content_policy(hall: &Hall, request: &Parts) -> Option<HeaderValue> {
    if !host_known(&request.headers, &hall.addresses()) {
        return None;
    }
    let host = request.headers.get(HOST)?.to_str().ok()?;
    let socket = format!("connect-src 'self' ws://{host} wss://{host}");
    HeaderValue::from_str(&CONTENT_POLICY.replace("connect-src 'self'", &socket)).ok()
}

/// A form that could not even be read is answered like everything else: with a page that says so.
fn in_words(response: Response) -> Response {
    let plain =
        response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let (status, sentence) = match response.status() {
        status @ StatusCode::PAYLOAD_TOO_LARGE if plain => {
            (status, "写得太长了，请返回上一页，删短一些再交。")
        }
        status @ (StatusCode::BAD_REQUEST
        | StatusCode::UNPROCESSABLE_ENTITY
        | StatusCode::UNSUPPORTED_MEDIA_TYPE)
            if plain =>
        {
            (status, "没有读懂这张表，请回到会场重新打开这一页再填。")
        }
        _ => return response,
    };
    Stop::new(status, "没有收下", sentence).into_response()
}

async fn refuse(hall: &Hall, request: &Parts) -> Option<Stop> {
    let path = request.uri.path();
    if path == "/healthz" || path.starts_with("/assets/") {
        return None;
    }
    let headers = &request.headers;
    if !host_known(headers, &hall.addresses()) {
        hall.look_again();
        if !host_known(headers, &hall.addresses()) {
            let sentence = "请用大屏上的网址打开，或再扫一次二维码。";
            return Some(Stop::new(StatusCode::MISDIRECTED_REQUEST, "网址不对", sentence));
        }
    }
    let reading = matches!(request.method, Method::GET | Method::HEAD);
    if !reading && came(headers, &hall.addresses()).is_none() {
        return Some(foreign());
    }
    if path != "/claim" {
        match hall.claimed().await {
            Ok(true) => {}
            Ok(false) => {
                let sentence = "这台服务器还没有主持人。请在电脑的黑色窗口里找到启用码，再点下面。";
                let stop = Stop::new(StatusCode::SERVICE_UNAVAILABLE, "尚未启用", sentence);
                return Some(stop.back_to("/claim", "去启用"));
            }
            Err(error) => return Some(error.into()),
        }
    }
    None
}
