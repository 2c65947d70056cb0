//! What a program without group commit gets: SQLite, WAL, synchronous=FULL, one insert a transaction.
//!
//! `inserts FILE` makes the file; each line "go MILLIS" on stdin inserts for so long and prints how
//! many and how long it took, as JSON. The rows are as wide as those of the product's log.

use std::io::BufRead as _;
use std::time::{Duration, Instant};

use peers::Failure;
use rusqlite::Connection;
use serde_json::json;

const TABLE: &str = "CREATE TABLE log (stream TEXT NOT NULL, number INTEGER NOT NULL, payload TEXT NOT NULL, \
    at_hash BLOB NOT NULL, PRIMARY KEY (stream, number)) WITHOUT ROWID";
const INSERT: &str = "INSERT INTO log VALUES ('meeting/0000000000', ?1, ?2, ?3)";

fn main() -> Result<(), Failure> {
    let file = std::env::args().nth(1).ok_or("inserts FILE")?;
    let database = Connection::open(file)?;
    let mode: String = database.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(format!("journal_mode is {mode}").into());
    }
    database.execute_batch("PRAGMA synchronous = FULL")?;
    database.execute_batch(TABLE)?;
    let payload = "x".repeat(200);
    let mut insert = database.prepare(INSERT)?;
    let mut number = 0;
    println!("{}", json!({ "sqlite": rusqlite::version() }));
    for line in std::io::stdin().lock().lines() {
        let span = Duration::from_millis(line?.trim_start_matches("go ").parse()?);
        let (start, first) = (Instant::now(), number);
        while start.elapsed() < span {
            number += 1;
            insert.execute((number, &payload, [0_u8; 32]))?;
        }
        let kept: i64 = database.query_row("SELECT count(*) FROM log", [], |row| row.get(0))?;
        if kept != number {
            return Err(format!("{kept} rows of {number} are there").into());
        }
        println!("{}", json!({ "done": number - first, "secs": start.elapsed().as_secs_f64() }));
    }
    Ok(())
}
