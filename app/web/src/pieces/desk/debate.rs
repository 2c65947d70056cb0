//! The debate at the desk (辩论): the speaker and the clock, the queue with times spoken, rulings by card.
//!
//! The rule kept here: the order is the rules'; the host may go against it with a reason, never in
//! silence. Rulings are seen here and in the internal record only.

use leptos::prelude::*;
use meeting::floor::Clock;
use meeting::{PersonId, RuleKey};

use super::act::{act, acts, choose, go, hide, more, text, why};
use super::next::put_anyway;
use super::panel::list;
use crate::live::hall_held::Hall;
use crate::live::{Evening, Held, Kinds, Shown};
use crate::words::{self, hall as w};

const KINDS: Kinds = Evening::FLOOR.and(Hall::DEBATE).and(Evening::MOTIONS);

/// The debate; nothing while no motion is before the hall.
pub(super) fn debate(held: Held<Hall>) -> AnyView {
    let open = move || held.read(KINDS, |shown| shown.floor.motion.is_some() && calling(shown).is_none());
    let open = Memo::new(move |_| open());
    (move || {
        open.get().then(|| {
            view! {
                <section class="panel d-debate">
                    {held.draw(KINDS, motion)} {held.draw(KINDS | Kinds::CLOCK, clock)}
                    {held.draw(KINDS, speech)} <h3>"在等的人"</h3>
                    <ol class="d-queue">{list(held, KINDS, waiting, |id| id.0.as_u128(), waiter)}</ol>
                    {held.draw(KINDS, rest)}
                </section>
            }
        })
    })
    .into_any()
}

fn calling(shown: &Shown<Hall>) -> Option<meeting::voting::Call> {
    shown.vote.as_ref().and_then(|vote| vote.call)
}

fn motion(shown: &Shown<Hall>) -> AnyView {
    let Some((_, motion)) = shown.motion() else { return ().into_any() };
    view! { <h2>"动议 " {motion.number} "：" {motion.what.clone()}</h2> }.into_any()
}

fn clock(shown: &Shown<Hall>) -> AnyView {
    let Some(speaker) = &shown.floor.speaker else {
        return view! { <p class="d-speaker">"现在没有人发言"</p> }.into_any();
    };
    let (secs, word) = match speaker.clock {
        Clock::Running { until } => match shown.secs_until(until) {
            0 => (0, "时间到"),
            secs => (secs, "还剩"),
        },
        Clock::Paused { left } => (u32::try_from(left.0.div_ceil(1000)).unwrap_or(u32::MAX), "暂停"),
    };
    let class = if secs <= 30 { "d-clock soon" } else { "d-clock" };
    view! {
        <p class="d-speaker">
            <b>{speaker.name.clone()}</b> " · " {words::stance(speaker.stance)} " · "
            {words::turn(speaker.turn)} <span class=class>{word} " " {w::clock(secs)}</span>
        </p>
    }
    .into_any()
}

/// What the host can do with the speech, and the rulings.
fn speech(shown: &Shown<Hall>) -> AnyView {
    let page = &shown.page;
    let speech = shown.floor.speaker.as_ref().map(|speaker| {
        let (act_name, label) = match speaker.clock {
            Clock::Running { .. } => ("floor.pause", "暂停时钟"),
            Clock::Paused { .. } => ("floor.resume", "时钟继续"),
        };
        let hold = acts(
            page,
            view! {
                <button type="submit" name="act" value=act_name data-key="pause">
                    {label}
                </button>
                <button type="submit" name="act" value="floor.done">
                    "说完了"
                </button>
            },
        );
        let extend = act(
            page,
            "floor.extend",
            view! {
                {why(page, "floor.extend")}
                <button type="submit" name="secs" value="30">
                    "加 30 秒"
                </button>
                <button type="submit" name="secs" value="60">
                    "加 60 秒"
                </button>
            },
        );
        view! { {hold} {more("再给点时间", extend)} }
    });
    let speaker = shown.debate.speaker.map(|id| id.to_string()).unwrap_or_default();
    view! { <div class="d-speech">{speech}</div> {rulings(shown, speaker)} }.into_any()
}

