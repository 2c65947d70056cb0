//! What a seat, a link, a token and an address open, and what they do not.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use server::auth::Token;
use server::store::RightsChange;

use crate::device::{App, Device, logged, nonce};

#[tokio::test]
async fn a_resident_gets_no_right_by_saying_desk() {
    let (app, mut host, id) = App::with_meeting().await;
    let mut wang = app.device();
    wang.join(&id, "王阿姨").await.is(303);
    let before = app.meeting(&id).await.number;
    for act in ["stages.close", "voting.put", "screens.blank", "people.doors"] {
        let answer = wang.desk(&id, act, &[("open", "0"), ("on", "1")]).await;
        assert!(answer.status == StatusCode::FORBIDDEN, "{act}: {}", answer.status);
    }
    for path in ["desk", "record"] {
        wang.get(&format!("/m/{id}/{path}")).await.is(403);
    }
    for path in ["desk/wall", "desk/link"] {
        wang.post(&format!("/m/{id}/{path}"), &[]).await.is(403);
    }
    let li = app.meeting(&id).await.people.iter().next().unwrap().0.to_string();
    wang.act(&id, "topics.post", &[("text", "替别人"), ("for", &li)]).await.is(403);
    // the host's own phone page claims no host's right either
    host.act(&id, "stages.close", &[]).await.is(403);
    assert_eq!(app.meeting(&id).await.number, before);
}

#[tokio::test]
async fn a_seat_of_one_meeting_is_nobody_in_another() {
    let (app, mut host, id) = App::with_meeting().await;
    let other = host.call_meeting("路灯").await;
    let mut wang = app.device();
    wang.join(&id, "王阿姨").await.is(303);
    let seat = wang.cookies[&format!("seat_{id}")].clone();
    wang.cookies.insert(format!("seat_{other}"), seat);
    let before = app.meeting(&other).await.number;
    wang.act(&other, "topics.post", &[("text", "串门")]).await.is(403);
    assert_eq!(wang.get(&format!("/m/{other}/hall")).await.is(303).to(), format!("/m/{other}"));
    assert_eq!(app.meeting(&other).await.number, before);
}

#[tokio::test]
async fn an_address_alone_lets_nobody_in() {
    let (app, _host, id) = App::with_meeting().await;
    let mut stranger = app.device();
    stranger.get(&format!("/m/{id}")).await.is(200);
    stranger.post(&format!("/m/{id}"), &[("name", "路人")]).await.is(403);
    stranger.post(&format!("/m/{id}"), &[("name", "路人"), ("secret", &"0".repeat(26))]).await.is(403);
    stranger.act(&id, "topics.post", &[("text", "路过")]).await.is(403);
    assert_eq!(stranger.get(&format!("/m/{id}/hall")).await.is(303).to(), format!("/m/{id}"));
    for path in ["/m/aaaaaaaaaa", "/m/x", "/m/../claim", "/nothing", "/m/aaaaaaaaaa/hall"] {
        stranger.get(path).await.is(404);
    }
}

#[tokio::test]
async fn the_wall_opens_by_its_link_alone() {
    let (app, mut host, id) = App::with_meeting().await;
    let other = host.call_meeting("路灯").await;
    let link = host.post(&format!("/m/{id}/desk/wall"), &[]).await.is(303).to().to_owned();
    let mut projector = app.device();
    projector.get(&link).await.is(200);
    for path in [
        format!("/m/{id}/wall"),
        format!("/m/{id}/wall?link="),
        format!("/m/{id}/wall?link={}", "0".repeat(26)),
        link.replace(&id, &other),
    ] {
        projector.get(&path).await.is(403);
    }
}

#[tokio::test]
async fn links_for_devices_work_once_and_only_when_pressed() {
    let (app, mut host, id) = App::with_meeting().await;
    let mut wang = app.device();
    wang.join(&id, "王阿姨").await.is(303);
    let person = app.meeting(&id).await.people.iter().nth(1).unwrap().0;
    for (path, to) in
        [("link".to_owned(), format!("/m/{id}/desk")), (format!("seat/{person}"), format!("/m/{id}/hall"))]
    {
        let page = host.post(&format!("/m/{id}/desk/{path}"), &[]).await;
        let start = page.is(200).body.find("/link/").unwrap();
        let link: String = page.body[start..].chars().take_while(|c| !matches!(c, '<' | '"' | ' ')).collect();
        let mut fresh = app.device();
        fresh.get(&link).await.is(200);
        fresh.get(&link).await.is(200);
        assert_eq!(fresh.post(&link, &[]).await.is(303).to(), to);
        fresh.get(&to).await;
        app.device().post(&link, &[]).await.is(404);
    }
    wang.act(&id, "topics.post", &[("text", "旧手机")]).await.is(403);
}

