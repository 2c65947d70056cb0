//! Pieces of pages (片段).

#[cfg(any(feature = "ssr", feature = "hall"))]
pub mod desk;
#[cfg(any(feature = "ssr", feature = "hall"))]
pub mod wall;
