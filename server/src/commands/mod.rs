//! What the program does when called from a terminal, one file per word.
//!
//! The rule kept here: printing happens in these files alone; what goes wrong is one sentence in
//! Chinese that says what to do, and a code other than 0.
#![expect(clippy::print_stdout, reason = "commands speak on the terminal")]

mod claim;
mod play;
mod rehearse;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Parser, Subcommand};

/// 议事厅：开一场居民议事会，并把结果办下去。
#[derive(Debug, Parser)]
#[command(name = "yishiting", version, args_conflicts_with_subcommands = true)]
struct Words {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::Flags,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 打开议事厅（不写命令也一样）
    Serve(serve::Flags),
    /// 取一个新的启用码，让一台设备成为主持设备
    Claim {
        /// 数据文件夹
        #[arg(long, default_value = serve::DATA)]
        data: PathBuf,
    },
    /// 按规则走一遍一场会的脚本，看是不是都照预期
    Play {
        /// 脚本文件
        file: PathBuf,
    },
    /// 让机器人在运行着的服务器上把一场会演一遍
    Rehearse(rehearse::Flags),
}

/// Runs the command named by the arguments.
pub async fn dispatch(args: &[String]) -> ExitCode {
    let words =
        match Words::try_parse_from(std::iter::once("yishiting").chain(args.iter().map(String::as_str))) {
            Ok(words) => words,
            Err(said) => {
                print!("{said}");
                let asked = matches!(said.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
                return if asked { ExitCode::SUCCESS } else { ExitCode::from(2) };
            }
        };
    let outcome = match words.command {
        None => serve::serve(words.serve).await,
        Some(Command::Serve(flags)) => serve::serve(flags).await,
        Some(Command::Claim { data }) => claim::claim(&data).await,
        Some(Command::Play { file }) => play::play(&file),
        Some(Command::Rehearse(flags)) => rehearse::rehearse(flags).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            println!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
