//! The live side of every screen: what it holds, how that grows by frames, and how acts go out.
//!
//! The rule kept here: a page's first view and every later one come from the same held state, so the
//! server and the browser draw with the very same code. [`Held`] is shared by phone, desk and wall;
//! [`evening::Evening`] is what a phone holds, and what desk and wall hold of the same kinds.
//! Not here: views (`pages`, `pieces`), the frames themselves (`meeting::wire`).

pub mod evening;
#[cfg(feature = "hydrate")]
pub mod forms;
#[cfg(any(feature = "ssr", feature = "hall"))]
pub mod hall_held;
pub mod held;
pub mod page;
#[cfg(feature = "hydrate")]
pub mod socket;
#[cfg(feature = "hydrate")]
mod timer;

pub use evening::Evening;
pub use held::{Held, Holds, Kinds, Shown};
pub use page::Page;
