//! Reports and motions on the wall (汇报, 动议): the lines a table wrote, the five boxes of a motion.
//!
//! The rule kept here: a motion is shown with all five boxes, an empty one as empty, so the hall sees
//! what is still missing.

use leptos::prelude::*;
use meeting::motions::Status;

use super::rows::{Row, rows, width};
use crate::live::Shown;
use crate::live::hall_held::Hall;
use crate::words::{self, hall as w};

/// More letters than five boxes hold in their usual size.
const MUCH: usize = 90;

/// Before and between: who has reported, which motions there are.
pub(super) fn overview(shown: &Shown<Hall>) -> AnyView {
    let motions: Vec<Row> = shown
        .motions
        .iter()
        .map(|(_, motion)| Row {
            mark: motion.number.to_string(),
            text: motion.what.clone(),
            under: String::new(),
            end: String::from(words::status(motion.status)),
            strong: motion.status == Status::Adopted,
        })
        .collect();
    let (title, list) = if motions.is_empty() {
        let tables = shown.tables.iter().map(|(no, table)| Row {
            mark: format!("{} 桌", no.0),
            text: table.topic.clone(),
            under: String::new(),
            end: String::from(if table.reported { "已汇报 ✓" } else { "待汇报" }),
            strong: table.reported,
        });
        ("听各桌汇报", tables.collect())
    } else {
        ("一条一条来议", motions)
    };
    view! {
        <h1 class="w-title">{title}</h1>
        <p class="w-what">{shown.head.what.clone()}</p>
        {rows(shown.now, list)}
    }
    .into_any()
}

/// A table reports.
pub(super) fn report(shown: &Shown<Hall>) -> AnyView {
    let Some(report) = &shown.report else { return ().into_any() };
    let secs = shown.secs_until(report.until);
    let class = if secs == 0 { "w-time late" } else { "w-time" };
    let left = if secs == 0 { String::from("时间到") } else { w::clock(secs) };
    let list = report.lines.iter().map(|(kind, text)| Row {
        mark: String::from(words::line_kind(*kind)),
        text: text.clone(),
        ..Row::default()
    });
    view! {
        <div class="w-split">
            <h1 class="w-title">"第 " {report.table.0} " 桌汇报"</h1>
            <p class=class>
                <b>{left}</b>
            </p>
        </div>
        <p class="w-what">{report.topic.clone()}</p>
        {rows(shown.now, list.collect())}
    }
    .into_any()
}

/// A motion before the hall, nobody speaking yet.
pub(super) fn motion(shown: &Shown<Hall>) -> AnyView {
    let Some((_, motion)) = shown.motion() else { return ().into_any() };
    let boxes = [
        ("谁", &motion.who),
        ("做什么", &motion.what),
        ("何时前", &motion.when),
        ("在哪", &motion.place),
        ("钱从哪来", &motion.money),
    ];
    // much text is set smaller as a whole, so that the boxes stay alike
    let much = boxes.iter().map(|(_, text)| width(text)).sum::<usize>() > MUCH;
    let class = if much { "w-boxes tight" } else { "w-boxes" };
    let boxes = boxes
        .into_iter()
        .map(|(name, text)| {
            let empty = text.trim().is_empty();
            let text = if empty { String::from("（还没写）") } else { text.clone() };
            let wide = if name == "做什么" { "wide " } else { "" };
            let class = [wide, if empty { "empty" } else { "" }].concat();
            view! {
                <div class=class>
                    <dt>{name}</dt>
                    <dd>{text}</dd>
                </div>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <div class="w-split">
            <h1 class="w-title">
                "动议 " {motion.number} <span class="w-tag">{w::motion_kind(&motion.kind)}</span>
            </h1>
            <p class="w-what">"想说话，请举手"</p>
        </div>
        <dl class=class>{boxes}</dl>
    }
    .into_any()
}
