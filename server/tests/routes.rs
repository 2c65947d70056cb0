//! The server from outside: as a stranger, a resident, the host and a program, without scripts.

#[path = "routes/device.rs"]
mod device;
#[path = "routes/rights.rs"]
mod rights;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use device::{App, form, nonce};
use meeting::people::Place;
use meeting::{PersonId, TableNo};

#[tokio::test]
async fn until_claimed_every_page_but_one_says_so() {
    let app = App::new().await;
    let mut stranger = app.device();
    for path in ["/", "/meetings/new", "/m/aaaaaaaaaa", "/m/aaaaaaaaaa/desk", "/j/abc", "/live/aaaaaaaaaa"] {
        stranger.get(path).await.is(503).says("尚未启用");
    }
    stranger.get("/claim").await.is(200);
    stranger.get("/healthz").await.is(200);
    for _ in 0..4 {
        stranger.post("/claim", &[("code", "AAAAAAAA")]).await.is(403);
    }
    let mut host = app.device();
    host.claim().await;
    host.get("/").await.is(200);
    host.get("/meetings/new").await.is(200);
    stranger.get("/meetings/new").await.is(403);
    stranger.post("/meetings/new", &[("theme", "占位")]).await.is(403);
}

#[tokio::test]
async fn a_whole_little_meeting_walks_by_forms_alone() {
    let (app, mut host, id) = App::with_meeting().await;
    host.get(&format!("/m/{id}/desk")).await.is(200);
    let (mut wang, mut li) = (app.device(), app.device());
    assert_eq!(wang.join(&id, "王阿姨").await.is(303).to(), format!("/m/{id}/hall"));
    li.join(&id, "李叔").await.is(303);
    wang.get(&format!("/m/{id}/hall")).await.is(200);
    host.desk(&id, "people.add", &[("name", "赵奶奶"), ("building", "1幢")]).await.is(303);
    host.desk(&id, "screens.show", &[("card", "n0")]).await.is(303);
    host.desk(&id, "stages.advance", &[("from", "0")]).await.is(303);

    wang.act(&id, "topics.post", &[("text", "楼下停车难")]).await.is(303);
    let topic = app.meeting(&id).await.topics.iter().next().unwrap().0.to_string();
    li.act(&id, "topics.sign", &[("topic", &topic)]).await.is(303);
    host.desk(&id, "stages.advance", &[("from", "1")]).await.is(303);
    // a soft stage: a late topic is welcome, from a page of the stage before
    li.act(&id, "topics.post", &[("text", "路灯不亮")]).await.is(303);
    host.desk(&id, "tables.form", &[("groups", "2")]).await.is(303);
    li.act(&id, "tables.take", &[("place", "1")]).await.is(303); // who posted the topic sits there already
    wang.act(&id, "tables.record", &[("table", "1")]).await.is(303);
    assert_eq!(
        wang.act_from(
            &id,
            "phone",
            "table/1",
            "tables.write",
            &[("table", "1"), ("kind", "advice"), ("text", "划线")]
        )
        .await
        .is(303)
        .to(),
        format!("/m/{id}/table/1")
    );
    wang.get(&format!("/m/{id}/table/1")).await.is(200);
    wang.get(&format!("/m/{id}/table/9")).await.is(404).says("没有这一桌");
    wang.get(&format!("/m/{id}/table/x")).await.is(404);
    let boxes =
        [("who", "物业"), ("what", "划十个车位"), ("when", "6月底"), ("place", "南门"), ("money", "物业费")];
    wang.act(&id, "motions.move", &boxes).await.is(303);
    let motion = app.meeting(&id).await.motions.iter().next().unwrap().0.to_string();
    host.desk(&id, "motions.open", &[("motion", &motion)]).await.is(303);
    li.act(&id, "floor.raise", &[]).await.is(422); // without a stance: rule 9, in words
    li.act(&id, "floor.raise", &[("stance", "for")]).await.is(303);
    host.desk(&id, "floor.give", &[]).await.is(303);
    li.act(&id, "floor.done", &[]).await.is(303);
    host.desk(&id, "voting.put", &[]).await.is(303);
    let vote = app.meeting(&id).await.votes.latest().unwrap().0.to_string();
    for voter in [&mut wang, &mut li] {
        voter.act(&id, "voting.cast", &[("vote", &vote), ("choice", "aye")]).await.is(303);
    }
    host.desk(&id, "voting.call_nays", &[]).await.is(303);
    host.desk(&id, "voting.declare", &[]).await.is(303);
    // a stale vote is refused in words, on the page it came from
    li.act(&id, "voting.cast", &[("vote", &vote), ("choice", "nay")]).await.is(409).says("</html>");
    host.desk(&id, "plans.settle", &[("motion", &motion), ("owner", "物业"), ("level", "compound")])
        .await
        .is(303);
    wang.act(&id, "plans.pledge", &[("kind", "labour"), ("text", "帮忙画线")]).await.is(303);
    wang.get(&format!("/m/{id}/record")).await.is(403);
    host.get(&format!("/m/{id}/record")).await.is(200);
    host.desk(&id, "stages.close", &[]).await.is(303);
    wang.get(&format!("/m/{id}/record")).await.is(200);
    wang.act_from(&id, "phone", "record", "minutes.ask", &[("text", "车位是十二个")]).await.is(303);
    wang.act(&id, "topics.post", &[("text", "散会后再说一个")]).await.is(409).says("散会后再说一个");
    wang.get(&format!("/m/{id}/record/minutes.md")).await.is(200).says("停车怎么办");
    wang.get(&format!("/m/{id}/record/minutes.exe")).await.is(404);
    wang.get(&format!("/m/{id}/record/bundle.zip")).await.is(403);
}

