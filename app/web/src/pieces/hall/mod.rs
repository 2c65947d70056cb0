//! The pieces of a resident's hall page (会场), in the order of the page.
//!
//! The rule kept here: what the hall is doing now stands in front with one question and one primary
//! button; everything else stays reachable in a fold, because open-space stages never shut anybody
//! out. Every piece is a function of what the phone holds.

pub mod debate;
pub mod now;
pub mod people;
pub mod plan;
pub mod tables;
pub mod topics;
pub mod vote;

use crate::live::{Evening, Shown};

/// What a phone holds.
pub type Phone = Shown<Evening>;
