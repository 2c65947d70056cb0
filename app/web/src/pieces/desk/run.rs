//! The run of show by hand (换环节, 闭会) and what is there after it (文件, 更正).
//!
//! The rule kept here: going back or over stages, and reopening, need a reason that is kept; the gavel
//! asks once more.

use leptos::prelude::*;
use meeting::CorrectionId;

use super::act::{act, choose, go, hide, more, text, why};
use super::panel::list;
use crate::live::hall_held::Hall;
use crate::live::{Evening, Held, Kinds, Shown};

/// Stages, the gavel, reopening.
pub(super) fn run(held: Held<Hall>) -> AnyView {
    held.draw(Evening::HEAD, inner)
}

fn inner(shown: &Shown<Hall>) -> AnyView {
    let page = &shown.page;
    let head = &shown.head;
    if head.closed {
        return act(page, "stages.reopen", view! { {why(page, "stages.reopen")} {go("重新开会")} });
    }
    let stages = head
        .stages
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != usize::from(head.current))
        .map(|(at, name)| (at.to_string(), name.clone()))
        .collect();
    let goto = act(
        page,
        "stages.goto",
        view! { {choose("stage", "换到", stages)} {why(page, "stages.goto")} {go("换过去")} },
    );
    let close = act(page, "stages.close", go("确定闭会"));
    view! { {goto} {more("闭会", close)} }.into_any()
}

/// Papers and wishes for corrections.
pub(super) fn papers(held: Held<Hall>) -> AnyView {
    let record = held.read(Kinds::default(), |shown| shown.page.address("record"));
    view! {
        <p>
            <a class="link" href=record>
                "会议纪要、公约草案、转交单"
            </a>
        </p>
        <h3>"更正"</h3>
        {held.draw(Hall::CORRECTIONS, none)}
        <ul class="rows">{list(held, Hall::CORRECTIONS, ids, |id| id.0.as_u128(), wish)}</ul>
    }
    .into_any()
}

fn none(shown: &Shown<Hall>) -> AnyView {
    let none = shown.corrections.is_empty();
    none.then(|| view! { <p class="hint">"还没有人请求更正。"</p> }).into_any()
}

fn ids(shown: &Shown<Hall>) -> Vec<CorrectionId> {
    shown.corrections.iter().map(|(id, _)| *id).collect()
}

fn wish(shown: &Shown<Hall>, id: CorrectionId) -> AnyView {
    let Some((_, wish)) = shown.corrections.iter().find(|(each, _)| *each == id) else {
        return ().into_any();
    };
    let page = &shown.page;
    let answer = if wish.answer.is_empty() {
        act(
            page,
            "minutes.answer",
            view! {
                {hide("correction", id.to_string())}
                {text(page, "minutes.answer", "text", "回复", true)}
                {go("回复")}
            },
        )
    } else {
        view! { <p class="hint">"回复：" {wish.answer.clone()}</p> }.into_any()
    };
    view! {
        <li>
            <span>
                <b>{wish.name.clone()}</b> " " {wish.text.clone()}
            </span>
            {answer}
        </li>
    }
    .into_any()
}
