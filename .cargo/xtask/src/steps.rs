//! Running other programs, and saying what ran, how long it took and how it ended.
//!
//! The rule kept here: the first failure ends the run, and its command line is shown so that it
//! can be run alone.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Outcome, place};

/// A cargo command at the top of the tree.
pub(crate) fn cargo(args: &[&str]) -> Command {
    program(option_env!("CARGO").unwrap_or("cargo"), args)
}

/// Any program at the top of the tree.
pub(crate) fn program(name: &str, args: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(args).current_dir(place::root());
    command
}

/// Runs a command with its output on the terminal; anything but success is an error.
pub(crate) fn must(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| format!("{}: {error}", line(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", line(command)).into()) }
}

/// Whether a program can be started at all.
pub(crate) fn has(name: &str) -> bool {
    Command::new(name)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}

/// Builds the server for this machine, unoptimised; gives its path.
pub(crate) fn server() -> Outcome<PathBuf> {
    must(&mut cargo(&["build", "--package", "server"]))?;
    Ok(place::cargo_target().join("debug/yishiting"))
}

/// What a command prints; an error when it fails.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|error| format!("{}: {error}", line(command)))?;
    if !output.status.success() {
        return Err(format!("{} ended with {}", line(command), output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn line(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}

/// The steps of one run, with their times.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<(&'static str, Duration, String)>,
}

impl Steps {
    /// One step: its name is printed before it starts, its time after it ended well.
    pub(crate) fn step(&mut self, name: &'static str, act: impl FnOnce() -> Outcome<String>) -> Outcome {
        println!("\n── {name}");
        let start = Instant::now();
        let result = act();
        let time = start.elapsed();
        match result {
            Ok(note) => {
                println!(
                    "   {name}: 好 ok, {:.1} s{}{note}",
                    time.as_secs_f64(),
                    if note.is_empty() { "" } else { "; " }
                );
                self.done.push((name, time, note));
                Ok(())
            }
            Err(error) => {
                self.summary();
                Err(format!("{name}: 不通过 failed after {:.1} s: {error}", time.as_secs_f64()).into())
            }
        }
    }

    /// All that ended well so far.
    pub(crate) fn summary(&self) {
        let total: Duration = self.done.iter().map(|(_, time, _)| *time).sum();
        println!("\n── 小结 summary ({:.0} s)", total.as_secs_f64());
        for (name, time, note) in &self.done {
            println!("   {:>7.1} s  {name}  {note}", time.as_secs_f64());
        }
    }
}
