//! Takes connections and answers them until told to stop.
//!
//! The rule kept here: a connection that does not say what it wants in time is closed, and there are
//! never more than so many at once, so that nobody holds the door by standing in it. Small packets go
//! out at once. Stopping waits two seconds for answers under way; screens come again by themselves.
//! Deliberately not here: what is answered (the router), printing.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};
use tower_service::Service;

/// The most connections at once; a hall of five hundred uses a thousand.
const MOST: usize = 8192;
/// Open files kept for the store, documents and the terminal.
const KEPT: u64 = 96;
/// How long a request's head may take, and a kept connection may wait for its next one.
const HEAD_WITHIN: Duration = Duration::from_secs(30);
/// How long answers under way may take after the stop.
const GOODBYE: Duration = Duration::from_secs(2);

/// How many connections this process can hold: the system's own limit of open files, raised as far as it
/// goes, less what is needed otherwise.
fn places() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    let open = match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum,
        Err(_) => limit.current,
    };
    let free = open.map_or(MOST as u64, |open| open.saturating_sub(KEPT).max(KEPT));
    usize::try_from(free).unwrap_or(MOST).min(MOST)
}

/// Serves until `stop` is done.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(places()));
    let (stopping, stopped) = watch::channel(false);
    let take = async {
        loop {
            // nobody closes the semaphore, so a place always comes
            let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
            let (stream, from) = match listener.accept().await {
                Ok(came) => came,
                Err(error) => {
                    tracing::warn!(%error, "a connection was not taken");
                    sleep(Duration::from_millis(100)).await;
                    continue;
                }
            };
            let (router, stopped) = (router.clone(), stopped.clone());
            tokio::spawn(async move {
                answer(stream, from, router, stopped).await;
                drop(place);
            });
        }
    };
    tokio::select! {
        () = take => {}
        () = stop => {}
    }
    drop(listener);
    stopping.send_replace(true);
    drop(stopped);
    // whoever is still here then is cut off: what was answered is on the disk
    let _ = timeout(GOODBYE, stopping.closed()).await;
}

/// One connection from first to last.
async fn answer(stream: TcpStream, from: SocketAddr, router: Router, mut stopped: watch::Receiver<bool>) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "small packets may wait");
    }
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(from));
        router.clone().call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .max_buf_size(64 * 1024)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        _ = stopped.changed() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke off");
    }
}
