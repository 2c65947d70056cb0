//! The promises, each a sentence; any store must keep them all.

use serde_json::json;
use server::store::{
    Append, ClaimAnswer, ClaimState, Doors, Hash, MeetingIndex, Opens, RequestRow, RightsChange, Row, Seat,
    Station, Store, StoreError, Trouble, chain, words,
};
use uuid::Uuid;

/// Rows `from..=to` of a stream, chained to `prev`, each with one line that somebody typed.
pub(crate) fn rows(prev: [u8; 32], stream: &str, from: u64, to: u64) -> Vec<Row> {
    let (mut prev, mut salt) = (prev, [0; 16]);
    let mut rows = Vec::new();
    for number in from..=to {
        let event =
            json!({"LineAdded": {"text": {"words": format!("{stream} 第{number}句")}, "at": 1000 + number}});
        let mut salts = || {
            salt[0] += 1;
            salt
        };
        let row = Row::seal(prev, stream, number, event, &mut salts);
        prev = row.at_hash;
        rows.push(row);
    }
    rows
}

pub(crate) fn append(stream: &str, rows: Vec<Row>) -> Append {
    Append { stream: stream.into(), rows, ..Append::default() }
}

fn first(stream: &str) -> Append {
    append(stream, rows(chain::GENESIS, stream, 1, 1))
}

fn hash(text: &str) -> Hash {
    Hash::of(text)
}

fn seat(meeting: &str, person: u128) -> Seat {
    Seat { meeting: meeting.into(), person: Uuid::from_u128(person) }
}

fn doors(meeting: &str, secret: &str, code: &str) -> RightsChange {
    RightsChange::DoorsOpened(Doors { meeting: meeting.into(), secret: secret.into(), code: code.into() })
}

pub(crate) async fn what_was_appended_reads_back_in_order(store: &dyn Store) {
    let all = rows(chain::GENESIS, "meeting/a", 1, 7);
    store.append(append("meeting/a", all[..3].to_vec())).await.unwrap();
    store.append(append("meeting/a", all[3..].to_vec())).await.unwrap();
    store.append(first("ledger")).await.unwrap();
    assert_eq!(store.read("meeting/a", 1).await.unwrap(), all);
    assert_eq!(store.read("meeting/a", 0).await.unwrap(), all);
    assert_eq!(store.read("meeting/a", 6).await.unwrap(), all[5..]);
    assert_eq!(store.read("meeting/a", 8).await.unwrap(), []);
    assert_eq!(store.read("meeting/none", 1).await.unwrap(), []);
    assert_eq!(store.streams().await.unwrap(), ["ledger", "meeting/a"]);
    let event = store.read("meeting/a", 2).await.unwrap()[0].event().unwrap();
    assert_eq!(event, json!({"LineAdded": {"text": {"words": "meeting/a 第2句"}, "at": 1002}}));
}

pub(crate) async fn a_taken_number_is_refused_and_nothing_of_that_append_stays(store: &dyn Store) {
    let all = rows(chain::GENESIS, "meeting/a", 1, 3);
    store.append(append("meeting/a", all[..2].to_vec())).await.unwrap();
    let late = Append {
        rows: vec![all[2].clone(), all[1].clone()],
        requests: vec![RequestRow {
            person: Uuid::from_u128(1),
            request: Uuid::from_u128(2),
            answer: "1".into(),
        }],
        rights: vec![RightsChange::HostGiven { token: hash("host") }, doors("m", "s", "123456")],
        ..append("meeting/a", vec![])
    };
    assert_eq!(store.append(late).await, Err(StoreError::Taken));
    assert_eq!(store.read("meeting/a", 1).await.unwrap(), all[..2]);
    assert_eq!(store.request("meeting/a", Uuid::from_u128(1), Uuid::from_u128(2)).await.unwrap(), None);
    assert!(!store.host(hash("host")).await.unwrap());
    assert_eq!(store.doors("m").await.unwrap(), None);
    store.append(append("meeting/a", all[2..].to_vec())).await.unwrap();
    assert_eq!(store.read("meeting/a", 1).await.unwrap(), all);
}

