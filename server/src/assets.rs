//! The files a browser fetches besides pages: bundles and styles, inside the program.
//!
//! The rule kept here: only files the site's manifest names are served, under names that hash
//! their content, so that they may be kept for ever; each goes out in the smallest form the
//! browser takes. Anybody may fetch them: they hold nobody's data.
//! Not here: building them (`cargo xtask build`), pages, photos.

use std::collections::BTreeMap;
use std::sync::Arc;
#[cfg(not(debug_assertions))]
use std::sync::OnceLock;

use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

/// The built files: on disk in a debug build, inside the program in a release.
#[derive(RustEmbed)]
#[folder = "../target/site"]
struct Site;

type Names = BTreeMap<String, String>;

/// The address of a file by its logical name (`main.css`, `phone.wasm`); `None` when the site has
/// not been built.
#[must_use]
pub fn address(logical: &str) -> Option<String> {
    names().get(logical).map(|hashed| format!("/assets/{hashed}"))
}

/// The files of one bundle (`phone` or `hall`); `None` when it has not been built.
#[must_use]
pub fn bundle(name: &str) -> Option<web::render::Bundle> {
    Some(web::render::Bundle {
        start: address(&format!("{name}.js"))?,
        glue: address(&format!("{name}-glue.js"))?,
        wasm: address(&format!("{name}.wasm"))?,
    })
}

/// A release's names never change; a debug build reads them anew, so that a rebuilt site shows
/// without a restart.
fn names() -> Arc<Names> {
    #[cfg(not(debug_assertions))]
    {
        static NAMES: OnceLock<Arc<Names>> = OnceLock::new();
        NAMES.get_or_init(|| Arc::new(read_names())).clone()
    }
    #[cfg(debug_assertions)]
    Arc::new(read_names())
}

fn read_names() -> Names {
    let manifest = Site::get("manifest.json");
    manifest.and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default()
}

/// `GET /assets/{name}`.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let known = names().values().any(|hashed| *hashed == name);
    let Some(mime) = mime(&name).filter(|_| known) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let chosen = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(coding, _)| takes(&headers, coding))
        .find_map(|(coding, ending)| Some((Some(coding), Site::get(&format!("{name}{ending}"))?)));
    let Some((coding, file)) = chosen.or_else(|| Some((None, Site::get(&name)?))) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = file.data.into_owned().into_response();
    let out = response.headers_mut();
    out.insert(CONTENT_TYPE, HeaderValue::from_static(mime));
    out.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    out.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    out.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(coding) = coding {
        out.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

fn mime(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "wasm" => Some("application/wasm"),
        "js" => Some("text/javascript; charset=utf-8"),
        "css" => Some("text/css; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "woff2" => Some("font/woff2"),
        _ => None,
    }
}

/// Whether the browser offers a coding and has not given it weight 0.
fn takes(headers: &HeaderMap, coding: &str) -> bool {
    let offered = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    offered.flat_map(|value| value.split(',')).any(|offer| {
        let (name, weight) = offer.split_once(';').unwrap_or((offer, ""));
        let weight = weight.trim().trim_start_matches("q=");
        let refused = weight.starts_with('0') && weight.trim_matches(['0', '.']).is_empty();
        name.trim().eq_ignore_ascii_case(coding) && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::{mime, takes};
    use axum::http::{HeaderMap, HeaderValue, header::ACCEPT_ENCODING};

    fn offering(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(value))])
    }

    #[test]
    fn a_coding_is_taken_when_offered_and_not_refused() {
        assert!(takes(&offering("gzip, deflate, br"), "br"));
        assert!(takes(&offering("GZIP;q=0.5"), "gzip"));
        assert!(!takes(&offering("gzip, deflate"), "br"));
        assert!(!takes(&offering("br;q=0, gzip"), "br"));
        assert!(!takes(&offering("br; q=0.000"), "br"));
        assert!(!takes(&HeaderMap::new(), "gzip"));
    }

    #[test]
    fn wasm_has_the_type_that_browsers_compile_while_loading() {
        assert_eq!(mime("phone-0123.wasm"), Some("application/wasm"));
        assert_eq!(mime("manifest.json"), None);
    }
}
