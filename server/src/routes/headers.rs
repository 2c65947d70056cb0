//! The headers every answer bears: what a browser may load, run, frame or tell others.
//!
//! The rule kept here: no inline script or style anywhere, wasm compiled by its own keyword only,
//! nothing from another origin. A handler that needs less strictness states it by setting the
//! header itself; none may need more scripts.

use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, Response};

/// What a page may load and run.
pub const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

const EVERY: [(HeaderName, &str); 5] = [
    (CONTENT_SECURITY_POLICY, CONTENT_POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // with `no-referrer` browsers send `Origin: null` with our own forms, and every one is refused
    (REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
];

/// Adds the headers a handler has not set itself.
pub async fn set<B>(mut response: Response<B>) -> Response<B> {
    for (name, value) in EVERY {
        let headers = response.headers_mut();
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}
