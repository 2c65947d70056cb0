//! What a screen may not do, and that nobody else feels it.

use std::sync::Arc;
use std::time::Duration;

use futures_util::SinkExt;
use meeting::wire::{Up, VERSION};
use server::live::socket::OTHER_VERSION;
use server::store::Memory;
use tokio_tungstenite::tungstenite::Message;
use uuid::Uuid;

use super::screen::{closed_with, frame, phone, socket};
use super::world::{called, fresh, post};

#[tokio::test]
async fn a_frame_of_another_version_closes_the_socket_with_a_code_of_its_own() {
    let world = called(Arc::new(Memory::new()), 1).await;
    let mut other = socket(&world, "phone/2").await;
    let Message::Binary(bytes) = frame(&Up::Hello { have: Vec::new() }) else { panic!("binary") };
    let mut bytes = bytes.to_vec();
    bytes[0] = VERSION + 1;
    other.send(Message::Binary(bytes.into())).await.unwrap();
    assert_eq!(closed_with(&mut other).await, Some(OTHER_VERSION));
}

#[tokio::test]
async fn what_is_no_frame_closes_the_socket() {
    let world = called(Arc::new(Memory::new()), 1).await;
    let cases: [(Message, u16); 3] = [
        (Message::Binary(vec![VERSION, 250, 250].into()), 1007),
        (frame(&Up::Ping), 1007),
        (Message::Text("你好".into()), 1003),
    ];
    for (message, code) in cases {
        let mut other = socket(&world, "phone/2").await;
        other.send(message).await.unwrap();
        assert_eq!(closed_with(&mut other).await, Some(code));
    }
}

#[tokio::test]
async fn a_frame_too_large_closes_the_socket() {
    let world = called(Arc::new(Memory::new()), 1).await;
    let mut one = phone(&world, 2).await;
    let _ = one.socket.send(Message::Binary(vec![VERSION; 64 * 1024].into())).await;
    assert!(matches!(closed_with(&mut one.socket).await, Some(1009) | None));
    world.ask(2, post("电梯")).await.unwrap();
}

#[tokio::test]
async fn a_flood_of_frames_closes_the_socket() {
    let world = called(Arc::new(Memory::new()), 1).await;
    let mut one = phone(&world, 2).await;
    for _ in 0..60 {
        if one.socket.send(frame(&Up::Ping)).await.is_err() {
            break;
        }
    }
    assert_eq!(closed_with(&mut one.socket).await, Some(1008));
}

#[tokio::test]
async fn a_wall_and_a_phone_of_nobody_do_nothing() {
    let world = called(Arc::new(Memory::new()), 1).await;
    let mut wall: super::screen::Desk =
        super::screen::Phone::open(&world, "wall/0", super::screen::Parts::new()).await;
    assert!(wall.act(fresh(), post("电梯")).await.is_err());
    let mut nobody = phone(&world, 99).await;
    assert!(nobody.act(fresh(), post("电梯")).await.is_err());
    assert_eq!(world.handle().await.meeting().topics.iter().count(), 0);
}

#[tokio::test]
async fn a_form_and_a_command_come_to_the_same() {
    let world = called(Arc::new(Memory::new()), 1).await;
    let mut one = phone(&world, 2).await;
    let request = fresh();
    let field = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let fields = vec![field("act", "topics.post"), field("screen", "phone"), field("text", "电梯常坏")];
    one.send(&Up::Form { request, fields }).await;
    one.answer(request).await.unwrap();
    one.until(|one| one.shows("电梯常坏")).await;
    let host_only = vec![field("act", "stages.advance"), field("screen", "desk"), field("from", "0")];
    one.send(&Up::Form { request: Uuid::nil(), fields: host_only }).await;
    assert!(one.answer(Uuid::nil()).await.is_err(), "a phone that says desk is no desk");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_that_reads_nothing_delays_nobody() {
    let world = called(Arc::new(Memory::new()), 30).await;
    let mut deaf = socket(&world, "phone/2").await;
    deaf.send(frame(&Up::Hello { have: Vec::new() })).await.unwrap();
    let mut one = phone(&world, 3).await;
    let text = "说".repeat(60);
    // More than any buffer between here and there takes.
    for round in 0..400_u128 {
        let text = format!("{round}{}", &text[..150]);
        tokio::time::timeout(Duration::from_secs(10), world.ask(4 + round % 20, post(&text)))
            .await
            .unwrap()
            .unwrap();
    }
    let meeting = world.handle().await.meeting();
    tokio::time::timeout(Duration::from_secs(10), one.is_in_step(3, &meeting)).await.unwrap();
    drop(deaf);
}

#[tokio::test]
async fn a_phone_whose_seat_was_moved_does_nothing_more() {
    let world = called(Arc::new(Memory::new()), 2).await;
    let mut lost = phone(&world, 2).await;
    let mut other = phone(&world, 3).await;
    let handle = world.handle().await;
    handle.seat_moved(super::world::person(2));
    let form = Up::Do { request: fresh(), on_behalf: None, command: post("捡到手机的人写的") };
    let _ = lost.socket.send(frame(&form)).await;
    assert_eq!(closed_with(&mut lost.socket).await, Some(OTHER_VERSION));
    assert_eq!(handle.meeting().topics.iter().count(), 0);
    assert!(other.act(fresh(), post("电梯")).await.is_ok(), "nobody else feels it");
}

#[tokio::test]
async fn one_seat_opens_only_so_many_screens() {
    let world = called(Arc::new(Memory::new()), 2).await;
    let mut open = Vec::new();
    for _ in 0..16 {
        open.push(phone(&world, 2).await);
    }
    let mut one_more = socket(&world, "phone/2").await;
    one_more.send(frame(&Up::Hello { have: Vec::new() })).await.unwrap();
    assert_eq!(closed_with(&mut one_more).await, Some(1008));
    assert!(phone(&world, 3).await.act(fresh(), post("电梯")).await.is_ok());
}
