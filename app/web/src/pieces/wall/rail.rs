//! The way in (入场): QR, digits and address beside every frame, so that whoever comes late finds in.
//!
//! The rule kept here: QR at least a quarter, digits at least a tenth of the screen's height while the
//! doors stand open; nothing of it is left when they are closed, because both have died then.

use leptos::prelude::*;
use meeting::wire::WayIn;

use crate::live::Shown;
use crate::live::hall_held::Hall;

/// The rail, or the word that the doors are closed.
pub(super) fn rail(shown: &Shown<Hall>) -> AnyView {
    match shown.way_in.as_ref().filter(|_| shown.wall.doors_open && !shown.head.closed) {
        Some(way) => open(way),
        None => {
            view! { <aside class="w-rail w-shut"><p>"已停止入场"</p><p>"晚到的邻居请找主持人"</p></aside> }
                .into_any()
        }
    }
}

fn open(way: &WayIn) -> AnyView {
    let digits: Vec<char> = way.code.chars().filter(char::is_ascii_digit).collect();
    let groups = digits
        .chunks(3)
        .map(|three| view! { <span>{three.iter().collect::<String>()}</span> })
        .collect::<Vec<_>>();
    let class = if digits.len() > 6 { "w-rail long" } else { "w-rail" };
    view! {
        <aside class=class>
            <p class="w-scan">"扫码入场"</p>
            {qr(way)}
            <p class="w-scan">"会议码"</p>
            <p class="w-code" aria-label="会议码">
                {groups}
            </p>
        </aside>
    }
    .into_any()
}

/// The QR as a drawing, allowed under the strictest content policy.
pub(crate) fn qr(way: &WayIn) -> AnyView {
    if way.qr_path.is_empty() {
        return ().into_any();
    }
    let side = way.qr_side;
    view! {
        <svg
            class="qr"
            viewBox=format!("0 0 {side} {side}")
            role="img"
            aria-label="入场二维码"
            shape-rendering="crispEdges"
        >
            <rect width=side height=side fill="#fff"></rect>
            <path d=way.qr_path.clone() fill="#000"></path>
        </svg>
    }
    .into_any()
}
