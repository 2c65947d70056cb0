//! The one who writes: takes every change that waits and puts them into one commit.
//!
//! The rule: nobody is answered before the commit that holds their change is on the disk, and while that
//! happens the next changes gather (no timer, no linger). One that is refused does not touch the others.
//! After a failure everybody in that commit hears it, the connection is made anew, and the next try is
//! an ordinary one. Deliberately not here: what a change means.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{mpsc, oneshot};

use super::apply::{Change, Outcome, Reply, apply, apply_all, is_erasing};
use super::{SqliteOptions, is_busy, why};
use crate::store::{StoreError, Trouble};

struct Waiting {
    change: Change,
    answer: oneshot::Sender<Result<Reply, StoreError>>,
}

type Met = Arc<Mutex<Option<StoreError>>>;

/// The queue's end that others hold.
pub(super) struct Writer {
    queue: Mutex<Option<mpsc::Sender<Waiting>>>,
    met: Met,
    ended: tokio::sync::Mutex<Option<tokio::task::JoinHandle<()>>>,
}

impl Writer {
    pub(super) fn start(
        connection: SqliteConnection,
        again: SqliteConnectOptions,
        options: &SqliteOptions,
    ) -> Writer {
        let (queue, waiting) = mpsc::channel(options.queue.max(1));
        let met = Met::default();
        let desk = Desk { connection: Some(connection), again, busy: options.busy, owes_truncation: false };
        let task = tokio::spawn(desk.work(waiting, Arc::clone(&met)));
        Writer { queue: Mutex::new(Some(queue)), met, ended: tokio::sync::Mutex::new(Some(task)) }
    }

    pub(super) async fn write(&self, change: Change) -> Result<Reply, StoreError> {
        let closed = || StoreError::Unavailable(Trouble::Closed);
        let (answer, answered) = oneshot::channel();
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner).clone();
        queue.ok_or_else(closed)?.try_send(Waiting { change, answer }).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Unavailable(Trouble::Crowded),
            mpsc::error::TrySendError::Closed(_) => closed(),
        })?;
        answered.await.map_err(|_| closed())?
    }

    pub(super) fn trouble(&self) -> Option<StoreError> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) async fn close(&self) {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = self.ended.lock().await.take() {
            // An error means the task is gone already, which is what was asked for.
            let _ = task.await;
        }
    }
}

/// The writing end: the connection and what it owes.
struct Desk {
    connection: Option<SqliteConnection>,
    again: SqliteConnectOptions,
    busy: Duration,
    owes_truncation: bool,
}

impl Desk {
    async fn work(mut self, mut waiting: mpsc::Receiver<Waiting>, met: Met) {
        let mut taken = Vec::new();
        while waiting.recv_many(&mut taken, usize::MAX).await > 0 {
            let (changes, answers): (Vec<_>, Vec<_>) =
                taken.drain(..).map(|waiting| (waiting.change, waiting.answer)).unzip();
            let erasing = changes.iter().any(is_erasing);
            let committed = self.commit(&changes).await;
            *met.lock().unwrap_or_else(PoisonError::into_inner) = committed.as_ref().err().cloned();
            match committed {
                Ok(outcomes) => {
                    self.owes_truncation |= erasing;
                    for (answer, outcome) in answers.into_iter().zip(outcomes) {
                        // Who no longer listens will find it in the log.
                        let _ = answer.send(outcome);
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, waiting = answers.len(), "not saved");
                    for answer in answers {
                        let _ = answer.send(Err(error.clone()));
                    }
                }
            }
            if self.owes_truncation {
                self.owes_truncation = !self.truncate_wal().await;
            }
        }
        if let Some(connection) = self.connection.take()
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "the database did not close cleanly");
        }
    }

    /// One transaction for all. `Err` means none of them was written.
    async fn commit(&mut self, changes: &[Change]) -> Result<Vec<Result<Reply, StoreError>>, StoreError> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => SqliteConnection::connect_with(&self.again).await.map_err(|error| why(&error))?,
        };
        match transaction(&mut connection, changes).await {
            Ok(outcomes) => {
                self.connection = Some(connection);
                Ok(outcomes)
            }
            Err(error) => {
                // Rolls back where the database has not done so itself. A connection that met anything
                // but another program's lock is not used again.
                let _ = run(&mut connection, "ROLLBACK").await;
                if is_busy(&error) {
                    self.connection = Some(connection);
                }
                Err(why(&error))
            }
        }
    }

    /// After words were erased their bytes must leave the WAL too; readers may delay that.
    async fn truncate_wal(&mut self) -> bool {
        let Some(connection) = &mut self.connection else { return false };
        let short = format!("PRAGMA busy_timeout = {}", self.busy.as_millis().min(50));
        let usual = format!("PRAGMA busy_timeout = {}", self.busy.as_millis());
        let set = |timeout| sqlx::raw_sql(sqlx::AssertSqlSafe::<String>(timeout));
        let truncated: Result<i64, sqlx::Error> = async {
            set(short).execute(&mut *connection).await?;
            let busy =
                sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await;
            set(usual).execute(&mut *connection).await?;
            busy
        }
        .await;
        matches!(truncated, Ok(0))
    }
}

async fn transaction(
    connection: &mut SqliteConnection,
    changes: &[Change],
) -> Result<Vec<Result<Reply, StoreError>>, sqlx::Error> {
    run(connection, "BEGIN IMMEDIATE").await?;
    // The usual case: nothing is refused, and all go in with a handful of statements.
    let refused = match apply_all(connection, changes).await? {
        Outcome::Done(replies) => {
            run(connection, "COMMIT").await?;
            return Ok(replies.into_iter().map(Ok).collect());
        }
        Outcome::Refused(error) => error,
    };
    run(connection, "ROLLBACK").await?;
    if changes.len() == 1 {
        return Ok(vec![Err(refused)]);
    }
    run(connection, "BEGIN IMMEDIATE").await?;
    let mut outcomes = Vec::with_capacity(changes.len());
    for change in changes {
        run(connection, "SAVEPOINT alone").await?;
        outcomes.push(match apply(connection, change).await? {
            Outcome::Done(reply) => Ok(reply),
            Outcome::Refused(error) => {
                run(connection, "ROLLBACK TO alone").await?;
                Err(error)
            }
        });
        run(connection, "RELEASE alone").await?;
    }
    run(connection, "COMMIT").await?;
    Ok(outcomes)
}

async fn run(connection: &mut SqliteConnection, sql: &'static str) -> Result<(), sqlx::Error> {
    sqlx::query(sql).execute(connection).await.map(|_| ())
}
