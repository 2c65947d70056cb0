//! The broadcast server an axum user writes first: a `tokio::sync::broadcast` channel and a task per
//! socket, every setting left as it comes.
//!
//! `stock BYTES` prints its port; each line "go N" on stdin sends N frames to every socket, one each
//! 50 ms. A frame's first eight bytes are its number.

use axum::Router;
use axum::body::Bytes;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::routing::get;
use peers::{Failure, PACE, argument, frame};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::sync::broadcast;
use tokio::time::Instant;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let bytes = argument(1)?;
    let (all, _) = broadcast::channel::<Bytes>(64);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?.port());
    tokio::spawn(tell(all.clone(), bytes));
    let socket = async move |upgrade: WebSocketUpgrade| {
        let frames = all.subscribe();
        upgrade.on_upgrade(|socket| follow(socket, frames))
    };
    Ok(axum::serve(listener, Router::new().route("/", get(socket))).await?)
}

async fn follow(mut socket: WebSocket, mut frames: broadcast::Receiver<Bytes>) {
    loop {
        tokio::select! {
            frame = frames.recv() => {
                let Ok(frame) = frame else { return };
                if socket.send(Message::Binary(frame)).await.is_err() {
                    return;
                }
            }
            heard = socket.recv() => {
                if !matches!(heard, Some(Ok(_))) {
                    return;
                }
            }
        }
    }
}

async fn tell(all: broadcast::Sender<Bytes>, bytes: usize) -> Result<(), Failure> {
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    let mut number = 0;
    while let Some(line) = lines.next_line().await? {
        let count: u32 = line.trim_start_matches("go ").parse()?;
        let start = Instant::now();
        for sent in 0..count {
            tokio::time::sleep_until(start + PACE * sent).await;
            number += 1;
            // nobody listening is no failure of the one who tells
            let _ = all.send(frame(number, bytes).into());
        }
        println!("sent");
    }
    Ok(())
}
