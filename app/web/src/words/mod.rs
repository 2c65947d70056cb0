//! Every sentence a screen shows (文案), one voice: short, warm, plain, never blaming; buttons are verbs.
//!
//! One module per language with the same names; simplified Chinese is the source. Sentences for
//! refusals are made on the server only, where the rule pack is.

#[cfg(any(feature = "ssr", feature = "hall"))]
pub mod hall;
mod hans;
#[cfg(feature = "ssr")]
pub mod plain;
#[cfg(feature = "ssr")]
pub mod refusal;
mod screens;

pub use hans::*;
pub use screens::*;
