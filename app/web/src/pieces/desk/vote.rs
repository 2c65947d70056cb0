//! The vote at the desk (表决): counts, hands typed in, and annulling with a reason.
//!
//! The rule kept here: counts only; who chose what is nowhere on the desk.

use leptos::prelude::*;
use meeting::voting::Call;

use super::act::{act, go, hide, more, why};
use crate::live::hall_held::Hall;
use crate::live::{Evening, Kinds, Shown};
use crate::words::hall as w;

/// What it looks at.
pub(super) const KINDS: Kinds = Evening::VOTE;

/// The vote under way, or the last one.
pub(super) fn vote(shown: &Shown<Hall>) -> AnyView {
    let Some(vote) = shown.vote.as_ref().filter(|vote| !vote.annulled) else { return ().into_any() };
    let page = &shown.page;
    let tally = &vote.tally;
    let (title, body) = match vote.call {
        Some(call) => {
            let (name, key) = match call {
                Call::Ayes => ("赞成", "aye"),
                Call::Nays => ("反对", "nay"),
            };
            let hands = view! {
                {hide("choice", String::from(key))}
                <label class="box">
                    <span>"没用手机、举手" {name} "的有几人"</span>
                    <input type="number" name="hands" min="0" max="2000" required inputmode="numeric" />
                </label>
                {go("记下举手数")}
            };
            (format!("正在表决动议 {}：请{name}的", vote.number), act(page, "voting.count_hands", hands))
        }
        None => {
            let adopted = if vote.adopted == Some(true) { "通过" } else { "未通过" };
            let form = act(
                page,
                "voting.annul",
                view! { {hide("vote", vote.id.to_string())} {why(page, "voting.annul")} {go("作废，重新表决")} },
            );
            (
                format!("动议 {}：{adopted}（{}）", vote.number, w::formula(tally)),
                more("数错了？作废重来", form),
            )
        }
    };
    view! {
        <section class="panel d-vote">
            <h2>{title}</h2>
            <table>
                <tbody>
                <tr>
                    <th></th>
                    <th>"手机"</th>
                    <th>"举手"</th>
                    <th>"合计"</th>
                </tr>
                <tr>
                    <th>"赞成"</th>
                    <td>{tally.phone_ayes}</td>
                    <td>{tally.hand_ayes}</td>
                    <td>{tally.ayes()}</td>
                </tr>
                <tr>
                    <th>"反对"</th>
                    <td>{tally.phone_nays}</td>
                    <td>{tally.hand_nays}</td>
                    <td>{tally.nays()}</td>
                </tr>
                </tbody>
            </table>
            <p>"有表决权 " {tally.present} " 人，未表态 " {tally.silent()} " 人"</p>
            {body}
        </section>
    }
    .into_any()
}
