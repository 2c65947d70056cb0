//! One screen: a phone, a desk or a wall on its websocket.
//!
//! The rule: a screen stands at one number; news reach it from the fan-out while it is current, and where
//! it is not, its task here catches up with what changed since. Nothing queues up for it, so a slow one
//! delays nobody. It acts as the person of its seat, with the host's right only at the desk. What is
//! malformed, too large or too fast closes it; so does silence.
//! Deliberately not here: who may open which screen (the route has checked cookie, origin and link).

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::Response;
use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use meeting::PersonId;
use meeting::wire::{self, Down, Have, LARGEST_UP, Up, VERSION};
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};
use tracing::Instrument;

use super::acts::Acts;
use super::fan_out::Follower;
use super::frame::Frames;
use super::handle::Handle;
use super::interpreter::Interpreter;
use super::opening::Opening;
use super::pace::Pace;
use super::pipe::{self, Connection, Pipe};
use super::projection::Holds;
use super::shared::{Open, Shared};

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
pub fn admit(opening: Opening, handle: Handle, who: Who, interpreter: Interpreter) -> Response {
    let span = tracing::info_span!("screen", meeting = handle.id(), kind = ?who.screen);
    let (response, connection) = opening.accept();
    let serving = async move {
        match connection.await {
            Ok(connection) => run(connection, handle, who, interpreter).await,
            Err(error) => tracing::debug!(%error, "did not open"),
        }
    };
    tokio::spawn(serving.instrument(span));
    response
}

/// Serves one screen until it goes, is closed, or the keeper ends.
async fn run(connection: Connection, handle: Handle, who: Who, interpreter: Interpreter) {
    let mut line = Line::new(connection, who).await;
    let Err(ended) = async {
        let have = line.hello(&handle).await?;
        let _open = Open::screen(&handle.shared, &line.follower).ok_or(End::Close(TOO_FAST))?;
        serve(&mut line, Acts::new(handle, who, interpreter), Holds::Said(have)).await
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

async fn serve(line: &mut Line, mut acts: Acts, holds: Holds) -> Result<Infallible, End> {
    let (handle, who) = (acts.handle().clone(), acts.who());
    let shared = Arc::clone(&handle.shared);
    let (desk, wall) = (who.screen == Screen::Desk, who.screen == Screen::Wall);
    let mut life = handle.life.clone();
    let mut doors = shared.doors.subscribe();
    let mut phones = shared.phones.subscribe();
    let (mut counted, mut recount) = (Instant::now(), false);
    let mut pace = Pace::new(counted);
    let mut pings = interval_at(counted + PING_EVERY, PING_EVERY);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);

    line.catch_up(&shared, &holds).await?;
    let mut first = Vec::new();
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
            message = line.ws.next() => {
                let Some(up) = line.heard(message, &mut pace)? else { continue };
                if line.follower.seat_moved() {
                    return Err(End::Close(OTHER_VERSION));
                }
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
            () = line.follower.behind.notified() => {
                // loading anew, the page finds itself at the door
                if line.follower.seat_moved() {
                    return Err(End::Close(OTHER_VERSION));
                }
                let holds = line.follower.hold();
                line.catch_up(&shared, &holds).await?;
            }
            // The keeper is gone: the screen comes again and wakes the next one.
            Err(_) = life.changed() => return Err(End::Close(RESTART)),
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
    ws: WebSocketStream<pipe::End<Follower>>,
    follower: Arc<Follower>,
    heard: Instant,
}

impl Line {
    async fn new(connection: Connection, who: Who) -> Line {
        let limits = WebSocketConfig::default()
            .read_buffer_size(4 * 1024)
            .write_buffer_size(16 * 1024)
            .max_message_size(Some(LARGEST_UP))
            .max_frame_size(Some(LARGEST_UP));
        let follower = Arc::new(Follower::new(who, Pipe::new(connection)));
        let end = pipe::End(Arc::clone(&follower));
        let ws = WebSocketStream::from_raw_socket(end, Role::Server, Some(limits)).await;
        Line { ws, follower, heard: Instant::now() }
    }

    /// Sends what changed since `holds`; the fan-out goes on from there.
    async fn catch_up(&mut self, shared: &Shared, holds: &Holds) -> Result<(), End> {
        // What was begun goes first; by then there may be more that is new.
        within(self.follower.pipe.send(&Frames::default())).await?;
        let caught = shared.catch_up(&self.follower.who, holds);
        let (frames, spot) = caught.map_err(|_| End::Close(RESTART))?;
        within(self.follower.pipe.send(&frames)).await?;
        self.follower.go_on(spot);
        Ok(())
    }

    /// Waits for what the screen holds, and greets it.
    async fn hello(&mut self, handle: &Handle) -> Result<Vec<Have>, End> {
        let mut pace = Pace::new(Instant::now());
        let have = loop {
            let message = timeout(HELLO_WITHIN, self.ws.next()).await.map_err(|_| End::Close(AWAY))?;
            match self.heard(message, &mut pace)? {
                None => {}
                Some(Up::Hello { have }) => break have,
                Some(Up::Do { .. } | Up::Form { .. } | Up::Ping) => return Err(End::Close(MALFORMED)),
            }
        };
        self.send(vec![encoded(&Down::Now(handle.now()))?]).await?;
        Ok(have)
    }

    /// What came in; `None` for what needs no answer.
    fn heard(&mut self, message: Option<Result<Message, Error>>, pace: &mut Pace) -> Result<Option<Up>, End> {
        let message = match message {
            None => return Err(End::Gone),
            Some(Err(Error::Capacity(_))) => return Err(End::Close(TOO_LARGE)),
            Some(Err(_)) => return Err(End::Gone),
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
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => Ok(None),
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
        let ws = &mut self.ws;
        let writing = async {
            for message in messages {
                ws.feed(message).await?;
            }
            ws.flush().await
        };
        within(writing).await
    }

    /// Says why, and lets the other side read it before the connection goes.
    async fn close(&mut self, code: u16) {
        let close = Message::Close(Some(CloseFrame { code: CloseCode::from(code), reason: "".into() }));
        let goodbye = async {
            if self.ws.send(close).await.is_ok() {
                while let Some(Ok(_)) = self.ws.next().await {}
            }
        };
        // Either way the socket is dropped next.
        let _ = timeout(Duration::from_secs(2), goodbye).await;
    }
}

/// What does not take what is written in time is gone.
async fn within<E>(writing: impl Future<Output = Result<(), E>>) -> Result<(), End> {
    match timeout(WRITE_WITHIN, writing).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(End::Gone),
    }
}
