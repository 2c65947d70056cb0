//! The desk (主持台): run of show on top, the one next step in the middle, everything else in panels.
//!
//! The rule kept here: nothing blocks the host; what is not ready is said beside the button. Every act
//! is a form, what cannot be undone asks once more, and a panel's boxes keep what is typed in them
//! while the hall goes on. Only holders of the host's right see it.
//! Not here: what a step means (the rules), sending (`live::forms`).

mod act;
mod behalf;
mod debate;
mod doors;
#[cfg(feature = "hall")]
pub mod keys;
mod motions;
mod next;
mod panel;
mod people;
mod plan;
mod run;
mod screens;
mod strip;
mod tables;
mod topics;
mod vote;

use leptos::prelude::*;
use meeting::rule_pack::StageKind;

use crate::live::hall_held::Hall;
use crate::live::{Evening, Held, Kinds};
use panel::{Panel, panel};

/// The desk, whole.
pub fn desk(held: Held<Hall>) -> AnyView {
    view! {
        <main class="desk">
            {held.draw(strip::KINDS, strip::strip)} {held.draw(Kinds::LINE, strip::said)}
            <div class="d-grid">
                <section class="d-main">
                    {held.draw(Hall::NEXT | Evening::HEAD | Kinds::CLOCK, next::next)}
                    {held.draw(vote::KINDS, vote::vote)} {debate::debate(held)} {first(held)}
                </section>
                <section class="d-more">{second(held)}</section>
                <section class="d-people">{third(held)}</section>
            </div>
        </main>
    }
    .into_any()
}

/// What the room writes together.
fn first(held: Held<Hall>) -> impl IntoView {
    use StageKind::{ActionPlan, Breakout, Consensus, Signup, Topics};
    [
        panel(held, Panel { id: "topics", title: "议题", stages: &[Topics, Signup] }, topics::topics(held)),
        panel(held, Panel { id: "tables", title: "小组", stages: &[Signup, Breakout] }, tables::tables(held)),
        panel(held, Panel { id: "motions", title: "动议", stages: &[Consensus] }, motions::motions(held)),
        panel(held, Panel { id: "plan", title: "行动计划与认领", stages: &[ActionPlan] }, plan::plan(held)),
    ]
    .collect_view()
}

/// Wall, doors, run of show, papers.
fn second(held: Held<Hall>) -> impl IntoView {
    use StageKind::{ActionPlan, Breakout, Consensus, Opening, Signup, Topics};
    let always = &[Opening, Topics, Signup, Breakout, Consensus, ActionPlan];
    [
        panel(held, Panel { id: "doors", title: "入场", stages: &[Opening, Topics] }, doors::doors(held)),
        panel(held, Panel { id: "screens", title: "大屏", stages: always }, screens::screens(held)),
        panel(held, Panel { id: "run", title: "换环节、闭会", stages: &[] }, run::run(held)),
        panel(held, Panel { id: "papers", title: "文件与更正", stages: &[] }, run::papers(held)),
        panel(held, Panel { id: "keys", title: "快捷键", stages: &[] }, screens::keys()),
    ]
    .collect_view()
}

/// The people.
fn third(held: Held<Hall>) -> impl IntoView {
    use StageKind::{ActionPlan, Breakout, Consensus, Opening, Signup, Topics};
    [
        panel(
            held,
            Panel {
                id: "behalf",
                title: "帮TA操作",
                stages: &[Topics, Signup, Breakout, Consensus, ActionPlan],
            },
            behalf::behalf(held),
        ),
        panel(held, Panel { id: "people", title: "到场的人", stages: &[Opening] }, people::people(held)),
    ]
    .collect_view()
}
