//! What a screen's socket is handed by the pages' side: refusals put into words, and the way in drawn.
//!
//! The rule: socket and plain POST use the very same functions, so there is one door for both; forms are
//! read by `routes::forms` for both.
//! Deliberately not here: any such function.

use std::sync::Arc;

use meeting::wire::WayIn;
use meeting::{Refusal, RulePack};

use crate::store::Doors;

/// Draws the way in for wall and desk; `None` is closed doors. It knows the address phones reach.
pub type DrawWayIn = dyn Fn(Option<&Doors>) -> WayIn + Send + Sync;

/// Puts into words and drawings what the rules and the store know as data.
#[derive(Clone)]
pub struct Interpreter {
    /// A refusal in words a resident understands.
    pub sentence: fn(&Refusal, &RulePack) -> String,
    /// The way in, drawn.
    pub way_in: Arc<DrawWayIn>,
}
