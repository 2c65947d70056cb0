//! `cargo xtask`: builds, runs, tests, packs and measures the station (议事厅).
//!
//! One file per command; this one only reads the first word. The rule kept here: what the README
//! promises is done by the same code on every machine, set-up included, and nothing is fetched
//! but crates, npm packages and Debian packages.
//! Not here: anything the product itself does.
#![expect(clippy::print_stdout, reason = "a build tool speaks on the terminal")]

mod bench;
mod build;
mod dist;
mod place;
mod run;
mod setup;
mod site;
mod steps;
mod supply;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask build            the browser halves and styles, into target/site
cargo xtask run [args]       build, then the hall on http://localhost:3000 (args go to `serve`)
cargo xtask test [part…]     every check and test; parts: fmt rules clippy unit site supply e2e
cargo xtask dist             one file: target/dist/yishiting
cargo xtask bench [name…]    measure against peers, into target/bench/report.json";

/// What went wrong, in words; every command ends with one of these or well.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = args.split_first().map_or(("", &[][..]), |(c, r)| (c.as_str(), r));
    let outcome = match command {
        "build" => build::build(),
        "run" => run::run(rest),
        "test" => test::test(rest),
        "dist" => dist::dist(),
        "bench" => bench::bench(rest),
        "" | "help" | "--help" | "-h" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        other => Err(format!("there is no command {other:?}\n\n{USAGE}").into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("\n✗ {error}");
            ExitCode::FAILURE
        }
    }
}