#[tokio::test]
async fn a_form_from_elsewhere_changes_nothing() {
    let (app, host, id) = App::with_meeting().await;
    let before = app.meeting(&id).await.number;
    let paths = [
        "/",
        "/claim",
        "/meetings/new",
        "/link/x",
        "/m/ID",
        "/m/ID/do",
        "/m/ID/desk/wall",
        "/m/ID/desk/link",
        "/api/m/ID/commands",
    ];
    for path in paths.map(|path| path.replace("ID", &id)) {
        for origin in [None, Some("null"), Some("http://evil.example"), Some("http://192.168.1.5:3001")] {
            let mut request = host.request(Method::POST, &path);
            if let Some(origin) = origin {
                request = request.header(header::ORIGIN, origin);
            }
            let body = form(&[("act", "stages.close"), ("screen", "desk")]);
            let request = request
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(body))
                .unwrap();
            app.raw(request).await.is(403);
        }
    }
    for origin in [None, Some("null"), Some("http://192.168.1.5:3000.evil.example")] {
        let mut request = host.request(Method::GET, &format!("/live/{id}?screen=desk"));
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        app.raw(request.body(Body::empty()).unwrap()).await.is(403);
    }
    assert_eq!(app.meeting(&id).await.number, before);
    let foreign =
        Request::builder().uri("/").header(header::HOST, "evil.example").body(Body::empty()).unwrap();
    app.raw(foreign).await.is(421);
}

#[tokio::test]
async fn the_same_form_twice_is_one_act() {
    let (app, _host, id) = App::with_meeting().await;
    let mut wang = app.device();
    let (secret, door_nonce) = (app.secret(&id).await, nonce());
    let door = [("secret", secret.as_str()), ("name", "王阿姨"), ("nonce", door_nonce.as_str())];
    let mut twin = app.device();
    wang.post(&format!("/m/{id}"), &door).await.is(303);
    twin.post(&format!("/m/{id}"), &door).await.is(303);
    assert_eq!(wang.cookies, twin.cookies, "a double tap is one person in one seat");
    assert_eq!(app.meeting(&id).await.people.count_present(), 2);
    let nonce = nonce();
    let fields = [("act", "topics.post"), ("back", "hall"), ("nonce", nonce.as_str()), ("text", "停车难")];
    for _ in 0..2 {
        wang.post(&format!("/m/{id}/do"), &fields).await.is(303);
    }
    assert_eq!(app.meeting(&id).await.topics.iter().count(), 1);
    let changed = [("act", "topics.post"), ("back", "hall"), ("nonce", nonce.as_str()), ("text", "路灯不亮")];
    wang.post(&format!("/m/{id}/do"), &changed).await.is(303);
    assert_eq!(app.meeting(&id).await.topics.iter().count(), 2);
}

#[tokio::test]
async fn what_is_too_long_comes_back_in_its_box() {
    let (app, _host, id) = App::with_meeting().await;
    let mut wang = app.device();
    wang.join(&id, "王阿姨").await.is(303);
    let before = app.meeting(&id).await.number;
    let long = "停".repeat(64);
    wang.act(&id, "topics.post", &[("text", &long)]).await.is(422).says("多了 4 个").says(&long);
    wang.act(&id, "topics.post", &[("text", "  ")]).await.is(422);
    wang.act(&id, "nonsense", &[]).await.is(422).says("刷新");
    let huge = "停".repeat(20_000);
    let answer = wang.act(&id, "topics.post", &[("text", &huge)]).await;
    answer.is(413).says("太多了");
    let mut late = app.device();
    let secret = app.secret(&id).await;
    let name = "名".repeat(17);
    late.post(&format!("/m/{id}"), &[("secret", &secret), ("name", &name)]).await.is(422).says(&name);
    assert_eq!(app.meeting(&id).await.number, before);
}

