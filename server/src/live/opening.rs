//! A request to become a websocket, and the connection it becomes.
//!
//! The rule: what the request must say is checked before anything is answered; the connection is then ours
//! alone, to be written from two sides.
//! Deliberately not here: who may come (the routes), frames (`socket`).

use std::io::Cursor;

use axum::body::Body;
use axum::extract::{FromRequestParts, WebSocketUpgrade};
use axum::response::{IntoResponse, Response};
use http::header::{CONNECTION, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, UPGRADE};
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, join};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use super::pipe::Connection;

/// A request that may become a websocket.
#[derive(Debug)]
pub struct Opening {
    accept: HeaderValue,
    upgrade: OnUpgrade,
}

impl<S: Send + Sync> FromRequestParts<S> for Opening {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Opening, Response> {
        let upgrade = parts.extensions.get::<OnUpgrade>().cloned();
        let key = parts.headers.get(SEC_WEBSOCKET_KEY);
        let accept = key.map(|key| derive_accept_key(key.as_bytes()));
        let checked = WebSocketUpgrade::from_request_parts(parts, state).await;
        drop(checked.map_err(IntoResponse::into_response)?);
        let accept = accept.and_then(|accept| HeaderValue::try_from(accept).ok());
        let (Some(accept), Some(upgrade)) = (accept, upgrade) else {
            return Err(StatusCode::UPGRADE_REQUIRED.into_response());
        };
        Ok(Opening { accept, upgrade })
    }
}

impl Opening {
    /// The answer that makes it a websocket, and the connection once the answer is out.
    pub(super) fn accept(self) -> (Response, impl Future<Output = hyper::Result<Connection>>) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
        let headers = response.headers_mut();
        headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
        headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
        headers.insert(SEC_WEBSOCKET_ACCEPT, self.accept);
        let upgrade = self.upgrade;
        (response, async { upgrade.await.map(connection) })
    }
}

fn connection(upgraded: Upgraded) -> Connection {
    match upgraded.downcast::<TokioIo<TcpStream>>() {
        Ok(parts) if parts.read_buf.is_empty() => Connection::Plain(parts.io.into_inner()),
        // Something came before it was let in: it is read first.
        Ok(parts) => {
            let (reader, writer) = parts.io.into_inner().into_split();
            Connection::Other(Box::new(join(Cursor::new(parts.read_buf).chain(reader), writer)))
        }
        Err(other) => Connection::Other(Box::new(TokioIo::new(other))),
    }
}
