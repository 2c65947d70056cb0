//! How many durable appends a second this machine's disk gives: a lone sender, and 500 at once.
//! `cargo run --release -p server --example append_rate [folder]`

use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

use server::store::{Append, Row, Sqlite, SqliteOptions, Store, StoreError, chain};

const LONE: u64 = 500;
const SENDERS: u64 = 500;
const EACH: u64 = 40;

async fn send(store: &dyn Store, stream: &str, count: u64) -> Result<Vec<f64>, StoreError> {
    let (mut prev, mut took) = (chain::GENESIS, Vec::new());
    for number in 1..=count {
        let event = serde_json::json!({"VoteCast": {"by": "9f1c7d52-0b0e-4c37-8f52-5d7f1d9e0a11", "note": {"words": "同意"}}});
        let row = Row::seal(prev, stream, number, event, &mut || [3; 16]);
        prev = row.at_hash;
        let begun = Instant::now();
        store.append(Append { stream: stream.to_owned(), rows: vec![row], ..Append::default() }).await?;
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(took)
}

fn at(sorted: &mut [f64], part: f64) -> f64 {
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    // A share of a length stays a small whole number.
    sorted.get((last as f64 * part) as usize).copied().unwrap_or_default()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir_in(std::env::args().nth(1).unwrap_or_else(|| ".".to_owned()))?;
    let store: Arc<dyn Store> =
        Arc::new(Sqlite::open(&folder.path().join("yishiting.db"), SqliteOptions::default()).await?);
    let mut out = std::io::stdout();

    let begun = Instant::now();
    let mut took = send(&*store, "lone", LONE).await?;
    let lone = LONE as f64 / begun.elapsed().as_secs_f64();
    writeln!(
        out,
        "one at a time: {lone:.0}/s, p50 {:.2} ms, p99 {:.2} ms",
        at(&mut took, 0.5),
        at(&mut took, 0.99)
    )?;

    let begun = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for sender in 0..SENDERS {
        let store = Arc::clone(&store);
        tasks.spawn(async move { send(&*store, &format!("meeting/{sender}"), EACH).await });
    }
    let mut took = Vec::new();
    while let Some(done) = tasks.join_next().await {
        took.extend(done??);
    }
    let many = (SENDERS * EACH) as f64 / begun.elapsed().as_secs_f64();
    writeln!(
        out,
        "{SENDERS} at once: {many:.0}/s ({:.0}x), p50 {:.2} ms, p99 {:.2} ms",
        many / lone,
        at(&mut took, 0.5),
        at(&mut took, 0.99)
    )?;

    let file = std::fs::File::create(folder.path().join("probe"))?;
    let begun = Instant::now();
    for _ in 0..LONE {
        (&file).write_all(&[7; 4096])?;
        file.sync_data()?;
    }
    writeln!(out, "the disk itself: {:.0} fdatasync/s", LONE as f64 / begun.elapsed().as_secs_f64())?;
    store.close().await;
    Ok(())
}
