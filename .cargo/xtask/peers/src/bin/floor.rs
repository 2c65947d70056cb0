//! The floor of any fan-out: ready frames written to plain sockets, one `send(2)` each, one thread.
//!
//! `floor BYTES CLIENTS` prints its port, takes so many sockets (any handshake is answered, none is
//! checked), then each line "go N" on stdin sends N frames, one each 50 ms. A frame's first eight
//! bytes are its number. Not here: reading what clients send.

use std::io::{BufRead as _, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use peers::{Failure, PACE, argument, frame};

fn main() -> Result<(), Failure> {
    let (bytes, clients) = (argument(1)?, argument(2)?);
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?.port());
    let mut sockets = Vec::with_capacity(clients);
    for _ in 0..clients {
        sockets.push(welcome(listener.accept()?.0)?);
    }
    let mut number = 0;
    for line in std::io::stdin().lock().lines() {
        let count: u32 = line?.trim_start_matches("go ").parse()?;
        let start = Instant::now();
        for sent in 0..count {
            std::thread::sleep((start + PACE * sent).saturating_duration_since(Instant::now()));
            number += 1;
            let mut ready = vec![0x82, 126];
            ready.extend(u16::try_from(bytes)?.to_be_bytes());
            ready.extend(frame(number, bytes));
            for socket in &mut sockets {
                socket.write_all(&ready)?;
            }
        }
        println!("sent");
    }
    Ok(())
}

fn welcome(mut socket: TcpStream) -> Result<TcpStream, Failure> {
    socket.set_nodelay(true)?;
    socket.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut asked = Vec::new();
    let mut some = [0; 1024];
    while !asked.ends_with(b"\r\n\r\n") {
        let read = socket.read(&mut some)?;
        if read == 0 {
            return Err("the client went away".into());
        }
        asked.extend(&some[..read]);
    }
    socket.write_all(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    )?;
    Ok(socket)
}
