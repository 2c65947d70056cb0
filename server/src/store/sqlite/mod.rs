//! The embedded store: one SQLite file, read by a few connections and written by one.
//!
//! The rule: WAL with synchronous=FULL, so a commit is an fsync; only the writer writes and moves the
//! WAL into the file; deleted bytes are overwritten. The SQLite inside must be 3.51.3 or later: before
//! that a checkpoint beside a commit could lose it.
//! Reading goes on while writing fails. Deliberately not here: the statements of each change (`apply`)
//! and how waiting changes share a commit (`writer`).

mod apply;
mod read;
mod rights;
mod writer;

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, SqlSafeStr, SqliteConnection, SqlitePool};

use super::{StoreError, Trouble};
use writer::Writer;

/// The oldest SQLite that does not lose commits beside a checkpoint.
const OLDEST_SAFE: (u32, u32, u32) = (3, 51, 3);

/// Readers at once; a reader holds its connection for one query only.
const READERS: u32 = 4;

const MIGRATIONS: &[(i64, &str, &str)] =
    &[(1, "first", include_str!("../../../migrations/sqlite/0001_first.sql"))];

/// How a file is opened.
#[derive(Clone, Debug)]
pub struct SqliteOptions {
    /// How long a write waits for another program to let go of the file.
    pub busy: Duration,
    /// How many writes may wait; one more is refused.
    pub queue: usize,
    /// The most pages the file may grow to; none means as many as the disk takes.
    pub most_pages: Option<u32>,
}

impl Default for SqliteOptions {
    fn default() -> SqliteOptions {
        SqliteOptions { busy: Duration::from_secs(5), queue: 2000, most_pages: None }
    }
}

/// The store in one SQLite file.
pub struct Sqlite {
    writer: Writer,
    readers: SqlitePool,
}

impl Sqlite {
    /// Opens the file, makes it when absent, and brings its tables up to date.
    pub async fn open(file: &Path, options: SqliteOptions) -> Result<Sqlite, StoreError> {
        let base = SqliteConnectOptions::new()
            .filename(file)
            .busy_timeout(options.busy)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("secure_delete", "on");
        let base = match options.most_pages {
            Some(pages) => base.pragma("max_page_count", pages.to_string()),
            None => base,
        };
        let mut connection = SqliteConnection::connect_with(&base.clone().create_if_missing(true))
            .await
            .map_err(|error| why(&error))?;
        refuse_old_sqlite(&mut connection).await?;
        migrations().run_direct(None, &mut connection, false).await.map_err(|error| unusable(&error))?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(base.clone().pragma("wal_autocheckpoint", "0").pragma("query_only", "on"))
            .await
            .map_err(|error| why(&error))?;
        Ok(Sqlite { writer: Writer::start(connection, base, &options), readers })
    }
}

fn migrations() -> Migrator {
    Migrator::with_migrations(
        MIGRATIONS
            .iter()
            .map(|&(number, name, sql)| {
                Migration::new(number, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
            })
            .collect(),
    )
}

async fn refuse_old_sqlite(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let version: String = sqlx::query_scalar("SELECT sqlite_version()")
        .fetch_one(connection)
        .await
        .map_err(|error| why(&error))?;
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    if (next(), next(), next()) < OLDEST_SAFE {
        return Err(StoreError::Unusable(format!("SQLite {version} 太旧，至少要 3.51.3")));
    }
    Ok(())
}

fn unusable(error: &sqlx::migrate::MigrateError) -> StoreError {
    use sqlx::migrate::MigrateError as E;
    match error {
        E::VersionMissing(_) | E::VersionTooNew(..) => {
            StoreError::Unusable("它是更新版本的程序写的，请用新版本打开".to_owned())
        }
        E::Execute(inner) | E::ExecuteMigration(inner, _) => why(inner),
        other => StoreError::Unusable(other.to_string()),
    }
}

const BUSY: i32 = 5;
const LOCKED: i32 = 6;
const READ_ONLY: i32 = 8;
const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const CANNOT_OPEN: i32 = 14;
const NOT_A_DATABASE: i32 = 26;

/// What a database error means for somebody who wanted to write.
fn why(error: &sqlx::Error) -> StoreError {
    StoreError::Unavailable(match primary_code(error) {
        Some(BUSY | LOCKED) => Trouble::Busy,
        Some(READ_ONLY | CANNOT_OPEN) => Trouble::ReadOnly,
        Some(FULL) => Trouble::Full,
        Some(CORRUPT | NOT_A_DATABASE) => return StoreError::Unusable("文件已损坏，请从备份恢复".to_owned()),
        _ if matches!(error, sqlx::Error::PoolClosed) => Trouble::Closed,
        _ => Trouble::Other(error.to_string()),
    })
}

/// Another program holds the file; the connection itself is sound.
fn is_busy(error: &sqlx::Error) -> bool {
    matches!(primary_code(error), Some(BUSY | LOCKED))
}

/// SQLite's code without its extension.
fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code: i32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}
