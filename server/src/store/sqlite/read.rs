//! What the embedded store answers: reading from the pool, writing through the one writer.
//!
//! The rule: a reader sees only what is committed; a file that does not hold what it should is said to
//! be unusable, never guessed at.

use async_trait::async_trait;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use super::apply::{Change, Reply};
use super::{Sqlite, why};
use crate::store::{
    Append, ClaimAnswer, ClaimState, Doors, Hash, MeetingIndex, Opens, RightsChange, Row, Seat, Station,
    Store, StoreError,
};

/// A column that does not hold what it should.
fn bad(column: &str) -> sqlx::Error {
    sqlx::Error::Decode(column.to_owned().into())
}

fn uuid(row: &SqliteRow, column: &str) -> Result<Uuid, sqlx::Error> {
    Uuid::from_slice(row.try_get(column)?).map_err(|_| bad(column))
}

/// What a row of `links` opens.
pub(super) fn opens_of(row: &SqliteRow) -> Result<Opens, sqlx::Error> {
    match row.try_get("opens")? {
        "desk" => Ok(Opens::Desk),
        "wall" => Ok(Opens::Wall { meeting: row.try_get("meeting")? }),
        "seat" => Ok(Opens::Seat(seat_of(row)?)),
        _ => Err(bad("opens")),
    }
}

fn seat_of(row: &SqliteRow) -> Result<Seat, sqlx::Error> {
    Ok(Seat { meeting: row.try_get("meeting")?, person: uuid(row, "person")? })
}

fn log_row(row: &SqliteRow) -> Result<Row, sqlx::Error> {
    Ok(Row {
        number: row.try_get::<i64, _>("number")?.cast_unsigned(),
        payload: row.try_get("payload")?,
        words: row.try_get("words")?,
        at_hash: row.try_get::<&[u8], _>("at_hash")?.try_into().map_err(|_| bad("at_hash"))?,
    })
}

fn meeting_of(row: &SqliteRow) -> Result<MeetingIndex, sqlx::Error> {
    Ok(MeetingIndex {
        id: row.try_get("id")?,
        theme: row.try_get("theme")?,
        place: row.try_get("place")?,
        starts: row.try_get("starts")?,
        state: row.try_get("state")?,
        created: row.try_get("created")?,
    })
}

fn station_of(row: &SqliteRow) -> Result<Station, sqlx::Error> {
    Ok(Station {
        id: uuid(row, "id")?,
        name: row.try_get("name")?,
        community: row.try_get("community")?,
        subdistrict: row.try_get("subdistrict")?,
        zone: row.try_get("zone")?,
    })
}

fn doors_of(row: &SqliteRow) -> Result<Doors, sqlx::Error> {
    Ok(Doors { meeting: row.try_get("meeting")?, secret: row.try_get("secret")?, code: row.try_get("code")? })
}

type Query<'q> = sqlx::query::Query<'q, sqlx::Sqlite, sqlx::sqlite::SqliteArguments>;

impl Sqlite {
    async fn all<T>(
        &self,
        query: Query<'_>,
        of: fn(&SqliteRow) -> Result<T, sqlx::Error>,
    ) -> Result<Vec<T>, StoreError> {
        let rows = query.fetch_all(&self.readers).await.map_err(said)?;
        rows.iter().map(of).collect::<Result<_, _>>().map_err(said)
    }

    async fn one<T>(
        &self,
        query: Query<'_>,
        of: fn(&SqliteRow) -> Result<T, sqlx::Error>,
    ) -> Result<Option<T>, StoreError> {
        let row = query.fetch_optional(&self.readers).await.map_err(said)?;
        row.as_ref().map(of).transpose().map_err(said)
    }

    async fn written(&self, change: Change) -> Result<(), StoreError> {
        self.writer.write(change).await.map(|_| ())
    }
}

#[expect(clippy::needless_pass_by_value, reason = "a mapping function for map_err")]
fn said(error: sqlx::Error) -> StoreError {
    match error {
        sqlx::Error::Decode(_) | sqlx::Error::ColumnDecode { .. } => StoreError::Unusable(error.to_string()),
        _ => why(&error),
    }
}

#[async_trait]
impl Store for Sqlite {
    async fn append(&self, append: Append) -> Result<(), StoreError> {
        self.written(Change::Append(append)).await
    }

    async fn read(&self, stream: &str, from: u64) -> Result<Vec<Row>, StoreError> {
        let query = sqlx::query(
            "SELECT number, payload, words, at_hash FROM log WHERE stream = $1 AND number >= $2 ORDER BY number",
        );
        self.all(query.bind(stream).bind(from.cast_signed()), log_row).await
    }

