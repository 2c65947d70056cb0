//! B7, the bytes of a first visit: the page with the form, the page of the hall, the bundles.
//!
//! Pages are weighed as the real program serves them on plain http. Held against the limits of the
//! weakest link, not against a peer.

use super::program::figure;
use super::{Row, station};
use crate::{Outcome, site};

/// The form and all it needs to be used: page and style, in the first flight of packets.
const FIRST_FLIGHT: f64 = 14.0 * 1024.0;
/// Everything a phone fetches until its page is live.
const FIRST_VISIT: f64 = 110.0 * 1024.0;
const HALL_BROTLI: f64 = 300_000.0;

pub(super) fn rows() -> Outcome<Vec<Row>> {
    let row = |what: &str, ours: f64, limit: f64, peer_name| Row {
        id: "B7",
        what: what.to_owned(),
        ours,
        peer: limit,
        peer_name,
        goal: 1.0,
        unit: "bytes",
    };
    site::build()?;
    let weights = site::weigh()?;
    let (phone, desk) = (weights.bundle("phone"), weights.bundle("hall"));
    let mut found = vec![
        row("phone wasm + glue, brotli", phone.brotli as f64, site::PHONE_BROTLI as f64, "limit"),
        row("phone wasm + glue, brotli", phone.brotli as f64, 90_000.0, "aim"),
        row("phone wasm + glue, gzip", phone.gzip as f64, site::PHONE_GZIP as f64, "limit"),
        row("phone wasm + glue, gzip", phone.gzip as f64, 110_000.0, "aim"),
        row("phone wasm + glue, raw", phone.raw as f64, 300_000.0, "aim"),
        row("desk and wall wasm + glue, brotli", desk.brotli as f64, HALL_BROTLI, "limit"),
    ];
    let pages = station::open("b7")?.load.ask("pages")?;
    println!("   as served: {pages}");
    let gzip = |page: &str| figure(&pages[page], "gzip");
    let (door, hall) = (gzip("door")? + gzip("style")?, gzip("hall")? + gzip("style")?);
    found.extend([
        row("form page + style, gzip", door, FIRST_FLIGHT, "limit"),
        row("hall page + style, gzip", hall, FIRST_FLIGHT, "aim"),
        row("hall page, style, island, gzip", hall + phone.gzip as f64, FIRST_VISIT, "aim"),
    ]);
    Ok(found)
}
