//! The live path: one keeper per meeting that is awake, and the screens that follow it.
//!
//! The rule: an answer goes out only after what it answers is on the disk, and every screen shows the
//! state at one number of the one log. A slow screen costs a number, never a queue.
//! The map: [`Keepers`] finds or wakes a keeper · `keeper` takes what waits, decides, saves, then tells ·
//! `projection` and `stream` hold the encoded parts per audience, as `frame`s · `fan_out` sends what is new
//! to all screens that are current · [`socket`] is one screen, `opening` its handshake, `pipe` its connection ·
//! [`Clock`] is the time they all share · `log` turns events into rows and back.
//! Deliberately not here: who may open which screen (the routes say), and what a part shows (`meeting::view`).

mod acts;
mod ask;
mod batch;
mod clock;
mod doors;
mod fan_out;
mod frame;
mod handle;
mod interpreter;
mod keeper;
mod keepers;
mod log;
mod opening;
mod pace;
mod pipe;
mod projection;
mod shared;
pub mod socket;
mod stream;

pub use ask::{Answered, Ask, NotDone};
pub use clock::{Clock, Fast, Wall};
pub use handle::Handle;
pub use interpreter::{DrawWayIn, Interpreter};
pub use keepers::{Keepers, Options};
pub use log::{REHEARSAL, stream_name, summary};
pub use opening::Opening;
pub use socket::{Screen, Who};
