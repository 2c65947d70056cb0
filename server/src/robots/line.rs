//! One socket of a robot: what it was sent, kept as a page keeps it, and the answers it waits for.
//!
//! The rule: parts are applied as they come, numbers and all; it never sends faster than a socket may.
//! Deliberately not here: whose socket it is.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use meeting::wire::{self, Answer, Audience, Down, Up, WayIn};
use meeting::{Command, Moment, PersonId};
use serde::de::DeserializeOwned;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep, timeout};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::http::header::{COOKIE, ORIGIN};
use uuid::Uuid;

use super::http::{Address, Jar, cookies};
use crate::auth::token::random_16;

/// Longer than any answer takes on a sound server.
const PATIENCE: Duration = Duration::from_secs(15);

/// How long a part may be on its way after the answer to the act that changed it.
const ON_ITS_WAY: Duration = Duration::from_millis(400);

/// The pace kept, below what a server takes.
const GAP: Duration = Duration::from_millis(115);
const BURST: u32 = 20;

/// What a socket was sent.
pub(super) struct Held<K, P> {
    pub(super) parts: BTreeMap<Audience, BTreeMap<K, P>>,
    pub(super) way_in: Option<WayIn>,
    pub(super) now: Option<Moment>,
    number: u64,
    answers: HashMap<Uuid, Result<u64, String>>,
    gone: Option<String>,
}

pub(super) struct Line<K, P> {
    up: mpsc::UnboundedSender<Message>,
    held: Arc<Mutex<Held<K, P>>>,
    changed: watch::Receiver<()>,
    /// When the next frame may go, were they evenly spread.
    even: Mutex<Instant>,
}

