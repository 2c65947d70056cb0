//! Every act counts once and has one place in one order.

use std::collections::BTreeSet;
use std::sync::Arc;

use meeting::wire::Up;
use server::live::{Answered, Options, Wall};
use server::store::{Memory, Store};
use uuid::Uuid;

use super::screen::phone;
use super::world::{ID, ask, called, fresh, open, post};

#[tokio::test]
async fn the_same_request_a_hundred_times_at_once_counts_once() {
    let world = called(Arc::new(Memory::new()), 1).await;
    let (handle, request) = (world.handle().await, fresh());
    let asks = (0..100).map(|_| handle.ask(ask(2, request, post("电梯常坏"))));
    let answers = futures_util::future::join_all(asks).await;
    assert!(answers.iter().all(|answer| *answer == answers[0]) && answers[0].is_ok());
    assert_eq!(handle.meeting().topics.iter().count(), 1);
}

#[tokio::test]
async fn a_retry_over_another_socket_gets_the_first_answer() {
    let world = called(Arc::new(Memory::new()), 1).await;
    let request = fresh();
    let first = phone(&world, 2).await.act(request, post("电梯常坏")).await;
    let mut again = phone(&world, 2).await;
    assert_eq!(again.act(request, post("电梯常坏")).await, first);
    again.is_in_step(2, &world.handle().await.meeting()).await;
}

#[tokio::test]
async fn a_retry_after_a_restart_gets_the_first_answer_even_where_the_rules_would_refuse() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let world = called(store.clone(), 1).await;
    let (posting, joining) = (fresh(), fresh());
    let handle = world.handle().await;
    let posted = handle.ask(ask(2, posting, post("电梯常坏"))).await;
    let joined = handle.ask(ask(9, joining, super::world::join(9))).await;
    let again = open(store, Arc::new(Wall::start()), Options::default()).await.handle().await;
    let number = again.meeting().number;
    assert_eq!(again.ask(ask(9, joining, super::world::join(9))).await, joined);
    assert_eq!(again.ask(ask(2, posting, post("电梯常坏"))).await, posted);
    assert_eq!(again.meeting().number, number, "nothing was written");
}

#[tokio::test]
async fn a_refusal_is_not_remembered() {
    let world = called(Arc::new(Memory::new()), 1).await;
    let (handle, request) = (world.handle().await, fresh());
    assert!(handle.ask(ask(2, request, post("  "))).await.is_err());
    assert!(handle.ask(ask(2, request, post("电梯常坏"))).await.is_ok());
}

#[tokio::test]
async fn fifty_residents_act_at_once_and_all_see_one_order() {
    let world = called(Arc::new(Memory::new()), 50).await;
    let mut phones = Vec::new();
    for number in 2..52 {
        phones.push((number, phone(&world, number).await));
    }
    let requests: Vec<Uuid> = phones.iter().map(|_| fresh()).collect();
    for ((number, phone), request) in phones.iter_mut().zip(&requests) {
        let command = post(&format!("第{number}位的议题"));
        phone.send(&Up::Do { request: *request, on_behalf: None, command }).await;
    }
    let mut numbers = BTreeSet::new();
    for ((_, phone), request) in phones.iter_mut().zip(requests) {
        assert!(numbers.insert(phone.answer(request).await.unwrap()), "every act has its own number");
    }
    let meeting = world.handle().await.meeting();
    assert_eq!(meeting.topics.iter().count(), 50);
    for (number, mut phone) in phones {
        phone.is_in_step(number, &meeting).await;
    }
}

#[tokio::test]
async fn two_keepers_of_one_store_write_one_order() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let one = called(store.clone(), 2).await.handle().await;
    let two = open(store.clone(), Arc::new(Wall::start()), Options::default()).await.handle().await;
    let mut answers = BTreeSet::new();
    for round in 0..10 {
        let (first, second) = (format!("甲{round}"), format!("乙{round}"));
        let (first, second) =
            tokio::join!(one.ask(ask(2, fresh(), post(&first))), two.ask(ask(3, fresh(), post(&second))),);
        for answer in [first, second] {
            let Answered { number } = answer.unwrap();
            assert!(answers.insert(number));
        }
    }
    let rows = store.read(&server::live::stream_name(ID), 1).await.unwrap();
    assert!(server::store::chain::verify(&server::live::stream_name(ID), &rows).is_ok());
    assert_eq!(answers.len(), 20);
}

#[tokio::test]
async fn a_used_request_id_does_not_pass_another_command_for_done() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let world = called(store.clone(), 1).await;
    let (handle, request) = (world.handle().await, fresh());
    assert!(handle.ask(ask(2, request, post("电梯常坏"))).await.is_ok());
    let reused = || ask(2, request, post("楼道太暗"));
    assert!(handle.ask(reused()).await.is_err());
    let again = open(store, Arc::new(Wall::start()), Options::default()).await.handle().await;
    assert!(again.ask(reused()).await.is_err(), "also after a restart");
    assert_eq!(again.meeting().topics.iter().count(), 1);
}
