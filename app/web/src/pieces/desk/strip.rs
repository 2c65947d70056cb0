//! The top of the desk (议程条): which evening, who is here, the run of show with where we are.
//! Everything here is shown to the host only.

use leptos::prelude::*;

use crate::live::hall_held::Hall;
use crate::live::{Evening, Kinds, Shown};

/// What it looks at.
pub(super) const KINDS: Kinds = Evening::HEAD
    .and(Evening::COUNT)
    .and(Hall::WALL)
    .and(Kinds::CLOCK)
    .and(Kinds::SCREENS)
    .and(Kinds::WAY_IN);

/// The top.
pub(super) fn strip(shown: &Shown<Hall>) -> AnyView {
    let head = &shown.head;
    let here = usize::from(head.current);
    let gone = head.since.until(shown.now).0 / 60_000;
    let stages = head.stages.iter().enumerate().map(|(at, name)| {
        let (class, mark) = match at.cmp(&here) {
            core::cmp::Ordering::Less => ("done", "✓"),
            core::cmp::Ordering::Equal => ("here", "●"),
            core::cmp::Ordering::Greater => ("", "○"),
        };
        let time = (at == here).then(|| {
            let late = gone > u64::from(head.minutes);
            let class = if late { "late" } else { "" };
            view! {
                <small class=class>
                    {format!("已 {gone} 分 / 计划 {} 分", head.minutes)} {late.then_some("，超时")}
                </small>
            }
        });
        view! {
            <li class=class aria-current=(at == here).then_some("step")>
                <span>{mark} " " {name.clone()}</span>
                {time}
            </li>
        }
    });
    let stages = stages.collect::<Vec<_>>();
    let code = shown.way_in.as_ref().filter(|_| shown.wall.doors_open).map(|way| way.code.clone());
    view! {
        <header class="d-top">
            <div class="d-title">
                {head.rehearsal.then(|| view! { <b class="d-mark">"演练"</b> })}
                {head.closed.then(|| view! { <b class="d-mark">"已闭会"</b> })}
                <h1>{head.theme.clone()}</h1>
                <span>{head.station.clone()}</span>
            </div>
            <p class="d-counts">
                "在场 " <b>{shown.count}</b> " 人 · 有表决权 " <b>{shown.wall.voters}</b>
                " 人 · 连着的屏幕 " <b>{shown.screens}</b>
                {code.map(|code| view! { " · 会议码 " <b class="code">{code}</b> })}
            </p>
            <ol class="d-strip">{stages}</ol>
        </header>
    }
    .into_any()
}

/// What became of the last act, and whether the line stands.
pub(super) fn said(shown: &Shown<Hall>) -> AnyView {
    let notice = shown.page.notice.clone();
    let (class, text) = match notice {
        Some(notice) if notice.refused => ("said said--refused", notice.text),
        Some(notice) => ("said", notice.text),
        None => ("said", String::new()),
    };
    view! {
        {shown.lost.then(|| view! { <p class="d-lost" role="status">{crate::words::LOST}</p> })}
        <p id="said" class=class role="status">
            {text}
        </p>
    }
    .into_any()
}
