//! The desk (主持台, `/m/{id}/desk`): the whole evening in the host's hands, one next step at a time.
//!
//! Who sees it: holders of the host's right at this station. Everything on it is a form that works
//! without scripts; with them it is live.
//! Not here: its panels (`pieces::desk`), the rules, who may open it (the server).

use leptos::prelude::*;

use crate::live::hall_held::Hall;
use crate::live::{Held, Shown};
use crate::pieces;
use crate::start::{HallStart, starting};

/// The island of the desk: a shell, so that its export name changes only with this line.
#[island]
pub fn Desk() -> impl IntoView {
    starting().map(desk)
}

fn desk(start: HallStart) -> impl IntoView {
    let held = Held::<Hall>::new(Shown::new(start, "desk", String::from("desk")));
    #[cfg(feature = "hall")]
    {
        crate::live::socket::open(held, "screen=desk");
        pieces::desk::keys::listen();
    }
    pieces::desk::desk(held)
}

/// The desk as a whole page.
///
/// # Errors
/// When the parts cannot be encoded.
#[cfg(feature = "ssr")]
pub fn page(sheet: crate::render::Sheet, start: HallStart) -> Result<String, postcard::Error> {
    let sheet = crate::render::Sheet { surface: "on-desk", ..sheet };
    crate::render::page(sheet, start, || view! { <Desk /> })
}
