//! People at the desk (到场的人): arrivals as they come, with building and kind; add somebody without a
//! phone; gone and back; offices; a lost seat.
//!
//! The rule kept here: building and kind stay on the desk. A seat's link is a right, so it is asked for
//! by a post of its own and shown on its own page.

use leptos::prelude::*;
use meeting::PersonId;
use meeting::people::{Kind, Office};

use super::act::{act, acts, choose, go, go_as, hide, more, text};
use super::panel::list;
use crate::live::hall_held::Hall;
use crate::live::{Held, Kinds, Page, Shown};
use crate::words::{self, hall as w};

/// The panel.
pub(super) fn people(held: Held<Hall>) -> AnyView {
    let add = held.read(Kinds::default(), |shown| add(&shown.page));
    view! {
        {add}
        <ul class="rows">{list(held, Hall::PERSONS, ids, |id| id.0.as_u128(), person)}</ul>
    }
    .into_any()
}

/// The latest on top: who has just come is who the host looks for.
fn ids(shown: &Shown<Hall>) -> Vec<PersonId> {
    shown.persons.iter().rev().map(|(id, _)| *id).collect()
}

fn add(page: &Page) -> AnyView {
    let of = "people.add";
    let kinds = Kind::ALL.map(|kind| (words::kind_key(kind).into(), words::kind(kind).into()));
    let form = act(
        page,
        of,
        view! {
            {text(page, of, "name", "怎么称呼", true)} {text(page, of, "building", "几幢几号", false)}
            {choose("kind", "身份", kinds.to_vec())} {go("请TA入座")}
        },
    );
    more("加一位没带手机的", form)
}

fn person(shown: &Shown<Hall>, id: PersonId) -> AnyView {
    let Some(person) = shown.person(id) else { return ().into_any() };
    let page = &shown.page;
    let seat = [page.address("desk/seat/"), id.to_string()].concat();
    let who = || hide("for", id.to_string());
    let here = if person.present {
        go_as("people.leave", "TA先走了")
    } else {
        go_as("people.return", "TA回来了")
    };
    let offices = [Office::Chair, Office::Timekeeper, Office::Recorder]
        .into_iter()
        .filter(|office| person.office != Some(*office))
        .map(|office| {
            let key = match office {
                Office::Chair => "chair",
                Office::Timekeeper => "timekeeper",
                Office::Recorder => "recorder",
            };
            view! {
                <button type="submit" name="office" value=key>
                    "任" {w::office(office)}
                </button>
            }
        })
        .collect::<Vec<_>>();
    let appoint = act(page, "people.appoint", view! { {hide("person", id.to_string())} {offices} });
    let forms = view! {
        {acts(page, view! { {who()} {here} })}
        {appoint}
        <form method="post" action=seat class="act">
            {go("手机丢了、换了：显示TA的座位码")}
        </form>
    };
    let class = if person.present { "" } else { "gone" };
    let phone = if person.phone { "有手机" } else { "没带手机" };
    view! {
        <li class=class>
            <span>
                <b>{person.order} " " {person.name.clone()}</b> " "
                <small>
                    {person.building.clone()} " · " {words::kind(person.kind)} " · " {phone} " · "
                    {if person.present { w::place(person.place) } else { String::from("已离开") }}
                    {person.office.map(|office| [" · ", w::office(office)].concat())}
                </small>
            </span>
            {more("管", forms.into_any())}
        </li>
    }
    .into_any()
}
