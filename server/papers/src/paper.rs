//! The paper itself: title, facts, blocks, and the bounds a paper must keep.
//!
//! Rule: plain text in every field, no markup; a label carries no colon, the writers set it.
//! Who: composers build it; it knows no audience.
//! Not here: cleaning (`clean`), sizes (`size`), what any format makes of a block.

use crate::Error;

const MOST_BLOCKS: usize = 3_000;
const MOST_CHARS: usize = 150_000;
const MOST_CELLS: usize = 8_000;
const MOST_COLUMNS: usize = 12;
const MOST_IN_MARK: usize = 40;
const MOST_IN_NOTE: usize = 100;
const MOST_IN_LABEL: usize = 100;
/// More than this never fits one page at the smallest size.
const MOST_ON_A_PAGE: usize = 3_000;

/// A whole document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paper {
    /// The title (标题), its lines broken by meaning.
    pub title: Vec<String>,
    /// A mark on every page, such as 草案.
    pub mark: Option<String>,
    /// Facts under the title: label and value (会议时间, 会议地点 …).
    pub meta: Vec<(String, String)>,
    /// The body.
    pub blocks: Vec<Block>,
    /// Must fit one A4 page; sizes shrink in steps until it does.
    pub one_page: bool,
    /// A small line at the foot of every page, such as where the record can be checked.
    pub footer_note: Option<String>,
    /// The language of the text.
    pub lang: Lang,
    /// The date kept in the file's properties; never the clock's.
    pub dated: Option<Dated>,
}

/// The language a paper is in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lang {
    /// 简体中文
    #[default]
    Hans,
    /// 繁體中文
    Hant,
    /// English
    En,
}

/// A calendar day (成文日期).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// Year, four digits.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

/// One piece of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// 一、 / （一） / 1. / （1）: the number is part of the text. Levels beyond 1..=4 are taken as the nearest.
    Heading { level: u8, text: String },
    /// A paragraph; a line break begins another.
    Para(String),
    /// 出席 / 列席 / 请假: the text hangs behind the label.
    Labelled { label: String, text: String },
    /// A ruled table.
    Table(Table),
    /// An article (第一条) with, if wanted, where it came from.
    Clause { label: String, text: String, source: Option<String> },
    /// Small print.
    Note(String),
    /// Lines to sign on, one for each label.
    Signatures(Vec<String>),
    /// The date of the paper, set to the right.
    DateLine(String),
    /// A line across the page.
    Rule,
}

/// A table; rows shorter than the columns are filled with empty cells, longer ones are cut.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns, at most twelve. Without a title in any of them there is no header row.
    pub columns: Vec<Column>,
    /// The first cell of each row names the row (a form); a row with nothing else gets room to write in.
    pub labels: bool,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// Its heading; may be empty.
    pub title: String,
    /// Its share of the width, relative to the others; 0 counts as 1.
    pub width: u16,
    /// Where its text stands.
    pub align: Align,
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the right.
    End,
}

impl Column {
    /// A column with its heading, share of the width and alignment.
    #[must_use]
    pub fn new(title: &str, width: u16, align: Align) -> Self {
        Self { title: title.to_owned(), width, align }
    }
}

impl Table {
    /// The cells of a row, exactly one for each column.
    pub(crate) fn cells<'a>(
        &'a self,
        row: &'a [String],
    ) -> impl Iterator<Item = (usize, &'a Column, &'a str)> {
        let cell = move |i: usize| row.get(i).map_or("", String::as_str);
        self.columns.iter().enumerate().map(move |(i, column)| (i, column, cell(i)))
    }

    /// Whether the row of a form is left open for a pen.
    pub(crate) fn is_open(&self, row: &[String]) -> bool {
        self.labels && self.columns.len() > 1 && row.iter().skip(1).all(String::is_empty)
    }

    /// Whether any column has a heading.
    pub(crate) fn has_header(&self) -> bool {
        self.columns.iter().any(|column| !column.title.is_empty())
    }

    /// The columns' shares of `whole`; none is so narrow that nothing fits.
    pub(crate) fn shares(&self, whole: usize) -> Vec<usize> {
        let sum: usize = self.columns.iter().map(|c| usize::from(c.width.max(1))).sum();
        let least = (sum / 18).max(1);
        let wide = self.columns.iter().map(|c| usize::from(c.width.max(1)).max(least));
        let sum: usize = wide.clone().sum();
        let mut shares: Vec<usize> = wide.map(|w| w * whole / sum.max(1)).collect();
        let rest = whole - shares.iter().sum::<usize>();
        if let Some(widest) = shares.iter_mut().max() {
            *widest += rest;
        }
        shares
    }
}

