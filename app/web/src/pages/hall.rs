//! The hall on a phone (会场, `/m/{id}/hall`): what is happening now and the one thing I can do.
//!
//! Who sees it: whoever has a seat in the meeting. Whole without scripts; with them it is live.
//! The order of the page is fixed, and only what stands in front changes, so that a box somebody is
//! typing in never moves. Not here: the pieces (`pieces::hall`), the rules, who may open it.

use leptos::prelude::*;

use crate::kit;
use crate::live::{Evening, Held, Kinds, Shown};
use crate::pieces::hall::{debate, now, people, plan, tables, topics};
use crate::pieces::notice::said;
use crate::start::{PhoneStart, starting};

/// The island of the hall: a shell, so that its export name changes only with this line.
#[island]
pub fn Hall() -> impl IntoView {
    starting().map(hall)
}

fn hall(start: PhoneStart) -> AnyView {
    let held = Held::<Evening>::new(Shown::new(start, "phone", String::from("hall")));
    #[cfg(feature = "phone")]
    crate::live::socket::open(held, "screen=phone");
    let said = held.read(Kinds::default(), |shown| said(shown.page.notice.as_ref()));
    let (head, me, floor) = (Evening::HEAD, Evening::ME, Evening::FLOOR | Evening::VOTE | Evening::REPORT);
    let (actions, topics_too) = (Evening::ACTIONS | Evening::PLEDGES, head | me | Evening::TOPICS);
    kit::block(
        "",
        vec![
            held.draw(Kinds::LINE, now::lost),
            kit::element(
                kit::Tag::Main,
                "evening",
                vec![
                    held.draw(head | floor, now::head),
                    said,
                    held.draw(head | Evening::CARD, now::card),
                    held.draw(head | me | floor | Evening::MOTIONS | Evening::COUNT, now::now),
                    held.draw(head | floor | Kinds::CLOCK, debate::clock),
                    held.draw(head | me | floor, debate::hand),
                    held.draw(me, now::hidden),
                    held.draw(head | me | actions, plan::plan),
                    held.draw(head | me | Evening::TABLES, tables::tables),
                    held.draw(topics_too, topics::topics),
                    held.draw(Evening::MOTIONS, debate::motions),
                    held.draw(head | me, people::me),
                ],
            ),
        ],
    )
}

/// The hall as a whole page.
///
/// # Errors
/// When the parts cannot be encoded.
#[cfg(feature = "ssr")]
pub fn page(sheet: crate::render::Sheet, start: PhoneStart) -> Result<String, postcard::Error> {
    let sheet = crate::render::Sheet { surface: "phone", ..sheet };
    crate::render::page(sheet, start, || view! { <Hall /> })
}
