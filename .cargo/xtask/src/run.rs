//! `cargo xtask run`: build everything, then the hall on this machine.
//!
//! Arguments go to `yishiting serve`; a `--data` among them replaces the git-ignored `.yishiting`.

use std::os::unix::process::CommandExt as _;

use crate::{Outcome, setup, site, steps};

/// Builds and serves until stopped.
pub(crate) fn run(args: &[String]) -> Outcome {
    setup::wasm_target()?;
    if let Err(error) = setup::packages(&[setup::FONTS]) {
        // a meeting goes on without documents to print
        println!("── 打印用的字体还没有装 fonts for documents are missing\n{error}");
    }
    println!("── 正在准备页面 building the pages (first time: about two minutes)");
    site::build()?;
    println!("── 正在准备服务 building the server (first time: several minutes)");
    let server = steps::server()?;
    let mut command = steps::program(&server.to_string_lossy(), &["serve"]);
    if !args.iter().any(|arg| arg == "--data" || arg.starts_with("--data=")) {
        command.args(["--data", ".yishiting"]);
    }
    // the server takes this process's place, so that Ctrl-C and exit codes are its own
    Err(command.args(args).exec().into())
}
