//! The vote on the wall (表决): which side is called, counts by phone and by hands, and the result.
//!
//! The rule kept here: counts only, never who; a tie says that it fails; a result shows its formula.

use leptos::prelude::*;
use meeting::voting::Call;

use super::rows::size;
use crate::live::Shown;
use crate::live::hall_held::Hall;
use crate::words::hall as w;

/// A side is being called.
pub(super) fn vote(shown: &Shown<Hall>) -> AnyView {
    let Some(vote) = &shown.vote else { return ().into_any() };
    let tally = &vote.tally;
    let ayes = vote.call == Some(Call::Ayes);
    let title = if ayes { "赞成的，请表决" } else { "反对的，请表决" };
    view! {
        <p class=["w-text ", size(&vote.what)].concat()>
            <b>"动议 " {vote.number}</b> " " {vote.what.clone()}
        </p>
        <h1 class="w-title w-called">{title}</h1>
        <div class="w-sides">
            {side("赞成", ayes, tally.ayes(), tally.phone_ayes, tally.hand_ayes, true)}
            {side("反对", !ayes, tally.nays(), tally.phone_nays, tally.hand_nays, !ayes)}
        </div>
        <p class="w-what">
            "有表决权 " {tally.present} " 人 · 未表态 " {tally.silent()} " 人"
        </p>
    }
    .into_any()
}

fn side(name: &'static str, called: bool, all: u32, phone: u32, hands: u32, begun: bool) -> AnyView {
    let class = match (name == "赞成", called) {
        (true, true) => "w-side aye now",
        (true, false) => "w-side aye",
        (false, true) => "w-side nay now",
        (false, false) => "w-side nay",
    };
    view! {
        <div class=class>
            <p class="name">{name} {called.then_some("　正在表决")}</p>
            <p class="all">{if begun { all.to_string() } else { String::from("—") }}</p>
            <p class="how">
                {if begun { format!("手机 {phone} ＋ 举手 {hands}") } else { String::from("还没轮到") }}
            </p>
        </div>
    }
    .into_any()
}

/// The result, just declared.
pub(super) fn result(shown: &Shown<Hall>) -> AnyView {
    let Some(vote) = &shown.vote else { return ().into_any() };
    let tally = &vote.tally;
    let adopted = vote.adopted == Some(true);
    let tie = tally.ayes() == tally.nays();
    let (class, sign, word) =
        if adopted { ("w-verdict yes", "✓", "通过") } else { ("w-verdict no", "✕", "未通过") };
    view! {
        <p class=["w-text ", size(&vote.what)].concat()>
            <b>"动议 " {vote.number}</b> " " {vote.what.clone()}
        </p>
        <p class=class>
            <i aria-hidden="true">{sign}</i>
            {word}
        </p>
        <p class="w-formula">
            {w::formula(tally)}
        </p>
        {tie.then(|| view! { <p class="w-tie">"平局即未通过"</p> })}
        <p class="w-what">
            "手机 " {tally.phone_ayes} " : " {tally.phone_nays} " · 举手 " {tally.hand_ayes} " : "
            {tally.hand_nays} " · 未表态 " {tally.silent()} " 人"
        </p>
    }
    .into_any()
}
