//! The connection of one screen, written by its own task and by the fan-out, read by its task alone.
//!
//! The rule: whoever writes hands over whole frames under the lock; what the network does not take at
//! once stays here and goes out before anything else, so frames never run into each other. The fan-out
//! never waits; while something is left over, only the screen's task writes.
//! Deliberately not here: what is sent, and to whom (`fan_out`, `socket`).

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::frame::{Frame, Frames};

/// What carries the bytes.
pub(super) trait Carrier: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Carrier for T {}

/// The connection as it was taken: the plain one of nearly all screens lies here itself, because going
/// through it for everybody is most of what the fan-out does.
pub(super) enum Connection {
    Plain(TcpStream),
    Other(Box<dyn Carrier>),
}

/// How many pieces go out in one write.
const AT_ONCE: usize = 4;

pub(super) struct Pipe(Mutex<Out>);

struct Out {
    connection: Connection,
    /// What was handed over and is not yet out; begins in the middle of a frame, ends with one.
    rest: VecDeque<Bytes>,
}

/// What became of frames that were offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offered {
    /// They are out.
    Out,
    /// They are handed over, but the screen's task has to see them out.
    Begun,
    /// They were not taken.
    Not,
}

impl Pipe {
    pub(super) fn new(connection: Connection) -> Pipe {
        Pipe(Mutex::new(Out { connection, rest: VecDeque::new() }))
    }

    fn out(&self) -> MutexGuard<'_, Out> {
        // What is left over is changed after each write in one step.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes frames if that can be done at once.
    pub(super) fn offer(&self, frames: &Frames) -> Offered {
        let mut out = self.out();
        if !out.rest.is_empty() {
            return Offered::Not;
        }
        // The screen's task waits for room only while something is left over, and then nothing is
        // offered: no waiting is forgotten by this waker that wakes nobody.
        let mut context = Context::from_waker(Waker::noop());
        let written = match write(out.carrier(), frames.iter().flatten().map(Frame::whole), &mut context) {
            Poll::Ready(Ok(written)) => written,
            Poll::Ready(Err(_)) | Poll::Pending => return Offered::Not,
        };
        let length: usize = frames.iter().flatten().map(|frame| frame.whole().len()).sum();
        if written < length {
            out.rest.extend(frames.iter().flatten().map(|frame| frame.whole().clone()));
            out.take(written);
            return Offered::Begun;
        }
        match out.carrier().poll_flush(&mut context) {
            Poll::Ready(Ok(())) => Offered::Out,
            Poll::Ready(Err(_)) | Poll::Pending => Offered::Begun,
        }
    }

    /// Hands frames over and sees all out.
    pub(super) async fn send(&self, frames: &Frames) -> io::Result<()> {
        self.out().rest.extend(frames.iter().flatten().map(|frame| frame.whole().clone()));
        poll_fn(|context| self.out().poll_drain(context)).await
    }
}

impl Connection {
    fn carrier(&mut self) -> Pin<&mut dyn Carrier> {
        match self {
            Connection::Plain(stream) => Pin::new(stream),
            Connection::Other(carrier) => Pin::new(&mut **carrier),
        }
    }
}

impl AsRef<Pipe> for Pipe {
    fn as_ref(&self) -> &Pipe {
        self
    }
}

impl Out {
    fn carrier(&mut self) -> Pin<&mut dyn Carrier> {
        self.connection.carrier()
    }

    /// Forgets what is out.
    fn take(&mut self, mut written: usize) {
        while let Some(first) = self.rest.front_mut() {
            if first.len() > written {
                first.advance(written);
                return;
            }
            written -= first.len();
            self.rest.pop_front();
        }
    }

    /// Writes what is left over until nothing is.
    fn poll_drain(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.rest.is_empty() {
            let Out { connection, rest } = self;
            let written = ready!(write(connection.carrier(), rest.iter(), context))?;
            self.take(written);
        }
        self.carrier().poll_flush(context)
    }
}

/// Writes some of the pieces, in one go.
fn write<'a>(
    carrier: Pin<&mut dyn Carrier>,
    pieces: impl Iterator<Item = &'a Bytes>,
    context: &mut Context<'_>,
) -> Poll<io::Result<usize>> {
    let mut slices = [IoSlice::new(&[]); AT_ONCE];
    let mut count = 0;
    for (slice, piece) in slices.iter_mut().zip(pieces) {
        *slice = IoSlice::new(piece);
        count += 1;
    }
    let written = match slices.get(..count).unwrap_or_default() {
        [] => return Poll::Ready(Ok(0)),
        [one] => ready!(carrier.poll_write(context, one))?,
        several => ready!(carrier.poll_write_vectored(context, several))?,
    };
    Poll::Ready(if written == 0 { Err(ErrorKind::WriteZero.into()) } else { Ok(written) })
}

/// The end of the pipe its screen's task reads and writes messages through.
pub(super) struct End<P>(pub(super) Arc<P>);

