//! The load generator: many clients of one server, told on stdin what to do, answering in JSON lines.
//!
//! `load plain PORT CLIENTS` follows a peer: each "expect N" ends when every client has N more frames.
//! `load station PORT CODE DATA CLIENTS` makes a meeting on an unclaimed station and seats so many
//! residents with open phones: "fan N", "acks N", "lone N" and "pages" (see `phones` and `pages`).
//! The rule kept here: a step whose clients did not all see the same ends the run.

mod form;
mod pages;
mod phones;
mod plain;
mod station;

use std::net::SocketAddr;

use peers::{Failure, argument};

fn main() -> Result<(), Failure> {
    let address = SocketAddr::from(([127, 0, 0, 1], u16::try_from(argument(2)?)?));
    match std::env::args().nth(1).as_deref() {
        Some("plain") => plain::follow(address, argument(3)?),
        Some("station") => {
            let said = |at: usize| std::env::args().nth(at).ok_or("load station PORT CODE DATA CLIENTS");
            let station = station::open(address, &said(3)?, said(4)?.as_ref())?;
            phones::serve(station, argument(5)?)
        }
        _ => Err("load plain|station …".into()),
    }
}
