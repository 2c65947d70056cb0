//! The debate on a phone: the motion before the hall, who speaks and how long, who waits and why, my
//! hand. A hand begins with its stance: three equal choices are the one question here.

use leptos::prelude::*;
use meeting::floor::{Clock, Stance};
use meeting::motions::MotionKind;
use meeting::view::phone::{Motion, MyHand};

use super::{Phone, vote};
use crate::kit::{self, Views};
use crate::words;

/// The report under way: its lines; the time left stands below.
pub fn report(all: &Phone) -> AnyView {
    let Some(report) = &all.report else { return kit::nothing() };
    let lines = report.lines.iter().map(|(kind, text)| kit::fact(words::line_kind(*kind), text.clone()));
    kit::block(
        "",
        vec![
            kit::heading(kit::join(&[
                words::TABLE_A,
                &kit::number(report.table.0),
                words::TABLE_B,
                words::REPORTS,
                &report.topic,
            ])),
            kit::block("", lines.collect()),
        ],
    )
}

/// The motion before the hall.
pub fn before(all: &Phone) -> AnyView {
    all.motion().map_or_else(kit::nothing, |(_, motion)| one(motion, true))
}

/// One motion with its five boxes.
#[must_use]
pub fn one(motion: &Motion, front: bool) -> AnyView {
    let becomes = match &motion.kind {
        MotionKind::Action => words::motion_kind(&motion.kind).to_owned(),
        MotionKind::Convention { chapter: more } | MotionKind::Referral { body: more } => {
            kit::join(&[words::motion_kind(&motion.kind), "（", more.as_str(), "）"])
        }
    };
    let boxes = vec![
        kit::fact(words::WHO, motion.who.clone()),
        kit::fact(words::WHEN, motion.when.clone()),
        kit::fact(words::WHERE, motion.place.clone()),
        kit::fact(words::MONEY, motion.money.clone()),
        kit::fact(words::BECOMES, becomes),
        kit::fact(words::MOVER, motion.mover.clone()),
    ];
    let heading = kit::heading(kit::join(&[
        words::MOTION_A,
        &kit::number(motion.number),
        words::MOTION_B,
        &motion.what,
    ]));
    if front {
        // the hand comes first on a small screen; the whole motion is one tap away, and on the wall
        return kit::block(
            "motion motion--front",
            vec![heading, kit::fold(false, words::MOTION_WHOLE, boxes)],
        );
    }
    kit::block(
        "motion",
        vec![
            heading,
            kit::block("", boxes),
            kit::fact(words::STATUS, words::status(motion.status).to_owned()),
            motion.tally.map_or_else(kit::nothing, |tally| vote::formula(&tally)),
        ],
    )
}

/// Whatever counts down: the speech, the report, the last call.
pub fn clock(all: &Phone) -> AnyView {
    if all.head.closed || vote::open(all) {
        return kit::nothing();
    }
    if let Some(report) = &all.report {
        return left(words::REPORT_LEFT, all.secs_until(report.until));
    }
    if let Some(speaker) = &all.floor.speaker {
        let (said, secs) = match speaker.clock {
            Clock::Running { until } => (words::SPEECH_LEFT, all.secs_until(until)),
            Clock::Paused { left } => {
                (words::SPEECH_PAUSED, u32::try_from(left.0.div_ceil(1000)).unwrap_or(u32::MAX))
            }
        };
        return kit::block(
            "speaker",
            vec![
                kit::para(
                    "speaker__name",
                    kit::join(&[&speaker.name, "（", words::stance(speaker.stance), "）", words::SPEAKS]),
                ),
                kit::para("row__about", words::turn(speaker.turn)),
                left(said, secs),
            ],
        );
    }
    match all.floor.last_call {
        Some(until) if all.secs_until(until) > 0 => left(words::LAST_CALL, all.secs_until(until)),
        Some(_) => kit::para("notice", words::LAST_CALL_OVER),
        None => kit::nothing(),
    }
}

fn left(said: &'static str, secs: u32) -> AnyView {
    kit::block("left", vec![kit::span("left__said", said), kit::span("left__secs", kit::clock(secs))])
}

/// My hand, then the queue.
pub fn hand(all: &Phone) -> AnyView {
    let away = all.me.as_ref().is_none_or(|me| !me.present);
    if all.head.closed || away || vote::open(all) || all.floor.motion.is_none() {
        return kit::nothing();
    }
    let mine = all.me.as_ref().map_or_else(kit::nothing, |me| raise(all, me.hand));
    let queue: Views = all
        .floor
        .queue
        .iter()
        .enumerate()
        .map(|(at, waiting)| {
            kit::item(
                "row",
                vec![
                    kit::para(
                        "row__text",
                        kit::join(&[
                            &kit::number(at as u64 + 1),
                            ". ",
                            &waiting.name,
                            "（",
                            words::stance(waiting.stance),
                            "）",
                        ]),
                    ),
                    kit::para("row__about", words::turn(waiting.turn)),
                ],
            )
        })
        .collect();
    let waiting = if queue.is_empty() {
        kit::para("hint", words::QUEUE_NONE)
    } else {
        kit::block("", vec![kit::heading(words::QUEUE), kit::list("list", queue)])
    };
    kit::block("now", vec![mine, waiting])
}

fn raise(all: &Phone, hand: MyHand) -> AnyView {
    match hand {
        MyHand::Speaking => kit::form(
            "form",
            &all.page,
            "floor.done",
            &[],
            vec![kit::para("notice", words::YOUR_TURN), kit::button("button button--primary", words::DONE)],
        ),
        MyHand::Up { place, stance } => kit::form(
            "form",
            &all.page,
            "floor.lower",
            &[],
            vec![
                kit::para(
                    "notice",
                    kit::join(&[
                        words::YOU_WAIT_A,
                        &kit::number(place),
                        words::YOU_WAIT_B,
                        words::stance(stance),
                        words::YOU_WAIT_C,
                    ]),
                ),
                kit::button("button", words::LOWER),
            ],
        ),
        MyHand::Down { left: 0 } => kit::para("notice", words::SPEECHES_USED),
        MyHand::Down { left } => {
            let stances = [Stance::For, Stance::Against, Stance::Inquiry];
            let buttons = stances.map(|stance| {
                let key = words::stance_key(stance);
                kit::choice("button button--choice", "stance", key, words::stance(stance))
            });
            kit::form(
                "form",
                &all.page,
                "floor.raise",
                &[],
                vec![
                    kit::heading(words::RAISE_ASK),
                    kit::block("choices", buttons.into()),
                    kit::answer(),
                    kit::para("hint", kit::join(&[words::SPEECHES_A, &kit::number(left), words::SPEECHES_B])),
                ],
            )
        }
    }
}

/// All motions, in a fold.
pub fn motions(all: &Phone) -> AnyView {
    if all.motions.is_empty() {
        return kit::nothing();
    }
    let motions = all.motions.iter().map(|(_, motion)| one(motion, false)).collect();
    kit::fold(
        false,
        kit::join(&[words::MOTIONS_MORE, "（", &kit::number(all.motions.len() as u64), "）"]),
        vec![kit::block("", motions)],
    )
}
