//! From what a handler knows to the page it shows: the one place where pages get their input.
//!
//! The rule kept here: a page gets exactly what it shows. Deliberately not here: how pages look
//! (`web::pages`), who may see them (the handlers).

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use meeting::{Moment, TableNo};
use uuid::Uuid;
use web::live::Page;
use web::pages;
use web::render::{self, Sheet};
use web::start::{Notice, PhoneStart};

use super::answer::{self, Outcome, sheet};
use super::asker::At;
use super::qr;
use super::record::Made;
use super::screens::Again;
use crate::auth::token::random_16;
use crate::documents::{self, Kind};
use crate::hall::Hall;
use crate::live::REHEARSAL;

type Typed = [(String, String)];

/// The door again after a refusal, or for the first time.
#[derive(Default)]
pub(super) struct DoorPage {
    /// The QR's secret, when the visitor came by it.
    pub(super) secret: Option<String>,
    pub(super) status: StatusCode,
    pub(super) notice: Option<String>,
    pub(super) typed: Vec<(String, String)>,
}

fn nonce() -> Result<Uuid, answer::Stop> {
    Ok(uuid::Builder::from_random_bytes(random_16()?).into_uuid())
}

fn refused(notice: Option<&str>) -> Option<Notice> {
    notice.map(|text| Notice { refused: true, text: text.to_owned() })
}

fn plain(title: impl Into<String>) -> Sheet {
    sheet(title, "phone", None)
}

/// `/`.
pub(super) async fn station(
    hall: &Hall,
    host: bool,
    status: StatusCode,
    notice: Option<&str>,
    typed: &Typed,
) -> Outcome {
    use pages::station::{Meeting, Stands, Station};
    let calendar = hall.calendar().await?;
    let named = hall.store.station().await?;
    let meetings = hall.store.meetings().await?.into_iter().map(|meeting| Meeting {
        rehearsal: meeting.state.starts_with(REHEARSAL),
        id: meeting.id,
        theme: meeting.theme,
        place: meeting.place,
        starts: meeting.starts.map_or_else(String::new, |starts| calendar.day_and_time(Moment(starts))),
        stands: match meeting.state.trim_start_matches(REHEARSAL) {
            "closed" => Stands::Over,
            "begun" => Stands::Ongoing,
            _ => Stands::Soon,
        },
    });
    let station = Station {
        name: named.map_or_else(String::new, |station| station.name),
        meetings: meetings.collect(),
        host,
        digits: u16::try_from(hall.options.digits.count()).unwrap_or(6),
        notice: refused(notice),
        typed: typed.to_vec(),
    };
    Ok(answer::page(status, pages::station::page(plain("议事厅"), station)))
}

/// `/claim`.
pub(super) fn claim(status: StatusCode, notice: Option<&str>, typed: &Typed) -> Outcome {
    let claim = pages::claim::Claim { notice: refused(notice), typed: typed.to_vec() };
    Ok(answer::page(status, pages::claim::page(plain("启用议事厅"), claim)))
}

/// `/meetings/new`.
pub(super) async fn setup(hall: &Hall, status: StatusCode, notice: Option<&str>, typed: &Typed) -> Outcome {
    let (date, _) = hall.calendar().await?.fields(Moment(hall.now()));
    let station = hall.store.station().await?;
    let setup = pages::setup::Setup {
        nonce: nonce()?,
        notice: refused(notice),
        typed: typed.to_vec(),
        station: station
            .map(|station| [station.name, station.community, station.subdistrict])
            .unwrap_or_default(),
        date,
        time: "19:00".to_owned(),
        pack: hall.pack.clone(),
        pack_text: super::pack::text().to_owned(),
    };
    Ok(answer::page(status, pages::setup::page(plain("开一场新会"), setup)))
}

/// `/m/{id}` and `/j/{secret}`.
pub(super) async fn door(hall: &Hall, at: &At, page: DoorPage) -> Outcome {
    let DoorPage { secret, status, notice, typed } = page;
    let meeting = at.handle.meeting();
    let setup = &meeting.setup;
    let door = pages::door::Door {
        meeting: at.handle.id().to_owned(),
        station: setup.station.to_string(),
        theme: setup.theme.to_string(),
        place: setup.place.to_string(),
        starts: hall.calendar().await?.day_and_time(setup.starts),
        rehearsal: setup.rehearsal,
        open: at.handle.doors().is_some(),
        needs_code: secret.is_none() && !at.asking.host,
        secret,
        nonce: nonce()?,
        notice: refused(notice.as_deref()),
        typed,
    };
    Ok(answer::page(status, pages::door::page(plain(door.theme.clone()), door)))
}

/// `/m/{id}/hall`.
pub(super) fn hall(sheet: Sheet, start: PhoneStart) -> Result<String, postcard::Error> {
    pages::hall::page(sheet, start)
}

/// `/m/{id}/table/{n}`.
pub(super) fn table(sheet: Sheet, start: PhoneStart, table: TableNo) -> Result<String, postcard::Error> {
    pages::table::page(sheet, start, table)
}

