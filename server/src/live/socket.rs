//! One screen: a phone, a desk or a wall on its websocket.
//!
//! The rule: a screen holds one number per audience and fetches what changed since; nothing queues up for
//! it, so a slow one delays nobody and catches up at once. It acts as the person of its seat, with the
//! host's right only at the desk. What is malformed, too large or too fast closes it; so does silence.
//! Deliberately not here: who may open which screen (the route has checked cookie, origin and link).

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::WebSocketUpgrade;
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use axum::response::Response;
use bytes::Bytes;
use futures_util::SinkExt;
use meeting::PersonId;
use meeting::wire::{self, Down, LARGEST_UP, Up, VERSION};
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until, timeout};
use tracing::Instrument;

use super::acts::Acts;
use super::handle::Handle;
use super::interpreter::Interpreter;
use super::pace::Pace;
use super::shared::{Holds, Open};

/// The page is of another version than the server: it should load itself anew.
pub const OTHER_VERSION: u16 = 4001;
const AWAY: u16 = 1001;
const NOT_FRAMES: u16 = 1003;
const MALFORMED: u16 = 1007;
const TOO_FAST: u16 = 1008;
const TOO_LARGE: u16 = 1009;
const RESTART: u16 = 1012;

/// A screen that takes nothing for so long is gone.
const WRITE_WITHIN: Duration = Duration::from_secs(20);
/// How often a screen is asked for a sign of life, and how long it may give none.
const PING_EVERY: Duration = Duration::from_secs(25);
const SILENT_FOR: Duration = Duration::from_secs(65);
/// How soon after opening a screen says what it holds.
const HELLO_WITHIN: Duration = Duration::from_secs(10);
/// How often the desk hears how many phones are open.
const COUNT_EVERY: Duration = Duration::from_millis(250);

/// What kind of screen it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// A resident's phone (or a table's recorder's).
    Phone,
    /// The host's desk.
    Desk,
    /// The wall.
    Wall,
}

/// Whose screen it is, as the route found out.
#[derive(Clone, Copy, Debug)]
pub struct Who {
    /// The person of the seat; a wall has none.
    pub person: Option<PersonId>,
    /// Whether the device is a host's.
    pub host: bool,
    /// What kind of screen.
    pub screen: Screen,
}

/// Lets a screen in and serves it until it goes.
pub fn admit(upgrade: WebSocketUpgrade, handle: Handle, who: Who, interpreter: Interpreter) -> Response {
    let span = tracing::info_span!("screen", meeting = handle.id(), kind = ?who.screen);
    upgrade
        .read_buffer_size(4 * 1024)
        .write_buffer_size(16 * 1024)
        .max_message_size(LARGEST_UP)
        .max_frame_size(LARGEST_UP)
        .on_upgrade(move |ws| run(ws, handle, who, interpreter).instrument(span))
}

/// Serves one screen until it goes, is closed, or the keeper ends.
pub async fn run(ws: WebSocket, handle: Handle, who: Who, interpreter: Interpreter) {
    let mut line = Line { ws, heard: Instant::now() };
    let Err(ended) = async {
        let holds = line.hello(&handle).await?;
        let _open = Open::screen(&handle.shared, &who);
        serve(&mut line, Acts::new(handle, who, interpreter), holds).await
    }
    .await;
    if let End::Close(code) = ended {
        tracing::debug!(code, "closed");
        line.close(code).await;
    }
}

/// Why a screen's socket ends.
enum End {
    /// We close it, with this code.
    Close(u16),
    /// It is gone.
    Gone,
}

