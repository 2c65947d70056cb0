//! What the program does when called from a terminal, one file per word.
//!
//! The rule kept here: printing happens in these files alone.
#![expect(clippy::print_stdout, reason = "commands speak on the terminal")]

mod serve;

use std::process::ExitCode;

/// Runs the command named by the arguments.
pub async fn dispatch(args: &[String]) -> ExitCode {
    let (command, rest) = args.split_first().map_or(("", &[][..]), |(c, r)| (c.as_str(), r));
    let outcome = match command {
        "serve" => serve::serve(rest).await,
        _ => Err("用法 usage: yishiting serve [--listen 0.0.0.0:3000] [--data DIR]".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            println!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
