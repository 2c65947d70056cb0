//! `yishiting`: reads the command and does it.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    server::commands::dispatch(&args).await
}
