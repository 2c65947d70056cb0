//! The wall (大屏, `/m/{id}/wall`): what the projector shows. It follows the desk and takes no input.
//!
//! Who sees it: everybody in the room, by a link from the desk only, because it shows the way in.
//! Not here: the frames (`pieces::wall`), who may open it (the server).

use leptos::prelude::*;

use crate::live::hall_held::Hall;
use crate::live::{Held, Shown};
use crate::pieces;
use crate::start::{HallStart, starting};

/// The island of the wall: a shell, so that its export name changes only with this line.
#[island]
pub fn Wall() -> impl IntoView {
    starting().map(wall)
}

fn wall(start: HallStart) -> impl IntoView {
    let held = Held::<Hall>::new(Shown::new(start, "wall", String::from("wall")));
    #[cfg(feature = "hall")]
    crate::live::socket::open(held, &query());
    pieces::wall::wall(held)
}

/// The wall's right is the link in its address, so the line carries it too.
#[cfg(feature = "hall")]
fn query() -> String {
    let search = leptos::web_sys::window().and_then(|window| window.location().search().ok());
    let search = search.unwrap_or_default();
    ["screen=wall&", search.trim_start_matches('?')].concat()
}

/// The wall as a whole page.
///
/// # Errors
/// When the parts cannot be encoded.
#[cfg(feature = "ssr")]
pub fn page(sheet: crate::render::Sheet, start: HallStart) -> Result<String, postcard::Error> {
    let sheet = crate::render::Sheet { surface: "on-wall", ..sheet };
    crate::render::page(sheet, start, || view! { <Wall /> })
}
