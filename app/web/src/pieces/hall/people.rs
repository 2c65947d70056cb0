//! Me (我): how I am called, mending my entry, going home. Only the person sees this.

use leptos::prelude::*;
use meeting::people::Kind;

use super::Phone;
use crate::kit::{self, Typing};
use crate::words;

/// The longest form of address and building.
const NAME: u16 = 16;

/// My entry, in a fold.
pub fn me(all: &Phone) -> AnyView {
    let Some(me) = &all.me else { return kit::nothing() };
    if all.head.closed {
        return kit::para("hint", kit::join(&[words::ME, &me.name]));
    }
    let kinds = Kind::ALL.map(|kind| (words::kind_key(kind), words::kind(kind))).into();
    let leave = if me.present {
        kit::form(
            "form",
            &all.page,
            "people.leave",
            &[],
            vec![kit::button("button button--quiet", words::LEAVE)],
        )
    } else {
        kit::nothing()
    };
    kit::fold(
        false,
        kit::join(&[words::ME, &me.name]),
        vec![
            kit::form(
                "form",
                &all.page,
                "people.amend",
                &[],
                vec![
                    kit::line(
                        Typing::new("name", words::NAME_ASK, words::NAME_EXAMPLE, NAME),
                        me.name.clone(),
                    ),
                    kit::line(
                        Typing::new("building", words::BUILDING_ASK, words::BUILDING_EXAMPLE, NAME)
                            .optional(),
                        me.building.clone(),
                    ),
                    kit::radios("radios", "kind", words::KIND_ASK, kinds, words::kind_key(me.kind)),
                    kit::answer(),
                    kit::button("button", words::AMEND),
                ],
            ),
            leave,
        ],
    )
}
