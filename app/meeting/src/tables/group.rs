//! The groups as they stand: who records, what is written, what is proposed, who reports.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::motions::Draft;
use crate::{LineId, Moment, PersonId, TableNo, TopicId, Words};

/// What a line of a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// 现状: how things are.
    Situation,
    /// 原因: why.
    Cause,
    /// 意见: an opinion.
    Opinion,
    /// 分歧: where we differ.
    Dissent,
    /// 建议: what we advise.
    Advice,
    /// 认领: what somebody takes on.
    Claim,
}

impl LineKind {
    /// All kinds in the order written.
    pub const ALL: [Self; 6] =
        [Self::Situation, Self::Cause, Self::Opinion, Self::Dissent, Self::Advice, Self::Claim];
}

/// One line of a group's record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// At which table.
    pub table: TableNo,
    /// About what.
    pub kind: LineKind,
    /// The words.
    pub text: Words,
    /// Who wrote it down.
    pub by: PersonId,
    /// When.
    pub at: Moment,
    /// Struck out by the recorder.
    pub struck: bool,
    /// Why hidden from screens, if it is.
    pub hidden: Option<Words>,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it talks about.
    pub topic: TopicId,
    /// Who called it (召集人): the topic's proposer.
    pub convenor: PersonId,
    /// Who writes.
    pub recorder: Option<PersonId>,
    /// The group's draft proposal (行动方案).
    pub proposal: Option<Draft>,
    /// When it reported to the hall.
    pub reported: Option<Moment>,
}

/// A table reporting to the hall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reporting {
    /// Which.
    pub table: TableNo,
    /// Until when.
    pub until: Moment,
}

/// All groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    pub(super) tables: BTreeMap<TableNo, Table>,
    pub(super) lines: BTreeMap<LineId, Line>,
    pub(super) order: Vec<LineId>,
    /// Who reports now.
    pub reporting: Option<Reporting>,
}

impl Tables {
    /// One table.
    #[must_use]
    pub fn get(&self, table: TableNo) -> Option<&Table> {
        self.tables.get(&table)
    }

    /// All tables by number.
    pub fn iter(&self) -> impl Iterator<Item = (TableNo, &Table)> {
        self.tables.iter().map(|(no, table)| (*no, table))
    }

    /// Whether there are none yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// One line.
    #[must_use]
    pub fn line(&self, line: LineId) -> Option<&Line> {
        self.lines.get(&line)
    }

    /// All lines of all tables in the order written.
    pub fn lines(&self) -> impl Iterator<Item = (LineId, &Line)> {
        self.order.iter().filter_map(|id| self.lines.get(id).map(|line| (*id, line)))
    }

    /// One table's lines in the order written.
    pub fn lines_of(&self, table: TableNo) -> impl Iterator<Item = (LineId, &Line)> {
        self.lines().filter(move |(_, line)| line.table == table)
    }
}
