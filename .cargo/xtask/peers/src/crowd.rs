//! Many websocket clients in one thread.
//!
//! The rule kept here: every frame that arrives is handed over whole and in order; a socket that
//! closes or breaks ends the run. Only what servers send to browsers is understood: unmasked, whole
//! messages; pings are answered.
//! Deliberately not here: checking the handshake's key, which proves nothing on one machine.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::SocketAddr;
use std::time::Duration;

use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};

use crate::Failure;

const BINARY: u8 = 2;
const CLOSE: u8 = 8;
const PING: u8 = 9;
const PONG: u8 = 10;

struct Socket {
    stream: TcpStream,
    /// The beginning of a frame whose rest has not come.
    held: Vec<u8>,
}

/// All clients.
pub struct Crowd {
    poll: Poll,
    events: Events,
    sockets: Vec<Socket>,
    buffer: Vec<u8>,
    /// Whether sockets hold frames that came with the handshake's answer.
    early: bool,
}

impl Crowd {
    /// Opens a socket for each of these `GET` requests' paths and further header lines.
    ///
    /// # Errors
    /// A server that does not answer 101.
    pub fn connect(address: SocketAddr, asks: &[(String, String)]) -> Result<Crowd, Failure> {
        let poll = Poll::new()?;
        let mut sockets = Vec::with_capacity(asks.len());
        for (path, headers) in asks {
            let (stream, held) = shake(address, path, headers)?;
            let mut stream = TcpStream::from_std(stream);
            poll.registry().register(&mut stream, Token(sockets.len()), Interest::READABLE)?;
            sockets.push(Socket { stream, held });
        }
        Ok(Crowd {
            poll,
            events: Events::with_capacity(1024),
            sockets,
            buffer: vec![0; 1 << 18],
            early: true,
        })
    }

    /// Sends one binary message.
    ///
    /// # Errors
    /// The socket broke.
    pub fn send(&mut self, socket: usize, payload: &[u8]) -> Result<(), Failure> {
        write(&mut self.sockets[socket].stream, BINARY, payload)
    }

    /// Waits for frames, at most so long, and hands each over: whose it is and what it holds.
    ///
    /// # Errors
    /// A socket closed or spoke nonsense, or `take` failed.
    pub fn poll(
        &mut self,
        longest: Duration,
        mut take: impl FnMut(usize, &[u8]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        if std::mem::take(&mut self.early) {
            for (at, socket) in self.sockets.iter_mut().enumerate() {
                let held = std::mem::take(&mut socket.held);
                let used = frames(&mut socket.stream, &held, |payload| take(at, payload))?;
                socket.held.extend(&held[used..]);
            }
        }
        match self.poll.poll(&mut self.events, Some(longest)) {
            Err(error) if error.kind() != ErrorKind::Interrupted => return Err(error.into()),
            _ => {}
        }
        for event in &self.events {
            let at = event.token().0;
            let socket = &mut self.sockets[at];
            loop {
                let read = match socket.stream.read(&mut self.buffer) {
                    Ok(0) => return Err(format!("socket {at} was closed").into()),
                    Ok(read) => read,
                    Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                    Err(error) => return Err(error.into()),
                };
                let fresh = &self.buffer[..read];
                if socket.held.is_empty() {
                    let used = frames(&mut socket.stream, fresh, |payload| take(at, payload))?;
                    socket.held.extend(&fresh[used..]);
                } else {
                    socket.held.extend(fresh);
                    let held = std::mem::take(&mut socket.held);
                    let used = frames(&mut socket.stream, &held, |payload| take(at, payload))?;
                    socket.held.extend(&held[used..]);
                }
                // a short read has emptied the socket; what comes later is a new event
                if read < self.buffer.len() {
                    break;
                }
            }
        }
        Ok(())
    }
}

/// Connects and asks for the upgrade; gives what came after the answer, too.
fn shake(address: SocketAddr, path: &str, headers: &str) -> Result<(std::net::TcpStream, Vec<u8>), Failure> {
    let mut stream = std::net::TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let ask = format!(
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{headers}\r\n"
    );
    stream.write_all(ask.as_bytes())?;
    let (mut got, mut some) = (Vec::new(), [0; 4096]);
    let end = loop {
        let read = stream.read(&mut some)?;
        if read == 0 {
            return Err("the server closed during the handshake".into());
        }
        got.extend(&some[..read]);
        if let Some(at) = got.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
    };
    if !got.starts_with(b"HTTP/1.1 101") {
        return Err(format!("no upgrade of {path}: {}", String::from_utf8_lossy(&got)).into());
    }
    stream.set_read_timeout(None)?;
    stream.set_nonblocking(true)?;
    Ok((stream, got.split_off(end)))
}

/// Hands over every whole frame; gives how many bytes they took.
fn frames(
    stream: &mut TcpStream,
    bytes: &[u8],
    mut take: impl FnMut(&[u8]) -> Result<(), Failure>,
) -> Result<usize, Failure> {
    let mut at = 0;
    while let Some((first, head, length)) = header(&bytes[at..]) {
        let Some(payload) = bytes.get(at + head..at + head + length) else { break };
        match (first & 0x80 != 0, first & 0x0f) {
            (true, BINARY) => take(payload)?,
            (true, PING) => write(stream, PONG, payload)?,
            (true, PONG) => {}
            (_, CLOSE) => return Err(format!("the server closed: {:?}", payload).into()),
            _ => return Err(format!("a frame beginning {first:#x} was not expected").into()),
        }
        at += head + length;
    }
    Ok(at)
}

/// First byte, length of the header and of the payload, when the header is all there.
fn header(bytes: &[u8]) -> Option<(u8, usize, usize)> {
    let (first, short) = (*bytes.first()?, *bytes.get(1)? & 0x7f);
    Some(match short {
        126 => (first, 4, usize::from(u16::from_be_bytes(bytes.get(2..4)?.try_into().ok()?))),
        127 => (first, 10, usize::try_from(u64::from_be_bytes(bytes.get(2..10)?.try_into().ok()?)).ok()?),
        _ => (first, 2, usize::from(short)),
    })
}

/// Writes a whole masked frame; the mask is zero, which leaves the payload as it is.
fn write(stream: &mut TcpStream, kind: u8, payload: &[u8]) -> Result<(), Failure> {
    let mut frame = vec![0x80 | kind];
    match u16::try_from(payload.len())? {
        short @ 0..126 => frame.push(0x80 | u8::try_from(short)?),
        long => {
            frame.push(0x80 | 126);
            frame.extend(long.to_be_bytes());
        }
    }
    frame.extend([0; 4]);
    frame.extend(payload);
    let mut rest = frame.as_slice();
    while !rest.is_empty() {
        match stream.write(rest) {
            Ok(written) => rest = &rest[written..],
            Err(error) if error.kind() == ErrorKind::WouldBlock => std::thread::yield_now(),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
