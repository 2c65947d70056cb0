//! The pages residents, recorders and hosts see (界面), written once and run in two places.
//!
//! The server turns them into whole HTML (`ssr`); a browser bundle (`phone` or `hall`) makes the
//! one island of a page live. The rule kept here: a page is a function of its parts, the parts
//! travel inside the page, and so what a script shows first is what was there without it.
//! Not here: rules (`meeting`), SQL, sockets' server side, routes.

#[cfg(feature = "hydrate")]
pub mod browser;
pub mod kit;
pub mod live;
pub mod pages;
pub mod parts;
pub mod pieces;
#[cfg(feature = "ssr")]
pub mod render;
pub mod start;
pub mod words;
