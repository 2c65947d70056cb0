//! Topics, groups and their work on the wall (提出议题, 自选分组, 小组讨论).
//!
//! The rule kept here: topics stand by heat, which counts persons; no list is cut, its pages turn.

use leptos::prelude::*;

use super::rows::{Row, rows};
use crate::live::Shown;
use crate::live::hall_held::Hall;

fn frame(title: String, lead: String, list: AnyView) -> AnyView {
    view! {
        <h1 class="w-title">{title}</h1>
        <p class="w-what">{lead}</p>
        {list}
    }
    .into_any()
}

/// The name of the stage in front.
fn stage(shown: &Shown<Hall>) -> String {
    shown.head.stages.get(usize::from(shown.head.current)).cloned().unwrap_or_default()
}

fn by_heat(shown: &Shown<Hall>) -> AnyView {
    let list = shown.topics.iter().map(|(_, topic)| Row {
        mark: topic.number.to_string(),
        text: topic.text.clone(),
        under: if topic.merged.is_empty() {
            String::new()
        } else {
            let merged: Vec<String> = topic.merged.iter().map(u16::to_string).collect();
            format!("并入：{} 号", merged.join("、"))
        },
        end: format!("{} 人", topic.heat),
        strong: false,
    });
    rows(shown.now, list.collect())
}

/// The topics by heat.
pub(super) fn topics(shown: &Shown<Hall>) -> AnyView {
    if shown.topics.is_empty() {
        let hint = view! {
            <p class="w-read z3">"在手机上写下您最关心的一件事。没带手机的，请举手，我们帮您写。"</p>
        };
        return frame(stage(shown), shown.head.what.clone(), hint.into_any());
    }
    let title = format!("{} 个议题", shown.topics.len());
    frame(title, String::from("关心的人越多，排得越前。"), by_heat(shown))
}

/// Groups to choose from.
pub(super) fn signup(shown: &Shown<Hall>) -> AnyView {
    if shown.tables.is_empty() {
        return frame(String::from("马上分组"), String::from("最热的议题会成为小组。"), by_heat(shown));
    }
    let list = shown.tables.iter().map(|(no, table)| Row {
        mark: format!("{} 桌", no.0),
        text: topic(&table.topic),
        under: if table.convenor.is_empty() {
            String::new()
        } else {
            format!("召集人：{}", table.convenor)
        },
        end: format!("{} 人", table.people),
        strong: false,
    });
    frame(String::from("选一桌坐下"), shown.head.what.clone(), rows(shown.now, list.collect()))
}

/// Groups at work, with the time.
pub(super) fn breakout(shown: &Shown<Hall>) -> AnyView {
    let head = &shown.head;
    let gone = head.since.until(shown.now).0 / 60_000;
    let planned = u64::from(head.minutes);
    let late = gone > planned;
    let left = if late {
        format!("超过 {} 分钟", gone - planned)
    } else {
        format!("还有 {} 分钟", planned - gone)
    };
    let list = shown.tables.iter().map(|(no, table)| Row {
        mark: format!("{} 桌", no.0),
        text: topic(&table.topic),
        under: if table.recorder.is_empty() {
            format!("{} 人 · 请推一位记录员", table.people)
        } else {
            format!("{} 人 · 记录：{}", table.people, table.recorder)
        },
        end: String::from(if table.proposal.is_empty() { "方案还没写" } else { "方案 ✓" }),
        strong: !table.proposal.is_empty(),
    });
    let class = if late { "w-time late" } else { "w-time" };
    view! {
        <div class="w-split">
            <h1 class="w-title">{stage(shown)}</h1>
            <p class=class>
                <b>{left}</b>
                <small>{format!("已 {gone} 分，计划 {planned} 分")}</small>
            </p>
        </div>
        <p class="w-what">"随时可以换桌；结束前写好方案。"</p>
        {rows(shown.now, list.collect())}
    }
    .into_any()
}

fn topic(text: &str) -> String {
    if text.is_empty() { String::from("（议题未上屏）") } else { text.to_owned() }
}
