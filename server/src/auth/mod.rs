//! Who is asking, and whether they may come in by this way.
//!
//! The rule: a right is a random token held by a device; the store knows only its hash. A browser shows
//! it as a cookie and must come from one of our own addresses; a robot shows it as a bearer token.
//! A new server answers nobody until its operator claims it with the code on the terminal.
//! Deliberately not here: what a person may do in a meeting (the rules say that), and any page.

pub mod asking;
pub mod claim;
pub mod codes;
pub mod cookies;
pub mod guesses;
pub mod origin;
pub mod token;

pub use asking::{Asking, Came, asking, came};
pub use origin::{Addresses, host_known, origin_allowed};
pub use token::{NoRandomness, Token};
