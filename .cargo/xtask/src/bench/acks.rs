//! B4, durable acks: 500 phones tap at once, each again as soon as it has its answer.
//!
//! Ours is the whole way, every answer on the disk before it is given, every phone shown every
//! change. Held against this machine's own `fdatasync` of one page and against SQLite with
//! one insert a transaction, in the same folder, in turns. "Acks per commit" is SQLite's own count of
//! the station's commits; with synchronous=FULL each is an fsync.
//! The rule kept here: times per act are compared, so that less is better in every row.

use std::fs::{self, File};
use std::io::{Seek as _, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use super::Row;
use super::program::{Program, SERVER, figure, median, span};
use super::station::{self, CLIENTS};
use crate::{Outcome, place};

const RUNS: usize = 5;
/// Taps of each phone in a run: fewer than the burst a socket is granted.
const TAPS: u32 = 24;
/// Taps of the phone that taps alone.
const LONE: u32 = 15;
const LONE_ACK: &str = "a lone sender's ack, p50 (aim)";
/// How long the disk and SQLite are tried in a run; the phones' allowance fills up meanwhile.
const TRY: Duration = Duration::from_millis(2500);

/// Figures of all runs, in microseconds except the commits.
#[derive(Default)]
struct Found {
    act: Vec<f64>,
    act_p99: Vec<f64>,
    per_commit: Vec<f64>,
    lone: Vec<f64>,
    sync: Vec<f64>,
    sync_p50: Vec<f64>,
    sync_p99: Vec<f64>,
    placed_p50: Vec<f64>,
    insert: Vec<f64>,
}

pub(super) fn rows() -> Outcome<Vec<Row>> {
    let mut ours = station::open("b4")?;
    let folder = place::at("target/bench/b4-disk");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let file = folder.join("inserts.db");
    let mut inserts =
        Program::start(SERVER, "inserts", &station::peer("inserts")?, &[&file.to_string_lossy()])?;
    println!("   one insert a transaction: {}", inserts.json()?);
    ours.load.ask("topics")?;
    let mut found = Found::default();
    for _ in 0..RUNS {
        let said = ours.load.ask(&format!("acks {TAPS}"))?;
        let acks = figure(&said, "acks")?;
        found.act.push(figure(&said, "secs")? * 1e6 / acks);
        found.act_p99.push(figure(&said, "p99_us")?);
        found.per_commit.push(acks / figure(&said, "commits")?);
        let grown = sync(&folder.join("grown"), true)?;
        found.sync.push(grown.iter().sum::<f64>() / grown.len() as f64);
        found.sync_p50.push(grown[grown.len() / 2]);
        found.sync_p99.push(grown[(grown.len() - 1) * 99 / 100]);
        let placed = sync(&folder.join("placed"), false)?;
        found.placed_p50.push(placed[placed.len() / 2]);
        let said = ours.load.ask(&format!("lone {LONE}"))?;
        found.lone.push(figure(&said, "p50_us")?);
        let said = inserts.ask(&format!("go {}", TRY.as_millis()))?;
        found.insert.push(figure(&said, "secs")? * 1e6 / figure(&said, "done")?);
    }
    Ok(found.rows())
}

impl Found {
    fn rows(&self) -> Vec<Row> {
        let rate = |micros: &[f64]| 1e6 / median(micros);
        println!(
            "   {:.0} acks/s; fdatasync {:.0}/s ({} µs), in place {:.0}/s; one insert a commit {:.0}/s ({} µs)",
            rate(&self.act),
            rate(&self.sync),
            span(&self.sync),
            rate(&self.placed_p50),
            rate(&self.insert),
            span(&self.insert),
        );
        println!("   ours {} µs an ack; {} acks a commit", span(&self.act), span(&self.per_commit));
        let row = |what: &str, ours: &[f64], peer: f64, peer_name, goal, unit| Row {
            id: "B4",
            what: what.to_owned(),
            ours: median(ours),
            peer,
            peer_name,
            goal,
            unit,
        };
        let per_ack: Vec<f64> = self.per_commit.iter().map(|acks| 1000.0 / acks).collect();
        let crowd = format!("time per durable ack, {CLIENTS} senders");
        vec![
            row("commits per 1000 acks (≥20 acks a commit)", &per_ack, 1000.0, "one each", 0.05, "commit"),
            row(&crowd, &self.act, median(&self.sync), "fdatasync, growing", 0.05, "µs"),
            row(&crowd, &self.act, median(&self.insert), "one insert a commit", 0.1, "µs"),
            row("p99 ack (aim)", &self.act_p99, median(&self.sync_p99), "fdatasync p99, growing", 3.0, "µs"),
            row(LONE_ACK, &self.lone, median(&self.sync_p50), "fdatasync p50, growing", 1.3, "µs"),
            row(LONE_ACK, &self.lone, median(&self.placed_p50), "fdatasync p50, in place", 1.3, "µs"),
        ]
    }
}

/// Writes pages one by one, each on the disk before the next; gives the time of each, sorted.
///
/// A file that grows costs the disk more than pages written where others lay: SQLite's log does
/// both, growing first and going round later.
fn sync(path: &Path, grow: bool) -> Outcome<Vec<f64>> {
    let mut file = File::create(path)?;
    let page = [0x61; 4096];
    if !grow {
        file.write_all(&page.repeat(256))?;
        file.sync_all()?;
    }
    let (start, mut times) = (Instant::now(), Vec::new());
    while start.elapsed() < TRY / 2 {
        if !grow && times.len() % 256 == 0 {
            file.rewind()?;
        }
        let one = Instant::now();
        file.write_all(&page)?;
        file.sync_data()?;
        times.push(one.elapsed().as_secs_f64() * 1e6);
    }
    times.sort_by(f64::total_cmp);
    Ok(times)
}
