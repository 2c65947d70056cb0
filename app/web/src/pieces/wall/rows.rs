//! Lists on the wall: rows that turn page by page by the clock, and letters that shrink with length.
//!
//! The rule kept here: at most six lines a page under one headline, and no text is cut while a page can
//! be turned instead. The page follows from the server's clock, so two walls show the same one.

use core::ops::Range;

use leptos::prelude::*;
use meeting::Moment;

/// The most lines of a list on one page.
const LINES: usize = 6;
/// Letters in a line of the narrowest wall, 4:3.
const LETTERS: usize = 12;
/// How long a page stays, in milliseconds.
const STAY: i64 = 8_000;

/// One row.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// What stands before it: a number, a kind.
    pub(super) mark: String,
    /// The text.
    pub(super) text: String,
    /// Smaller, under the text; may be empty.
    pub(super) under: String,
    /// What stands at its end; may be empty.
    pub(super) end: String,
    /// It stands out, with a word in `end` that says why.
    pub(super) strong: bool,
}

/// How wide a text is in whole letters; two of the narrow ones make one.
#[must_use]
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>().div_ceil(2)
}

/// The class that shrinks letters with a text's length.
pub(super) fn size(text: &str) -> &'static str {
    match width(text) {
        0..=8 => "z1",
        9..=14 => "z2",
        15..=24 => "z3",
        25..=40 => "z4",
        41..=64 => "z5",
        _ => "z6",
    }
}

fn lines(row: &Row) -> usize {
    let letters = LETTERS.saturating_sub(width(&row.end).saturating_sub(2));
    let text = width(&row.text).div_ceil(letters.max(1)).max(1);
    (text + usize::from(!row.under.is_empty())).min(LINES)
}

/// A text too long for one page goes on in further rows, so that none of it is cut.
fn split(row: Row) -> Vec<Row> {
    let room = 2 * LETTERS.saturating_sub(width(&row.end).saturating_sub(2)).max(4) * LINES;
    let mut rows = vec![Row { text: String::new(), ..row.clone() }];
    let mut used = 0;
    for letter in row.text.chars() {
        let wide = if letter.is_ascii() { 1 } else { 2 };
        if used + wide > room {
            rows.push(Row { under: row.under.clone(), ..Row::default() });
            used = 0;
        }
        used += wide;
        if let Some(last) = rows.last_mut() {
            last.text.push(letter);
        }
    }
    let last = rows.len() - 1;
    for (at, row) in rows.iter_mut().enumerate() {
        if at < last {
            row.under.clear();
        }
    }
    rows
}

/// The rows of each page.
fn pages(weights: &[usize]) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let (mut from, mut used) = (0, 0);
    for (at, weight) in weights.iter().enumerate() {
        if used + weight > LINES && at > from {
            pages.push(from..at);
            (from, used) = (at, 0);
        }
        used += weight;
    }
    if from < weights.len() {
        pages.push(from..weights.len());
    }
    pages
}

/// Which of so many pages is shown at this moment.
fn turned(now: Moment, pages: usize) -> usize {
    let pages = i64::try_from(pages.max(1)).unwrap_or(1);
    usize::try_from((now.0 / STAY).rem_euclid(pages)).unwrap_or(0)
}

/// The rows of the page that is turned now, with the page's number where there are several.
pub(super) fn rows(now: Moment, rows: Vec<Row>) -> AnyView {
    let rows: Vec<Row> = rows.into_iter().flat_map(split).collect();
    let weights: Vec<usize> = rows.iter().map(lines).collect();
    let pages = pages(&weights);
    let at = turned(now, pages.len());
    let range = pages.get(at).cloned().unwrap_or(0..0);
    let many = pages.len() > 1;
    let number = format!("第 {} 页，共 {} 页", at + 1, pages.len());
    let shown = rows.get(range).unwrap_or_default().iter().map(row).collect::<Vec<_>>();
    view! {
        <ul class="w-rows">{shown}</ul>
        {many.then(|| view! { <p class="w-page">{number}</p> })}
    }
    .into_any()
}

fn row(row: &Row) -> impl IntoView + use<> {
    let class = if row.strong { "strong" } else { "" };
    let under = row.under.clone();
    let end = row.end.clone();
    view! {
        <li class=class>
            <span class="mark">{row.mark.clone()}</span>
            <span class="text">
                {row.text.clone()}
                {(!under.is_empty()).then(|| view! { <small>{under}</small> })}
            </span>
            {(!end.is_empty()).then(|| view! { <b class="end">{end}</b> })}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use meeting::Moment;

    use super::{Row, lines, pages, size, split, turned, width};

    #[test]
    fn no_page_holds_more_than_six_lines() {
        assert_eq!(pages(&[1, 2, 3, 1, 1]), [0..3, 3..5]);
        assert_eq!(pages(&[6, 6]), [0..1, 1..2]);
        assert!(pages(&[]).is_empty());
    }

    #[test]
    fn a_line_of_280_letters_goes_on_over_pages_with_nothing_lost() {
        let row =
            Row { mark: "建议".into(), text: "议".repeat(280), under: "赵叔".into(), ..Row::default() };
        let rows = split(row);
        assert_eq!(rows.iter().map(|row| row.text.as_str()).collect::<String>(), "议".repeat(280));
        assert!(rows.iter().all(|row| lines(row) <= super::LINES));
        assert_eq!(rows.iter().filter(|row| !row.under.is_empty()).count(), 1);
        assert_eq!((rows.len(), rows[0].mark.as_str(), rows[1].mark.as_str()), (4, "建议", ""));
        assert_eq!(split(Row { text: "短".into(), ..Row::default() }).len(), 1);
    }

    #[test]
    fn the_page_follows_from_the_clock_alone() {
        assert_eq!(turned(Moment(0), 3), 0);
        assert_eq!(turned(Moment(8_000), 3), 1);
        assert_eq!(turned(Moment(24_500), 3), 0);
        assert_eq!(turned(Moment(5), 0), 0);
    }

    #[test]
    fn narrow_letters_count_half() {
        assert_eq!(width("停车难"), 3);
        assert_eq!(width("2026年"), 3);
        assert_eq!(size("停车"), "z1");
    }
}
