//! What the programs beside the benches share: the pace, the frames of the peers, and the pieces of
//! the load generator.
//!
//! The rule kept here: every peer gets the same clients, which count and compare each frame before
//! any time counts. Deliberately not here: measuring, which `cargo xtask bench` does from outside.

pub mod crowd;
pub mod http;

use std::time::Duration;

/// What went wrong, in words.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The time from one event to the next.
pub const PACE: Duration = Duration::from_millis(50);

/// A peer's frame: its number, then as many bytes as were asked for.
#[must_use]
pub fn frame(number: u64, bytes: usize) -> Vec<u8> {
    let mut frame = vec![b'a'; bytes.max(8)];
    frame[..8].copy_from_slice(&number.to_be_bytes());
    frame
}

/// The number at this place of the command line.
///
/// # Errors
/// It is missing or no number.
pub fn argument(at: usize) -> Result<usize, Failure> {
    let text = std::env::args().nth(at).ok_or_else(|| format!("argument {at} is missing"))?;
    text.parse().map_err(|_| format!("argument {at} is no number: {text}").into())
}
