//! What is not on the disk did not happen, and is said.

use std::sync::Arc;
use std::time::Duration;

use meeting::floor::{self, Clock as SpeechClock, Stance};
use meeting::motions::{self, Draft, MotionKind};
use meeting::{Command, Moment};
use server::live::{NotDone, Options};

use super::screen::phone;
use super::troubled::{Mood, Troubled};
use super::world::{HOST, Stepped, World, ask, called, fresh, open, post};

#[tokio::test]
async fn a_failed_save_is_said_changes_nothing_and_a_retry_succeeds() {
    let store = Arc::new(Troubled::default());
    let world = called(store.clone(), 2).await;
    let mut one = phone(&world, 2).await;
    let request = fresh();
    store.set(Mood::Full);
    let before = world.handle().await.meeting();
    let not = one.act(request, post("电梯常坏")).await.unwrap_err();
    assert!(not.starts_with("未保存"), "{not}");
    assert_eq!(*world.handle().await.meeting(), *before);
    store.set(Mood::Well);
    one.act(request, post("电梯常坏")).await.unwrap();
    assert_eq!(world.handle().await.meeting().topics.iter().count(), 1);
    one.is_in_step(2, &world.handle().await.meeting()).await;
}

#[tokio::test]
async fn a_save_that_failed_after_all_was_written_still_counts_once() {
    let store = Arc::new(Troubled::default());
    let handle = called(store.clone(), 1).await.handle().await;
    let request = fresh();
    store.set(Mood::WritesButSaysNo);
    assert!(matches!(handle.ask(ask(2, request, post("电梯"))).await, Err(NotDone::Unsaved(_))));
    store.set(Mood::Well);
    let retried = handle.ask(ask(2, request, post("电梯"))).await.unwrap();
    let next = handle.ask(ask(2, fresh(), post("路灯"))).await.unwrap();
    assert_eq!(next.number, retried.number + 1);
    assert_eq!(handle.meeting().topics.iter().count(), 2);
}

#[tokio::test]
async fn a_keeper_that_falls_is_found_anew_and_takes_nothing_with_it() {
    let store = Arc::new(Troubled::default());
    let world = called(store.clone(), 1).await;
    let mut one = phone(&world, 2).await;
    one.act(fresh(), post("电梯常坏")).await.unwrap();
    store.set(Mood::Panics);
    let handle = world.handle().await;
    assert!(matches!(handle.ask(ask(2, fresh(), post("路灯"))).await, Err(NotDone::Unsaved(_))));
    store.set(Mood::Well);
    assert_eq!(super::screen::closed_with(&mut one.socket).await, Some(1012));
    world.ask(2, post("停车")).await.unwrap();
    let topics = world.handle().await.meeting().topics.iter().count();
    assert_eq!(topics, 2, "what was answered is there, what was not is not");
}

async fn someone_speaks(world: &World) {
    let draft = Draft {
        who: "业委会".into(),
        what: "换电梯钢缆".into(),
        when: "十月底前".into(),
        place: "三号楼".into(),
        money: "维修资金".into(),
        ..Draft::default()
    };
    let kind = MotionKind::Action;
    world.ask(2, Command::Motions(motions::Command::Move { kind, draft })).await.unwrap();
    let (motion, _) =
        world.handle().await.meeting().motions.iter().next().map(|(id, m)| (id, m.number)).unwrap();
    let note = "先议".to_owned();
    world.ask(HOST, Command::Motions(motions::Command::Open { motion, note })).await.unwrap();
    let stance = Some(Stance::For);
    world.ask(2, Command::Floor(floor::Command::Raise { stance })).await.unwrap();
    let give = floor::Command::Give { person: None, reason: String::new() };
    world.ask(HOST, Command::Floor(give)).await.unwrap();
}

#[tokio::test]
async fn a_speech_ends_by_itself_when_its_time_is_up() {
    let clock = Stepped::at(1_000_000);
    let world = open(Arc::new(Troubled::default()), clock.clone(), Options::default()).await;
    world.call(2).await;
    someone_speaks(&world).await;
    let mut one = phone(&world, 3).await;
    one.is_in_step(3, &world.handle().await.meeting()).await;
    clock.pass(Duration::from_secs(3600));
    let speaks = |one: &super::screen::Phone| {
        let floor = one.residents().get(&meeting::view::phone::Key::Floor);
        matches!(floor, Some(meeting::view::phone::Part::Floor(floor)) if floor.speaker.is_some())
    };
    assert!(speaks(&one));
    one.until(|one| !speaks(one)).await;
}

#[tokio::test]
async fn a_speech_cut_by_a_restart_goes_on_paused_with_the_time_it_had() {
    let (store, clock) = (Arc::new(Troubled::default()), Stepped::at(1_000_000));
    let world = open(store.clone(), clock.clone(), Options::default()).await;
    world.call(2).await;
    someone_speaks(&world).await;
    clock.pass(Duration::from_secs(30));
    world.ask(3, post("路灯")).await.unwrap();
    let clock = Stepped::at(9_000_000);
    let again = open(store, clock, Options::default()).await;
    let handle = again.handle().await;
    // The keeper's first act is its own; this one comes after it.
    handle.ask(ask(3, fresh(), post("停车"))).await.unwrap();
    let meeting = handle.meeting();
    let speech = meeting.floor.speaker.unwrap();
    let secs = u64::from(meeting.pack().params.speech_secs) - 30;
    assert_eq!(speech.clock, SpeechClock::Paused { left: meeting::Span(secs * 1000) });
}

#[tokio::test]
async fn moments_never_run_backwards_though_the_wall_clock_did() {
    let store = Arc::new(Troubled::default());
    let world = open(store.clone(), Stepped::at(9_000_000), Options::default()).await;
    world.call(1).await;
    let again = open(store.clone(), Stepped::at(1_000), Options::default()).await;
    again.ask(2, post("电梯")).await.unwrap();
    let meeting = again.handle().await.meeting();
    assert_eq!(meeting.topics.iter().next().unwrap().1.at, Moment(9_000_000));
}

#[tokio::test]
async fn a_keeper_nobody_needs_sleeps_and_wakes_with_all_it_had() {
    let options = Options { nap: Duration::from_millis(20), ..Options::default() };
    let world = open(Arc::new(Troubled::default()), Stepped::at(1), options).await;
    world.call(1).await;
    let asleep = world.handle().await;
    world.ask(2, post("电梯常坏")).await.unwrap();
    while asleep.awake() {
        tokio::task::yield_now().await;
    }
    let late = asleep.ask(ask(2, fresh(), post("门"))).await;
    assert!(matches!(late, Err(NotDone::Unsaved(_))), "{late:?}");
    let woken = world.handle().await;
    assert_eq!(woken.meeting().topics.iter().count(), 1);
    woken.ask(ask(2, fresh(), post("路灯"))).await.unwrap();
}
