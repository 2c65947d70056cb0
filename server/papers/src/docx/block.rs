//! Blocks as DOCX paragraphs and tables.
//!
//! Rule: the same order, levels and sizes as in the PDF; a table's header row repeats on every page.
//! Who: the DOCX writer.
//! Not here: page, mark and foot.

use super::package::HEADER_ROW_HEIGHT;
use super::set::{Face, Setter, exactly};
use crate::label::with_colon;
use crate::paper::{Align, Block, Table};
use crate::size::{WIDTH_PT, twips};
use docx_rs::{
    AlignmentType, BorderType, Docx, HeightRule, Paragraph, ParagraphBorder, ParagraphBorderPosition,
    ParagraphBorders, Tab, TabValueType, TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType,
    WidthType,
};

/// Rows whose cells are all shorter than this stay on one page.
const SHORT_CELL: usize = 40;
/// Room to write in by hand, in twips.
const OPEN_ROW_HEIGHT: f32 = 900.0;

pub(crate) fn add(docx: Docx, block: &Block, set: &Setter) -> Docx {
    match block {
        Block::Heading { level, text } => docx.add_paragraph(heading(set, *level, text)),
        Block::Para(text) => {
            let para = |l: &str| set.paragraph().add_run(set.text(l, Face::Fang));
            filled(text).map(para).fold(docx, Docx::add_paragraph)
        }
        Block::Labelled { label, text } => {
            let width = set.label_width(std::iter::once(label.as_str()));
            set.hanging(label, text, width).into_iter().fold(docx, Docx::add_paragraph)
        }
        Block::Table(t) if t.columns.is_empty() => docx,
        Block::Table(t) => docx.add_table(table(set, t)).add_paragraph(set.sliver()),
        Block::Clause { label, text, source } => clause(docx, set, label, text, source.as_deref()),
        Block::Note(text) => filled(text).map(|l| small(set, l, Face::Fang)).fold(docx, Docx::add_paragraph),
        Block::Signatures(labels) => signatures(docx, set, labels),
        Block::DateLine(text) => {
            let two = Some(twips(set.sizes.body * 2.0));
            let line = set.line().align(AlignmentType::Right).indent(None, None, two, None);
            docx.add_paragraph(set.gap()).add_paragraph(line.add_run(set.text(text, Face::Fang)))
        }
        Block::Rule => docx.add_paragraph(rule()),
    }
}

fn filled(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|l| !l.is_empty())
}

fn heading(set: &Setter, level: u8, text: &str) -> Paragraph {
    let face = match level {
        1 => Face::Hei,
        2 => Face::Kai,
        _ => Face::Fang,
    };
    let outline = usize::from(level.saturating_sub(1));
    set.paragraph().keep_next(true).outline_lvl(outline).add_run(set.text(text, face))
}

fn small(set: &Setter, text: &str, face: Face) -> Paragraph {
    set.paragraph().snap_to_grid(false).line_spacing(exactly(set.sizes.small * 1.5)).add_run(set.run(
        text,
        face,
        set.sizes.small,
    ))
}

fn clause(docx: Docx, set: &Setter, label: &str, text: &str, source: Option<&str>) -> Docx {
    let mut lines = filled(text);
    let first = set
        .paragraph()
        .add_run(set.text(&format!("{label}\u{3000}"), Face::Hei))
        .add_run(set.text(lines.next().unwrap_or_default(), Face::Fang))
        .keep_next(source.is_some());
    let docx = docx.add_paragraph(first);
    let more = |l: &str| set.paragraph().keep_next(source.is_some()).add_run(set.text(l, Face::Fang));
    let docx = lines.map(more).fold(docx, Docx::add_paragraph);
    source.into_iter().map(|s| small(set, s, Face::Kai)).fold(docx, Docx::add_paragraph)
}

/// Two lines to sign on in a row, or one where the labels are long.
fn signatures(docx: Docx, set: &Setter, labels: &[String]) -> Docx {
    let whole = twips(WIDTH_PT);
    let wide = labels.len() < 2 || labels.iter().any(|l| l.chars().count() > 8);
    let in_row = if wide { 1 } else { 2 };
    let stop = |at: i32| Tab::new().val(TabValueType::Left).pos(usize::try_from(at).unwrap_or(0));
    labels.chunks(in_row).fold(docx.add_paragraph(set.gap()), |docx, row| {
        let mut line =
            set.line().snap_to_grid(false).line_spacing(exactly(set.sizes.pitch * 1.4)).keep_lines(true);
        for (i, label) in row.iter().enumerate() {
            if i > 0 {
                line = line.add_tab(stop(whole / 2 + 200)).add_run(set.text("", Face::Fang).add_tab());
            }
            let end = if wide || i > 0 { whole - 20 } else { whole / 2 - 200 };
            line = line
                .add_tab(stop(end))
                .add_run(set.text(&with_colon(label, set.lang), Face::Fang))
                .add_run(set.text("", Face::Fang).underline("single").add_tab());
        }
        docx.add_paragraph(line)
    })
}

fn rule() -> Paragraph {
    let line =
        ParagraphBorder::new(ParagraphBorderPosition::Bottom).val(BorderType::Single).size(8).color("000000");
    let mut paragraph = Paragraph::new().keep_next(true).snap_to_grid(false).line_spacing(exactly(8.0));
    paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(line));
    paragraph
}

fn table(set: &Setter, table: &Table) -> docx_rs::Table {
    let whole = usize::try_from(twips(WIDTH_PT)).unwrap_or(0);
    let shares = table.shares(whole);
    let width = |i: usize| shares.get(i).copied().unwrap_or(0);
    let mut rows = Vec::with_capacity(table.rows.len() + 1);
    if table.has_header() {
        let cells = table.columns.iter().enumerate();
        let cells = cells.map(|(i, c)| cell(set, &c.title, width(i), Align::Center, Face::Hei)).collect();
        rows.push(
            TableRow::new(cells).cant_split().row_height(HEADER_ROW_HEIGHT).height_rule(HeightRule::AtLeast),
        );
    }
    for row in &table.rows {
        let face = |i| if table.labels && i == 0 { Face::Hei } else { Face::Fang };
        let cells =
            table.cells(row).map(|(i, c, text)| cell(set, text, width(i), c.align, face(i))).collect();
        let mut made = TableRow::new(cells);
        if table.is_open(row) {
            made = made.row_height(OPEN_ROW_HEIGHT).height_rule(HeightRule::AtLeast);
        }
        let short = row.iter().all(|c| c.chars().count() < SHORT_CELL);
        rows.push(if short { made.cant_split() } else { made });
    }
    let margins = TableCellMargins::new().margin(40, 80, 40, 80);
    docx_rs::Table::new(rows)
        .set_grid(shares.clone())
        .layout(TableLayoutType::Fixed)
        .width(shares.iter().sum(), WidthType::Dxa)
        .margins(margins)
}

fn cell(set: &Setter, text: &str, width: usize, align: Align, face: Face) -> TableCell {
    let size = set.sizes.table;
    let align = match align {
        Align::Start => AlignmentType::Left,
        Align::Center => AlignmentType::Center,
        Align::End => AlignmentType::Right,
    };
    let line = |l: &str| {
        Paragraph::new()
            .align(align)
            .line_spacing(exactly(size * 1.4))
            .snap_to_grid(false)
            .add_run(set.run(l, face, size))
    };
    let cell = TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center);
    let mut lines = filled(text).peekable();
    if lines.peek().is_none() {
        return cell.add_paragraph(line(""));
    }
    lines.map(line).fold(cell, TableCell::add_paragraph)
}
