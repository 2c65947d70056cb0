//! Groups at the desk (小组): who records, the lines they wrote, reports, and hiding a line.
//!
//! The rule kept here: the host reads every line; the hall sees them only when the table reports.

use leptos::prelude::*;
use meeting::{LineId, TableNo};

use super::act::{act, go, hide, more, why};
use super::behalf::persons;
use super::panel::list;
use crate::live::hall_held::Hall;
use crate::live::{Evening, Held, Kinds, Shown};
use crate::words;

/// The panel.
pub(super) fn tables(held: Held<Hall>) -> AnyView {
    let groups = held.read(Kinds::default(), |shown| {
        act(
            &shown.page,
            "tables.form",
            view! {
                <label class="box">
                    <span>"按热度分几组"</span>
                    <input type="number" name="groups" min="1" max="20" value="3" required />
                </label>
                {go("分组")}
            },
        )
    });
    view! {
        {held.draw(Evening::TABLES, none)}
        <ul class="rows">{list(held, Evening::TABLES, ids, |no| u128::from(no.0), table)}</ul>
        {recorder(held)}
        {more("重新分组", groups)}
        <h3>"各桌写下的话"</h3>
        <ul class="rows">{list(held, Hall::ALL_LINES, line_ids, |id| id.0.as_u128(), line)}</ul>
    }
    .into_any()
}

fn none(shown: &Shown<Hall>) -> AnyView {
    shown.tables.is_empty().then(|| view! { <p class="hint">"还没有分组。"</p> }).into_any()
}

fn ids(shown: &Shown<Hall>) -> Vec<TableNo> {
    shown.tables.iter().map(|(no, _)| *no).collect()
}

fn line_ids(shown: &Shown<Hall>) -> Vec<LineId> {
    shown.all_lines.iter().map(|(id, _)| *id).collect()
}

fn table(shown: &Shown<Hall>, no: TableNo) -> AnyView {
    let Some(table) = shown.table(no) else { return ().into_any() };
    let page = &shown.page;
    let field = || hide("table", no.0.to_string());
    let recorder = if table.recorder.is_empty() {
        String::from("还没有记录员")
    } else {
        format!("记录：{}", table.recorder)
    };
    let draft = if table.proposal.is_empty() {
        String::from("方案还没写")
    } else {
        format!("方案：{}", table.proposal)
    };
    let moved = !table.proposal.is_empty();
    view! {
        <li>
            <span>
                <b>{no.0} " 桌"</b> " " {table.topic.clone()} " "
                <small>
                    {table.people} " 人 · 召集：" {table.convenor.clone()} " · " {recorder} " · " {draft}
                    {table.reported.then_some(" · 已汇报")}
                </small>
            </span>
            <div class="row">
                {act(page, "tables.report", view! { {field()} {go("汇报")} })}
                {moved.then(|| act(page, "motions.move_from", view! { {field()} {go("提为动议")} }))}
                <a class="link" href=page.address(&format!("table/{}", no.0))>
                    "看记录"
                </a>
            </div>
        </li>
    }
    .into_any()
}

/// Puts somebody in as a table's recorder.
fn recorder(held: Held<Hall>) -> AnyView {
    let form = held.read(Kinds::default(), |shown| {
        act(
            &shown.page,
            "tables.record",
            view! {
                {persons(held)}
                <label class="box">
                    <span>"记录哪一桌"</span>
                    <select name="table" required>
                        {list(held, Evening::TABLES, ids, |no| u128::from(no.0), |_, no| {
                            view! { <option value=no.0.to_string()>{no.0} " 桌"</option> }.into_any()
                        })}
                    </select>
                </label>
                {go("请TA记录")}
            },
        )
    });
    more("定记录员", form)
}

fn line(shown: &Shown<Hall>, id: LineId) -> AnyView {
    let Some((_, line)) = shown.all_lines.iter().find(|(each, _)| *each == id) else { return ().into_any() };
    let page = &shown.page;
    let field = || hide("line", id.to_string());
    let form = match &line.hidden {
        Some(_) => act(page, "tables.unhide", view! { {field()} {go("重新上屏")} }),
        None => more(
            "不上屏",
            act(page, "tables.hide", view! { {field()} {why(page, "tables.hide")} {go("不上屏")} }),
        ),
    };
    let state = match &line.hidden {
        Some(reason) => format!(" · 没上屏：{reason}"),
        None => String::new(),
    };
    let class = if line.struck { "struck" } else { "" };
    view! {
        <li class=class>
            <span>
                <b>{line.table.0} " 桌 " {words::line_kind(line.kind)}</b> " " {line.text.clone()} " "
                <small>
                    {line.by.clone()} {state} {line.struck.then_some(" · 已划掉")}
                </small>
            </span>
            {form}
        </li>
    }
    .into_any()
}