/// One tap a rule: the three that are needed most first.
fn rulings(shown: &Shown<Hall>, speaker: String) -> AnyView {
    let often = [RuleKey::Germane, RuleKey::Recognition, RuleKey::NoPersonal];
    let label = |key: RuleKey| match key {
        RuleKey::Germane => String::from("跑题"),
        RuleKey::Recognition => String::from("打断别人"),
        RuleKey::NoPersonal => String::from("攻击人"),
        _ => shown.rule(key).1.to_owned(),
    };
    let card = |key: RuleKey, class: &'static str| {
        let number = shown.rule(key).0;
        view! {
            <button type="submit" name="rule" value=key.as_str() class=class>
                <small>{number}</small>
                {label(key)}
            </button>
        }
    };
    let first = often.map(|key| card(key, "card often")).collect_view();
    let others = shown.cards.iter().filter_map(|card| card.rule).filter(|key| !often.contains(key));
    let others = others.map(|key| card(key, "card")).collect::<Vec<_>>();
    let end = vec![
        (String::from("0"), String::from("只提醒")),
        (String::from("1"), String::from("提醒，并请TA停下")),
    ];
    let form = act(
        &shown.page,
        "floor.rule",
        view! {
            {hide("person", speaker)} <div class="cards">{first}</div>
            <details class="more">
                <summary>"其他规则"</summary>
                <div class="cards">{others}</div>
            </details> {choose("end", "出牌的时候", end)}
        },
    );
    view! { <div class="d-rulings">{form}</div> }.into_any()
}

fn waiting(shown: &Shown<Hall>) -> Vec<PersonId> {
    shown.debate.queue.iter().map(|waiter| waiter.person).collect()
}

fn waiter(shown: &Shown<Hall>, id: PersonId) -> AnyView {
    let queue = &shown.debate.queue;
    let Some((at, waiter)) = queue.iter().enumerate().find(|(_, waiter)| waiter.person == id) else {
        return ().into_any();
    };
    let why_now = shown.floor.queue.get(at).map_or("", |waiting| words::turn(waiting.turn));
    let page = &shown.page;
    let first = at == 0 && shown.floor.speaker.is_none();
    let form = if first {
        act(page, "floor.give", view! { {hide("person", id.to_string())} {go("请TA发言")} })
    } else {
        more(
            "先请TA",
            act(
                page,
                "floor.give",
                view! { {hide("person", id.to_string())} {why(page, "floor.give")} {go("请TA发言")} },
            ),
        )
    };
    view! {
        <li>
            <span>
                <b>{waiter.name.clone()}</b> " " {words::stance(waiter.stance)} " · " {why_now} " · 说过 "
                {waiter.spoke} " 次"
            </span>
            {form}
        </li>
    }
    .into_any()
}

/// Who spoke how long; last call, put, set aside.
fn rest(shown: &Shown<Hall>) -> AnyView {
    let page = &shown.page;
    let empty = shown.debate.queue.is_empty();
    let spoke = shown
        .debate
        .spoke
        .iter()
        .map(|(name, times, secs)| {
            view! { <li>{name.clone()} " " {*times} " 次，共 " {w::clock(*secs)}</li> }
        })
        .collect::<Vec<_>>();
    let rulings = shown
        .debate
        .rulings
        .iter()
        .map(|(rule, name)| view! { <li>{shown.rule(*rule).1.to_owned()} " " {name.clone()}</li> })
        .collect::<Vec<_>>();
    let none = (spoke.is_empty(), rulings.is_empty());
    let aside = act(
        page,
        "motions.set_aside",
        view! { {text(page, "motions.set_aside", "reason", "理由（会记下来）", true)} {go("先放一放")} },
    );
    view! {
        {empty.then(|| view! { <p>"没有人举手。"</p> })}
        {(!none.0).then(|| view! { <h3>"说过的"</h3> <ul class="plain">{spoke}</ul> })}
        {(!none.1).then(|| view! { <h3>"出过的牌"</h3> <ul class="plain">{rulings}</ul> })}
        <div class="row">
            {act(page, "floor.last_call", go("还有谁要发言？"))} {more("现在就表决", put_anyway(page))}
            {more("这条先放一放", aside)}
        </div>
    }
    .into_any()
}
