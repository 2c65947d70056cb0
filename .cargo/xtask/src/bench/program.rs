//! A program under the bench: pinned to one core, spoken to in lines, its CPU time read from outside.
//!
//! The rule kept here: whatever is started is ended with the bench, also when it fails. CPU time is
//! the kernel's own count for every thread, in nanoseconds.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

use crate::{Outcome, place};

/// Where servers run, and where those who load them.
pub(super) const SERVER: Core = Core("0");
pub(super) const LOAD: Core = Core("1");

/// One of the machine's cores.
#[derive(Clone, Copy)]
pub(super) struct Core(&'static str);

/// CPU nanoseconds by thread.
pub(super) struct Cpu(HashMap<String, u64>);

/// A running program.
pub(super) struct Program {
    name: String,
    child: Child,
    hears: ChildStdin,
    says: BufReader<ChildStdout>,
}

impl Program {
    /// Starts it on this core; what it complains of goes to `target/bench/{name}.log`.
    pub(super) fn start(core: Core, name: &str, program: &Path, args: &[&str]) -> Outcome<Program> {
        let folder = place::at("target/bench");
        fs::create_dir_all(&folder)?;
        let mut child = Command::new("taskset")
            .args(["-c", core.0])
            .arg(program)
            .args(args)
            .current_dir(place::root())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(folder.join(format!("{name}.log")))?)
            .spawn()
            .map_err(|error| format!("taskset (of util-linux) and two cores are needed: {error}"))?;
        let (Some(hears), Some(says)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("no pipes".into());
        };
        Ok(Program { name: name.to_owned(), child, hears, says: BufReader::new(says) })
    }

    /// The next line it says.
    pub(super) fn line(&mut self) -> Outcome<String> {
        let mut line = String::new();
        if self.says.read_line(&mut line)? == 0 {
            let log = place::at("target/bench").join(format!("{}.log", self.name));
            let log = fs::read_to_string(log).unwrap_or_default();
            let said: Vec<&str> = log.lines().rev().take(3).collect();
            return Err(format!("{} ended: {}", self.name, said.join(" · ")).into());
        }
        Ok(line.trim_end().to_owned())
    }

    /// The next line it says, as JSON.
    pub(super) fn json(&mut self) -> Outcome<Value> {
        Ok(serde_json::from_str(&self.line()?)?)
    }

    /// Tells it something.
    pub(super) fn tell(&mut self, line: &str) -> Outcome {
        writeln!(self.hears, "{line}").map_err(|error| format!("{}: {error}", self.name))?;
        Ok(())
    }

    /// Tells it something and hears what came of it.
    pub(super) fn ask(&mut self, line: &str) -> Outcome<Value> {
        self.tell(line)?;
        self.json()
    }

    /// What its threads have used so far.
    pub(super) fn cpu(&self) -> Outcome<Cpu> {
        let mut cpu = HashMap::new();
        for thread in fs::read_dir(format!("/proc/{}/task", self.child.id()))? {
            let thread = thread?;
            let Ok(spent) = fs::read_to_string(thread.path().join("schedstat")) else { continue };
            let spent = spent.split(' ').next().and_then(|nanos| nanos.parse().ok());
            let spent = spent.ok_or("this kernel does not count CPU time by nanoseconds")?;
            cpu.insert(thread.file_name().to_string_lossy().into_owned(), spent);
        }
        Ok(Cpu(cpu))
    }
}

impl Cpu {
    /// What was used since; a thread that ended meanwhile had been idle, or it would still be there.
    pub(super) fn since(&self, before: &Cpu) -> u64 {
        self.0
            .iter()
            .map(|(thread, spent)| spent.saturating_sub(before.0.get(thread).copied().unwrap_or(0)))
            .sum()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // it may have ended already, which is what is wanted
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A figure of a JSON answer.
pub(super) fn figure(answer: &Value, name: &str) -> Outcome<f64> {
    answer[name].as_f64().ok_or_else(|| format!("no {name} in {answer}").into())
}

/// The middle of some figures.
pub(super) fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The least and the most of some figures, as text.
pub(super) fn span(figures: &[f64]) -> String {
    let least = figures.iter().copied().fold(f64::INFINITY, f64::min);
    let most = figures.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    format!("{least:.0}–{most:.0}")
}
