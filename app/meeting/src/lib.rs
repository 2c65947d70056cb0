//! The rules of an open-space evening (开放空间), pure.
//!
//! `decide` says what a command would do or why not; `apply` makes it so; `view` says who may see
//! what of it. Deliberately absent: I/O, clocks, chance, floats, hash order, any framework. Time and
//! randomness arrive inside the [`Act`].
//!
//! The map, one noun a file: [`people`] · [`stages`] · [`topics`] · [`tables`] · [`motions`] ·
//! [`floor`] · [`voting`] · [`plans`] · [`minutes`] · [`screens`]; [`rule_pack`] is the method as data,
//! [`view`] the one door of secrecy, [`wire`] the frames, [`story`] whole meetings as text.

#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::wildcard_enum_match_arm,
        clippy::float_arithmetic,
        clippy::as_conversions
    )
)]

mod act;
pub mod floor;
mod id;
mod meeting;
pub mod minutes;
pub mod motions;
pub mod people;
pub mod plans;
mod record;
mod refusal;
pub mod rule_pack;
pub mod screens;
pub mod stages;
pub mod story;
pub mod tables;
mod time;
pub mod topics;
pub mod view;
pub mod voting;
pub mod wire;
mod words;

pub use act::{Act, Door, Standing};
pub use id::{ActionId, CorrectionId, LineId, MotionId, PersonId, PledgeId, TableNo, TopicId, VoteId};
pub use meeting::{Command, Event, Meeting, Setup, apply, decide, next_deadline, open};
pub use record::Recorded;
pub use refusal::{Field, Refusal, Why};
pub use rule_pack::{RuleKey, RulePack};
pub use time::{Moment, Span};
pub use words::Words;

/// What a decision gives: the events to come, or why not.
pub type Decision = Result<Vec<Event>, Refusal>;
