//! Official-style Chinese papers: one neutral model, written as DOCX, PDF, Markdown and HTML.
//!
//! Rule: a writer only sets what the [`Paper`] says. All text is data: it can never become markup,
//! a field, a link or a script in any of the four. The same `Paper` gives the same bytes.
//! Who: the server's composers; the papers are as public as whoever hands them out makes them.
//! Not here: what a meeting's minutes (会议纪要) contain, and how that comes from the log.

mod clean;
mod docx;
mod fonts;
mod html;
mod label;
mod markdown;
mod paper;
mod pdf;
mod size;

pub use docx::docx;
pub use fonts::{Fonts, MissingFonts};
pub use html::html;
pub use markdown::markdown;
pub use paper::{Align, Block, Column, Dated, Lang, Paper, Table};
pub use pdf::{Pdf, pdf};
pub use size::Step;

/// Why a paper could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// More text than a paper may hold; refused before any work is done.
    #[error("文件太大：{what}最多 {limit}，现有 {found}。请分成几份。")]
    TooBig {
        /// What there is too much of, in words.
        what: &'static str,
        /// The most that is taken.
        limit: usize,
        /// What was given.
        found: usize,
    },
    /// A one-page paper that needs more than a page even at the smallest size.
    #[error("内容超过一页：用最小的字也要约 {pages} 页。请删短一些。")]
    OverOnePage {
        /// Pages it takes at the smallest size; an estimate where it is far too long.
        pages: usize,
    },
    /// The page could not be set; the text says what the typesetter said.
    #[error("排版没有成功：{0}")]
    Typeset(String),
    /// The DOCX package could not be written.
    #[error("文档没有写成：{0}")]
    Package(String),
}