impl Paper {
    /// The title in one line.
    pub(crate) fn name(&self) -> String {
        self.title.concat()
    }

    /// Every text passed through `line` (may hold no line break) or `text` (may).
    pub(crate) fn map(&self, line: &dyn Fn(&str) -> String, text: &dyn Fn(&str) -> String) -> Self {
        let block = |block: &Block| match block {
            Block::Heading { level, text } => {
                Block::Heading { level: (*level).clamp(1, 4), text: line(text) }
            }
            Block::Para(t) => Block::Para(text(t)),
            Block::Labelled { label, text: t } => Block::Labelled { label: line(label), text: text(t) },
            Block::Table(table) => Block::Table(Table {
                columns: table.columns.iter().map(|c| Column { title: line(&c.title), ..*c }).collect(),
                labels: table.labels,
                rows: table.rows.iter().map(|row| row.iter().map(|cell| text(cell)).collect()).collect(),
            }),
            Block::Clause { label, text: t, source } => {
                Block::Clause { label: line(label), text: text(t), source: source.as_deref().map(line) }
            }
            Block::Note(t) => Block::Note(text(t)),
            Block::Signatures(labels) => Block::Signatures(labels.iter().map(|l| line(l)).collect()),
            Block::DateLine(t) => Block::DateLine(line(t)),
            Block::Rule => Block::Rule,
        };
        Self {
            title: self.title.iter().map(|t| line(t)).filter(|t| !t.is_empty()).collect(),
            mark: self.mark.as_deref().map(line).filter(|t| !t.is_empty()),
            meta: self.meta.iter().map(|(label, value)| (line(label), text(value))).collect(),
            blocks: self.blocks.iter().map(block).collect(),
            one_page: self.one_page,
            footer_note: self.footer_note.as_deref().map(line).filter(|t| !t.is_empty()),
            lang: self.lang,
            dated: self.dated,
        }
    }

    /// The short texts that stand before others.
    fn labels(&self) -> impl Iterator<Item = &String> {
        fn of(block: &Block) -> &[String] {
            match block {
                Block::Labelled { label, .. } | Block::Clause { label, .. } => std::slice::from_ref(label),
                Block::Signatures(labels) => labels,
                _ => &[],
            }
        }
        self.meta.iter().map(|(label, _)| label).chain(self.blocks.iter().flat_map(of))
    }

    /// Refuses a paper that would take too long to set.
    pub(crate) fn bounded(&self) -> Result<(), Error> {
        let at_most = |what, found, limit| {
            if found > limit { Err(Error::TooBig { what, limit, found }) } else { Ok(()) }
        };
        at_most("段落", self.blocks.len() + self.meta.len() + self.title.len(), MOST_BLOCKS)?;
        let tables =
            || self.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
        at_most("表格的列", tables().map(|t| t.columns.len()).max().unwrap_or(0), MOST_COLUMNS)?;
        at_most("表格的格子", tables().map(|t| (t.rows.len() + 1) * t.columns.len()).sum(), MOST_CELLS)?;
        let chars = std::cell::Cell::new(0_usize);
        let count = |t: &str| {
            chars.set(chars.get().saturating_add(t.chars().count()));
            String::new()
        };
        self.map(&count, &count);
        at_most("字数", chars.get(), MOST_CHARS)?;
        let long = |text: &Option<String>| text.as_deref().map_or(0, |t| t.chars().count());
        at_most("页眉标记的字", long(&self.mark), MOST_IN_MARK)?;
        at_most("页脚说明的字", long(&self.footer_note), MOST_IN_NOTE)?;
        let label = self.labels().map(|l| l.chars().count()).max();
        at_most("标签的字", label.unwrap_or(0), MOST_IN_LABEL)?;
        if self.one_page && chars.get() > MOST_ON_A_PAGE {
            return Err(Error::OverOnePage { pages: chars.get().div_ceil(MOST_ON_A_PAGE) });
        }
        Ok(())
    }
}

impl Lang {
    /// The language tag for pages and files.
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::Hans => "zh-Hans",
            Self::Hant => "zh-Hant",
            Self::En => "en",
        }
    }
}
