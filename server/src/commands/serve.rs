//! `yishiting serve`: the hall on this machine's network.

use tokio::net::TcpListener;

use crate::routes;

/// Serves until stopped.
pub(super) async fn serve(args: &[String]) -> Result<(), String> {
    let listen = option(args, "--listen").unwrap_or("0.0.0.0:3000");
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| format!("{listen} 用不了（{error}）。换一个端口：--listen 0.0.0.0:3001"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("在浏览器打开 http://localhost:{}", address.port());
    axum::serve(listener, routes::router()).await.map_err(|error| error.to_string())
}

fn option<'a>(args: &'a [String], name: &str) -> Option<&'a str> {
    let at = args.iter().position(|arg| arg == name)?;
    args.get(at + 1).map(String::as_str)
}
