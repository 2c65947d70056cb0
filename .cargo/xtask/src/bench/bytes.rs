//! B7, the bytes of a first visit: the phone's bundle, and the page with the form.
//!
//! Held against the limits of the weakest link, not against a peer.

use super::Row;
use crate::{Outcome, site};

pub(super) fn rows() -> Outcome<Vec<Row>> {
    site::build()?;
    let phone = site::weigh()?.bundle("phone");
    let row = |what: &str, ours: u64, limit: u64, peer_name| Row {
        id: "B7",
        what: what.to_owned(),
        ours: ours as f64,
        peer: limit as f64,
        peer_name,
        goal: 1.0,
        unit: "bytes",
    };
    Ok(vec![
        row("phone wasm + glue, brotli", phone.brotli, site::PHONE_BROTLI, "limit"),
        row("phone wasm + glue, brotli", phone.brotli, 90_000, "aim"),
        row("phone wasm + glue, gzip", phone.gzip, site::PHONE_GZIP, "limit"),
        row("phone wasm + glue, gzip", phone.gzip, 110_000, "aim"),
        row("phone wasm + glue, raw", phone.raw, 300_000, "aim"),
    ])
}
