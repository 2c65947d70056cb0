//! The live path over real sockets: what every screen, retry, failure and restart can rely on.
//!
//! `world` is a meeting behind a small server of its own on port 0; `screen` is a phone or desk that keeps
//! the parts it is sent, as the pages do. One file per promise: `fan_out`, `in_step`, `once`, `saving`, `manners`,
//! `killed`.

#[path = "live/fan_out.rs"]
mod fan_out;
#[path = "live/in_step.rs"]
mod in_step;
#[path = "live/killed.rs"]
mod killed;
#[path = "live/manners.rs"]
mod manners;
#[path = "live/once.rs"]
mod once;
#[path = "live/saving.rs"]
mod saving;
#[path = "live/screen.rs"]
mod screen;
#[path = "live/troubled.rs"]
mod troubled;
#[path = "live/world.rs"]
mod world;
