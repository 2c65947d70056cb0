//! The addresses of the station and what answers there.
//!
//! The rule kept here: every request passes [`gate`], every answer bears the headers of [`headers`],
//! no body is larger than a form of ours. Handlers are in one file per page; none of them holds rules.

mod acts;
mod answer;
mod asker;
mod door;
pub mod forms;
mod gate;
pub mod headers;
mod links;
pub mod listen;
pub mod pack;
mod posted;
pub mod qr;
pub mod reach;
mod record;
mod screens;
mod show;
mod station;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn_with_state, map_response};
use axum::routing::{get, post};
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::assets;
use crate::hall::Hall;

/// The largest body taken, in bytes.
const LARGEST_BODY: usize = 16 * 1024;

/// The largest form that calls a meeting, which may hold edited rules; percent signs triple Chinese text.
const LARGEST_PACK: usize = 256 * 1024;

/// How long an answer may take; a bundle of papers is the longest.
const LONGEST: Duration = Duration::from_secs(60);

/// All routes.
pub fn router(hall: Arc<Hall>) -> Router {
    let router = Router::new()
        .route("/healthz", get(station::healthz))
        .route("/assets/{name}", get(assets::serve))
        .route("/", get(station::home).post(station::by_code))
        .route("/claim", get(station::claim_page).post(station::claimed))
        .route(
            "/meetings/new",
            get(station::setup_page).post(station::call).layer(DefaultBodyLimit::max(LARGEST_PACK)),
        )
        .route("/j/{secret}", get(door::by_secret))
        .route("/link/{token}", get(links::look).post(links::spend))
        .route("/m/{id}", get(door::door).post(door::come_in))
        .route("/m/{id}/do", post(acts::act))
        .route("/m/{id}/hall", get(screens::hall))
        .route("/m/{id}/table/{n}", get(screens::table))
        .route("/m/{id}/wall", get(screens::wall))
        .route("/m/{id}/desk", get(screens::desk))
        .route("/m/{id}/desk/wall", post(links::wall))
        .route("/m/{id}/desk/address", get(links::addresses).post(links::choose_address))
        .route("/m/{id}/desk/link", post(links::second))
        .route("/m/{id}/desk/second", post(links::second))
        .route("/m/{id}/desk/seat/{person}", post(links::seat))
        .route("/m/{id}/record", get(record::record))
        .route("/m/{id}/record/{file}", get(record::file))
        .route("/m/{id}/convention", get(record::convention))
        .route("/m/{id}/handover/{n}", get(record::handover))
        .route("/live/{id}", get(screens::live))
        .route("/api/m/{id}/commands", post(acts::command));
    router
        .fallback(async || answer::Stop::nowhere())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(from_fn_with_state(Arc::clone(&hall), gate::pass))
        // files of the site are compressed already and say so; the layer leaves them alone
        .layer(CompressionLayer::new())
        .layer(map_response(headers::set))
        .with_state(hall)
}