#[tokio::test]
async fn html_in_a_text_stays_text() {
    let (app, mut host, id) = App::with_meeting().await;
    let mut wang = app.device();
    wang.join(&id, "<img src=x>").await.is(303);
    let text = "<script>alert(1)</script>\"'><b>";
    wang.act(&id, "topics.post", &[("text", text)]).await.is(303);
    for page in [wang.get(&format!("/m/{id}/hall")).await, host.get(&format!("/m/{id}/desk")).await] {
        page.is(200);
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"), "{}", page.body);
    }
    let long = format!("{text}{}", "停".repeat(60));
    let again = wang.act(&id, "topics.post", &[("text", &long)]).await;
    assert!(!again.is(422).body.contains("<script>alert"));
}

#[tokio::test]
async fn unknown_and_closed_codes_get_one_answer() {
    let (app, mut host, id) = App::with_meeting().await;
    let (code, secret) = (app.code(&id).await, app.secret(&id).await);
    let mut stranger = app.device();
    assert_eq!(stranger.post("/", &[("code", &code)]).await.is(303).to(), format!("/j/{secret}"));
    stranger.post(&format!("/m/{id}"), &[("code", &code), ("name", "孙姐")]).await.is(303);
    host.desk(&id, "people.doors", &[("open", "0")]).await.is(303);
    let closed = app.device().post("/", &[("code", &code)]).await;
    let unknown =
        app.device().post("/", &[("code", if code == "000000" { "000001" } else { "000000" })]).await;
    let broken = app.device().post("/", &[("code", "x")]).await;
    for answer in [&closed, &unknown, &broken] {
        answer.is(403).says("这个会议码现在进不去");
    }
    app.device().get(&format!("/j/{secret}")).await.is(404);
    app.device().get(&format!("/m/{id}")).await.is(200).says("不再进人");
    host.desk(&id, "people.doors", &[("open", "1")]).await.is(303);
    assert_ne!(app.secret(&id).await, secret, "new doors have a new secret");
    app.device().get(&format!("/j/{secret}")).await.is(404);
}

#[tokio::test]
async fn guessing_codes_is_slowed_and_the_qr_never_is() {
    let (app, _host, id) = App::with_meeting().await;
    let code = app.code(&id).await;
    let mut answers = Vec::new();
    for guess in (0..80).map(|n| format!("{n:06}")).filter(|guess| *guess != code) {
        answers.push(app.device().post("/", &[("code", &guess)]).await.body);
    }
    assert!(answers.last().unwrap().contains("秒再试"));
    app.device().join(&id, "王阿姨").await.is(303);
}

#[tokio::test]
async fn every_answer_bears_its_headers() {
    let (_app, mut host, id) = App::with_meeting().await;
    let link = host.post(&format!("/m/{id}/desk/wall"), &[]).await.to().to_owned();
    let paths = ["/", "/claim", "/meetings/new", "/healthz", "/nothing", "/assets/none.js", link.as_str()];
    let paths = paths.map(ToOwned::to_owned).into_iter();
    let more =
        ["", "/hall", "/desk", "/record", "/table/1", "/convention"].map(|path| format!("/m/{id}{path}"));
    for path in paths.chain(more) {
        let answer = host.get(&path).await;
        let policy = answer.headers.get(header::CONTENT_SECURITY_POLICY).unwrap().to_str().unwrap();
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("default-src 'none'"), "{path}");
        assert!(!policy.contains("unsafe-inline"), "{path}");
        assert_eq!(answer.headers.get(header::X_CONTENT_TYPE_OPTIONS).unwrap(), "nosniff", "{path}");
        if answer.status == StatusCode::OK && answer.body.contains("<html") {
            assert_eq!(answer.headers.get(header::CACHE_CONTROL).unwrap(), "no-store", "{path}");
        }
    }
}

#[tokio::test]
async fn the_host_acts_for_somebody_without_a_phone() {
    let (app, mut host, id) = App::with_meeting().await;
    host.desk(&id, "people.add", &[("name", "赵奶奶")]).await.is(303);
    let (zhao, _) =
        app.meeting(&id).await.people.iter().nth(1).map(|(id, person)| (id, person.phone)).unwrap();
    host.desk(&id, "topics.post", &[("text", "电梯"), ("for", &zhao.to_string()), ("paper", "1")])
        .await
        .is(303);
    let meeting = app.meeting(&id).await;
    assert_eq!(meeting.topics.iter().next().unwrap().1.proposer, zhao);
    let unknown = PersonId(uuid::Uuid::from_u128(7)).to_string();
    host.desk(&id, "topics.post", &[("text", "电梯"), ("for", &unknown)]).await.is(409);
    assert!(meeting.people.get(zhao).is_some_and(|zhao| zhao.place != Place::Table(TableNo(1))));
}
