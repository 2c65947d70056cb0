//! News reach every screen once, whole and in order, however full its connection is.

use std::sync::Arc;
use std::time::Duration;

use meeting::view::phone;
use meeting::wire::{Answer, Audience, Down, Up};
use server::store::Memory;
use uuid::Uuid;

use super::screen::{Parts, Phone, narrow, phone as open};
use super::world::{called, fresh, post};

#[tokio::test(flavor = "multi_thread")]
async fn many_phones_all_get_each_step_once() {
    let world = called(Arc::new(Memory::new()), 200).await;
    let mut phones = Vec::new();
    for number in 3..202 {
        let mut one = open(&world, number).await;
        one.until(|one| one.parts.len() == 3).await;
        one.came.clear();
        phones.push(one);
    }
    for text in ["一", "二", "三", "四", "五"] {
        world.ask(2, post(text)).await.unwrap();
        for one in &mut phones {
            one.until(|one| one.shows(text)).await;
        }
    }
    let meeting = world.handle().await.meeting();
    for (one, number) in phones.iter_mut().zip(3..) {
        assert_eq!(one.came, [(Audience::Residents, false, 1); 5]);
        one.is_in_step(number, &meeting).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_whose_connection_is_full_loses_no_answer_and_ends_with_the_state() {
    let world = called(Arc::new(Memory::new()), 30).await;
    let socket = narrow(&world, "phone/2").await;
    let mut slow = Phone::begin(socket, Parts::new()).await;
    let text = "说".repeat(50);
    let (mut requests, mut answers) = (Vec::new(), Vec::new());
    for round in 0..400_u128 {
        let posted = tokio::time::timeout(
            Duration::from_secs(10),
            world.ask(4 + round % 20, post(&format!("{round}{text}"))),
        );
        posted.await.unwrap().unwrap();
        if round % 20 == 0 {
            let request = fresh();
            slow.send(&Up::Do { request, on_behalf: None, command: post(&format!("慢{round}")) }).await;
            requests.push(request);
        }
        if round % 7 == 0 && round > 200 {
            answers.extend(answered(slow.next().await));
        }
    }
    while !slow.shows("慢380") || !slow.shows(&format!("399{text}")) || answers.len() < requests.len() {
        answers.extend(answered(slow.next().await));
    }
    assert_eq!(answers, requests, "each once, in the order of asking");
    slow.is_in_step(2, &world.handle().await.meeting()).await;
}

/// Which request was done.
fn answered(down: Down<phone::Key, phone::Part>) -> Option<Uuid> {
    let Down::Answer(Answer { request, result }) = down else { return None };
    assert!(result.is_ok());
    Some(request)
}
