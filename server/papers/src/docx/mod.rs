//! DOCX: the same paper for Word, WPS and LibreOffice, to be corrected by hand and signed.
//!
//! Rule: every text stands in a text run, escaped by the writer; the only field is the page number,
//! and nothing refers outside the file. Measures are those of the PDF at the same step.
//! Who: the server's writers.
//! Not here: fonts themselves; a DOCX names them (仿宋、楷体、黑体、方正小标宋) with what stands in for each.

mod block;
mod package;
mod set;

use crate::Error;
use crate::clean::clean;
use crate::paper::Paper;
use crate::size::{LEFT_MM, RIGHT_MM, Sizes, Step, twips, twips_mm};
use docx_rs::{
    AlignmentType, Docx, FieldCharType, Footer, Header, InstrPAGE, InstrText, PageMargin, Paragraph, Run,
    TextBorder,
};
use set::{Face, Setter};

/// Writes the paper as DOCX at the sizes of `step` (the one its PDF was set in; full size is the default).
///
/// # Errors
/// Too much text, or a package that could not be written.
pub fn docx(paper: &Paper, step: Step) -> Result<Vec<u8>, Error> {
    paper.bounded()?;
    let paper = clean(paper);
    let sizes = step.sizes();
    let set = Setter::new(sizes, paper.lang);
    let mut docx = page(sizes)
        .header(mark(&set, &paper))
        .even_header(mark(&set, &paper))
        .footer(foot(&set, &paper, AlignmentType::Right))
        .even_footer(foot(&set, &paper, AlignmentType::Left));
    for line in &paper.title {
        docx = docx.add_paragraph(set.title(line));
    }
    if !paper.title.is_empty() {
        docx = docx.add_paragraph(set.gap());
    }
    let widest = set.label_width(paper.meta.iter().map(|(label, _)| label.as_str()));
    for (label, value) in &paper.meta {
        docx = set.hanging(label, value, widest).into_iter().fold(docx, Docx::add_paragraph);
    }
    if !paper.meta.is_empty() {
        docx = docx.add_paragraph(set.gap());
    }
    for one in &paper.blocks {
        docx = block::add(docx, one, &set);
    }
    package::pack(docx.build(), &paper).map_err(|why| Error::Package(why.to_string()))
}

/// A4 with the standard's margins. No document grid: LibreOffice spreads characters and drops the first
/// line by it; the exact pitch of every line makes the same 22 lines everywhere.
fn page(sizes: Sizes) -> Docx {
    Docx::new()
        .page_size(11_906, 16_838)
        .page_margin(PageMargin {
            top: twips_mm(sizes.top_mm),
            bottom: twips_mm(sizes.bottom_mm),
            left: twips_mm(LEFT_MM),
            right: twips_mm(RIGHT_MM),
            header: twips_mm(sizes.top_mm - 18.0),
            footer: twips_mm(sizes.bottom_mm - 7.0 - sizes.foot * 2.4 * 25.4 / 72.0).max(twips_mm(6.0)),
            gutter: 0,
        })
        .default_fonts(Face::Song.fonts())
        .default_size(set::half_points(sizes.body))
        .default_tab_stop(420)
}

/// The mark of every page, such as 草案, framed at the upper right.
fn mark(set: &Setter, paper: &Paper) -> Header {
    let paragraph = Paragraph::new().align(AlignmentType::Right);
    let Some(mark) = &paper.mark else {
        return Header::new().add_paragraph(paragraph);
    };
    let frame = TextBorder::new().size(8).space(4);
    let run = set.run(&format!(" {mark} "), Face::Hei, 14.0).bold().text_border(frame);
    Header::new().add_paragraph(paragraph.add_run(run))
}

/// — 1 — at the outer side, and the small line below it.
fn foot(set: &Setter, paper: &Paper, side: AlignmentType) -> Footer {
    let size = set.sizes.foot;
    let number = set
        .run("— ", Face::Song, size)
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE {}))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("1")
        .add_field_char(FieldCharType::End, false)
        .add_text(" —");
    let one_char = Some(twips(size));
    let numbered = Paragraph::new().align(side).indent(one_char, None, one_char, None).add_run(number);
    let footer = Footer::new().add_paragraph(numbered);
    match &paper.footer_note {
        Some(note) => {
            let run: Run = set.run(note, Face::Song, 10.5);
            footer.add_paragraph(Paragraph::new().align(AlignmentType::Center).add_run(run))
        }
        None => footer,
    }
}
