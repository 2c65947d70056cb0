//! The addresses of the station and what answers there.
//!
//! The rule kept here: every answer bears the headers of [`headers`]. Handlers are in one file
//! per page; none of them holds rules.

pub mod forms;
pub mod headers;
pub mod pack;
#[cfg(debug_assertions)]
mod proof;

use axum::Router;
use axum::routing::get;
use tower_http::compression::CompressionLayer;

use crate::assets;

/// All routes.
pub fn router() -> Router {
    let router =
        Router::new().route("/healthz", get(async || "ok")).route("/assets/{name}", get(assets::serve));
    #[cfg(debug_assertions)]
    let router = router.route("/proof", get(proof::page));
    // files of the site are compressed already and say so; the layer leaves them alone
    router.layer(CompressionLayer::new()).layer(axum::middleware::map_response(headers::set))
}
