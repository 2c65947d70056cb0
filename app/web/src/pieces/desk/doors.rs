//! The doors at the desk (入场): QR, code and address; letting in and not letting in any more.
//!
//! The rule kept here: code and QR die when the doors close; opening them again makes new ones.

use leptos::prelude::*;

use super::act::{act, go, hide};
use crate::live::hall_held::Hall;
use crate::live::{Held, Kinds, Shown};
use crate::pieces::wall::qr;

/// The panel.
pub(super) fn doors(held: Held<Hall>) -> AnyView {
    held.draw(Kinds::WAY_IN | Hall::WALL, inner)
}

fn inner(shown: &Shown<Hall>) -> AnyView {
    let page = &shown.page;
    let second = page.address("desk/second");
    let (open, label) =
        if shown.wall.doors_open { ("0", "停止入场") } else { ("1", "重新放人进来") };
    let way = shown.way_in.as_ref().filter(|_| shown.wall.doors_open).map(|way| {
        view! {
            {qr(way)}
            <p class="d-way">
                "会议码 " <b class="code">{way.code.clone()}</b> <br /> "网址 " <b>{way.address.clone()}</b>
            </p>
        }
    });
    view! {
        {way}
        {act(page, "people.doors", view! { {hide("open", String::from(open))} {go(label)} })}
        <form method="post" action=second target="_blank" class="act">
            {go("加一台主持设备")}
        </form>
        <form method="get" action=page.address("desk/address") class="act">
            {go("手机打不开？换一个网址")}
        </form>
    }
    .into_any()
}