pub(crate) async fn an_answer_is_remembered_once_per_stream_and_person(store: &dyn Store) {
    let (ann, bo, request) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(9));
    let answer = |person, text: &str| vec![RequestRow { person, request, answer: text.into() }];
    let with = |stream: &str, requests| Append { requests, ..append(stream, vec![]) };
    store.append(Append { requests: answer(ann, "{\"first\":1}"), ..first("meeting/a") }).await.unwrap();
    store.append(with("meeting/a", answer(bo, "2"))).await.unwrap();
    store.append(with("meeting/b", answer(ann, "3"))).await.unwrap();
    let again =
        Append { requests: answer(ann, "4"), ..append("meeting/a", rows([0; 32], "meeting/a", 2, 2)) };
    assert_eq!(store.append(again).await, Err(StoreError::Answered));
    assert_eq!(store.read("meeting/a", 2).await.unwrap(), [], "the retry wrote no second row");
    let got =
        |stream: &'static str, person| async move { store.request(stream, person, request).await.unwrap() };
    assert_eq!(got("meeting/a", ann).await.as_deref(), Some("{\"first\":1}"));
    assert_eq!(got("meeting/a", bo).await.as_deref(), Some("2"));
    assert_eq!(got("meeting/b", ann).await.as_deref(), Some("3"));
    assert_eq!(got("meeting/b", bo).await, None);
}

pub(crate) async fn five_hundred_appends_at_once_are_all_there_in_order(store: &dyn Store) {
    // Fifty streams, ten appends each, all offered before any is answered.
    let streams: Vec<String> = (0..50).map(|n| format!("meeting/{n:02}")).collect();
    let sealed: Vec<_> = streams.iter().map(|stream| rows(chain::GENESIS, stream, 1, 10)).collect();
    let offered = streams.iter().zip(&sealed).flat_map(|(stream, rows)| {
        rows.iter().map(move |row| store.append(append(stream, vec![row.clone()])))
    });
    for answer in all_at_once(offered).await {
        answer.unwrap();
    }
    for (stream, rows) in streams.iter().zip(&sealed) {
        let kept = store.read(stream, 1).await.unwrap();
        assert_eq!(&kept, rows);
        assert_eq!(chain::verify(stream, &kept), Ok(rows[9].at_hash));
    }
}

pub(crate) async fn one_refused_append_does_not_spoil_those_beside_it(store: &dyn Store) {
    store.append(first("meeting/00")).await.unwrap();
    let streams: Vec<String> = (0..20).map(|n| format!("meeting/{n:02}")).collect();
    let answers = all_at_once(streams.iter().map(|stream| store.append(first(stream)))).await;
    assert_eq!(answers[0], Err(StoreError::Taken));
    assert!(answers[1..].iter().all(Result::is_ok));
    assert_eq!(store.streams().await.unwrap(), streams);
}

pub(crate) async fn the_chain_verifies_and_a_tampered_row_is_named(store: &dyn Store) {
    store.append(append("meeting/a", rows(chain::GENESIS, "meeting/a", 1, 5))).await.unwrap();
    let mut kept = store.read("meeting/a", 1).await.unwrap();
    assert_eq!(chain::verify("meeting/a", &kept), Ok(kept[4].at_hash));
    kept[2].payload = kept[2].payload.replace("1003", "1004");
    let fault = chain::verify("meeting/a", &kept).unwrap_err();
    assert_eq!((fault.number, fault.what), (3, chain::What::Altered));
}

pub(crate) async fn erased_words_are_gone_and_the_chain_stays_whole(store: &dyn Store) {
    let all = rows(chain::GENESIS, "meeting/a", 1, 4);
    store.append(append("meeting/a", all[..3].to_vec())).await.unwrap();
    store.append(first("meeting/b")).await.unwrap();
    store.append(Append { erase: vec![1, 3], ..append("meeting/a", all[3..].to_vec()) }).await.unwrap();
    let kept = store.read("meeting/a", 1).await.unwrap();
    assert_eq!(chain::verify("meeting/a", &kept), Ok(all[3].at_hash));
    let text = |row: &Row| row.event().unwrap()["LineAdded"]["text"]["words"].as_str().unwrap().to_owned();
    let texts: Vec<_> = kept.iter().map(text).collect();
    assert_eq!(texts, [words::ERASED, "meeting/a 第2句", words::ERASED, "meeting/a 第4句"]);
    assert_eq!(text(&store.read("meeting/b", 1).await.unwrap()[0]), "meeting/b 第1句");
}

