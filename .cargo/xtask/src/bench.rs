//! `cargo xtask bench`: measures the station and, where there is one, a peer in the same run.
//!
//! The rule kept here: a row says what was measured, against what, which goal it has and whether
//! that holds; nothing is copied from an earlier run. Every bench is a function that gives rows.
//! Not here: load generators and peers, which lie in `.cargo/xtask/peers`.

mod acks;
mod bytes;
mod fan_out;
mod program;
mod station;

use std::fs;

use serde_json::{Value, json};

use crate::{Outcome, place};

/// One measured figure.
pub(crate) struct Row {
    pub(crate) id: &'static str,
    pub(crate) what: String,
    pub(crate) ours: f64,
    /// The figure it is held against, and whose it is: a peer's of this run, or a limit.
    pub(crate) peer: f64,
    pub(crate) peer_name: &'static str,
    /// The most `ours / peer` may be.
    pub(crate) goal: f64,
    pub(crate) unit: &'static str,
}

impl Row {
    fn ratio(&self) -> f64 {
        self.ours / self.peer
    }

    fn holds(&self) -> bool {
        self.ratio() <= self.goal
    }

    fn json(&self) -> Value {
        json!({
            "id": self.id, "what": self.what, "ours": self.ours, "peer": self.peer,
            "peer_name": self.peer_name, "ratio": self.ratio(), "goal": self.goal,
            "unit": self.unit, "holds": self.holds(),
        })
    }

    fn print(&self) {
        let mark = if self.holds() { "✓" } else { "✗" };
        println!(
            "{mark} {:<4} {:<44} {:>12.0} {:<6} {:>12.0} {:<24} {:>7.3} (≤ {})",
            self.id,
            self.what,
            self.ours,
            self.unit,
            self.peer,
            self.peer_name,
            self.ratio(),
            self.goal
        );
    }
}

type Bench = (&'static str, fn() -> Outcome<Vec<Row>>);

const BENCHES: [Bench; 3] = [("b1", fan_out::rows), ("b4", acks::rows), ("b7", bytes::rows)];

/// Runs the named benches, or all.
pub(crate) fn bench(args: &[String]) -> Outcome {
    let known = BENCHES.map(|(name, _)| name);
    if let Some(unknown) = args.iter().find(|arg| !known.contains(&arg.to_lowercase().as_str())) {
        return Err(format!("there is no bench {unknown:?}; benches: {}", known.join(" ")).into());
    }
    let mut rows = Vec::new();
    for (name, run) in BENCHES {
        if args.is_empty() || args.iter().any(|arg| arg.eq_ignore_ascii_case(name)) {
            println!("── {name}");
            let found = run()?;
            found.iter().for_each(Row::print);
            rows.extend(found);
        }
    }
    let folder = place::at("target/bench");
    fs::create_dir_all(&folder)?;
    let report: Vec<Value> = rows.iter().map(Row::json).collect();
    let path = folder.join("report.json");
    fs::write(&path, serde_json::to_vec_pretty(&report)?)?;
    println!(
        "── {} of {} hold; {}",
        rows.iter().filter(|row| row.holds()).count(),
        rows.len(),
        path.display()
    );
    Ok(())
}
