//! The pages, one file each, gated by the bundle that makes them live.

#[cfg(any(feature = "ssr", feature = "phone"))]
pub mod proof;
#[cfg(any(feature = "ssr", feature = "hall"))]
pub mod desk;
#[cfg(any(feature = "ssr", feature = "hall"))]
pub mod wall;
