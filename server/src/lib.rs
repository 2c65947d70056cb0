//! The station's server: keeps the meetings, answers the pages, carries the live path.

pub mod assets;
pub mod auth;
pub mod commands;
pub mod documents;
pub mod hall;
pub mod live;
pub mod robots;
pub mod routes;
pub mod store;
