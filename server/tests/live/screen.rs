//! A screen that keeps what it is sent, as the pages do.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use meeting::view::{hall, phone};
use meeting::wire::{self, Answer, Audience, Down, Have, Up, WayIn};
use meeting::{Command, Meeting};
use serde::de::DeserializeOwned;
use tokio::net::{TcpSocket, TcpStream};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, client_async, connect_async};
use uuid::Uuid;

use super::world::{World, person};

pub(crate) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// What a screen holds: by audience, where it stands and the parts.
pub(crate) type Parts<K, P> = BTreeMap<Audience, (Have, BTreeMap<K, P>)>;

pub(crate) struct Phone<K = phone::Key, P = phone::Part> {
    pub(crate) socket: Socket,
    pub(crate) parts: Parts<K, P>,
    pub(crate) way_in: Option<WayIn>,
    pub(crate) phones: u32,
    /// Frames of parts as they came: (audience, replace, number of changes).
    pub(crate) came: Vec<(Audience, bool, usize)>,
}

pub(crate) type Desk = Phone<hall::Key, hall::Part>;

/// Nothing in these tests takes so long, unless it never comes.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) async fn socket(world: &World, path: &str) -> Socket {
    connect_async(format!("ws://{}/live/{path}", world.address)).await.unwrap().0
}

/// A socket whose side here holds next to nothing that was not read.
pub(crate) async fn narrow(world: &World, path: &str) -> Socket {
    let plain = TcpSocket::new_v4().unwrap();
    plain.set_recv_buffer_size(2048).unwrap();
    let plain = MaybeTlsStream::Plain(plain.connect(world.address).await.unwrap());
    client_async(format!("ws://{}/live/{path}", world.address), plain).await.unwrap().0
}

pub(crate) async fn phone(world: &World, number: u128) -> Phone {
    Phone::open(world, &format!("phone/{number}"), Parts::new()).await
}

pub(crate) async fn desk(world: &World) -> Desk {
    Phone::open(world, "desk/1", Parts::new()).await
}

impl<K: Ord + Copy + Debug + DeserializeOwned, P: Clone + Debug + PartialEq + DeserializeOwned> Phone<K, P> {
    /// Opens a screen that holds `parts` from before.
    pub(crate) async fn open(world: &World, path: &str, parts: Parts<K, P>) -> Phone<K, P> {
        Phone::begin(socket(world, path).await, parts).await
    }

    /// As [`Phone::open`], over this socket.
    pub(crate) async fn begin(mut socket: Socket, parts: Parts<K, P>) -> Phone<K, P> {
        let have = parts.values().map(|(have, _)| *have).collect();
        socket.send(frame(&Up::Hello { have })).await.unwrap();
        let mut phone = Phone { socket, parts, way_in: None, phones: 0, came: Vec::new() };
        assert!(matches!(phone.next().await, Down::Now(_)), "the first frame is the server's clock");
        phone
    }

    /// The next frame, already applied.
    pub(crate) async fn next(&mut self) -> Down<K, P> {
        let down = loop {
            match tokio::time::timeout(PATIENCE, self.socket.next()).await.expect("a frame") {
                Some(Ok(Message::Binary(bytes))) => break wire::decode(&bytes).expect("a frame of ours"),
                Some(Ok(Message::Ping(_))) => {}
                other => panic!("closed: {other:?}"),
            }
        };
        self.apply(&down);
        down
    }

    fn apply(&mut self, down: &Down<K, P>) {
        match down {
            Down::Parts { audience, epoch, number, replace, changes } => {
                self.came.push((*audience, *replace, changes.len()));
                if matches!(audience, Audience::Table(_)) {
                    self.parts.retain(|other, _| !matches!(other, Audience::Table(_)) || other == audience);
                }
                let have = Have { audience: *audience, epoch: *epoch, number: *number };
                let held = self.parts.entry(*audience).or_insert((have, BTreeMap::new()));
                held.0 = have;
                if *replace {
                    held.1.clear();
                }
                for (key, part) in changes {
                    match part {
                        Some(part) => held.1.insert(*key, part.clone()),
                        None => held.1.remove(key),
                    };
                }
            }
            Down::WayIn(way_in) => self.way_in = Some(way_in.clone()),
            Down::Screens(count) => self.phones = *count,
            Down::Answer(_) | Down::Now(_) => {}
        }
    }

    /// Reads frames until this is so.
    pub(crate) async fn until(&mut self, so: impl Fn(&Self) -> bool) {
        while !so(self) {
            self.next().await;
        }
    }

    /// Sends a command and reads until its answer.
    pub(crate) async fn act(&mut self, request: Uuid, command: Command) -> Result<u64, String> {
        self.send(&Up::Do { request, on_behalf: None, command }).await;
        self.answer(request).await
    }

    pub(crate) async fn answer(&mut self, request: Uuid) -> Result<u64, String> {
        loop {
            if let Down::Answer(Answer { request: of, result }) = self.next().await
                && of == request
            {
                return result;
            }
        }
    }

    pub(crate) async fn send(&mut self, up: &Up) {
        self.socket.send(frame(up)).await.unwrap();
    }
}

impl Phone {
    /// Whether it shows this topic.
    pub(crate) fn shows(&self, text: &str) -> bool {
        let topic = |part: &phone::Part| matches!(part, phone::Part::Topic(topic) if topic.text == text);
        self.parts.get(&Audience::Residents).is_some_and(|(_, parts)| parts.values().any(topic))
    }

    pub(crate) fn residents(&self) -> &BTreeMap<phone::Key, phone::Part> {
        &self.parts[&Audience::Residents].1
    }

    /// Reads until it shows this, then compares all it holds with parts made afresh.
    pub(crate) async fn is_in_step(&mut self, number: u128, meeting: &Meeting) {
        let fresh = |audience: Audience| -> BTreeMap<phone::Key, phone::Part> {
            phone::keys(meeting, audience)
                .into_iter()
                .filter_map(|key| Some((key, phone::part(meeting, audience, Some(person(number)), key)?)))
                .collect()
        };
        loop {
            let differs = self.parts.iter().find(|(audience, (_, parts))| *parts != fresh(**audience));
            if self.parts.len() == 3 && differs.is_none() {
                return;
            }
            self.next().await;
        }
    }
}

pub(crate) fn frame(up: &Up) -> Message {
    Message::Binary(wire::encode(up).unwrap().into())
}

/// Reads to the end and gives the code the socket was closed with.
pub(crate) async fn closed_with(socket: &mut Socket) -> Option<u16> {
    loop {
        match tokio::time::timeout(PATIENCE, socket.next()).await.expect("an end")? {
            Ok(Message::Close(close)) => return close.map(|close| close.code.into()),
            Ok(_) => {}
            Err(_) => return None,
        }
    }
}
