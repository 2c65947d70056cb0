//! The paper as values for the template.
//!
//! Rule: every text is a string value. A character no font can draw becomes 〓, the printer's sign for
//! a missing type; a Latin run too long for its line gets places to break.
//! Who: `pdf` alone.
//! Not here: layout.

use crate::fonts::Fonts;
use crate::label::with_colon;
use crate::paper::{Align, Block, Lang, Paper, Table};
use crate::size::{LEFT_MM, RIGHT_MM, Sizes, WIDTH_PT};
use typst::foundations::{Array, Dict, IntoValue, Value, dict};
use unicode_normalization::char::is_combining_mark;

/// A Latin run longer than this may be broken anywhere; a title line holds as many of the widest letters.
const LONG_RUN: usize = 20;
/// Left free at the foot of a one-page paper: other programs set the DOCX a little looser.
const SPARE_MM: f64 = 12.0;
/// Rows whose cells are all shorter than this stay on one page; such a header is repeated on the next.
const SHORT_CELL: usize = 40;

pub(crate) fn inputs(paper: &Paper, fonts: &Fonts, sizes: Sizes) -> Dict {
    let paper = paper.map(&|t| drawable(t, fonts), &|t| drawable(t, fonts));
    let (lang, region) = match paper.lang {
        Lang::Hans => ("zh", "cn"),
        Lang::Hant => ("zh", "tw"),
        Lang::En => ("en", "gb"),
    };
    let dated = paper.dated.map_or(Value::None, |d| {
        array([i64::from(d.year), i64::from(d.month), i64::from(d.day)]).into_value()
    });
    let meta = paper
        .meta
        .iter()
        .map(|(l, v)| array([body(&with_colon(l, paper.lang)).into_value(), lines(v).into_value()]));
    dict! {
        "name" => paper.name(),
        "title" => array(paper.title.iter().map(|t| body(t))),
        "mark" => body(paper.mark.as_deref().unwrap_or_default()),
        "note" => body(paper.footer_note.as_deref().unwrap_or_default()),
        "lang" => lang,
        "region" => region,
        "dated" => dated,
        "meta" => array(meta),
        "blocks" => array(paper.blocks.iter().map(|b| block(b, paper.lang, sizes))),
        "sizes" => dict! {
            "title" => sizes.title, "body" => sizes.body, "pitch" => sizes.pitch, "table" => sizes.table,
            "small" => sizes.small, "foot" => sizes.foot, "top" => sizes.top_mm, "bottom" => sizes.bottom_mm,
            "left" => LEFT_MM, "right" => RIGHT_MM, "spare" => if paper.one_page { SPARE_MM } else { 0.0 },
        },
    }
}

fn array<T: IntoValue>(items: impl IntoIterator<Item = T>) -> Array {
    items.into_iter().map(IntoValue::into_value).collect()
}

fn lines(text: &str) -> Array {
    array(text.lines().map(str::trim).filter(|l| !l.is_empty()).map(body))
}

fn block(block: &Block, lang: Lang, sizes: Sizes) -> Dict {
    match block {
        Block::Heading { level, text } => {
            dict! { "kind" => "heading", "level" => i64::from(*level), "text" => body(text) }
        }
        Block::Para(text) => dict! { "kind" => "para", "lines" => lines(text) },
        Block::Labelled { label, text } => {
            dict! { "kind" => "labelled", "label" => body(&with_colon(label, lang)), "lines" => lines(text) }
        }
        Block::Table(t) => table(t, sizes),
        Block::Clause { label, text, source } => dict! {
            "kind" => "clause", "label" => body(label), "lines" => lines(text),
            "source" => body(source.as_deref().unwrap_or_default()),
        },
        Block::Note(text) => dict! { "kind" => "note", "lines" => lines(text) },
        Block::Signatures(labels) => {
            dict! { "kind" => "signatures", "labels" => array(labels.iter().map(|l| body(&with_colon(l, lang)))) }
        }
        Block::DateLine(text) => dict! { "kind" => "date", "text" => body(text) },
        Block::Rule => dict! { "kind" => "rule" },
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "points on one page"
)]
fn table(table: &Table, sizes: Sizes) -> Dict {
    let shares = table.shares(WIDTH_PT as usize);
    let holds = |i: usize| {
        let width = shares.get(i).copied().unwrap_or(0) as f64 - 9.0;
        ((width / (sizes.table * 0.75)) as usize).max(1)
    };
    let short = |row: &Vec<String>| row.iter().all(|c| c.chars().count() < SHORT_CELL);
    let rows = table.rows.iter().map(|row| {
        dict! {
            "whole" => short(row),
            "open" => table.is_open(row),
            "cells" => array(table.cells(row).map(|(i, _, cell)| breakable(cell, holds(i)))),
        }
    });
    let header = || table.columns.iter().enumerate().map(|(i, c)| breakable(&c.title, holds(i)));
    dict! {
        "kind" => "table",
        "widths" => array(shares.iter().map(|w| *w as f64)),
        "aligns" => array(table.columns.iter().map(|c| match c.align {
            Align::Start => "start",
            Align::Center => "center",
            Align::End => "end",
        })),
        "header" => if table.has_header() { array(header()) } else { Array::new() },
        "repeat" => table.columns.iter().all(|c| c.title.chars().count() < SHORT_CELL),
        "labels" => table.labels,
        "rows" => array(rows),
    }
}

fn drawable(text: &str, fonts: &Fonts) -> String {
    let draw = |c: char| match c {
        '\n' => Some(c),
        c if fonts.can_draw(c) => Some(c),
        c if is_combining_mark(c) || c == '\u{200D}' => None,
        _ => Some('〓'),
    };
    text.chars().filter_map(draw).collect()
}

fn body(text: &str) -> String {
    breakable(text, LONG_RUN)
}

/// The text with a zero-width space behind every character of a run longer than `most` that offers no
/// break of its own.
fn breakable(text: &str, most: usize) -> String {
    let breaks = |c: char| c.is_whitespace() || ('\u{2E80}'..='\u{FFEF}').contains(&c);
    let mut out = String::with_capacity(text.len());
    for run in text.split_inclusive(breaks) {
        let long = run.trim_end_matches(breaks).chars().count() > most;
        for c in run.chars() {
            if long && !is_combining_mark(c) {
                out.push('\u{200B}');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_latin_run_may_break_and_chinese_is_left_alone() {
        assert_eq!(breakable("abcd e", 3), "\u{200B}a\u{200B}b\u{200B}c\u{200B}d\u{200B} e");
        assert_eq!(breakable("abc def 停车位停车位", 3), "abc def 停车位停车位");
    }
}
