//! The pages, one file each, gated by the bundle that makes them live.

#[cfg(any(feature = "ssr", feature = "phone"))]
pub mod proof;
