//! `yishiting serve`: the hall on this machine's network.
//!
//! The rule kept here: the operator sees at once where to go, as address and as QR, and the code that
//! makes them host; the code goes to the terminal and nowhere else. Logs go to stderr and hold
//! nobody's words.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use super::claim::say;
use crate::auth::codes::Digits;
use crate::hall::{Begin, Hall};
use crate::live::{Options, Wall};
use crate::routes::{self, listen, qr, reach};
use crate::{auth, store};

/// The data folder unless another is named.
pub(super) const DATA: &str = "./yishiting-data";

/// How the hall is opened.
#[derive(Debug, Args)]
pub(super) struct Flags {
    /// 数据文件夹
    #[arg(long, default_value = DATA)]
    data: PathBuf,
    /// 在哪个地址和端口上听
    #[arg(long, default_value = "0.0.0.0:3000")]
    listen: String,
    /// 大家实际打开的网址，例如 https://yishi.example.cn
    #[arg(long)]
    public_url: Option<String>,
    /// 演练的钟走几倍快；只对标明“演练”的会有效
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=600))]
    speed: u32,
}

/// Serves until stopped.
pub(super) async fn serve(flags: Flags) -> Result<(), String> {
    log();
    let Flags { data, listen: on, public_url, speed } = flags;
    if let Some(url) = &public_url
        && auth::Addresses::new(&[], 0, Some(url)).public().is_none()
    {
        return Err(format!("--public-url {url} 不是完整网址，要像 https://yishi.example.cn 这样写。"));
    }
    let listener = TcpListener::bind(&on)
        .await
        .map_err(|error| format!("{on} 用不了（{error}）。换一个端口：--listen 0.0.0.0:3001"))?;
    let port = listener.local_addr().map_err(|error| error.to_string())?.port();
    // names and votes are in it: for this user of the computer alone
    let mut folder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.recursive(true).create(&data).map_err(|error| format!("{} 建不了：{error}", data.display()))?;
    let store = store::open(&data).await.map_err(|error| error.to_string())?;
    let reachable = match listener.local_addr().map(|address| address.ip()) {
        Ok(ip) if !ip.is_unspecified() => vec![ip],
        _ => reach::reachable(),
    };
    let hall = Hall::begin(Begin {
        store: Arc::clone(&store),
        clock: Arc::new(Wall::start()),
        // a server the whole internet reaches has more to guess at than one in a room
        options: Options {
            speed,
            digits: if public_url.is_some() { Digits::Nine } else { Digits::Six },
            ..Options::default()
        },
        reachable: reachable.clone(),
        port,
        public_url,
        folder: Some(data),
        terminal: say,
    });
    let hall = Arc::new(hall.await.map_err(|error| error.to_string())?);
    greet(&hall, &reachable, port).await?;
    listen::serve(listener, routes::router(Arc::clone(&hall)), stopped()).await;
    store.close().await;
    println!("已停下，记录都保存好了。");
    Ok(())
}

/// What the operator sees first.
async fn greet(hall: &Hall, reachable: &[IpAddr], port: u16) -> Result<(), String> {
    let code = auth::claim::code_at_start(hall.store.as_ref()).await.map_err(|error| error.to_string())?;
    let way = match &code {
        Some(_) => format!("{}/claim", hall.base()),
        None => hall.base(),
    };
    println!("议事厅开着。这台电脑上打开：http://127.0.0.1:{port}");
    if reachable.is_empty() {
        println!("现在没有连上局域网：手机要和这台电脑连同一个 Wi-Fi。");
    }
    for ip in reachable {
        let address = SocketAddr::new(*ip, port);
        println!("手机打开：http://{address}");
    }
    println!("\n{}\n{way}", qr::blocks(&way));
    if let Some(code) = &code {
        say(code);
    }
    Ok(())
}

/// Until the operator or the system says stop.
async fn stopped() {
    let interrupt = async {
        // without a handler there is nothing to wait for: then only the system stops us
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return interrupt.await };
        tokio::select! {
            () = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}

fn log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let begun = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
    if let Err(error) = begun {
        tracing::debug!(%error, "logging is set up already");
    }
}
