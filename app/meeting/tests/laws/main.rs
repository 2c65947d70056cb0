//! Laws that hold for every evening, whatever people do: random acts of many people, sensible and not,
//! by all rights and through all doors. `acts` draws them, `world` plays them, `screens` holds what every
//! screen would hold.

mod acts;
#[path = "../kinds/mod.rs"]
mod kinds;
mod screens;
mod secrets;
mod world;

use std::collections::BTreeMap;

use meeting::floor::{self, Stance, Turn};
use meeting::voting::Phase;
use meeting::{Event, Meeting, Recorded, apply, people, voting};
use proptest::prelude::*;

use acts::Raw;
use screens::{Frame, Held, Screen, Sender};
use world::World;

fn evening() -> impl Strategy<Value = (u8, Vec<Raw>)> {
    (any::<u8>(), prop::collection::vec(any::<Raw>(), 1..70))
}

/// A few cases on every run; many when built with `LAWS_DEPTH=100`.
fn config(cases: u32) -> ProptestConfig {
    let depth = option_env!("LAWS_DEPTH").and_then(|depth| depth.parse().ok()).unwrap_or(1);
    ProptestConfig { cases: cases * depth, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn the_log_alone_makes_the_state_again_also_after_json((start, raws) in evening()) {
        let world = World::played(start, &raws);
        let folded = Meeting::fold(&world.log);
        prop_assert_eq!(folded.as_ref(), Some(&world.meeting));
        for (number, recorded) in (1u64..).zip(&world.log) {
            prop_assert_eq!(recorded.number, number);
        }
        let read: Vec<Recorded> = (1u64..).zip(&world.log).map(|(number, recorded)| {
            let json = serde_json::to_string(recorded).unwrap();
            Recorded { number, ..serde_json::from_str(&json).unwrap() }
        }).collect();
        prop_assert_eq!(&read, &world.log);
        prop_assert_eq!(Meeting::fold(&read), folded);
    }

    #[test]
    fn any_event_in_any_order_is_taken_without_harm(
        (start, raws) in evening(), keys in prop::collection::vec(any::<u16>(), 80)
    ) {
        let world = World::played(start, &raws);
        let mut rest: Vec<(u16, &Recorded)> = world.log.iter().skip(1)
            .enumerate().map(|(at, recorded)| (keys[at % keys.len()], recorded)).collect();
        rest.sort_by_key(|(key, _)| *key);
        let mut meeting = Meeting::begin(&world.log[0]).unwrap();
        for (number, (_, recorded)) in (2u64..).zip(rest) {
            apply(&mut meeting, &Recorded { number, ..recorded.clone() });
        }
        prop_assert_eq!(meeting.number, world.log.len() as u64);
        Held::afresh(&meeting);
    }

    #[test]
    fn the_floor_keeps_its_rules((start, raws) in evening()) {
        let mut before = None::<Meeting>;
        let mut fault = None::<String>;
        World::watched(start, &raws, &mut |meeting, recorded| {
            if let (Some(before), None) = (&before, &fault) {
                fault = floor_fault(before, recorded);
            }
            before = Some(meeting.clone());
        });
        prop_assert_eq!(fault, None);
    }

    #[test]
    fn votes_are_counted_once_and_a_tie_fails((start, raws) in evening()) {
        let (mut fault, mut mended) = (None::<String>, false);
        World::watched(start, &raws, &mut |meeting, recorded| {
            mended |= matches!(&recorded.event, Event::People(people::Event::Amended { .. }));
            fault = fault.take().or_else(|| vote_fault(meeting, recorded, mended));
        });
        prop_assert_eq!(fault, None);
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn parts_made_where_touched_are_the_parts_made_afresh((start, raws) in evening()) {
        let mut held = None::<Held>;
        let mut fault = None::<String>;
        World::watched(start, &raws, &mut |meeting, recorded| {
            let Some(held) = &mut held else {
                held = Some(Held::afresh(meeting));
                return;
            };
            held.touch(meeting, recorded);
            if fault.is_none() {
                fault = held.differs(&Held::afresh(meeting)).map(|what| format!("{what} after {:?}", recorded.event));
            }
        });
        prop_assert_eq!(fault, None);
    }

    #[test]
    fn no_audience_gets_a_secret_of_another((start, raws) in evening()) {
        let mut fault = None::<String>;
        let mut turn = 0u8;
        World::watched(start, &raws, &mut |meeting, recorded| {
            turn = turn.wrapping_add(1);
            let telling = matches!(recorded.event, Event::Tables(_) | Event::Topics(_) | Event::Minutes(_));
            if fault.is_none() && (telling || turn.is_multiple_of(4)) {
                fault = secrets::leak(meeting);
            }
        });
        prop_assert_eq!(fault, None);
    }

    #[test]
    fn frames_lost_repeated_or_late_still_end_in_the_same_screen(
        (start, raws) in evening(), luck in prop::collection::vec(any::<u8>(), 40)
    ) {
        let (mut sender, mut screen) = (Sender::default(), Screen::default());
        let mut late: Vec<Frame> = Vec::new();
        let mut at = 0usize;
        let world = World::watched(start, &raws, &mut |meeting, recorded| {
            sender.take(meeting, recorded);
            at += 1;
            match luck[at % luck.len()] % 5 {
                0 => {} // lost
                1 => late.push(sender.since(screen.number)),
                2 => if let Some(frame) = late.pop() { screen.take(&frame) },
                _ => {
                    let frame = sender.since(screen.number);
                    screen.take(&frame);
                    screen.take(&frame);
                }
            }
        });
        screen.take(&sender.since(screen.number));
        late.iter().for_each(|frame| screen.take(frame));
        prop_assert_eq!(screen.number, world.meeting.number);
        prop_assert_eq!(screen.parts, screens::residents(&world.meeting));
    }
}

/// What rule of the floor an event broke, if one; `meeting` is the state before it.
fn floor_fault(meeting: &Meeting, recorded: &Recorded) -> Option<String> {
    let Event::Floor(event) = &recorded.event else { return None };
    let motion = meeting.motions.current;
    match event {
        floor::Event::Raised { .. } if motion.is_none() => Some("a hand without a motion".into()),
        floor::Event::Given { person, stance, turn, reason, .. } => {
            let motion = motion?;
            if meeting.floor.speaker.is_some() {
                return Some("two speakers".into());
            }
            if meeting.floor.times(motion, *person) >= meeting.pack().params.speeches_per_person {
                return Some("a speech too many".into());
            }
            let waits = |stance| meeting.floor.hands.iter().any(|hand| hand.stance == stance);
            let both = waits(Stance::For) && waits(Stance::Against);
            let same = meeting.floor.last_side(motion) == Some(*stance);
            if both && same && reason.is_none() {
                return Some("the same side twice while the other waited".into());
            }
            ((*turn == Turn::Overruled) != reason.is_some()).then(|| "overruled without a reason".into())
        }
        _ => None,
    }
}

/// What rule of the vote the state breaks, if one; `meeting` is the state after the event. A voter whose
/// entry is mended to 列席 can leave a vote with fewer voters than hands counted before.
fn vote_fault(meeting: &Meeting, recorded: &Recorded, mended: bool) -> Option<String> {
    for (_, vote) in meeting.votes.iter() {
        let voters = vote.voters(&meeting.people);
        let tally = vote.tally(voters);
        let cast = tally.ayes() + tally.nays();
        let open = matches!(vote.phase, Phase::Calling(_));
        if cast > tally.present || open && !mended && cast > voters {
            return Some(format!("more votes than voters: {tally:?}"));
        }
        if matches!(vote.phase, Phase::Calling(_)) {
            let by_phone = u32::try_from(vote.cast.len()).unwrap();
            if by_phone != tally.phone_ayes + tally.phone_nays {
                return Some("a phone counted twice".into());
            }
        }
    }
    if let Event::Voting(voting::Event::Declared { tally, adopted, .. }) = &recorded.event
        && *adopted != (tally.ayes() > tally.nays())
    {
        return Some(format!("adopted {adopted} with {tally:?}"));
    }
    None
}

#[test]
fn a_tie_fails_and_so_does_silence() {
    let tally =
        |ayes, nays| voting::Tally { phone_ayes: ayes, hand_nays: nays, present: 9, ..Default::default() };
    assert!(!tally(0, 0).adopted());
    assert!(!tally(4, 4).adopted());
    assert!(tally(1, 0).adopted());
    assert!(!tally(4, 5).adopted());
}

#[test]
fn nobody_but_the_voter_can_tell_who_voted_what() {
    let play = |aye: usize, nay: usize| {
        let mut world = World::new(4);
        world.cast(aye, voting::Choice::Aye);
        world.call_nays();
        world.cast(nay, voting::Choice::Nay);
        world
    };
    let (one, other) = (play(1, 2), play(2, 1));
    assert_ne!(one.meeting, other.meeting);
    let voters = [one.persons()[1], one.persons()[2]];
    let shown = |world: &World| -> BTreeMap<String, Vec<u8>> {
        let mine = |name: &String| voters.iter().any(|voter| *name == format!("me {voter}"));
        Held::afresh(&world.meeting).bytes().into_iter().filter(|(name, _)| !mine(name)).collect()
    };
    assert_eq!(shown(&one), shown(&other));
}

#[test]
fn the_random_acts_reach_every_kind_of_event() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen = std::collections::BTreeSet::new();
    let (mut taken, mut given) = (0usize, 0usize);
    for _ in 0..200 {
        let (start, raws) = evening().new_tree(&mut runner).unwrap().current();
        let world = World::played(start, &raws);
        taken += world.taken;
        given += raws.len();
        for recorded in &world.log {
            seen.insert(kinds::kind_of(&recorded.event));
        }
    }
    assert!(taken * 4 > given, "only {taken} of {given} acts were taken");
    let missing: Vec<&str> = kinds::KINDS.iter().copied().filter(|kind| !seen.contains(kind)).collect();
    assert_eq!(missing, ["words_erased"], "only the store erases words");
}
