//! HTML: the paper as a fragment for a page of the house, to be read on a phone or the wall.
//!
//! Rule: every text is escaped; classes `paper__*` only, no style, no script, no link.
//! Headings begin at h2; a column's share of the width is a class in twelfths.
//! Who: pages that show a paper to whoever may see it.
//! Not here: the page around it, its style sheet.

use crate::clean::clean;
use crate::label::with_colon;
use crate::paper::{Align, Block, Paper, Table};
use std::fmt::Write;

/// The paper as one `<article class="paper">`.
#[must_use]
pub fn html(paper: &Paper) -> String {
    let paper = clean(paper);
    let mut out = format!("<article class=\"paper\" lang=\"{}\">\n", paper.lang.tag());
    if let Some(mark) = &paper.mark {
        element(&mut out, "p", "mark", mark);
    }
    if !paper.title.is_empty() {
        let lines: Vec<_> = paper.title.iter().map(|t| escape(t)).collect();
        put(&mut out, format_args!("<h2 class=\"paper__title\">{}</h2>\n", lines.join("<br>")));
    }
    if !paper.meta.is_empty() {
        out.push_str("<dl class=\"paper__meta\">\n");
        for (label, value) in &paper.meta {
            labelled(&mut out, &with_colon(label, paper.lang), value);
        }
        out.push_str("</dl>\n");
    }
    for one in &paper.blocks {
        block(&mut out, one, &paper);
    }
    if let Some(note) = &paper.footer_note {
        element(&mut out, "p", "foot", note);
    }
    out.push_str("</article>\n");
    out
}

fn block(out: &mut String, block: &Block, paper: &Paper) {
    match block {
        Block::Heading { level, text } => {
            let tag = ["h3", "h4", "h5", "h6"].get(usize::from(*level).saturating_sub(1)).unwrap_or(&"h6");
            element(out, tag, &format!("heading paper__heading--{level}"), text);
        }
        Block::Para(text) => filled(text).for_each(|l| element(out, "p", "para", l)),
        Block::Labelled { label, text } => {
            out.push_str("<dl class=\"paper__labelled\">\n");
            labelled(out, &with_colon(label, paper.lang), text);
            out.push_str("</dl>\n");
        }
        Block::Table(t) => table(out, t),
        Block::Clause { label, text, source } => {
            out.push_str("<div class=\"paper__clause\">\n");
            let mut lines = filled(text);
            let (label, first) = (escape(label), escape(lines.next().unwrap_or_default()));
            put(
                out,
                format_args!(
                    "<p class=\"paper__para\"><b class=\"paper__label\">{label}</b>\u{3000}{first}</p>\n"
                ),
            );
            lines.for_each(|l| element(out, "p", "para", l));
            if let Some(source) = source {
                element(out, "p", "source", source);
            }
            out.push_str("</div>\n");
        }
        Block::Note(text) => filled(text).for_each(|l| element(out, "p", "note", l)),
        Block::Signatures(labels) => {
            out.push_str("<ul class=\"paper__signatures\">\n");
            labels.iter().for_each(|l| element(out, "li", "signature", &with_colon(l, paper.lang)));
            out.push_str("</ul>\n");
        }
        Block::DateLine(text) => element(out, "p", "date", text),
        Block::Rule => out.push_str("<hr class=\"paper__rule\">\n"),
    }
}

fn labelled(out: &mut String, label: &str, text: &str) {
    let lines: Vec<_> = filled(text).map(escape).collect();
    let (label, value) = (escape(label), lines.join("<br>"));
    put(
        out,
        format_args!(
            "<div class=\"paper__fact\"><dt class=\"paper__label\">{label}</dt><dd>{value}</dd></div>\n"
        ),
    );
}

fn table(out: &mut String, table: &Table) {
    if table.columns.is_empty() {
        return;
    }
    out.push_str("<div class=\"paper__scroll\" tabindex=\"0\"><table class=\"paper__table\">\n<colgroup>");
    for share in table.shares(12) {
        put(out, format_args!("<col class=\"paper__col--{}\">", share.max(1)));
    }
    out.push_str("</colgroup>\n");
    if table.has_header() {
        out.push_str("<thead><tr>");
        for column in &table.columns {
            put(out, format_args!("<th scope=\"col\">{}</th>", escape(&column.title)));
        }
        out.push_str("</tr></thead>\n");
    }
    out.push_str("<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (i, column, cell) in table.cells(row) {
            let text = filled(cell).map(escape).collect::<Vec<_>>().join("<br>");
            let class = match column.align {
                Align::Start => "paper__cell",
                Align::Center => "paper__cell paper__cell--center",
                Align::End => "paper__cell paper__cell--end",
            };
            if table.labels && i == 0 {
                put(out, format_args!("<th class=\"{class}\" scope=\"row\">{text}</th>"));
            } else {
                put(out, format_args!("<td class=\"{class}\">{text}</td>"));
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn filled(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|l| !l.is_empty())
}

fn element(out: &mut String, tag: &str, class: &str, text: &str) {
    put(out, format_args!("<{tag} class=\"paper__{class}\">{}</{tag}>\n", escape(text)));
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing into a String does not fail.
    let _ = out.write_fmt(text);
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
