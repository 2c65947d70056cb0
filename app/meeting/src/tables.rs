//! Groups at their tables (小组): who sits where, what is written, the group's draft proposal
//! (行动方案) and its report to the hall. People sit, move and roam freely (双脚法则); one recorder a
//! table writes the record line by line. Members of the table and the desk see every line; the hall
//! sees a table's lines when it reports.

mod group;

pub use group::{Line, LineKind, Reporting, Table, Tables};

use serde::{Deserialize, Serialize};

use crate::motions::{Draft, MotionKind};
use crate::people::{Place, filled};
use crate::{
    Act, Decision, Event as Any, Field, LineId, Meeting, Moment, PersonId, Recorded, Span, TableNo, TopicId,
    Why, Words,
};

/// The most lines one table's record takes.
pub const MOST_LINES: usize = 500;

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Host: make the hottest so many topics into groups.
    Form {
        /// How many.
        groups: u8,
    },
    /// Host: one more group for a topic.
    OpenFor {
        /// Which topic.
        topic: TopicId,
    },
    /// Sit down, move, or roam.
    Take {
        /// Where.
        place: Place,
    },
    /// Become the recorder of the table where one sits; the host may put somebody in.
    Record {
        /// Which table.
        table: TableNo,
    },
    /// Recorder: write a line.
    Write {
        /// Which table.
        table: TableNo,
        /// About what.
        kind: LineKind,
        /// The words.
        text: String,
    },
    /// Recorder: strike a line out.
    Strike {
        /// Which.
        line: LineId,
    },
    /// Recorder: write the group's draft proposal (again).
    Propose {
        /// Which table.
        table: TableNo,
        /// What it shall become.
        kind: MotionKind,
        /// The five boxes.
        draft: Draft,
    },
    /// Host: a table reports to the hall (汇报), its clock starts.
    Report {
        /// Which.
        table: TableNo,
    },
    /// Host: the report is over.
    EndReport,
    /// Host: hide a line from screens.
    Hide {
        /// Which.
        line: LineId,
        /// Why.
        reason: String,
    },
    /// Host: show it again.
    Unhide {
        /// Which.
        line: LineId,
    },
}

