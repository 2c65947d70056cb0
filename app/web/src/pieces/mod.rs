//! Pieces of pages (片段), by the page they belong to. A piece is a function of what its screen holds;
//! it makes no decisions a rule would make and reads nothing else.

#[cfg(any(feature = "ssr", feature = "hall"))]
pub mod desk;
#[cfg(any(feature = "ssr", feature = "phone"))]
pub mod hall;
pub mod notice;
#[cfg(any(feature = "ssr", feature = "phone"))]
pub mod record;
#[cfg(any(feature = "ssr", feature = "hall"))]
pub mod wall;
