//! The power goes at any moment: what was acknowledged is there, once.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;

use futures_util::{SinkExt, StreamExt};
use meeting::view::phone;
use meeting::wire::{self, Answer, Down, Up};
use server::live::{Keepers, Options, Wall};
use server::store::{Sqlite, SqliteOptions, Store, chain};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;
use uuid::Uuid;

use super::screen::{frame, socket};
use super::world::{ID, World, ask, called, fresh, open, person, post};

const FOLDER: &str = "YISHITING_TEST_FOLDER";
const RESIDENTS: u128 = 8;

async fn sqlite(folder: &Path) -> Arc<dyn Store> {
    Arc::new(Sqlite::open(&folder.join("yishiting.db"), SqliteOptions::default()).await.unwrap())
}

/// Not a test by itself: the server that is killed, in a process of its own.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "the other process of the test below"]
async fn the_server_that_is_killed() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let folder = Path::new(&folder);
    let world = called(sqlite(folder).await, RESIDENTS).await;
    let port = folder.join("port");
    std::fs::write(folder.join("port.new"), world.address.port().to_string()).unwrap();
    std::fs::rename(folder.join("port.new"), port).unwrap();
    std::future::pending::<()>().await;
}

/// The other process; it does not outlive the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(folder: &Path) -> Server {
    let server = Process::new(std::env::current_exe().unwrap())
        .args(["killed::the_server_that_is_killed", "--exact", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    Server(server)
}

/// An act that was acknowledged: by whom, as which request, with which number, and its text.
type Acked = (u128, Uuid, u64, String);

/// Sends acts as fast as manners allow and passes on what is acknowledged, until the server is gone.
async fn acts(world: World, number: u128, acked: mpsc::UnboundedSender<Acked>) {
    let mut socket = socket(&world, &format!("phone/{number}")).await;
    socket.send(frame(&Up::Hello { have: Vec::new() })).await.unwrap();
    let mut sent = BTreeMap::new();
    for round in 0..28 {
        let (request, text) = (fresh(), format!("第{number}位第{round}条"));
        let command = post(&text);
        if socket.send(frame(&Up::Do { request, on_behalf: None, command })).await.is_err() {
            break;
        }
        sent.insert(request, text);
    }
    while let Some(Ok(message)) = socket.next().await {
        let Message::Binary(bytes) = message else { continue };
        let down: Option<Down<phone::Key, phone::Part>> = wire::decode(&bytes);
        if let Some(Down::Answer(Answer { request, result: Ok(at) })) = down {
            acked.send((number, request, at, sent[&request].clone())).unwrap();
        }
    }
}

async fn port_of(folder: &Path) -> u16 {
    loop {
        match std::fs::read_to_string(folder.join("port")) {
            Ok(port) => return port.parse().unwrap(),
            Err(_) => tokio::task::yield_now().await,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_act_acknowledged_before_a_kill_is_there_exactly_once() {
    for kill_after in [1, 40, 150] {
        let folder = tempfile::tempdir().unwrap();
        let mut server = start(folder.path());
        let nobody = Arc::new(server::store::Memory::new());
        let world = World {
            keepers: Keepers::new(nobody, Arc::new(Wall::start()), Options::default()),
            address: ([127, 0, 0, 1], port_of(folder.path()).await).into(),
        };
        let (acking, mut acked) = mpsc::unbounded_channel();
        for number in 2..2 + RESIDENTS {
            tokio::spawn(acts(world.clone(), number, acking.clone()));
        }
        drop(acking);
        let mut known = Vec::new();
        while let Some(act) = acked.recv().await {
            known.push(act);
            if known.len() == kill_after {
                server.0.kill().unwrap();
            }
        }
        assert!(known.len() >= kill_after);
        is_all_there_once(folder.path(), known).await;
    }
}

async fn is_all_there_once(folder: &Path, acked: Vec<Acked>) {
    let store = sqlite(folder).await;
    let stream = server::live::stream_name(ID);
    assert!(chain::verify(&stream, &store.read(&stream, 1).await.unwrap()).is_ok());
    let handle = open(store, Arc::new(Wall::start()), Options::default()).await.handle().await;
    let before = handle.meeting();
    for (number, request, at, text) in acked {
        let same =
            |topic: &meeting::topics::Topic| topic.text.as_str() == text && topic.proposer == person(number);
        assert_eq!(before.topics.iter().filter(|(_, topic)| same(topic)).count(), 1, "{text}");
        let retried = handle.ask(ask(number, request, post(&text))).await.unwrap();
        assert_eq!(retried.number, at, "a retry gets the first answer");
    }
    assert_eq!(handle.meeting().number, before.number, "retries wrote nothing");
}
