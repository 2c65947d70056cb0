//! Acting for somebody (帮TA操作): pick a person, then do for them what their phone would do.
//!
//! The rule kept here: it counts for that person and is recorded as done by the host; a vote by hand of
//! somebody without a phone goes through here or through the count of hands, never both.

use leptos::prelude::*;
use meeting::PersonId;

use super::act::{acts, choose, go_as, hide};
use super::panel::list;
use super::topics;
use crate::live::hall_held::Hall;
use crate::live::{Evening, Held, Kinds, Shown};
use crate::words;

/// The panel.
pub(super) fn behalf(held: Held<Hall>) -> AnyView {
    let sit = held.read(Kinds::default(), |shown| acts(&shown.page, taps(held)));
    let write = held.read(Kinds::default(), |shown| acts(&shown.page, writes(held)));
    view! {
        <p class="hint">"先选一位，再替TA做。会记下是主持台代办的。"</p>
        {sit}
        <h3>"替TA写"</h3>
        {write}
    }
    .into_any()
}

/// Which person, as a choice; each stays in its place in the list.
pub(super) fn persons(held: Held<Hall>) -> AnyView {
    view! {
        <label class="box">
            <span>"哪一位"</span>
            <select name="for" required>
                <option value="">"选一位"</option>
                {list(held, Hall::PERSONS, ids, |id| id.0.as_u128(), option)}
            </select>
        </label>
    }
    .into_any()
}

fn ids(shown: &Shown<Hall>) -> Vec<PersonId> {
    shown.persons.iter().map(|(id, _)| *id).collect()
}

fn option(shown: &Shown<Hall>, id: PersonId) -> AnyView {
    let text = shown.person(id).map(|person| {
        let gone = if person.present { "" } else { "（已离开）" };
        [person.order.to_string().as_str(), " ", &person.name, " ", &person.building, gone].concat()
    });
    view! { <option value=id.to_string()>{text}</option> }.into_any()
}

/// Sign, sit, raise a hand, vote.
fn taps(held: Held<Hall>) -> AnyView {
    let vote = move || {
        held.read(Evening::VOTE, |shown| {
            shown.vote.as_ref().map(|vote| vote.id.to_string()).unwrap_or_default()
        })
    };
    let stances = [("for", "赞成"), ("against", "反对"), ("inquiry", "询问")];
    let stances = stances.into_iter().map(|(key, words)| (key.into(), words.into())).collect();
    let choices = [("aye", "赞成"), ("nay", "反对")];
    let choices = choices.into_iter().map(|(key, words)| (key.into(), words.into())).collect();
    view! {
        {persons(held)}
        <div class="pair">
            <label class="box">
                <span>"议题"</span>
                <select name="topic">{topics::options(held)}</select>
            </label>
            {go_as("topics.sign", "签名")}
            {go_as("topics.unsign", "取消")}
        </div>
        <div class="pair">{held.draw(Evening::TABLES, places)} {go_as("tables.take", "坐过去")}</div>
        <div class="pair">
            {choose("stance", "立场", stances)} {go_as("floor.raise", "举手")} {go_as("floor.lower", "放下")}
        </div>
        <div class="pair">
            <input type="hidden" name="vote" value=vote />
            {choose("choice", "表决", choices)} {go_as("voting.cast", "替TA投")}
        </div>
        <div class="pair">{go_as("people.leave", "TA先走了")} {go_as("people.return", "TA回来了")}</div>
    }
    .into_any()
}

fn places(shown: &Shown<Hall>) -> AnyView {
    let mut places: Vec<(String, String)> = shown
        .tables
        .iter()
        .map(|(no, table)| (no.0.to_string(), format!("{} 桌 {}", no.0, table.topic)))
        .collect();
    places.push((String::from("butterfly"), String::from("蝴蝶（歇一歇）")));
    places.push((String::from("bee"), String::from("蜜蜂（各桌走走）")));
    places.push((String::from("hall"), String::from("回大厅")));
    choose("place", "坐到", places)
}

/// A topic or a pledge in their words.
fn writes(held: Held<Hall>) -> AnyView {
    use meeting::plans::PledgeKind;
    let kinds = [PledgeKind::Labour, PledgeKind::Money, PledgeKind::Material]
        .map(|kind| (words::pledge_kind_key(kind).into(), words::pledge_kind(kind).into()));
    view! {
        {persons(held)}
        <label class="box">
            <span>"TA说的话"</span>
            <input type="text" name="text" required autocomplete="off" />
        </label>
        <div class="pair">{go_as("topics.post", "写成议题")}</div>
        <div class="pair">
            {hide("motion", String::new())} {choose("kind", "认领", kinds.to_vec())}
            {go_as("plans.pledge", "替TA认领")}
        </div>
    }
    .into_any()
}