impl<K, P> Line<K, P>
where
    K: Ord + Copy + Send + DeserializeOwned + 'static,
    P: Clone + Send + DeserializeOwned + 'static,
{
    /// Opens a socket and says hello; it holds nothing yet.
    pub(super) async fn open(address: &Address, path: &str, jar: &Jar) -> Result<Line<K, P>, String> {
        let refused = |error: &dyn std::fmt::Display| format!("{path} 的线路没有接通（{error}）。");
        let mut request = address.socket(path).into_client_request().map_err(|error| refused(&error))?;
        let header = |text: &str| HeaderValue::from_str(text).map_err(|error| refused(&error));
        request.headers_mut().insert(ORIGIN, header(&address.origin())?);
        request.headers_mut().insert(COOKIE, header(&cookies(jar))?);
        let (mut socket, _) = connect_async(request).await.map_err(|error| refused(&error))?;
        let held = Arc::new(Mutex::new(Held {
            parts: BTreeMap::new(),
            way_in: None,
            now: None,
            number: 0,
            answers: HashMap::new(),
            gone: None,
        }));
        let (up, mut waiting) = mpsc::unbounded_channel();
        let (tell, changed) = watch::channel(());
        let keeps = Arc::clone(&held);
        tokio::spawn(async move {
            let why = loop {
                tokio::select! {
                    message = socket.next() => match message {
                        Some(Ok(Message::Binary(bytes))) => {
                            if !lock(&keeps).take(&bytes) {
                                break "服务器是另一个版本".to_owned();
                            }
                            tell.send_replace(());
                        }
                        Some(Ok(Message::Close(close))) => {
                            break close.map_or_else(String::new, |close| u16::from(close.code).to_string());
                        }
                        Some(Ok(_)) => {}
                        Some(Err(error)) => break error.to_string(),
                        None => break String::new(),
                    },
                    message = waiting.recv() => match message {
                        Some(message) => if let Err(error) = socket.send(message).await {
                            break error.to_string();
                        },
                        None => break String::new(),
                    },
                }
            };
            lock(&keeps).gone = Some(why);
            tell.send_replace(());
        });
        let line = Line { up, held, changed, even: Mutex::new(Instant::now()) };
        line.send(&Up::Hello { have: Vec::new() }).await?;
        line.until(PATIENCE, |held| held.now.is_some() && !held.parts.is_empty()).await?;
        Ok(line)
    }

    /// What it was sent.
    pub(super) fn held(&self) -> MutexGuard<'_, Held<K, P>> {
        lock(&self.held)
    }

    /// Does something and waits for the answer, and for its parts where they follow.
    pub(super) async fn act(
        &self,
        on_behalf: Option<PersonId>,
        command: Command,
    ) -> Result<Result<u64, String>, String> {
        let request = Uuid::from_bytes(random_16().map_err(|error| error.to_string())?);
        self.send(&Up::Do { request, on_behalf, command }).await?;
        self.until(PATIENCE, |held| held.answers.contains_key(&request)).await?;
        let answer = self.held().answers.remove(&request);
        answer.ok_or_else(|| "没有等到答复。".to_owned())
    }

    /// Waits until the state at this number is here; parts that did not change may never come.
    pub(super) async fn at(&self, number: u64) {
        // Either way the screen then holds what it is going to.
        let _ = self.until(ON_ITS_WAY, |held| held.number >= number).await;
    }

    /// The server's clock, asked just now.
    pub(super) async fn ask_now(&self) -> Result<Moment, String> {
        self.held().now = None;
        self.send(&Up::Ping).await?;
        self.until(PATIENCE, |held| held.now.is_some()).await?;
        self.held().now.ok_or_else(|| "没有等到答复。".to_owned())
    }

    /// Waits until this is so.
    pub(super) async fn until(&self, most: Duration, so: impl Fn(&Held<K, P>) -> bool) -> Result<(), String> {
        let mut changed = self.changed.clone();
        let waiting = async {
            loop {
                changed.mark_unchanged();
                {
                    let held = self.held();
                    if so(&held) {
                        return Ok(());
                    }
                    if let Some(why) = &held.gone {
                        return Err(format!("线路断了（{why}）。"));
                    }
                }
                if changed.changed().await.is_err() {
                    return Err("线路断了。".to_owned());
                }
            }
        };
        timeout(most, waiting).await.unwrap_or_else(|_| Err("等了太久。".to_owned()))
    }

    async fn send(&self, up: &Up) -> Result<(), String> {
        let wait = {
            let mut even = self.even.lock().unwrap_or_else(PoisonError::into_inner);
            let now = Instant::now();
            *even = (*even + GAP).max(now);
            even.saturating_duration_since(now + GAP * BURST)
        };
        sleep(wait).await;
        let frame = wire::encode(up).map_err(|error| error.to_string())?;
        self.up.send(Message::Binary(frame.into())).map_err(|_| "线路断了。".to_owned())
    }
}

fn lock<K, P>(held: &Mutex<Held<K, P>>) -> MutexGuard<'_, Held<K, P>> {
    // Nothing under the lock can panic.
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<K: Ord + Copy + DeserializeOwned, P: DeserializeOwned> Held<K, P> {
    /// Applies a frame; `false` when it is none of ours.
    fn take(&mut self, bytes: &[u8]) -> bool {
        let Some(down) = wire::decode::<Down<K, P>>(bytes) else { return false };
        match down {
            Down::Parts { audience, number, replace, changes, .. } => {
                if matches!(audience, Audience::Table(_)) {
                    self.parts.retain(|other, _| !matches!(other, Audience::Table(_)) || *other == audience);
                }
                let parts = self.parts.entry(audience).or_default();
                if replace {
                    parts.clear();
                }
                for (key, part) in changes {
                    match part {
                        Some(part) => parts.insert(key, part),
                        None => parts.remove(&key),
                    };
                }
                self.number = self.number.max(number);
            }
            Down::Answer(Answer { request, result }) => {
                self.answers.insert(request, result);
            }
            Down::Now(now) => self.now = Some(now),
            Down::WayIn(way_in) => self.way_in = Some(way_in),
            Down::Screens(_) => {}
        }
        true
    }
}
