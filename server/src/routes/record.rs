//! `/m/{id}/record` and the papers behind it: minutes, draft convention, hand-over sheets, the bundle.
//!
//! The rule kept here: the host reads at any time, residents of the meeting once the gavel has
//! fallen; sheets and bundle are the host's to hand over. Papers are made from the log on request,
//! away from the threads that answer pages.
//! Deliberately not here: what a paper says (`documents`), how it is set (`papers`).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use meeting::Recorded;

use super::answer::{Outcome, Stop};
use super::asker::At;
use super::screens::{self, Again};
use super::show;
use crate::documents::{self, Format, Kind, Source};
use crate::hall::Hall;
use crate::live::stream_name;

/// `GET /m/{id}/record`.
pub(super) async fn record(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Outcome {
    let at = At::find(&hall, &id, &headers).await?;
    screens::screen(&hall, &at, "record", Again::default()).await
}

/// The page itself, first or again.
pub(super) async fn page(hall: &Arc<Hall>, at: &At, again: Again) -> Outcome {
    may_read(at)?;
    let made = Arc::new(Made::from(hall, at).await?);
    show::record(hall, at, &made, again).await
}

/// Residents read once the gavel has fallen; the host at any time.
fn may_read(at: &At) -> Result<(), Stop> {
    let closed = at.handle.meeting().closed();
    if at.asking.host || (closed && at.person().is_some()) {
        return Ok(());
    }
    if at.person().is_none() {
        let stop = Stop::new(StatusCode::FORBIDDEN, "请先入场", "会议记录给参加这场会的人看。");
        return Err(stop.back_to(at.door(), "去门口"));
    }
    let stop = Stop::new(StatusCode::FORBIDDEN, "会还没散", "散会以后，会议纪要就在这里。");
    Err(stop.back_to(at.address("hall"), "回到会场"))
}

/// Everything a paper is made from, read once.
pub(super) struct Made {
    pub(super) id: String,
    pub(super) meeting: Arc<meeting::Meeting>,
    pub(super) log: Vec<Recorded>,
    pub(super) calendar: documents::Calendar,
    pub(super) head: Option<[u8; 32]>,
}

impl Made {
    async fn from(hall: &Hall, at: &At) -> Result<Made, Stop> {
        let id = at.handle.id().to_owned();
        let rows = hall.store.read(&stream_name(&id), 1).await?;
        let unread = |number: u64| {
            tracing::error!(number, "a row does not read");
            Stop::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "记录读不出来",
                format!("第 {number} 条记录读不出来。"),
            )
        };
        let log = rows.iter().map(|row| {
            let event = row.event().map_err(|_| unread(row.number))?;
            let mut recorded: Recorded = serde_json::from_value(event).map_err(|_| unread(row.number))?;
            recorded.number = row.number;
            Ok::<_, Stop>(recorded)
        });
        let log = log.collect::<Result<Vec<_>, _>>()?;
        // state and log at one and the same number
        let meeting = meeting::Meeting::fold(&log).map(Arc::new).ok_or_else(|| unread(1))?;
        let head = rows.last().map(|row| row.at_hash);
        Ok(Made { id, meeting, log, calendar: hall.calendar().await?, head })
    }

    pub(super) fn source(&self) -> Source<'_> {
        let Made { id, meeting, log, calendar, head } = self;
        Source { id, meeting, log, calendar, head: *head }
    }
}

/// `GET /m/{id}/convention`.
pub(super) async fn convention(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Outcome {
    let at = At::find(&hall, &id, &headers).await?;
    may_read(&at)?;
    paper(&hall, &at, Kind::Convention, Format::Html).await
}

/// `GET /m/{id}/handover/{n}`.
pub(super) async fn handover(
    State(hall): State<Arc<Hall>>,
    Path((id, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Outcome {
    file(State(hall), Path((id, format!("handover-{number}.html"))), headers).await
}

/// `GET /m/{id}/record/{file}`: `minutes.docx`, `convention.pdf`, `handover-2.md`, `bundle.zip`.
pub(super) async fn file(
    State(hall): State<Arc<Hall>>,
    Path((id, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Outcome {
    let at = At::find(&hall, &id, &headers).await?;
    may_read(&at)?;
    let (name, ending) = file.rsplit_once('.').ok_or_else(Stop::nowhere)?;
    if file == "bundle.zip" {
        return bundle(&hall, &at).await;
    }
    let all = [Format::Html, Format::Docx, Format::Pdf, Format::Markdown];
    let format = all.into_iter().find(|format| format.ending() == ending).ok_or_else(Stop::nowhere)?;
    let kind = match name {
        "minutes" => Kind::Minutes,
        "convention" => Kind::Convention,
        handover => {
            let number = handover.strip_prefix("handover-").and_then(|number| number.parse().ok());
            Kind::Handover(number.ok_or_else(Stop::nowhere)?)
        }
    };
    paper(&hall, &at, kind, format).await
}

async fn paper(hall: &Arc<Hall>, at: &At, kind: Kind, format: Format) -> Outcome {
    if matches!(kind, Kind::Handover(_)) && !at.asking.host {
        return Err(Stop::host_only());
    }
    let made = Made::from(hall, at).await?;
    let Some(paper) = documents::compose(&made.source(), kind) else {
        let stop = Stop::new(StatusCode::NOT_FOUND, "还没有这份文件", "这场会没有通过这一类的动议。");
        return Err(stop.back_to(at.address("record"), "回到会议记录"));
    };
    let bytes = match format {
        Format::Html => return Ok(show::paper(&paper.title.concat(), papers::html(&paper))),
        Format::Markdown => papers::markdown(&paper).into_bytes(),
        Format::Docx | Format::Pdf => {
            let fonts = hall.fonts().await.map_err(no_fonts)?;
            away(move || documents::write(&paper, format, &fonts)).await?
        }
    };
    let name = match kind {
        Kind::Minutes => "minutes".to_owned(),
        Kind::Convention => "convention".to_owned(),
        Kind::Handover(number) => format!("handover-{number}"),
    };
    Ok(download(bytes, format.media(), &name, format.ending()))
}

async fn bundle(hall: &Arc<Hall>, at: &At) -> Outcome {
    if !at.asking.host {
        return Err(Stop::host_only());
    }
    let made = Made::from(hall, at).await?;
    let fonts = hall.fonts().await.map_err(no_fonts)?;
    let bytes = away(move || documents::bundle(&made.source(), &fonts)).await?;
    Ok(download(bytes, "application/zip", "bundle", "zip"))
}

fn no_fonts(sentence: String) -> Stop {
    Stop::new(StatusCode::SERVICE_UNAVAILABLE, "还不能排版", sentence)
}

/// Runs heavy work where it holds up no page.
async fn away<E: std::fmt::Display + Send + 'static>(
    work: impl FnOnce() -> Result<Vec<u8>, E> + Send + 'static,
) -> Result<Vec<u8>, Stop> {
    let failed = |fault: &dyn std::fmt::Display| {
        tracing::error!(%fault, "a paper could not be written");
        Stop::new(StatusCode::INTERNAL_SERVER_ERROR, "文件没有写成", "这份文件没有写成，请再试一次。")
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(fault)) => Err(failed(&fault)),
        Err(fault) => Err(failed(&fault)),
    }
}

fn download(bytes: Vec<u8>, media: &'static str, name: &str, ending: &str) -> Response {
    let headers = [
        (CONTENT_TYPE, media.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.{ending}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}
