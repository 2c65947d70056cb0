//! The one big button (下一步): what comes next, what it does, what to read aloud, what is not ready yet.
//!
//! The rule kept here: it proposes and never blocks. Declaring and the gavel ask once more.

use leptos::prelude::*;
use meeting::view::hall::{Next, Nudge, Step};

use super::act::{act, choose, go, hide, text, why};
use crate::live::hall_held::Hall;
use crate::live::{Page, Shown};
use crate::words::hall as w;

/// The card of the next step.
pub(super) fn next(shown: &Shown<Hall>) -> AnyView {
    let Some(next) = &shown.next else {
        return view! { <section class="d-next"><p>"正在连接……"</p></section> }.into_any();
    };
    let mut nudges: Vec<String> = next.nudges.iter().map(w::nudge).collect();
    let head = &shown.head;
    let gone = head.since.until(shown.now).0 / 60_000;
    if !head.closed && gone > u64::from(head.minutes) && !next.nudges.contains(&Nudge::OverTime) {
        nudges.push(w::nudge(&Nudge::OverTime));
    }
    let any = !nudges.is_empty();
    let nudges = nudges.into_iter().map(|nudge| view! { <li>{nudge}</li> }).collect::<Vec<_>>();
    let script = next.script.clone();
    view! {
        <section class="d-next" aria-label="下一步">
            <h2>"下一步"</h2>
            {button(&shown.page, next)}
            <p class="does">{w::step_does(&next.step)}</p>
            {matches!(next.step, Step::ShowCard { .. }).then(|| read_no_more(&shown.page, head.current))}
            {(!script.is_empty())
                .then(|| view! { <blockquote><b>"念："</b>{script}</blockquote> })}
            {any
                .then(|| {
                    view! {
                        <div class="nudges">
                            <p>"还可以先看看（不急，也可以直接往下走）："</p>
                            <ul>{nudges}</ul>
                        </div>
                    }
                })}
        </section>
    }
    .into_any()
}

fn button(page: &Page, next: &Next) -> AnyView {
    let step = &next.step;
    let label = w::step(step);
    let reason = |of| {
        let asked = !next.nudges.is_empty();
        asked.then(|| {
            text(page, of, if of == "motions.open" { "note" } else { "reason" }, "说明（会记下来）", true)
        })
    };
    match step {
        Step::ShowCard { at, .. } => one(page, "screens.show", hide("card", format!("n{at}")), label),
        Step::Advance { from, .. } => one(page, "stages.advance", hide("from", from.to_string()), label),
        Step::FormGroups { groups } => one(
            page,
            "tables.form",
            view! {
                <label class="box">
                    <span>"分几组"</span>
                    <input type="number" name="groups" min="1" max="20" value=groups.to_string() />
                </label>
            }
            .into_any(),
            label,
        ),
        Step::Report { table } => one(page, "tables.report", hide("table", table.0.to_string()), label),
        Step::EndReport => one(page, "tables.end_report", ().into_any(), label),
        Step::MoveFrom { table } => one(page, "motions.move_from", hide("table", table.0.to_string()), label),
        Step::OpenMotion { motion, .. } => one(
            page,
            "motions.open",
            view! { {hide("motion", motion.to_string())} {reason("motions.open")} }.into_any(),
            label,
        ),
        Step::GiveFloor { .. } => one(page, "floor.give", hide("person", String::new()), label),
        Step::EndSpeech { .. } => one(page, "floor.done", ().into_any(), label),
        Step::LastCall => one(page, "floor.last_call", ().into_any(), label),
        Step::Put => one(page, "voting.put", reason("voting.put").into_any(), label),
        Step::CallNays => one(page, "voting.call_nays", ().into_any(), label),
        Step::Declare => confirm(page, "voting.declare", label, "手机和举手都数完了，宣布结果"),
        Step::Settle { motion, .. } => one(page, "plans.settle", settle(page, motion.to_string()), label),
        Step::Close => confirm(page, "stages.close", label, "大家没有别的事了，闭会"),
        Step::Papers => view! {
            <a class="big" data-key="next" href=page.address("record")>
                {label}
            </a>
        }
        .into_any(),
    }
}

/// The quiet way past cards nobody needs read out tonight.
fn read_no_more(page: &Page, from: u8) -> AnyView {
    act(page, "stages.advance", view! { {hide("from", from.to_string())} {go("先不念了，进入下一环节")} })
}

fn one(page: &Page, name: &'static str, inner: AnyView, label: String) -> AnyView {
    act(
        page,
        name,
        view! {
            {inner}
            <button type="submit" class="big" data-key="next">
                {label}
            </button>
        },
    )
}

/// Two taps for what cannot be undone.
fn confirm(page: &Page, name: &'static str, label: String, sure: &'static str) -> AnyView {
    let form = act(page, name, view! { <button type="submit" class="big sure">{sure}</button> });
    view! {
        <details class="confirm">
            <summary class="big" data-key="next">
                {label}
            </summary>
            {form}
        </details>
    }
    .into_any()
}

/// The boxes of an action.
pub(super) fn settle(page: &Page, motion: String) -> AnyView {
    let of = "plans.settle";
    let levels = meeting_levels();
    view! {
        {hide("motion", motion)} {text(page, of, "owner", "责任人（可以先空着）", false)}
        {text(page, of, "due", "完成时限", false)} {text(page, of, "resources", "资源与经费", false)}
        {choose("level", "哪一级办", levels)}
    }
    .into_any()
}

fn meeting_levels() -> Vec<(String, String)> {
    use meeting::plans::Level;
    [Level::Compound, Level::Community, Level::Subdistrict, Level::District]
        .into_iter()
        .map(|level| (crate::words::level_key(level).into(), crate::words::level(level).into()))
        .collect()
}

/// Kept here for the two steps that need a reason only sometimes.
pub(super) fn put_anyway(page: &Page) -> AnyView {
    act(page, "voting.put", view! { {why(page, "voting.put")} {super::act::go("提请表决")} })
}