pub(crate) async fn the_list_of_meetings_shows_each_meeting_as_it_last_was(store: &dyn Store) {
    let line = |id: &str, state: &str, created| MeetingIndex {
        id: id.into(),
        theme: "加装电梯".into(),
        place: "一楼活动室".into(),
        starts: (created > 1).then_some(5000),
        state: state.into(),
        created,
    };
    let index = |stream: &str, line| Append { index: Some(line), ..append(stream, vec![]) };
    store.append(index("meeting/a", line("aaaaaaaaaa", "planned", 1))).await.unwrap();
    store.append(index("meeting/b", line("bbbbbbbbbb", "planned", 2))).await.unwrap();
    store.append(index("meeting/a", line("aaaaaaaaaa", "open", 1))).await.unwrap();
    let listed = store.meetings().await.unwrap();
    assert_eq!(listed, [line("bbbbbbbbbb", "planned", 2), line("aaaaaaaaaa", "open", 1)]);
}

pub(crate) async fn the_station_is_one_and_can_be_renamed(store: &dyn Store) {
    assert_eq!(store.station().await.unwrap(), None);
    let mut station = Station {
        id: Uuid::from_u128(5),
        name: "桂花驿站".into(),
        community: "桂花社区".into(),
        subdistrict: "东门街道".into(),
        zone: Station::ZONE.into(),
    };
    store.set_station(station.clone()).await.unwrap();
    station.name = "桂花议事厅".into();
    store.set_station(station.clone()).await.unwrap();
    assert_eq!(store.station().await.unwrap(), Some(station));
}

pub(crate) async fn a_seat_belongs_to_one_person_in_one_meeting_until_taken(store: &dyn Store) {
    for (token, seat) in
        [("phone", seat("a", 1)), ("tablet", seat("a", 1)), ("other", seat("a", 2)), ("b", seat("b", 1))]
    {
        store.change_rights(RightsChange::SeatGiven { token: hash(token), seat }).await.unwrap();
    }
    assert_eq!(store.seat(hash("phone")).await.unwrap(), Some(seat("a", 1)));
    assert_eq!(store.seat(hash("nobody")).await.unwrap(), None);
    store.change_rights(RightsChange::SeatsTaken(seat("a", 1))).await.unwrap();
    assert_eq!(store.seat(hash("phone")).await.unwrap(), None);
    assert_eq!(store.seat(hash("tablet")).await.unwrap(), None);
    assert_eq!(store.seat(hash("other")).await.unwrap(), Some(seat("a", 2)));
    assert_eq!(store.seat(hash("b")).await.unwrap(), Some(seat("b", 1)));
}

pub(crate) async fn a_seat_arrives_with_its_event_or_not_at_all(store: &dyn Store) {
    let arrival = |token: &str| Append {
        rights: vec![RightsChange::SeatGiven { token: hash(token), seat: seat("a", 1) }],
        ..first("meeting/a")
    };
    store.append(arrival("one")).await.unwrap();
    assert_eq!(store.append(arrival("two")).await, Err(StoreError::Taken));
    assert_eq!(store.seat(hash("one")).await.unwrap(), Some(seat("a", 1)));
    assert_eq!(store.seat(hash("two")).await.unwrap(), None);
}

pub(crate) async fn a_lost_seat_moves_to_the_new_device(store: &dyn Store) {
    let made = |opens| RightsChange::LinkMade { link: hash("link"), opens, expires: Some(600_000) };
    store.change_rights(RightsChange::SeatGiven { token: hash("lost"), seat: seat("a", 1) }).await.unwrap();
    store.change_rights(made(Opens::Seat(seat("a", 1)))).await.unwrap();
    let spent = store.spend_link(hash("link"), 1, hash("new")).await.unwrap();
    assert_eq!(spent, Some(Opens::Seat(seat("a", 1))));
    assert_eq!(store.seat(hash("new")).await.unwrap(), Some(seat("a", 1)));
    assert_eq!(store.seat(hash("lost")).await.unwrap(), None, "who finds the lost phone has no seat");
    assert_eq!(store.spend_link(hash("link"), 1, hash("thief")).await.unwrap(), None);
    assert_eq!(store.seat(hash("thief")).await.unwrap(), None);
}

