//! The pages, one file each, gated by the bundle that makes them live; the rest is plain HTML for ever.

#[cfg(feature = "ssr")]
pub mod claim;
#[cfg(any(feature = "ssr", feature = "hall"))]
pub mod desk;
#[cfg(feature = "ssr")]
pub mod door;
#[cfg(any(feature = "ssr", feature = "phone"))]
pub mod hall;
#[cfg(feature = "ssr")]
mod plain;
#[cfg(feature = "ssr")]
pub mod record;
#[cfg(feature = "ssr")]
pub mod setup;
#[cfg(feature = "ssr")]
pub mod station;
#[cfg(any(feature = "ssr", feature = "phone"))]
pub mod table;
#[cfg(feature = "ssr")]
pub mod trouble;
#[cfg(any(feature = "ssr", feature = "hall"))]
pub mod wall;
