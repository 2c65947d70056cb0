//! Robots that play an evening over real sockets: they come in by the form door, hold a seat, see what
//! their screens are sent, and act as people do.
//!
//! The rule: a robot has no door of its own; it uses what a browser uses (forms, cookies, the socket), so
//! what a rehearsal shows is what an evening will do. It reads only what its screens may see.
//! The map: `http` forms and cookies · `line` one socket · `robot` one device · `troupe` all of them and the
//! story · `facts` what a story expects, held against the screens.
//! Deliberately not here: printing (`commands::rehearse`), the grammar of stories (`meeting::story`).

mod arrivals;
mod facts;
mod http;
mod line;
mod memory;
mod robot;
mod seats;
mod troupe;

pub use troupe::{Course, Told, Troupe};
