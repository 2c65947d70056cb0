//! The one door of secrecy: state turned into parts for an audience. What is not in a part does not
//! leave the server. Two families, so that a phone never downloads the desk's: [`phone`] parts go to
//! residents, their table and the person; [`hall`] parts go to desk and wall.
//!
//! One function per family makes one part afresh (`part`), one lists all keys there are (`keys`), and
//! [`touched`] names what an event can have changed. The law: touched-only = recomputed from nothing.

pub mod hall;
mod hall_noun;
pub mod phone;
mod phone_me;
mod phone_noun;
mod touched;

pub use touched::{Touched, touched};
