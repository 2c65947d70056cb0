//! The wall (大屏): a frame for every moment of the evening, with the way in always beside it.
//!
//! The rule kept here: the wall only follows; nothing on it can be typed or pressed. Everything is
//! sized by the screen's height, at most seven lines, never by colour alone. Everybody in the room
//! reads it: only the wall's parts are shown.
//! Not here: which moment it is (`showing`), the frames themselves, the desk that drives it.

mod consensus;
mod debate;
mod gather;
mod opening;
mod plan;
mod rail;
mod rows;
mod showing;
mod vote;

use leptos::prelude::*;

pub(crate) use rail::qr;
use showing::{Showing, showing};

use crate::live::hall_held::Hall;
use crate::live::{Evening, Held, Kinds, Shown};

/// Every kind a frame may look at.
const FRAME: Kinds = Kinds::CLOCK
    .and(Evening::HEAD)
    .and(Evening::CARD)
    .and(Evening::TOPICS)
    .and(Evening::TABLES)
    .and(Evening::REPORT)
    .and(Evening::MOTIONS)
    .and(Evening::FLOOR)
    .and(Evening::VOTE)
    .and(Evening::ACTIONS)
    .and(Evening::PLEDGES);
/// What the way in looks at.
const RAIL: Kinds = Kinds::WAY_IN.and(Hall::WALL).and(Evening::HEAD);

/// The wall, whole.
pub fn wall(held: Held<Hall>) -> AnyView {
    view! {
        <main class="wall">
            <div class="w-screen">
                {held.draw(Evening::HEAD.and(Evening::COUNT), head)} {held.draw(FRAME, frame)}
                {held.draw(RAIL, rail::rail)} {held.draw(RAIL.and(Kinds::LINE), foot)}
            </div>
            {held.draw(Hall::WALL, blank)}
        </main>
    }
    .into_any()
}

/// Lies over everything while the host wants nothing shown.
fn blank(shown: &Shown<Hall>) -> AnyView {
    shown.wall.blank.then(|| view! { <div class="w-blank"></div> }).into_any()
}

fn frame(shown: &Shown<Hall>) -> AnyView {
    let showing = showing(shown);
    let frame = match showing {
        Showing::Welcome => opening::welcome(shown),
        Showing::Card => opening::card(shown),
        Showing::Topics => gather::topics(shown),
        Showing::Signup => gather::signup(shown),
        Showing::Breakout => gather::breakout(shown),
        Showing::Overview => consensus::overview(shown),
        Showing::Report => consensus::report(shown),
        Showing::Motion => consensus::motion(shown),
        Showing::Debate => debate::debate(shown),
        Showing::Vote => vote::vote(shown),
        Showing::Result => vote::result(shown),
        Showing::Plan => plan::plan(shown),
        Showing::Closed => plan::closed(shown),
    };
    let class = ["w-frame w-", showing.name()].concat();
    view! { <section class=class>{frame}</section> }.into_any()
}

/// Theme, stage and people: one line above every frame.
fn head(shown: &Shown<Hall>) -> AnyView {
    let head = &shown.head;
    let stage = head.stages.get(usize::from(head.current)).cloned().unwrap_or_default();
    let stages = head.stages.iter().enumerate().map(|(at, _)| {
        let class = match at.cmp(&usize::from(head.current)) {
            core::cmp::Ordering::Less => "done",
            core::cmp::Ordering::Equal => "here",
            core::cmp::Ordering::Greater => "",
        };
        view! { <i class=class></i> }
    });
    let bar = stages.collect::<Vec<_>>();
    let place = format!("{}/{} {stage}", u16::from(head.current) + 1, head.stages.len());
    view! {
        <header class="w-head">
            {head.rehearsal.then(|| view! { <b class="w-mark">"演练"</b> })}
            <span class="w-theme">{head.theme.clone()}</span>
            <span class="w-stage">
                {place}<span class="w-bar" aria-hidden="true">{bar}</span>
            </span>
            <span class="w-count">"在场 " <b>{shown.count}</b> " 人"</span>
        </header>
    }
    .into_any()
}

/// The address to type, hidden posts, a lost line: one line below every frame.
fn foot(shown: &Shown<Hall>) -> AnyView {
    let hidden = shown.wall.hidden;
    let lost = shown.lost;
    let address = shown.way_in.as_ref().filter(|_| shown.wall.doors_open).map(|way| way.address.clone());
    view! {
        <footer class="w-foot">
            <span class="w-address">
                {match address {
                    Some(address) => {
                        view! { "手机扫码，或打开 " <b>{address}</b> }.into_any()
                    }
                    None => view! { {shown.head.station.clone()} }.into_any(),
                }}
            </span>
            {(hidden > 0)
                .then(|| view! { <span class="w-hidden">"另有 " {hidden} " 条未上屏"</span> })}
            {lost.then(|| view! { <span class="w-lost" role="status">"断线，正在重连"</span> })}
        </footer>
    }
    .into_any()
}