#[tokio::test]
async fn a_program_comes_with_its_token_alone() {
    let (app, _host, id) = App::with_meeting().await;
    let token = Token::fresh().unwrap();
    let mut wang = app.device();
    wang.join(&id, "王阿姨").await.is(303);
    let person = app.meeting(&id).await.people.iter().nth(1).unwrap().0;
    let seat = server::store::Seat { meeting: id.clone(), person: person.0 };
    app.hall.store.change_rights(RightsChange::SeatGiven { token: token.hash(), seat }).await.unwrap();
    let ask = async |body: String, media: &str, token: &Token| {
        let request = app
            .device()
            .request(Method::POST, &format!("/api/m/{id}/commands"))
            .header(header::AUTHORIZATION, format!("Bearer {}", token.text()))
            .header(header::CONTENT_TYPE, media)
            .body(Body::from(body))
            .unwrap();
        app.raw(request).await
    };
    let order = |request: &str, text: &str| {
        format!(r#"{{"request":"{request}","command":{{"topics":{{"post":{{"text":"{text}"}}}}}}}}"#)
    };
    let id_of = nonce();
    let first = ask(order(&id_of, "停\\u202e车"), "application/json", &token).await;
    first.is(200).says("number");
    let again = ask(order(&id_of, "停\\u202e车"), "application/json", &token).await;
    assert_eq!(first.body, again.body);
    assert_eq!(app.meeting(&id).await.topics.iter().next().unwrap().1.text.as_str(), "停车");
    ask(order(&nonce(), "停车"), "text/plain", &token).await.is(415);
    ask("{".to_owned(), "application/json", &token).await.is(400);
    ask(order(&nonce(), &"停".repeat(61)), "application/json", &token).await.is(422).says("多了 1 个");
    ask(order(&nonce(), "停车"), "application/json", &Token::fresh().unwrap()).await.is(403);
    let close = format!(r#"{{"request":"{}","screen":"desk","command":{{"stages":"close"}}}}"#, nonce());
    ask(close, "application/json", &token).await.is(403);
    let tick = format!(r#"{{"request":"{}","command":"tick"}}"#, nonce());
    ask(tick, "application/json", &token).await.is(403);
}

#[tokio::test]
async fn a_second_desk_takes_a_seat_at_the_door_and_then_leads() {
    let (app, mut host, id) = App::with_meeting().await;
    let page = host.post(&format!("/m/{id}/desk/second"), &[]).await;
    let start = page.is(200).body.find("/link/").unwrap();
    let link: String = page.body[start..].chars().take_while(|c| !matches!(c, '<' | '"' | ' ')).collect();
    let mut second = app.device();
    let desk = second.post(&link, &[]).await.is(303).to().to_owned();
    let door = second.get(&desk).await.is(303).to().to_owned();
    second.get(&door).await.is(200);
    assert_eq!(second.post(&door, &[("name", "小林")]).await.is(303).to(), desk);
    second.get(&desk).await.is(200);
    second.desk(&id, "stages.advance", &[("from", "0")]).await.is(303);
    // both desks saw stage 0: together they make one step
    host.desk(&id, "stages.advance", &[("from", "0")]).await.is(409);
    assert_eq!(app.meeting(&id).await.stages.current, 1);
}

#[tokio::test]
async fn logs_hold_nobodys_words_and_no_rights() {
    let (app, mut host, id) = App::with_meeting().await;
    let mut wang: Device = app.device();
    wang.join(&id, "王秀英").await.is(303);
    wang.act(&id, "topics.post", &[("text", "保密的议题")]).await.is(303);
    wang.act(&id, "topics.post", &[("text", &"保密的议题".repeat(20))]).await.is(422);
    host.desk(&id, "stages.goto", &[("stage", "3"), ("reason", "")]).await;
    let link = host.post(&format!("/m/{id}/desk/wall"), &[]).await.to().to_owned();
    app.device().get(&link).await.is(200);
    app.device().get("/j/nosuchsecret").await.is(404);
    let logged = logged();
    assert!(logged.contains("/m/{id}/do"), "something was logged: {logged}");
    let rights = wang.cookies.values().chain(host.cookies.values()).map(String::as_str);
    let secret = app.secret(&id).await;
    let words = ["王秀英", "保密", "nosuchsecret", "小陈", secret.as_str(), link.rsplit('=').next().unwrap()];
    for word in words.into_iter().chain(rights) {
        assert!(!logged.contains(word), "{word} is in the log");
    }
}

#[tokio::test]
async fn a_desk_that_comes_when_the_doors_are_closed_can_lead_all_the_same() {
    let (app, mut host, id) = App::with_meeting().await;
    let page = host.post(&format!("/m/{id}/desk/second"), &[]).await;
    let start = page.is(200).body.find("/link/").unwrap();
    let link: String = page.body[start..].chars().take_while(|c| !matches!(c, '<' | '"' | ' ')).collect();
    host.desk(&id, "people.doors", &[("open", "0")]).await.is(303);
    let mut second = app.device();
    let desk = second.post(&link, &[]).await.is(303).to().to_owned();
    second.get(&desk).await.is(200);
    second.desk(&id, "people.doors", &[("open", "1")]).await.is(303);
    assert!(app.meeting(&id).await.people.doors_open);
}

#[tokio::test]
async fn the_desk_chooses_which_address_phones_are_shown() {
    let (app, mut host, id) = App::with_meeting().await;
    let address = format!("/m/{id}/desk/address");
    let page = host.get(&address).await;
    let start = page.is(200).body.find("name=\"base\" value=\"").unwrap() + "name=\"base\" value=\"".len();
    let base: String = page.body[start..].chars().take_while(|c| *c != '"').collect();
    assert_eq!(host.post(&address, &[("base", &base)]).await.is(303).to(), format!("/m/{id}/desk"));
    host.post(&address, &[("base", "http://evil.example")]).await.is(409);
    let link = host.post(&format!("/m/{id}/desk/second"), &[]).await;
    assert!(link.is(200).body.contains(&base), "links say the address chosen");
    app.device().get(&address).await.is(403);
}
