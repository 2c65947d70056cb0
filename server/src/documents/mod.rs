//! What comes of an evening on paper: minutes (会议纪要), the draft convention (小区公约草案), one-page
//! hand-over sheets (转交单) and the bundle for the deputies' liaison station (转交包), all computed from
//! the log. Names are forms of address; who voted what, buildings and rulings are in none of them.
//! No paper claims more than the act behind it: every vote is called 意向表决, every draft 草案.
//! Absent on purpose: how a paper is set (the `papers` crate), and where it is served (`routes`).

mod bundle;
mod convention;
mod dates;
mod handover;
pub mod lint;
mod minutes;
mod motion;
mod plan;

pub use bundle::{BundleError, bundle};
pub use convention::{Article, articles};
pub use dates::Calendar;
pub use handover::{Matter, matters};

use meeting::{Meeting, Recorded};
use papers::{Fonts, Paper};

/// What papers are made from.
pub struct Source<'a> {
    /// The meeting's address.
    pub id: &'a str,
    /// Its state.
    pub meeting: &'a Meeting,
    /// Its log, for how acts came in.
    pub log: &'a [Recorded],
    /// The station's zone and words for dates.
    pub calendar: &'a Calendar,
    /// The chain's hash at the last event, printed so that a paper can be held against the log.
    pub head: Option<[u8; 32]>,
}

/// Which paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 会议纪要.
    Minutes,
    /// 小区公约草案.
    Convention,
    /// 转交单, by its number from 1.
    Handover(u16),
}

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A page.
    Html,
    /// For Word and WPS.
    Docx,
    /// For printing.
    Pdf,
    /// Plain text.
    Markdown,
}

impl Format {
    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Markdown => "md",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Markdown => "text/markdown; charset=utf-8",
        }
    }
}

/// Composes a paper; `None` when there is nothing for it (no article adopted, no such matter).
#[must_use]
pub fn compose(source: &Source<'_>, kind: Kind) -> Option<Paper> {
    match kind {
        Kind::Minutes => Some(minutes::paper(source)),
        Kind::Convention => convention::paper(source),
        Kind::Handover(number) => handover::paper(source, number),
    }
}

/// Writes a paper in a form.
///
/// # Errors
/// When it is too large, or a one-page paper cannot be brought to one page.
pub fn write(paper: &Paper, format: Format, fonts: &Fonts) -> Result<Vec<u8>, papers::Error> {
    match format {
        Format::Html => Ok(papers::html(paper).into_bytes()),
        Format::Markdown => Ok(papers::markdown(paper).into_bytes()),
        Format::Pdf => papers::pdf(paper, fonts).map(|pdf| pdf.bytes),
        Format::Docx => {
            // A one-page paper takes its sizes from the printed one, so that both fit.
            let step = if paper.one_page { papers::pdf(paper, fonts)?.step } else { papers::Step::default() };
            papers::docx(paper, step)
        }
    }
}

/// The mark on every page: a rehearsal and an evening still going on say so.
fn mark(meeting: &Meeting, otherwise: Option<&str>) -> Option<String> {
    if meeting.setup.rehearsal {
        return Some(otherwise.map_or_else(|| "演练".to_owned(), |mark| format!("演练 · {mark}")));
    }
    match otherwise {
        Some(mark) => Some(mark.to_owned()),
        None if !meeting.closed() => Some("会议进行中 · 未定稿".to_owned()),
        None => None,
    }
}

/// A line under every page from which the paper can be held against the log.
fn footer(source: &Source<'_>) -> Option<String> {
    let head = source.head?;
    let short: String = head.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    Some(format!("据会议记录第 1—{} 号自动整理　校验码 {short}", source.meeting.number))
}

/// When the evening began: as called, or when the host moved on before that; a meeting made after its hour
/// began when it was made.
fn began(meeting: &Meeting) -> meeting::Moment {
    let called = meeting.setup.starts.max(meeting.opened_at);
    meeting.stages.begun_at.map_or(called, |moved| moved.min(called))
}

/// 一 二 三 … up to 九十九, for articles and chapters.
fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens @ 2..=9, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::chinese;

    #[test]
    fn articles_are_numbered_as_chinese_texts_number_them() {
        let all =
            [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")];
        for (number, text) in all {
            assert_eq!(chinese(number), text);
        }
        assert_eq!(chinese(100), "100");
    }
}