pub(crate) async fn a_desk_link_makes_one_host_within_ten_minutes(store: &dyn Store) {
    let made =
        |link: &str| RightsChange::LinkMade { link: hash(link), opens: Opens::Desk, expires: Some(600_000) };
    store.change_rights(made("used")).await.unwrap();
    store.change_rights(made("late")).await.unwrap();
    assert_eq!(store.link(hash("used"), 599_999).await.unwrap(), Some(Opens::Desk));
    let many =
        all_at_once(["a", "b", "c"].map(|token| store.spend_link(hash("used"), 599_999, hash(token)))).await;
    assert_eq!(many.iter().filter(|spent| **spent == Ok(Some(Opens::Desk))).count(), 1);
    let mut hosts = 0;
    for token in ["a", "b", "c"] {
        hosts += usize::from(store.host(hash(token)).await.unwrap());
    }
    assert_eq!(hosts, 1);
    assert_eq!(store.link(hash("late"), 600_000).await.unwrap(), None);
    assert_eq!(store.spend_link(hash("late"), 600_000, hash("d")).await.unwrap(), None);
    assert!(!store.host(hash("d")).await.unwrap());
    store.change_rights(RightsChange::HostGiven { token: hash("e") }).await.unwrap();
    assert!(store.host(hash("e")).await.unwrap());
    store.change_rights(RightsChange::HostTaken { token: hash("e") }).await.unwrap();
    assert!(!store.host(hash("e")).await.unwrap());
}

pub(crate) async fn a_wall_link_works_until_withdrawn(store: &dyn Store) {
    let wall = Opens::Wall { meeting: "a".into() };
    let made = RightsChange::LinkMade { link: hash("wall"), opens: wall.clone(), expires: None };
    store.change_rights(made).await.unwrap();
    for now in [0, i64::MAX] {
        assert_eq!(store.link(hash("wall"), now).await.unwrap(), Some(wall.clone()));
    }
    assert_eq!(
        store.spend_link(hash("wall"), 0, hash("t")).await.unwrap(),
        None,
        "it gives nobody a right of their own"
    );
    assert!(!store.host(hash("t")).await.unwrap());
    store.change_rights(RightsChange::WallLinksEnded { meeting: "b".into() }).await.unwrap();
    assert_eq!(store.link(hash("wall"), 0).await.unwrap(), Some(wall));
    store.change_rights(RightsChange::WallLinksEnded { meeting: "a".into() }).await.unwrap();
    assert_eq!(store.link(hash("wall"), 0).await.unwrap(), None);
}

pub(crate) async fn doors_open_by_secret_and_code_and_both_die_with_them(store: &dyn Store) {
    store.change_rights(doors("a", "secret", "042517")).await.unwrap();
    assert_eq!(store.doors_by_secret("secret").await.unwrap().as_deref(), Some("a"));
    assert_eq!(store.doors_by_code("042517").await.unwrap().as_deref(), Some("a"));
    assert_eq!(store.doors_by_code("secret").await.unwrap(), None);
    assert_eq!(store.doors("a").await.unwrap().unwrap().code, "042517");
    store.change_rights(doors("a", "anew", "700001")).await.unwrap();
    assert_eq!(
        store.doors_by_code("042517").await.unwrap(),
        None,
        "opening again makes the earlier code die"
    );
    assert_eq!(store.doors_by_secret("secret").await.unwrap(), None);
    assert_eq!(store.doors_open().await.unwrap(), 1);
    let closing =
        Append { rights: vec![RightsChange::DoorsClosed { meeting: "a".into() }], ..first("meeting/a") };
    store.append(closing).await.unwrap();
    assert_eq!(store.doors_by_secret("anew").await.unwrap(), None);
    assert_eq!(store.doors_by_code("700001").await.unwrap(), None);
    assert_eq!(store.doors("a").await.unwrap(), None);
    assert_eq!(store.doors_open().await.unwrap(), 0);
}

