//! The record (会议记录, `/m/{id}/record`): the papers as pages with their downloads, and asking for a
//! correction once the gavel has fallen. Who may open it, and which papers, is the server's to say.
//! The papers' own HTML comes escaped from the crate `papers`; nothing else here is markup.

use leptos::prelude::*;

use crate::kit::{self, Typing, Views};
use crate::live::Page;
use crate::render::Sheet;
use crate::words::{self, plain as w};

use super::plain;

/// A paper as a page, with its downloads.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its title.
    pub title: String,
    /// Its content, as `papers` wrote it: the only markup taken as it is.
    pub html: String,
    /// Downloads: what it is called (`Word`, `PDF`, `文本`) and where.
    pub links: Vec<(String, String)>,
}

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Where forms go, what became of the last one, what was typed. `back` is `record`.
    pub page: Page,
    /// The theme.
    pub theme: String,
    /// Whether the gavel has fallen.
    pub closed: bool,
    /// A rehearsal.
    pub rehearsal: bool,
    /// The papers, the minutes first.
    pub papers: Vec<Shown>,
    /// Everything in one file, where there is one.
    pub bundle: Option<String>,
    /// Whether this person may ask for corrections: has a seat.
    pub may_ask: bool,
    /// My wishes with their answers; an empty answer is none yet.
    pub corrections: Vec<(String, String)>,
    /// Where to go back to: `hall` or `desk`.
    pub home: Option<&'static str>,
}

/// The page.
///
/// # Errors
/// None in practice: the page has no parts.
pub fn page(sheet: Sheet, record: Record) -> Result<String, postcard::Error> {
    let notice = record.page.notice.clone();
    plain::page(sheet, w::RECORD_TITLE, notice.as_ref(), || {
        let mut views = vec![
            kit::para("lead", record.theme.clone()),
            if record.rehearsal { kit::para("head__mark", words::REHEARSAL) } else { kit::nothing() },
            if record.closed { kit::nothing() } else { kit::para("notice", w::RECORD_OPEN) },
        ];
        for (at, paper) in record.papers.iter().enumerate() {
            views.push(one(paper, at == 0));
        }
        views.push(kit::maybe(record.bundle.clone().map(|to| kit::link("button", to, w::DOWNLOAD_ALL))));
        views.push(kit::para("hint", w::WECHAT));
        if record.may_ask && record.closed {
            views.push(ask(&record.page));
        }
        if !record.corrections.is_empty() {
            views.push(kit::heading(w::CORRECTIONS));
            views.push(kit::list("list", record.corrections.iter().map(wish).collect()));
        }
        views.push(kit::maybe(
            record.home.map(|home| kit::link("link", record.page.address(home), words::BACK_TO_HALL)),
        ));
        views
    })
}

fn one(paper: &Shown, open: bool) -> AnyView {
    let links: Views =
        paper.links.iter().map(|(name, to)| kit::link("button", to.clone(), name.clone())).collect();
    let html = paper.html.clone();
    kit::fold(
        open,
        paper.title.clone(),
        vec![kit::block("choices", links), view! { <div class="sheet" inner_html=html></div> }.into_any()],
    )
}

fn ask(page: &Page) -> AnyView {
    let act = "minutes.ask";
    kit::form(
        "form",
        page,
        act,
        &[],
        vec![
            kit::area(Typing::new("text", w::CORRECT, w::CORRECT_EXAMPLE, 280), &page.typed(act, "text")),
            kit::button("button button--primary", w::CORRECT_DO),
        ],
    )
}

fn wish((text, answer): &(String, String)) -> AnyView {
    let answer = if answer.is_empty() { w::NO_ANSWER.to_owned() } else { kit::join(&[w::ANSWERED, answer]) };
    kit::item("row", vec![kit::para("row__text", text.clone()), kit::para("row__about", answer)])
}
