//! Screens stay in step, and catch up with just what they missed.

use std::sync::Arc;

use meeting::people::Place;
use meeting::view::phone::Part;
use meeting::wire::{Audience, Up};
use meeting::{Command, TableNo, tables};
use server::live::{Options, Wall};
use server::store::Memory;

use super::screen::{Phone, desk, phone};
use super::world::{HOST, called, fresh, open, post};

#[tokio::test]
async fn two_phones_stay_in_step() {
    let world = called(Arc::new(Memory::new()), 2).await;
    let (mut one, mut two) = (phone(&world, 2).await, phone(&world, 3).await);
    let number = one.act(fresh(), post("电梯常坏")).await.unwrap();
    two.until(|two| two.shows("电梯常坏")).await;
    two.act(fresh(), post("路灯不亮")).await.unwrap();
    one.until(|one| one.shows("路灯不亮")).await;
    let meeting = world.handle().await.meeting();
    assert!(meeting.number > number);
    one.is_in_step(2, &meeting).await;
    two.is_in_step(3, &meeting).await;
}

#[tokio::test]
async fn a_phone_that_was_away_gets_only_what_changed_and_then_shows_the_state() {
    let world = called(Arc::new(Memory::new()), 3).await;
    for text in ["一", "二", "三", "四"] {
        world.ask(2, post(text)).await.unwrap();
    }
    let mut one = phone(&world, 2).await;
    one.is_in_step(2, &world.handle().await.meeting()).await;
    let parts = std::mem::take(&mut one.parts);
    drop(one);
    world.ask(3, post("五")).await.unwrap();
    let mut back = Phone::open(&world, "phone/2", parts).await;
    back.until(|back| back.shows("五")).await;
    assert_eq!(back.came, [(Audience::Residents, false, 1)], "one topic, and nothing else");
    back.is_in_step(2, &world.handle().await.meeting()).await;
}

#[tokio::test]
async fn after_a_restart_a_phone_gets_everything_marked_replace() {
    let store = Arc::new(Memory::new());
    let world = called(store.clone(), 2).await;
    let mut one = phone(&world, 2).await;
    one.act(fresh(), post("电梯常坏")).await.unwrap();
    one.is_in_step(2, &world.handle().await.meeting()).await;
    let again = open(store, Arc::new(Wall::start()), Options::default()).await;
    let mut back = Phone::open(&again, "phone/2", one.parts).await;
    for _ in 0..3 {
        back.next().await;
    }
    assert!(back.came.iter().all(|(_, replace, _)| *replace), "{:?}", back.came);
    back.is_in_step(2, &again.handle().await.meeting()).await;
}

#[tokio::test]
async fn the_page_begins_with_what_the_socket_sends_and_the_socket_then_sends_nothing_again() {
    let world = called(Arc::new(Memory::new()), 2).await;
    world.ask(2, post("电梯常坏")).await.unwrap();
    let handle = world.handle().await;
    let start = handle.start_phone(super::world::person(2));
    let mut one = phone(&world, 2).await;
    one.is_in_step(2, &handle.meeting()).await;
    let mut from_page = Phone::open(&world, "phone/2", super::screen::Parts::new()).await;
    let mut sent = Vec::new();
    for _ in 0..3 {
        sent.push(from_page.next().await);
    }
    assert_eq!(start, sent);
    let mut goes_on = Phone::open(&world, "phone/2", from_page.parts).await;
    goes_on.send(&Up::Ping).await;
    goes_on.next().await;
    assert_eq!(goes_on.came, [], "nothing changed since the page was made");
}

#[tokio::test]
async fn who_moves_to_a_table_gets_its_record_and_loses_it_on_leaving() {
    let world = called(Arc::new(Memory::new()), 4).await;
    world.ask(2, post("电梯常坏")).await.unwrap();
    world.ask(3, post("路灯不亮")).await.unwrap();
    world.ask(HOST, Command::Tables(tables::Command::Form { groups: 2 })).await.unwrap();
    let at = Place::Table(TableNo(1));
    let record = Command::Tables(tables::Command::Record { table: TableNo(1) });
    world.ask(2, record).await.unwrap();
    let line = tables::Command::Write {
        table: TableNo(1),
        kind: tables::LineKind::Situation,
        text: "上月停了六次".to_owned(),
    };
    world.ask(2, Command::Tables(line)).await.unwrap();
    let mut four = phone(&world, 4).await;
    four.until(|four| four.parts.len() == 3).await;
    assert!(four.parts.contains_key(&Audience::Table(TableNo(0))));
    four.act(fresh(), Command::Tables(tables::Command::Take { place: at })).await.unwrap();
    let table = Audience::Table(TableNo(1));
    four.until(|four| four.parts.contains_key(&table)).await;
    assert!(
        four.parts[&table]
            .1
            .values()
            .any(|part| matches!(part, Part::Line(line) if line.text == "上月停了六次"))
    );
    let place = Place::Butterfly;
    four.act(fresh(), Command::Tables(tables::Command::Take { place })).await.unwrap();
    four.until(|four| !four.parts.contains_key(&table)).await;
    four.is_in_step(4, &world.handle().await.meeting()).await;
}

#[tokio::test]
async fn the_desk_hears_how_many_phones_are_open_and_when_the_doors_close() {
    let world = called(Arc::new(Memory::new()), 2).await;
    let mut desk = desk(&world).await;
    desk.until(|desk| desk.way_in.as_ref().is_some_and(|way_in| way_in.code.len() == 6)).await;
    let one = phone(&world, 2).await;
    desk.until(|desk| desk.phones == 1).await;
    drop(one);
    desk.until(|desk| desk.phones == 0).await;
    let doors = |open| Command::People(meeting::people::Command::Doors { open });
    desk.act(fresh(), doors(false)).await.unwrap();
    desk.until(|desk| desk.way_in.as_ref().is_some_and(|way_in| way_in.code.is_empty())).await;
    desk.act(fresh(), doors(true)).await.unwrap();
    desk.until(|desk| desk.way_in.as_ref().is_some_and(|way_in| !way_in.code.is_empty())).await;
}
