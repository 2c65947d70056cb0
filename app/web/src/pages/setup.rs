//! Calling a meeting (`/meetings/new`): station, the question, place and time, the host's form of
//! address, and the rules it will keep, shown whole. Only a host's device sees it.

use leptos::prelude::*;
use meeting::rule_pack::RulePack;
use uuid::Uuid;

use crate::kit::{self, Typing, Views};
use crate::render::Sheet;
use crate::start::Notice;
use crate::words::plain as w;

use super::plain;

/// What the page shows. `typed` wins over what is known already.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Makes the form a request of its own.
    pub nonce: Uuid,
    /// What became of the last try.
    pub notice: Option<Notice>,
    /// The fields as typed.
    pub typed: Vec<(String, String)>,
    /// The station's name, 社区 and 街道, as far as known.
    pub station: [String; 3],
    /// Today in the station's zone, `2026-03-08`.
    pub date: String,
    /// A likely time, `19:00`.
    pub time: String,
    /// The rules the meeting will keep.
    pub pack: RulePack,
    /// The same as the text people edit; empty where it cannot be changed here.
    pub pack_text: String,
}

/// The page.
///
/// # Errors
/// None in practice: the page has no parts.
pub fn page(sheet: Sheet, setup: Setup) -> Result<String, postcard::Error> {
    let notice = setup.notice.clone();
    plain::page(sheet, w::SETUP_TITLE, notice.as_ref(), || {
        vec![
            kit::para("lead", w::SETUP_LEAD),
            kit::post("form", "/meetings/new".to_owned(), vec![plain::nonce(setup.nonce)], boxes(&setup)),
        ]
    })
}

fn boxes(setup: &Setup) -> Views {
    let typed = |name: &str, known: &str| {
        let typed = plain::typed(&setup.typed, name);
        if typed.is_empty() { known.to_owned() } else { typed }
    };
    let [station, community, subdistrict] = &setup.station;
    let ask = |name, label, example| Typing::new(name, label, example, 40);
    let rehearsal = plain::typed(&setup.typed, "rehearsal") == "1";
    vec![
        kit::area(Typing::new("theme", w::THEME_ASK, w::THEME_EXAMPLE, 60), &typed("theme", "")),
        kit::line(ask("place", w::PLACE_ASK, w::PLACE_EXAMPLE), typed("place", "")),
        kit::block(
            "pair",
            vec![
                kit::line(Typing::new("date", w::DATE_ASK, "", 10).of("date"), typed("date", &setup.date)),
                kit::line(Typing::new("time", w::TIME_ASK, "", 5).of("time"), typed("time", &setup.time)),
            ],
        ),
        kit::line(Typing::new("host", w::HOST_ASK, w::HOST_EXAMPLE, 16), typed("host", "")),
        kit::line(ask("station", w::STATION_ASK, w::STATION_EXAMPLE), typed("station", station)),
        kit::line(
            ask("community", w::COMMUNITY_ASK, w::COMMUNITY_EXAMPLE).optional(),
            typed("community", community),
        ),
        kit::line(
            ask("subdistrict", w::SUBDISTRICT_ASK, w::SUBDISTRICT_EXAMPLE).optional(),
            typed("subdistrict", subdistrict),
        ),
        view! {
            <label class="radio">
                <input type="checkbox" name="rehearsal" value="1" checked=rehearsal />
                <span>{w::REHEARSAL_ASK}</span>
            </label>
        }
        .into_any(),
        pack(setup),
        kit::button("button button--primary", w::SETUP_DO),
    ]
}

/// The rules as shown, and for those who know them as text to edit.
fn pack(setup: &Setup) -> AnyView {
    let pack = &setup.pack;
    let named = |number: u8, short: &str, text: &str| {
        kit::item("", vec![kit::para("", kit::join(&[&kit::number(number), ". ", short, "：", text]))])
    };
    let principles: Views =
        pack.principles.iter().map(|each| named(each.number, &each.short.hans, &each.text.hans)).collect();
    let rules: Views =
        pack.rules.iter().map(|each| named(each.number, &each.short.hans, &each.text.hans)).collect();
    let text = plain::typed(&setup.typed, "pack");
    let text = if text.is_empty() { &setup.pack_text } else { &text };
    let edit = if text.is_empty() {
        kit::nothing()
    } else {
        kit::fold(
            false,
            w::PACK_EDIT,
            vec![kit::area(Typing::new("pack", w::PACK_TEXT, "", u16::MAX).optional(), text)],
        )
    };
    let badge = kit::join(&[&pack.name.hans, "（", &pack.badge.hans, "）"]);
    kit::fold(
        false,
        kit::join(&[w::PACK_ASK, "：", &badge]),
        vec![kit::list("plain", principles), kit::list("plain", rules), edit],
    )
}
