//! Motions at the desk (动议): the list, opening one with a note, moving one straight from here.
//!
//! The rule kept here: a motion that is not concrete is admitted with a note that is kept.

use leptos::prelude::*;
use meeting::MotionId;
use meeting::motions::Status;

use super::act::{act, choose, go, hide, more, text};
use super::panel::list;
use crate::live::hall_held::Hall;
use crate::live::{Evening, Held, Kinds, Page, Shown};
use crate::words::{self, hall as w};

/// The panel.
pub(super) fn motions(held: Held<Hall>) -> AnyView {
    let direct = held.read(Kinds::default(), |shown| directly(&shown.page));
    view! {
        {held.draw(Evening::MOTIONS, none)}
        <ul class="rows">{list(held, Evening::MOTIONS, ids, |id| id.0.as_u128(), motion)}</ul>
        {more("直接提一条动议", direct)}
    }
    .into_any()
}

fn none(shown: &Shown<Hall>) -> AnyView {
    let none = shown.motions.is_empty();
    none.then(|| view! { <p class="hint">"还没有动议。各桌的方案可以在「小组」里提为动议。"</p> }).into_any()
}

fn ids(shown: &Shown<Hall>) -> Vec<MotionId> {
    shown.motions.iter().map(|(id, _)| *id).collect()
}

fn motion(shown: &Shown<Hall>, id: MotionId) -> AnyView {
    let Some((_, motion)) = shown.motions.iter().find(|(each, _)| *each == id) else { return ().into_any() };
    let page = &shown.page;
    let field = || hide("motion", id.to_string());
    let forms = (motion.status == Status::Waiting).then(|| {
        let open = act(
            page,
            "motions.open",
            view! { {field()} {text(page, "motions.open", "note", "说明（动议不够具体时要写）", false)} {go("上会")} },
        );
        more("上会", open)
    });
    let tally = motion.tally.as_ref().map(|tally| format!(" · {}", w::formula(tally)));
    let from = motion.table.map(|no| format!(" · 第 {} 桌", no.0));
    let boxes = [&motion.who, &motion.when, &motion.place, &motion.money]
        .into_iter()
        .filter(|text| !text.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" · ");
    view! {
        <li>
            <span>
                <b>{motion.number}</b> " " {motion.what.clone()} " " <small>{boxes}</small> " "
                <small>
                    {words::status(motion.status)} {tally} {from} " · " {w::motion_kind(&motion.kind)} " · "
                    {motion.mover.clone()}
                </small>
            </span>
            {forms}
        </li>
    }
    .into_any()
}

/// The five boxes, typed in by the host.
fn directly(page: &Page) -> AnyView {
    let of = "motions.move";
    let kinds = [("action", "行动"), ("convention", "写进公约"), ("referral", "转交单位")];
    let kinds = kinds.into_iter().map(|(key, words)| (key.into(), words.into())).collect();
    act(
        page,
        of,
        view! {
            {text(page, of, "who", "谁", false)} {text(page, of, "what", "做什么", true)}
            {text(page, of, "when", "何时前", false)} {text(page, of, "place", "在哪", false)}
            {text(page, of, "money", "钱从哪来", false)} {choose("kind", "通过后成为", kinds)}
            {text(page, of, "chapter", "公约的哪一章（写进公约时填）", false)}
            {text(page, of, "body", "转交给谁（转交时填）", false)} {go("提出动议")}
        },
    )
}
