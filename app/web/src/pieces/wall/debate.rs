//! The debate on the wall (辩论): the motion, who speaks with which stance, the clock, who is next and why.
//!
//! The rule kept here: the motion's text never leaves the screen; the last 30 seconds and the end are
//! said in words besides the colour.

use leptos::prelude::*;
use meeting::floor::{Clock, Stance};
use meeting::view::phone::{Floor, Speaker};

use super::rows::size;
use crate::live::Shown;
use crate::live::hall_held::Hall;
use crate::words::{self, hall as w};

/// The seconds from which the clock warns.
const SOON: u32 = 30;

/// The debate.
pub(super) fn debate(shown: &Shown<Hall>) -> AnyView {
    let Some((_, motion)) = shown.motion() else { return ().into_any() };
    let floor = &shown.floor;
    let middle = match (&floor.speaker, floor.last_call) {
        (Some(speaker), _) => speaking(shown, speaker),
        (None, Some(until)) => last_call(shown.secs_until(until)),
        (None, None) => view! {
            <div class="w-floor">
                <p class="w-read z2">"请下一位发言"</p>
            </div>
        }
        .into_any(),
    };
    view! {
        <p class=["w-text ", size(&motion.what)].concat()>
            <b>"动议 " {motion.number}</b> " " {motion.what.clone()}
        </p>
        {middle}
        {queue(floor, if matches!(size(&motion.what), "z5" | "z6") { 2 } else { 3 })}
    }
    .into_any()
}

fn speaking(shown: &Shown<Hall>, speaker: &Speaker) -> AnyView {
    let (secs, paused) = match speaker.clock {
        Clock::Running { until } => (shown.secs_until(until), false),
        Clock::Paused { left } => (u32::try_from(left.0.div_ceil(1000)).unwrap_or(u32::MAX), true),
    };
    let (class, word) = match (secs, paused) {
        (_, true) => ("w-clock paused", "暂停"),
        (0, _) => ("w-clock over", "时间到"),
        (1..=SOON, _) => ("w-clock soon", "快到时间了"),
        _ => ("w-clock", "还剩"),
    };
    let name = ["w-name ", size(&speaker.name)].concat();
    view! {
        <div class="w-floor">
            <div class="w-speaker">
                {stance(speaker.stance)} <p class=name>{speaker.name.clone()}</p>
                <p class="w-why">{words::turn(speaker.turn)}</p>
            </div>
            <p class=class>
                <small>{word}</small>
                <b>{w::clock(secs)}</b>
            </p>
        </div>
    }
    .into_any()
}

fn last_call(secs: u32) -> AnyView {
    let left = if secs == 0 { String::from("没有了就表决") } else { format!("再等 {secs} 秒") };
    view! {
        <div class="w-floor w-call">
            <p class="w-read z2">"还有谁要发言？"</p>
            <p class="w-what">{left}</p>
        </div>
    }
    .into_any()
}

fn stance(stance: Stance) -> AnyView {
    let (class, sign) = match stance {
        Stance::For => ("stance for", "＋"),
        Stance::Against => ("stance against", "－"),
        Stance::Inquiry => ("stance inquiry", "？"),
    };
    view! {
        <b class=class>
            <i aria-hidden="true">{sign}</i>
            {words::stance(stance)}
        </b>
    }
    .into_any()
}

/// The next three, or two beside a long motion, each with the reason.
fn queue(floor: &Floor, most: usize) -> AnyView {
    if floor.queue.is_empty() {
        return view! { <p class="w-what">"没有人在等。想说话请举手。"</p> }.into_any();
    }
    let more = floor.queue.len().saturating_sub(most);
    let next = floor
        .queue
        .iter()
        .take(most)
        .enumerate()
        .map(|(at, waiting)| {
            view! {
                <li>
                    <i>{at + 1}</i>
                    {stance(waiting.stance)}
                    <b class="who">{waiting.name.clone()}</b>
                    <small>{words::turn(waiting.turn)}</small>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <ol class="w-queue" aria-label="接下来">
            {next}
        </ol>
        {(more > 0).then(|| view! { <p class="w-page">"后面还有 " {more} " 位"</p> })}
    }
    .into_any()
}