/// `/m/{id}/record`: every paper there is, with its downloads.
pub(super) async fn record(hall: &Hall, at: &At, made: &Arc<Made>, again: Again) -> Outcome {
    let meeting = &made.meeting;
    let host = at.asking.host;
    let base = at.address("record");
    let mut kinds = vec![(Kind::Minutes, "minutes".to_owned()), (Kind::Convention, "convention".to_owned())];
    if host {
        let sheets = (1..=u16::try_from(documents::matters(meeting).len()).unwrap_or(u16::MAX))
            .map(|number| (Kind::Handover(number), format!("handover-{number}")));
        kinds.extend(sheets);
    }
    let source = made.source();
    let papers = kinds.into_iter().filter_map(|(kind, name)| {
        let paper = documents::compose(&source, kind)?;
        let links = [("Word", "docx"), ("PDF", "pdf"), ("文本", "md")]
            .map(|(called, ending)| (called.to_owned(), format!("{base}/{name}.{ending}")));
        let html = papers::html(&paper);
        Some(pages::record::Shown { title: paper.title.concat(), html, links: links.into() })
    });
    let person = at.person();
    let corrections = meeting.minutes.asked.iter().filter(|wish| host || Some(wish.person) == person);
    let record = pages::record::Record {
        page: Page {
            meeting: made.id.clone(),
            screen: "phone",
            back: "record".to_owned(),
            nonce: nonce()?,
            starts: hall.calendar().await?.day_and_time(meeting.setup.starts),
            notice: again.notice,
            typed: again.typed,
        },
        theme: meeting.setup.theme.to_string(),
        closed: meeting.closed(),
        rehearsal: meeting.setup.rehearsal,
        papers: papers.collect(),
        bundle: host.then(|| format!("{base}/bundle.zip")),
        may_ask: person.is_some(),
        corrections: corrections
            .map(|wish| {
                let answer = wish.answer.as_ref().map_or_else(String::new, ToString::to_string);
                (wish.text.to_string(), answer)
            })
            .collect(),
        home: Some(if host { "desk" } else { "hall" }),
    };
    Ok(answer::page(again.status, pages::record::page(plain("会议记录"), record)))
}

/// One paper as a page of its own.
pub(super) fn paper(title: &str, html: String) -> Response {
    small(
        StatusCode::OK,
        title,
        || view! { <main class="evening"><div class="sheet" inner_html=html></div></main> },
    )
}

/// What is the matter, and one way on.
pub(super) fn trouble(
    status: StatusCode,
    title: &str,
    sentence: &str,
    back: &(String, &'static str),
) -> Response {
    let back = (back.0.clone(), back.1);
    answer::page(status, pages::trouble::page(plain(title), title, sentence, back))
}

/// A small page that belongs to no bundle.
fn small<V: IntoView>(status: StatusCode, title: &str, view: impl FnOnce() -> V) -> Response {
    answer::page(status, render::page(plain(title), (), view))
}

/// A link for another device, as QR and address.
pub(super) fn link(title: &str, text: &'static str, address: &str, back: &str) -> Response {
    let qr::Drawn { path, side } = qr::draw(address);
    let (heading, address, back) = (title.to_owned(), address.to_owned(), back.to_owned());
    small(StatusCode::OK, title, || {
        view! {
            <main class="evening">
                <h1>{heading}</h1>
                <p>{text}</p>
                <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label="二维码">
                    <rect width=side height=side fill="#fff"></rect>
                    <path d=path fill="#000"></path>
                </svg>
                <p class="address">{address}</p>
                <p><a href=back>"回到主持台"</a></p>
            </main>
        }
    })
}

/// The addresses phones may use, one of them in use.
pub(super) fn addresses(all: &[String], used: &str, back: &str) -> Response {
    let action = format!("{back}/address");
    let back = back.to_owned();
    let rows: Vec<(String, bool)> = all.iter().map(|base| (base.clone(), base == used)).collect();
    small(StatusCode::OK, "换一个网址", || {
        let rows = rows
            .into_iter()
            .map(|(base, used)| {
                let shown = if used { format!("{base}（正在用）") } else { base.clone() };
                view! {
                    <li>
                        <form method="post" action=action.clone()>
                            <input type="hidden" name="base" value=base />
                            <p class="address">{shown}</p>
                            <button type="submit" class="button">"用这个网址"</button>
                        </form>
                    </li>
                }
            })
            .collect::<Vec<_>>();
        view! {
            <main class="evening">
                <h1>"换一个网址"</h1>
                <p>"手机扫了打不开时，换一个再试。大屏上的二维码会跟着换。"</p>
                <ul class="plain">{rows}</ul>
                <p><a href=back>"回到主持台"</a></p>
            </main>
        }
    })
}

/// The button that uses a link up.
pub(super) fn use_link(text: &'static str, action: &str) -> Response {
    let action = action.to_owned();
    small(StatusCode::OK, text, || {
        view! {
            <main class="evening">
                <h1>{text}</h1>
                <form method="post" action=action>
                    <button type="submit" class="button button--primary">"用这台设备"</button>
                </form>
            </main>
        }
    })
}