pub(crate) async fn two_meetings_never_share_an_open_code(store: &dyn Store) {
    store.change_rights(doors("a", "s1", "111111")).await.unwrap();
    assert_eq!(store.change_rights(doors("b", "s2", "111111")).await, Err(StoreError::CodeTaken));
    let opening = Append { rights: vec![doors("b", "s2", "111111")], ..first("meeting/b") };
    assert_eq!(store.append(opening).await, Err(StoreError::CodeTaken));
    assert_eq!(store.read("meeting/b", 1).await.unwrap(), []);
    assert_eq!(store.doors_by_code("111111").await.unwrap().as_deref(), Some("a"));
    store.change_rights(RightsChange::DoorsClosed { meeting: "a".into() }).await.unwrap();
    store.change_rights(doors("b", "s2", "111111")).await.unwrap();
}

pub(crate) async fn a_claim_code_works_once_and_five_wrong_tries_spoil_it(store: &dyn Store) {
    let state = |claimed, waiting| ClaimState { claimed, waiting };
    assert_eq!(store.claim_state().await.unwrap(), state(false, false));
    assert_eq!(store.claim(hash("x"), hash("t")).await.unwrap(), ClaimAnswer::NoCode);
    store.change_rights(RightsChange::ClaimCode { code: hash("one") }).await.unwrap();
    for left in [4, 3, 2, 1, 0] {
        assert_eq!(store.claim(hash("wrong"), hash("t")).await.unwrap(), ClaimAnswer::Wrong { left });
    }
    assert_eq!(store.claim(hash("one"), hash("t")).await.unwrap(), ClaimAnswer::NoCode);
    assert_eq!(store.claim_state().await.unwrap(), state(false, false));
    store.change_rights(RightsChange::ClaimCode { code: hash("two") }).await.unwrap();
    assert_eq!(store.claim(hash("one"), hash("t")).await.unwrap(), ClaimAnswer::Wrong { left: 4 });
    assert!(!store.host(hash("t")).await.unwrap());
    assert_eq!(store.claim(hash("two"), hash("t")).await.unwrap(), ClaimAnswer::Claimed);
    assert!(store.host(hash("t")).await.unwrap());
    assert_eq!(store.claim_state().await.unwrap(), state(true, false));
    store.change_rights(RightsChange::ClaimCode { code: hash("three") }).await.unwrap();
    assert_eq!(store.claim_state().await.unwrap(), state(true, true));
    assert_eq!(store.claim(hash("three"), hash("u")).await.unwrap(), ClaimAnswer::Claimed);
}

pub(crate) async fn a_claim_code_is_used_by_one_of_many_at_once(store: &dyn Store) {
    store.change_rights(RightsChange::ClaimCode { code: hash("code") }).await.unwrap();
    let tokens: Vec<String> = (0..50).map(|n| n.to_string()).collect();
    let answers = all_at_once(tokens.iter().map(|token| store.claim(hash("code"), hash(token)))).await;
    assert_eq!(answers.iter().filter(|answer| **answer == Ok(ClaimAnswer::Claimed)).count(), 1);
}

pub(crate) async fn nothing_is_written_after_closing(store: &dyn Store) {
    store.append(first("meeting/a")).await.unwrap();
    assert_eq!(store.trouble(), None);
    store.close().await;
    assert_eq!(store.append(first("meeting/b")).await, Err(StoreError::Unavailable(Trouble::Closed)));
    let given = store.change_rights(RightsChange::HostGiven { token: hash("t") }).await;
    assert_eq!(given, Err(StoreError::Unavailable(Trouble::Closed)));
}

/// Polls all futures side by side and gives their answers in the order they were given.
pub(crate) async fn all_at_once<F: Future>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let mut under_way: Vec<_> = futures.into_iter().map(|future| (Box::pin(future), None)).collect();
    std::future::poll_fn(|context| {
        for (future, answer) in &mut under_way {
            if answer.is_none()
                && let std::task::Poll::Ready(ready) = future.as_mut().poll(context)
            {
                *answer = Some(ready);
            }
        }
        if under_way.iter().all(|(_, answer)| answer.is_some()) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    under_way.into_iter().filter_map(|(_, answer)| answer).collect()
}