    async fn streams(&self) -> Result<Vec<String>, StoreError> {
        self.all(sqlx::query("SELECT DISTINCT stream FROM log ORDER BY stream"), |row| row.try_get(0)).await
    }

    async fn request(&self, stream: &str, person: Uuid, request: Uuid) -> Result<Option<String>, StoreError> {
        let query =
            sqlx::query("SELECT answer FROM requests WHERE stream = $1 AND person = $2 AND request = $3");
        let query = query.bind(stream).bind(person.as_bytes().to_vec()).bind(request.as_bytes().to_vec());
        self.one(query, |row| row.try_get(0)).await
    }

    async fn meetings(&self) -> Result<Vec<MeetingIndex>, StoreError> {
        let query = sqlx::query(
            "SELECT id, theme, place, starts, state, created FROM meetings ORDER BY created DESC, id",
        );
        self.all(query, meeting_of).await
    }

    async fn station(&self) -> Result<Option<Station>, StoreError> {
        self.one(sqlx::query("SELECT id, name, community, subdistrict, zone FROM station"), station_of).await
    }

    async fn set_station(&self, station: Station) -> Result<(), StoreError> {
        self.written(Change::Station(station)).await
    }

    async fn change_rights(&self, change: RightsChange) -> Result<(), StoreError> {
        self.written(Change::Rights(change)).await
    }

    async fn seat(&self, token: Hash) -> Result<Option<Seat>, StoreError> {
        self.one(
            sqlx::query("SELECT meeting, person FROM seats WHERE token = $1").bind(token.0.to_vec()),
            seat_of,
        )
        .await
    }

    async fn host(&self, token: Hash) -> Result<bool, StoreError> {
        let query = sqlx::query("SELECT 1 FROM hosts WHERE token = $1").bind(token.0.to_vec());
        Ok(self.one(query, |_| Ok(())).await?.is_some())
    }

    async fn doors(&self, meeting: &str) -> Result<Option<Doors>, StoreError> {
        self.one(
            sqlx::query("SELECT meeting, secret, code FROM doors WHERE meeting = $1").bind(meeting),
            doors_of,
        )
        .await
    }

    async fn doors_by_secret(&self, secret: &str) -> Result<Option<String>, StoreError> {
        self.one(sqlx::query("SELECT meeting FROM doors WHERE secret = $1").bind(secret), |row| {
            row.try_get(0)
        })
        .await
    }

    async fn doors_by_code(&self, code: &str) -> Result<Option<String>, StoreError> {
        self.one(sqlx::query("SELECT meeting FROM doors WHERE code = $1").bind(code), |row| row.try_get(0))
            .await
    }

    async fn doors_open(&self) -> Result<u64, StoreError> {
        let count =
            self.one(sqlx::query("SELECT count(*) FROM doors"), |row| row.try_get::<i64, _>(0)).await?;
        Ok(count.map_or(0, i64::cast_unsigned))
    }

    async fn link(&self, link: Hash, now: i64) -> Result<Option<Opens>, StoreError> {
        let query = sqlx::query(
            "SELECT opens, meeting, person FROM links WHERE link = $1 AND (expires IS NULL OR expires > $2)",
        );
        self.one(query.bind(link.0.to_vec()).bind(now), opens_of).await
    }

    async fn spend_link(&self, link: Hash, now: i64, token: Hash) -> Result<Option<Opens>, StoreError> {
        match self.writer.write(Change::Spend { link, now, token }).await? {
            Reply::Spent(opens) => Ok(opens),
            Reply::Done | Reply::Claimed(_) => Ok(None),
        }
    }

    async fn claim_state(&self) -> Result<ClaimState, StoreError> {
        let query = sqlx::query("SELECT claimed = 1, code IS NOT NULL FROM claim");
        let state = self
            .one(query, |row| Ok(ClaimState { claimed: row.try_get(0)?, waiting: row.try_get(1)? }))
            .await?;
        state.ok_or_else(|| StoreError::Unusable("claim".to_owned()))
    }

    async fn claim(&self, code: Hash, token: Hash) -> Result<ClaimAnswer, StoreError> {
        match self.writer.write(Change::Claim { code, token }).await? {
            Reply::Claimed(answer) => Ok(answer),
            Reply::Done | Reply::Spent(_) => Ok(ClaimAnswer::NoCode),
        }
    }

    fn trouble(&self) -> Option<StoreError> {
        self.writer.trouble()
    }

    async fn close(&self) {
        // The readers first, so that the writer is the last to leave and tidies the WAL away.
        self.readers.close().await;
        self.writer.close().await;
    }
}