async fn serve(line: &mut Line, mut acts: Acts, mut holds: Holds) -> Result<Infallible, End> {
    let (handle, who) = (acts.handle().clone(), acts.who());
    let shared = Arc::clone(&handle.shared);
    let (desk, wall) = (who.screen == Screen::Desk, who.screen == Screen::Wall);
    let mut news = handle.news.clone();
    let mut doors = shared.doors.subscribe();
    let mut phones = shared.phones.subscribe();
    let (mut counted, mut recount) = (Instant::now(), false);
    let mut pace = Pace::new(counted);
    let mut pings = interval_at(counted + PING_EVERY, PING_EVERY);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);

    news.mark_unchanged();
    let mut first = shared.catch_up(&who, &mut holds).map_err(|_| End::Close(RESTART))?;
    if desk || wall {
        let way_in = acts.way_in(doors.borrow_and_update().as_ref());
        first.push(encoded(&Down::WayIn(way_in))?);
    }
    if desk {
        first.push(encoded(&Down::Screens(*phones.borrow_and_update()))?);
    }
    line.send(first).await?;
    loop {
        tokio::select! {
            message = line.ws.recv() => {
                let Some(up) = line.heard(message, &mut pace)? else { continue };
                let answer = match up {
                    Up::Hello { .. } => None,
                    Up::Ping => Some(Down::Now(handle.now())),
                    Up::Do { request, on_behalf, command } => {
                        acts.act(request, on_behalf, command).map(Down::Answer)
                    }
                    Up::Form { request, fields } => acts.form(request, &fields).map(Down::Answer),
                };
                if let Some(answer) = answer {
                    line.send(vec![encoded(&answer)?]).await?;
                }
            }
            answer = acts.next() => line.send(vec![encoded(&Down::Answer(answer))?]).await?,
            told = news.changed() => {
                // The keeper is gone: the screen comes again and wakes the next one.
                told.map_err(|_| End::Close(RESTART))?;
                let frames = shared.catch_up(&who, &mut holds).map_err(|_| End::Close(RESTART))?;
                line.send(frames).await?;
            }
            Ok(()) = doors.changed(), if desk || wall => {
                let way_in = acts.way_in(doors.borrow_and_update().as_ref());
                line.send(vec![encoded(&Down::WayIn(way_in))?]).await?;
            }
            Ok(()) = phones.changed(), if desk && !recount => recount = true,
            () = sleep_until(counted + COUNT_EVERY), if recount => {
                (counted, recount) = (Instant::now(), false);
                let count = *phones.borrow_and_update();
                line.send(vec![encoded(&Down::Screens(count))?]).await?;
            }
            _ = pings.tick() => {
                if line.heard.elapsed() > SILENT_FOR {
                    return Err(End::Close(AWAY));
                }
                line.put(vec![Message::Ping(Bytes::new())]).await?;
            }
        }
    }
}

/// A frame that bears no parts, encoded.
fn encoded(frame: &Down<(), ()>) -> Result<Bytes, End> {
    wire::encode(frame).map(Bytes::from).map_err(|_| End::Close(RESTART))
}

/// The socket, and when it was last heard.
struct Line {
    ws: WebSocket,
    heard: Instant,
}

impl Line {
    /// Waits for what the screen holds, and greets it.
    async fn hello(&mut self, handle: &Handle) -> Result<Holds, End> {
        let mut pace = Pace::new(Instant::now());
        let have = loop {
            let message = timeout(HELLO_WITHIN, self.ws.recv()).await.map_err(|_| End::Close(AWAY))?;
            match self.heard(message, &mut pace)? {
                None => {}
                Some(Up::Hello { have }) => break have,
                Some(Up::Do { .. } | Up::Form { .. } | Up::Ping) => return Err(End::Close(MALFORMED)),
            }
        };
        self.send(vec![encoded(&Down::Now(handle.now()))?]).await?;
        Ok(have.into_iter().map(|have| (have.audience, have)).collect())
    }

    /// What came in; `None` for what needs no answer.
    fn heard(
        &mut self,
        message: Option<Result<Message, axum::Error>>,
        pace: &mut Pace,
    ) -> Result<Option<Up>, End> {
        use tokio_tungstenite::tungstenite::Error;
        let message = match message {
            None => return Err(End::Gone),
            Some(Err(error)) => {
                let inner = error.into_inner();
                let too_large = matches!(inner.downcast_ref(), Some(Error::Capacity(_)));
                return Err(if too_large { End::Close(TOO_LARGE) } else { End::Gone });
            }
            Some(Ok(message)) => message,
        };
        self.heard = Instant::now();
        if !pace.take(self.heard) {
            return Err(End::Close(TOO_FAST));
        }
        match message {
            Message::Binary(bytes) => match wire::decode(&bytes) {
                Some(up) => Ok(Some(up)),
                None if bytes.first() == Some(&VERSION) => Err(End::Close(MALFORMED)),
                None => Err(End::Close(OTHER_VERSION)),
            },
            Message::Ping(_) | Message::Pong(_) => Ok(None),
            Message::Text(_) => Err(End::Close(NOT_FRAMES)),
            Message::Close(_) => Err(End::Gone),
        }
    }

    async fn send(&mut self, frames: Vec<Bytes>) -> Result<(), End> {
        self.put(frames.into_iter().map(Message::Binary).collect()).await
    }

    /// Writes messages in one go; whoever does not take them in time is gone.
    async fn put(&mut self, messages: Vec<Message>) -> Result<(), End> {
        if messages.is_empty() {
            return Ok(());
        }
        let writing = async {
            for message in messages {
                self.ws.feed(message).await?;
            }
            self.ws.flush().await
        };
        match timeout(WRITE_WITHIN, writing).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(End::Gone),
        }
    }

    /// Says why, and lets the other side read it before the connection goes.
    async fn close(&mut self, code: u16) {
        let close = Message::Close(Some(CloseFrame { code, reason: "".into() }));
        let goodbye = async {
            if self.ws.send(close).await.is_ok() {
                while let Some(Ok(_)) = self.ws.recv().await {}
            }
        };
        // Either way the socket is dropped next.
        let _ = timeout(Duration::from_secs(2), goodbye).await;
    }
}