impl<P: AsRef<Pipe>> AsyncRead for End<P> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        (*self.0).as_ref().out().carrier().poll_read(context, buffer)
    }
}

impl<P: AsRef<Pipe>> AsyncWrite for End<P> {
    /// Takes all or nothing. The writer above hands over whole frames from the first byte on, so between
    /// two writes there is always the end of a frame.
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &[u8]) -> Poll<io::Result<usize>> {
        let mut out = (*self.0).as_ref().out();
        ready!(out.poll_drain(context))?;
        let written = match out.carrier().poll_write(context, buffer) {
            Poll::Ready(Ok(0)) => return Poll::Ready(Err(ErrorKind::WriteZero.into())),
            Poll::Ready(written) => written?,
            Poll::Pending => 0,
        };
        if let Some(rest) = buffer.get(written..).filter(|rest| !rest.is_empty()) {
            out.rest.push_back(Bytes::copy_from_slice(rest));
        }
        Poll::Ready(Ok(buffer.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        (*self.0).as_ref().out().poll_drain(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut out = (*self.0).as_ref().out();
        ready!(out.poll_drain(context))?;
        out.carrier().poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{SinkExt, StreamExt};
    use tokio::sync::Notify;
    use tokio_tungstenite::WebSocketStream;
    use tokio_tungstenite::tungstenite::Message;
    use tokio_tungstenite::tungstenite::protocol::Role;

    use super::*;

    /// Who sent it, its number, and so much more that lengths differ.
    fn payload(sender: u8, number: u32) -> Vec<u8> {
        let mut payload = vec![sender];
        payload.extend(number.to_be_bytes());
        payload.resize(5 + number as usize * 37 % 300, sender);
        payload
    }

    fn frames(sender: u8, number: u32) -> Frames {
        [Some(Frame::of(&payload(sender, number))), None, Some(Frame::of(&payload(sender + 1, number)))]
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn frames_of_two_writers_over_a_narrow_connection_all_arrive_whole_and_in_order() {
        const ANSWERS: u32 = 1500;
        let (near, far) = tokio::io::duplex(61);
        let pipe = Arc::new(Pipe::new(Connection::Other(Box::new(near))));
        let behind = Arc::new(Notify::new());
        let mut task = WebSocketStream::from_raw_socket(End(Arc::clone(&pipe)), Role::Server, None).await;
        let mut screen = WebSocketStream::from_raw_socket(far, Role::Client, None).await;
        let fan_out = tokio::spawn({
            let (pipe, behind) = (Arc::clone(&pipe), Arc::clone(&behind));
            async move {
                let mut taken = 0;
                while taken < ANSWERS {
                    let offered = pipe.offer(&frames(10, taken));
                    taken += u32::from(offered != Offered::Not);
                    if offered != Offered::Out {
                        behind.notify_one();
                    }
                    tokio::task::yield_now().await;
                }
                taken
            }
        });
        let writing = tokio::spawn(async move {
            for number in 0..ANSWERS {
                task.send(Message::Binary(payload(1, number).into())).await.unwrap();
                pipe.send(&frames(2, number)).await.unwrap();
            }
            let mut fan_out = fan_out;
            let taken = loop {
                tokio::select! {
                    taken = &mut fan_out => break taken.unwrap(),
                    () = behind.notified() => pipe.send(&Frames::default()).await.unwrap(),
                }
            };
            pipe.send(&Frames::default()).await.unwrap();
            task.close(None).await.unwrap();
            taken
        });
        let mut next = std::collections::BTreeMap::new();
        while let Some(Ok(Message::Binary(bytes))) = screen.next().await {
            let number = next.entry(bytes[0]).or_insert(0);
            assert_eq!(bytes, payload(bytes[0], *number));
            *number += 1;
        }
        let taken = writing.await.unwrap();
        assert_eq!(next, [(1, ANSWERS), (2, ANSWERS), (3, ANSWERS), (10, taken), (11, taken)].into());
    }

    #[tokio::test]
    async fn what_does_not_fit_is_begun_and_nothing_more_is_taken_until_it_is_out() {
        let (near, far) = tokio::io::duplex(16);
        let pipe = Pipe::new(Connection::Other(Box::new(near)));
        assert_eq!(pipe.offer(&frames(1, 0)), Offered::Out);
        assert_eq!(pipe.offer(&frames(1, 0)), Offered::Begun);
        assert_eq!(pipe.offer(&frames(1, 0)), Offered::Not);
        let mut screen = WebSocketStream::from_raw_socket(far, Role::Client, None).await;
        let reading = async {
            for sender in [1, 2, 1, 2] {
                let message = screen.next().await.unwrap().unwrap();
                assert_eq!(message, Message::Binary(payload(sender, 0).into()));
            }
        };
        let nothing = Frames::default();
        let (sent, ()) = tokio::join!(pipe.send(&nothing), reading);
        sent.unwrap();
        assert_eq!(pipe.offer(&frames(1, 0)), Offered::Out);
    }
}
