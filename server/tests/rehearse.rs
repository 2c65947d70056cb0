//! A rehearsal from claim to the last line: robots at real sockets play stories against the whole server,
//! and what they see is what the stories say.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use meeting::story::Script;
use server::auth::claim;
use server::hall::{Begin, Hall};
use server::live::{Options, Wall};
use server::robots::{Told, Troupe};
use server::routes::{self, pack};
use server::store::{Memory, Store};

/// How many times as fast the evening runs.
const SPEED: u32 = 120;

/// A whole server on port 0; its address and its claim code.
async fn serve() -> (String, String) {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let code = claim::new_code(store.as_ref()).await.unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let begin = Begin {
        store,
        clock: Arc::new(Wall::start()),
        options: Options { speed: SPEED, ..Options::default() },
        reachable: vec![IpAddr::V4(Ipv4Addr::LOCALHOST)],
        port,
        public_url: None,
        folder: None,
        terminal: |_| {},
    };
    let hall = Arc::new(Hall::begin(begin).await.unwrap());
    let service = routes::router(hall).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    (format!("http://127.0.0.1:{port}"), code)
}

async fn rehearse(story: &str, watchers: u32) {
    let (url, code) = serve().await;
    let script = Script::parse(story).unwrap();
    let mut troupe = Troupe::open(&url, &code, &script, pack::shipped().unwrap()).await.unwrap();
    assert!(troupe.wall_address().contains("/wall?link="));
    assert!(troupe.desk_address().await.unwrap().contains("/link/"));
    troupe.watchers(watchers).await.unwrap();
    let (mut failures, mut done) = (Vec::new(), 0);
    for step in &script.steps {
        let course = troupe.play(step).await.unwrap();
        done += usize::from(matches!(course.told, Told::Done(_)));
        failures.extend(course.failures);
    }
    assert_eq!(failures, []);
    assert!(done > 5, "{done}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_desks_at_once_make_one_step() {
    rehearse(include_str!("../../app/meeting/tests/stories/two_desks.story"), 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_debate_a_vote_and_the_gavel_go_as_the_story_says() {
    rehearse(include_str!("../../app/meeting/tests/stories/closing_is_refused_while_deciding.story"), 0)
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn merged_topics_keep_their_signatures_on_every_screen() {
    rehearse(include_str!("../../app/meeting/tests/stories/merged_topics_outlive_their_root.story"), 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_story_does_not_say_is_found() {
    let (url, code) = serve().await;
    let text = "主题 灯\n自治站 站\n地点 室\n主持 小周\n\n19:00 王阿姨 到 3幢 居民\n\
        19:00 王阿姨 提议题 “灯”\n19:00 王阿姨 提议题 “门” => 拒绝 already_done\n\
        19:00 王阿姨 举手 赞成\n19:00 王阿姨 签 #1 => 拒绝 motion_first\n19:00 等 => 议题 #1 热度 9\n";
    let script = Script::parse(text).unwrap_or_else(|fault| panic!("{fault}"));
    let mut troupe = Troupe::open(&url, &code, &script, pack::shipped().unwrap()).await.unwrap();
    let mut lines = Vec::new();
    for step in &script.steps {
        lines.extend(troupe.play(step).await.unwrap().failures.into_iter().map(|(line, ..)| line));
    }
    assert_eq!(lines, [8, 9, 10, 11]);
}

#[tokio::test]
async fn a_wrong_code_and_a_wrong_address_are_said() {
    let (url, _) = serve().await;
    let script = Script::parse("主题 灯\n自治站 站\n地点 室\n主持 小周\n").unwrap();
    let pack = pack::shipped().unwrap();
    let wrong = Troupe::open(&url, "AAAAAAAA", &script, pack.clone()).await.err().unwrap();
    assert!(wrong.contains("启用码没有对上"), "{wrong}");
    let wrong = Troupe::open("localhost:3000", "AAAAAAAA", &script, pack).await.err().unwrap();
    assert!(wrong.contains("http://"), "{wrong}");
}