impl Command {
    pub(crate) fn needs_host(&self) -> bool {
        matches!(
            self,
            Self::Form { .. }
                | Self::OpenFor { .. }
                | Self::Report { .. }
                | Self::EndReport
                | Self::Hide { .. }
                | Self::Unhide { .. }
        )
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A group was opened for a topic.
    Opened {
        /// Its number.
        table: TableNo,
        /// Its topic.
        topic: TopicId,
        /// Its convenor.
        convenor: PersonId,
    },
    /// Somebody sat down, moved or roams.
    Took {
        /// Where.
        place: Place,
    },
    /// Somebody records.
    Recorder {
        /// At which table.
        table: TableNo,
        /// Who.
        person: PersonId,
    },
    /// A line was written.
    Written {
        /// Its id.
        line: LineId,
        /// At which table.
        table: TableNo,
        /// About what.
        kind: LineKind,
        /// The words.
        text: Words,
    },
    /// A line was struck out.
    Struck {
        /// Which.
        line: LineId,
    },
    /// The draft proposal was written.
    Proposed {
        /// At which table.
        table: TableNo,
        /// The five boxes.
        draft: Draft,
        /// What it shall become.
        kind: MotionKind,
    },
    /// A report began.
    ReportStarted {
        /// Which table.
        table: TableNo,
        /// Until when.
        until: Moment,
    },
    /// The report ended.
    ReportEnded {
        /// Which table.
        table: TableNo,
    },
    /// A line was hidden from screens.
    Hidden {
        /// Which.
        line: LineId,
        /// Why.
        reason: Words,
    },
    /// A line is shown again.
    Unhidden {
        /// Which.
        line: LineId,
    },
}

pub(crate) fn decide(meeting: &Meeting, act: &Act, command: &Command) -> Decision {
    let tables = &meeting.tables;
    let known = |table: TableNo| tables.get(table).ok_or(Why::UnknownTable);
    let line = |line: LineId| tables.line(line).ok_or(Why::UnknownLine);
    let event = match command {
        Command::Form { groups } => return form(meeting, *groups),
        Command::OpenFor { topic } => {
            let found = meeting.topics.get(*topic).filter(|t| t.in_play()).ok_or(Why::UnknownTopic)?;
            if tables.iter().any(|(_, table)| table.topic == *topic) {
                return Err(Why::AlreadyDone.into());
            }
            let last = tables.tables.keys().last().map_or(0, |no| no.0);
            let table = TableNo(last.checked_add(1).filter(|no| *no <= 20).ok_or(Why::TooMany)?);
            Event::Opened { table, topic: *topic, convenor: found.proposer }
        }
        Command::Take { place } => {
            if let Place::Table(table) = place {
                known(*table)?;
            }
            let person = meeting.people.get(act.subject()).ok_or(Why::UnknownPerson)?;
            if !person.present() {
                return Err(Why::NotPresent.into());
            }
            if person.place == *place {
                return Err(Why::AlreadyDone.into());
            }
            Event::Took { place: *place }
        }
        Command::Record { table } => {
            let found = known(*table)?;
            let person = act.subject();
            if found.recorder == Some(person) {
                return Err(Why::AlreadyDone.into());
            }
            if !act.is_host() {
                let here = meeting.people.get(person).is_some_and(|p| p.place == Place::Table(*table));
                if !here {
                    return Err(Why::NotAtTable.into());
                }
                let still_there =
                    |other: PersonId| meeting.people.at_table(*table).any(|person| person == other);
                if found.recorder.is_some_and(still_there) {
                    return Err(Why::RecorderTaken.into());
                }
            }
            Event::Recorder { table: *table, person }
        }
        Command::Write { table, kind, text } => {
            may_write(meeting, act, *table)?;
            filled(text, Field::Line)?;
            if tables.lines_of(*table).count() >= MOST_LINES {
                return Err(Why::TooMany.into());
            }
            let line = LineId(act.fresh(0));
            Event::Written { line, table: *table, kind: *kind, text: text.as_str().into() }
        }
        Command::Strike { line: id } => {
            let found = line(*id)?;
            may_write(meeting, act, found.table)?;
            if found.struck {
                return Err(Why::AlreadyDone.into());
            }
            Event::Struck { line: *id }
        }
        Command::Propose { table, kind, draft } => {
            may_write(meeting, act, *table)?;
            filled(draft.what.as_str(), Field::What)?;
            Event::Proposed { table: *table, draft: draft.clone(), kind: kind.clone() }
        }
        Command::Report { table } => {
            known(*table)?;
            if tables.reporting.is_some_and(|now| now.table == *table) {
                return Err(Why::AlreadyDone.into());
            }
            let until = act.at.plus(Span::secs(u32::from(meeting.pack().params.report_secs)));
            Event::ReportStarted { table: *table, until }
        }
        Command::EndReport => {
            let now = tables.reporting.ok_or(Why::NoReport)?;
            Event::ReportEnded { table: now.table }
        }
        Command::Hide { line: id, reason } => {
            if line(*id)?.hidden.is_some() {
                return Err(Why::AlreadyDone.into());
            }
            if reason.trim().is_empty() {
                return Err(Why::NeedsReason.into());
            }
            Event::Hidden { line: *id, reason: reason.as_str().into() }
        }
        Command::Unhide { line: id } => {
            if line(*id)?.hidden.is_none() {
                return Err(Why::AlreadyDone.into());
            }
            Event::Unhidden { line: *id }
        }
    };
    Ok(vec![Any::Tables(event)])
}

/// The hottest topics become groups, in order of heat.
fn form(meeting: &Meeting, groups: u8) -> Decision {
    let range = &meeting.pack().groups;
    if !meeting.tables.is_empty() {
        return Err(Why::AlreadyDone.into());
    }
    if !(range.min..=range.max).contains(&groups) {
        return Err(Why::GroupsRange(range.min, range.max).into());
    }
    let hottest = meeting.topics.hottest();
    if hottest.is_empty() {
        return Err(Why::NoTopics.into());
    }
    let events = (1..=groups).zip(hottest).filter_map(|(no, topic)| {
        let convenor = meeting.topics.get(topic)?.proposer;
        Some(Any::Tables(Event::Opened { table: TableNo(no), topic, convenor }))
    });
    Ok(events.collect())
}

/// The recorder and the host write.
fn may_write(meeting: &Meeting, act: &Act, table: TableNo) -> Result<(), Why> {
    let found = meeting.tables.get(table).ok_or(Why::UnknownTable)?;
    if act.is_host() || found.recorder == Some(act.subject()) { Ok(()) } else { Err(Why::NotRecorder) }
}

pub(crate) fn apply(meeting: &mut Meeting, recorded: &Recorded, event: &Event) {
    let tables = &mut meeting.tables;
    match event {
        Event::Opened { table, topic, convenor } => {
            let opened =
                Table { topic: *topic, convenor: *convenor, recorder: None, proposal: None, reported: None };
            tables.tables.insert(*table, opened);
            // The convenor waits at the table they called.
            if meeting.people.present(*convenor) {
                sit(meeting, *convenor, Place::Table(*table), recorded.at);
            }
        }
        Event::Took { place } => sit(meeting, recorded.subject(), *place, recorded.at),
        Event::Recorder { table, person } => {
            // One person writes one record: who begins here has left off elsewhere.
            for (no, each) in &mut tables.tables {
                if no == table {
                    each.recorder = Some(*person);
                } else if each.recorder == Some(*person) {
                    each.recorder = None;
                }
            }
        }
        Event::Written { line, table, kind, text } => {
            let written = Line {
                table: *table,
                kind: *kind,
                text: text.clone(),
                by: recorded.subject(),
                at: recorded.at,
                struck: false,
                hidden: None,
            };
            if tables.lines.insert(*line, written).is_none() {
                tables.order.push(*line);
            }
        }
        Event::Struck { line } => {
            if let Some(line) = tables.lines.get_mut(line) {
                line.struck = true;
            }
        }
        Event::Proposed { table, draft, kind } => {
            if let Some(table) = tables.tables.get_mut(table) {
                table.proposal = Some(Draft { kind: Some(kind.clone()), ..draft.clone() });
            }
        }
        Event::ReportStarted { table, until } => {
            tables.reporting = Some(Reporting { table: *table, until: *until });
            if let Some(table) = tables.tables.get_mut(table) {
                table.reported = Some(recorded.at);
            }
        }
        Event::ReportEnded { .. } => tables.reporting = None,
        Event::Hidden { line, reason } => {
            if let Some(line) = tables.lines.get_mut(line) {
                line.hidden = Some(reason.clone());
            }
        }
        Event::Unhidden { line } => {
            if let Some(line) = tables.lines.get_mut(line) {
                line.hidden = None;
            }
        }
    }
}

fn sit(meeting: &mut Meeting, person: PersonId, place: Place, at: Moment) {
    if let Some(person) = meeting.people.get_mut(person) {
        person.place = place;
        person.moves.push((at, place));
    }
}
