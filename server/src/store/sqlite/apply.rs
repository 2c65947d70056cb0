//! What each change writes, statement by statement, inside the transaction of the writer.
//!
//! The rule: a change either goes in whole or is refused by a key of a table (a taken number, an answered
//! request, a code in use); the database decides, never a look beforehand.
//! Deliberately not here: transactions and savepoints.

use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::super::{Append, ClaimAnswer, Hash, Opens, RightsChange, Station, StoreError};
use super::rights::{change_rights, claim, spend};

/// One thing somebody wants written.
pub(super) enum Change {
    Append(Append),
    Rights(RightsChange),
    Station(Station),
    Spend { link: Hash, now: i64, token: Hash },
    Claim { code: Hash, token: Hash },
}

/// What they get when it is.
pub(super) enum Reply {
    Done,
    Spent(Option<Opens>),
    Claimed(ClaimAnswer),
}

/// Written, or refused by a key. A storage failure is neither and travels as `sqlx::Error`.
pub(super) enum Outcome<T> {
    Done(T),
    Refused(StoreError),
}

/// Whether words go for good with this change.
pub(super) fn is_erasing(change: &Change) -> bool {
    matches!(change, Change::Append(append) if !append.erase.is_empty())
}

/// Rows in one INSERT: well below SQLite's limit of parameters, and the statement stays small.
const AT_ONCE: usize = 200;

/// All changes of a commit, with the rows of all appends in a few statements.
pub(super) async fn apply_all(
    connection: &mut SqliteConnection,
    changes: &[Change],
) -> Result<Outcome<Vec<Reply>>, sqlx::Error> {
    let appends: Vec<&Append> = changes
        .iter()
        .filter_map(|change| if let Change::Append(append) = change { Some(append) } else { None })
        .collect();
    let written = all(connection, changes, &appends).await;
    outcome(written)
}

/// One change by itself.
pub(super) async fn apply(
    connection: &mut SqliteConnection,
    change: &Change,
) -> Result<Outcome<Reply>, sqlx::Error> {
    let written = match change {
        Change::Append(append) => {
            all(connection, std::slice::from_ref(change), &[append]).await.map(|_| Reply::Done)
        }
        other => other_than_append(connection, other).await,
    };
    outcome(written)
}

fn outcome<T>(written: Result<T, sqlx::Error>) -> Result<Outcome<T>, sqlx::Error> {
    written.map(Outcome::Done).or_else(|error| refusal(&error).map(Outcome::Refused).ok_or(error))
}

/// Which key said no.
fn refusal(error: &sqlx::Error) -> Option<StoreError> {
    let error = error.as_database_error().filter(|error| error.is_unique_violation())?;
    let message = error.message();
    if message.contains("log.") {
        Some(StoreError::Taken)
    } else if message.contains("requests.") {
        Some(StoreError::Answered)
    } else if message.contains("doors.") {
        Some(StoreError::CodeTaken)
    } else {
        None
    }
}

async fn all(
    connection: &mut SqliteConnection,
    changes: &[Change],
    appends: &[&Append],
) -> Result<Vec<Reply>, sqlx::Error> {
    insert_rows(connection, appends).await?;
    insert_requests(connection, appends).await?;
    let mut replies = Vec::with_capacity(changes.len());
    for change in changes {
        replies.push(match change {
            Change::Append(append) => {
                beside_rows(connection, append).await?;
                Reply::Done
            }
            other => other_than_append(connection, other).await?,
        });
    }
    Ok(replies)
}

async fn insert_rows(connection: &mut SqliteConnection, appends: &[&Append]) -> Result<(), sqlx::Error> {
    let rows: Vec<_> = appends
        .iter()
        .flat_map(|append| append.rows.iter().map(|row| (append.stream.as_str(), row)))
        .collect();
    for some in rows.chunks(AT_ONCE) {
        let mut insert =
            QueryBuilder::<Sqlite>::new("INSERT INTO log (stream, number, payload, words, at_hash) ");
        insert.push_values(some, |mut values, (stream, row)| {
            values
                .push_bind(*stream)
                .push_bind(row.number.cast_signed())
                .push_bind(row.payload.as_str())
                .push_bind(row.words.as_deref())
                .push_bind(row.at_hash.as_slice());
        });
        insert.build().persistent(some.len() == 1).execute(&mut *connection).await?;
    }
    Ok(())
}

async fn insert_requests(connection: &mut SqliteConnection, appends: &[&Append]) -> Result<(), sqlx::Error> {
    let requests: Vec<_> = appends
        .iter()
        .flat_map(|append| append.requests.iter().map(|row| (append.stream.as_str(), row)))
        .collect();
    for some in requests.chunks(AT_ONCE) {
        let mut insert =
            QueryBuilder::<Sqlite>::new("INSERT INTO requests (stream, person, request, answer) ");
        insert.push_values(some, |mut values, (stream, row)| {
            values
                .push_bind(*stream)
                .push_bind(row.person.as_bytes().as_slice())
                .push_bind(row.request.as_bytes().as_slice())
                .push_bind(row.answer.as_str());
        });
        insert.build().persistent(some.len() == 1).execute(&mut *connection).await?;
    }
    Ok(())
}

async fn beside_rows(connection: &mut SqliteConnection, append: &Append) -> Result<(), sqlx::Error> {
    if let Some(index) = &append.index {
        sqlx::query(
            "INSERT INTO meetings (id, theme, place, starts, state, created) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (id) DO UPDATE SET theme = excluded.theme, place = excluded.place, \
             starts = excluded.starts, state = excluded.state, created = excluded.created",
        )
        .bind(&index.id)
        .bind(&index.theme)
        .bind(&index.place)
        .bind(index.starts)
        .bind(&index.state)
        .bind(index.created)
        .execute(&mut *connection)
        .await?;
    }
    for change in &append.rights {
        change_rights(connection, change).await?;
    }
    for number in &append.erase {
        sqlx::query("UPDATE log SET words = NULL WHERE stream = $1 AND number = $2")
            .bind(&append.stream)
            .bind(number.cast_signed())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

async fn other_than_append(connection: &mut SqliteConnection, change: &Change) -> Result<Reply, sqlx::Error> {
    match change {
        Change::Append(append) => beside_rows(connection, append).await.map(|()| Reply::Done),
        Change::Rights(change) => change_rights(connection, change).await.map(|()| Reply::Done),
        Change::Station(station) => set_station(connection, station).await.map(|()| Reply::Done),
        Change::Spend { link, now, token } => spend(connection, *link, *now, *token).await.map(Reply::Spent),
        Change::Claim { code, token } => claim(connection, *code, *token).await.map(Reply::Claimed),
    }
}

async fn set_station(connection: &mut SqliteConnection, station: &Station) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO station (one, id, name, community, subdistrict, zone) VALUES (1, $1, $2, $3, $4, $5) \
         ON CONFLICT (one) DO UPDATE SET id = excluded.id, name = excluded.name, community = excluded.community, \
         subdistrict = excluded.subdistrict, zone = excluded.zone",
    )
    .bind(station.id.as_bytes().as_slice())
    .bind(&station.name)
    .bind(&station.community)
    .bind(&station.subdistrict)
    .bind(&station.zone)
    .execute(connection)
    .await
    .map(|_| ())
}
