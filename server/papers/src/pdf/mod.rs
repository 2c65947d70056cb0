//! PDF: the paper set by a fixed template, subsets of the fonts inside, a page count known.
//!
//! Rule: texts reach the typesetter as values, never as its language; it can read no file, fetch no
//! package and ask no clock. One page means one page, or the paper is refused with its length.
//! Who: the server's writers, one at a time and off the live path.
//! Not here: how the page looks (`paper.typ`).

mod data;
mod world;

use crate::Error;
use crate::clean::clean;
use crate::fonts::Fonts;
use crate::paper::Paper;
use crate::size::Step;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use world::Desk;

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The sizes it was set in; give this to [`crate::docx`] so that both look the same.
    pub step: Step,
}

/// Results the typesetter keeps for the next papers; older ones are dropped.
const KEPT: usize = 4;

/// Sets the paper and writes it as PDF.
///
/// # Errors
/// Too much text, more than a page where one was asked for, or what the typesetter said.
pub fn pdf(paper: &Paper, fonts: &Fonts) -> Result<Pdf, Error> {
    paper.bounded()?;
    let paper = clean(paper);
    let made = if paper.one_page { on_one_page(&paper, fonts) } else { set(&paper, fonts, Step::default()) };
    let made = made.and_then(|(document, step)| {
        let options = PdfOptions {
            ident: Smart::Custom(paper.name()),
            creator: Smart::Custom(Some("yishiting".to_owned())),
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(&document, &options).map_err(said)?;
        Ok(Pdf { bytes, pages: document.pages().len(), step })
    });
    typst::comemo::evict(KEPT);
    made
}

/// The largest step at which the paper fits: halving, as a smaller size never takes more pages.
fn on_one_page(paper: &Paper, fonts: &Fonts) -> Result<(PagedDocument, Step), Error> {
    let full = set(paper, fonts, Step::default())?;
    if full.0.pages().len() <= 1 {
        return Ok(full);
    }
    let mut best = set(paper, fonts, Step::LAST)?;
    let pages = best.0.pages().len();
    if pages > 1 {
        return Err(Error::OverOnePage { pages });
    }
    let (mut too_large, mut fits) = (0, Step::LAST.number());
    while fits - too_large > 1 {
        let middle = too_large + (fits - too_large) / 2;
        let tried = set(paper, fonts, Step::new(middle))?;
        if tried.0.pages().len() <= 1 {
            fits = middle;
            best = tried;
        } else {
            too_large = middle;
        }
    }
    Ok(best)
}

fn set(paper: &Paper, fonts: &Fonts, step: Step) -> Result<(PagedDocument, Step), Error> {
    let desk = Desk::new(fonts, data::inputs(paper, fonts, step.sizes()));
    let document = typst::compile::<PagedDocument>(&desk).output.map_err(said)?;
    Ok((document, step))
}

fn said(errors: typst::ecow::EcoVec<typst::diag::SourceDiagnostic>) -> Error {
    Error::Typeset(errors.iter().map(|e| e.message.as_str()).collect::<Vec<_>>().join("; "))
}
