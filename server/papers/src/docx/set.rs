//! Setting runs and paragraphs: faces, sizes, indents, line pitch.
//!
//! Rule: fonts are named as Word and WPS know them, 仿宋 and its like for Chinese, Times for Latin; what
//! stands in for each is in the font table. Body lines have the exact pitch of the grid.
//! Who: the DOCX writer's modules.
//! Not here: which block is set how.

use crate::label::{halves, with_colon};
use crate::paper::Lang;
use crate::size::{Sizes, twips};
use docx_rs::{
    AlignmentType, LineSpacing, LineSpacingType, Paragraph, Run, RunFonts, SpecialIndentType, Tab,
    TabValueType,
};

/// The faces of GB/T 9704.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    /// 仿宋, the text
    Fang,
    /// 楷体, second headings
    Kai,
    /// 黑体, first headings and labels
    Hei,
    /// 小标宋, the title
    Title,
    /// 宋体, page numbers
    Song,
}

impl Face {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Fang => "仿宋",
            Self::Kai => "楷体",
            Self::Hei => "黑体",
            Self::Title => "方正小标宋简体",
            Self::Song => "宋体",
        }
    }

    pub(crate) fn fonts(self) -> RunFonts {
        let latin = if self == Self::Hei { "Arial" } else { "Times New Roman" };
        RunFonts::new().ascii(latin).hi_ansi(latin).east_asia(self.name()).hint("eastAsia")
    }
}

/// The widest label a text hangs behind, in half characters.
const WIDEST_LABEL: usize = 28;
/// Twips a label may be wider than reckoned, so that its tab never jumps to the next stop.
const SLACK: i32 = 60;

/// Sets text at the sizes of one step.
pub(crate) struct Setter {
    pub(crate) sizes: Sizes,
    pub(crate) lang: Lang,
}

impl Setter {
    pub(crate) const fn new(sizes: Sizes, lang: Lang) -> Self {
        Self { sizes, lang }
    }

    pub(crate) fn run(&self, text: &str, face: Face, size: f64) -> Run {
        Run::new().add_text(text).fonts(face.fonts()).size(half_points(size))
    }

    pub(crate) fn text(&self, text: &str, face: Face) -> Run {
        let run = self.run(text, face, self.sizes.body);
        // 28 characters to the line of a full page: 16 pt set 0.2 pt tighter.
        if self.sizes.body >= 16.0 { run.character_spacing(-4) } else { run }
    }

    /// A paragraph on the grid, indented by two characters.
    pub(crate) fn paragraph(&self) -> Paragraph {
        let two = SpecialIndentType::FirstLine(twips(self.sizes.body * 2.0));
        self.line().indent(None, Some(two), None, None).first_line_chars(200).align(AlignmentType::Both)
    }

    /// A paragraph on the grid, not indented.
    pub(crate) fn line(&self) -> Paragraph {
        Paragraph::new().line_spacing(exactly(self.sizes.pitch)).widow_control(true)
    }

    pub(crate) fn title(&self, text: &str) -> Paragraph {
        let run = self.run(text, Face::Title, self.sizes.title);
        Paragraph::new()
            .align(AlignmentType::Center)
            .snap_to_grid(false)
            .line_spacing(exactly(self.sizes.title * 1.45))
            .keep_next(true)
            .add_run(run)
    }

    /// The empty half line under title and facts.
    pub(crate) fn gap(&self) -> Paragraph {
        Self::empty(self.sizes.pitch * 0.6)
    }

    /// The little that must stand between a table and what follows.
    pub(crate) fn sliver(&self) -> Paragraph {
        Self::empty(self.sizes.pitch * 0.3)
    }

    fn empty(points: f64) -> Paragraph {
        Paragraph::new().snap_to_grid(false).line_spacing(exactly(points)).size(8)
    }

    /// Room for the widest of these labels with its colon, in twips; labels too long to hang behind do not count.
    pub(crate) fn label_width<'a>(&self, labels: impl Iterator<Item = &'a str>) -> i32 {
        let widths = labels.map(|l| halves(&with_colon(l, self.lang))).filter(|w| *w <= WIDEST_LABEL);
        i32::try_from(widths.max().unwrap_or(0)).unwrap_or(0) * twips(self.sizes.body) / 2 + SLACK
    }

    /// Text hanging behind a bold label, the whole two characters in.
    pub(crate) fn hanging(&self, label: &str, text: &str, label_width: i32) -> Vec<Paragraph> {
        let left = twips(self.sizes.body * 2.0) + label_width;
        let mut lines = text.lines().map(str::trim);
        if halves(&with_colon(label, self.lang)) > WIDEST_LABEL {
            let run_in = self.paragraph().add_run(self.text(&with_colon(label, self.lang), Face::Hei));
            let run_in = run_in.add_run(self.text(lines.next().unwrap_or_default(), Face::Fang));
            let more = lines.map(|l| self.paragraph().add_run(self.text(l, Face::Fang)));
            return std::iter::once(run_in).chain(more).collect();
        }
        let stop = Tab::new().val(TabValueType::Left).pos(usize::try_from(left).unwrap_or(0));
        let hang = Some(SpecialIndentType::Hanging(label_width));
        let first = self
            .line()
            .add_tab(stop)
            .indent(Some(left), hang, None, None)
            .add_run(self.text(&with_colon(label, self.lang), Face::Hei).add_tab())
            .add_run(self.text(lines.next().unwrap_or_default(), Face::Fang));
        let more =
            |l: &str| self.line().indent(Some(left), None, None, None).add_run(self.text(l, Face::Fang));
        std::iter::once(first).chain(lines.filter(|l| !l.is_empty()).map(more)).collect()
    }
}

/// Lines of exactly that pitch.
pub(crate) fn exactly(points: f64) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(twips(points))
}

/// A size in the half points DOCX counts in.
pub(crate) fn half_points(points: f64) -> usize {
    usize::try_from(twips(points) / 10).unwrap_or(32)
}
