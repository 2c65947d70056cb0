//! How rights come and go in the file: seats, hosts, links, doors, the claim.
//!
//! The rule: what may happen once (a one-time link, a claim code) is used up by the same statement that
//! finds it, so of many at once one gets it. Runs inside the writer's transaction.
//! Deliberately not here: looking rights up (`read`).

use sqlx::SqliteConnection;

use super::super::{CLAIM_TRIES, ClaimAnswer, Hash, Opens, RightsChange, Seat};
use super::read::opens_of;

pub(super) async fn change_rights(
    connection: &mut SqliteConnection,
    change: &RightsChange,
) -> Result<(), sqlx::Error> {
    let query = match change {
        RightsChange::SeatGiven { token, seat } => return give_seat(connection, *token, seat).await,
        RightsChange::SeatsTaken(seat) => return take_seats(connection, seat).await,
        RightsChange::HostGiven { token } => return give_host(connection, *token).await,
        RightsChange::HostTaken { token } => {
            sqlx::query("DELETE FROM hosts WHERE token = $1").bind(token.0.as_slice())
        }
        RightsChange::LinkMade { link, opens, expires } => {
            let (name, meeting, person) = match opens {
                Opens::Desk => ("desk", None, None),
                Opens::Wall { meeting } => ("wall", Some(meeting), None),
                Opens::Seat(seat) => ("seat", Some(&seat.meeting), Some(seat.person.as_bytes().as_slice())),
            };
            sqlx::query("INSERT OR REPLACE INTO links (link, opens, meeting, person, expires) VALUES ($1, $2, $3, $4, $5)")
                .bind(link.0.as_slice())
                .bind(name)
                .bind(meeting)
                .bind(person)
                .bind(*expires)
        }
        RightsChange::WallLinksEnded { meeting } => {
            sqlx::query("DELETE FROM links WHERE opens = 'wall' AND meeting = $1").bind(meeting)
        }
        RightsChange::DoorsOpened(doors) => {
            // A row of another meeting with this code keeps its UNIQUE key and refuses this one.
            sqlx::query(
                "INSERT INTO doors (meeting, secret, code) VALUES ($1, $2, $3) \
                 ON CONFLICT (meeting) DO UPDATE SET secret = excluded.secret, code = excluded.code",
            )
            .bind(&doors.meeting)
            .bind(&doors.secret)
            .bind(&doors.code)
        }
        RightsChange::DoorsClosed { meeting } => {
            sqlx::query("DELETE FROM doors WHERE meeting = $1").bind(meeting)
        }
        RightsChange::ClaimCode { code } => {
            sqlx::query("UPDATE claim SET code = $1, wrong = 0").bind(code.0.as_slice())
        }
    };
    query.execute(connection).await.map(|_| ())
}

async fn give_seat(connection: &mut SqliteConnection, token: Hash, seat: &Seat) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT OR REPLACE INTO seats (token, meeting, person) VALUES ($1, $2, $3)")
        .bind(token.0.as_slice())
        .bind(&seat.meeting)
        .bind(seat.person.as_bytes().as_slice())
        .execute(connection)
        .await
        .map(|_| ())
}

async fn take_seats(connection: &mut SqliteConnection, seat: &Seat) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM seats WHERE meeting = $1 AND person = $2")
        .bind(&seat.meeting)
        .bind(seat.person.as_bytes().as_slice())
        .execute(connection)
        .await
        .map(|_| ())
}

async fn give_host(connection: &mut SqliteConnection, token: Hash) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT OR REPLACE INTO hosts (token) VALUES ($1)")
        .bind(token.0.as_slice())
        .execute(connection)
        .await
        .map(|_| ())
}

pub(super) async fn spend(
    connection: &mut SqliteConnection,
    link: Hash,
    now: i64,
    token: Hash,
) -> Result<Option<Opens>, sqlx::Error> {
    sqlx::query("DELETE FROM links WHERE expires <= $1").bind(now).execute(&mut *connection).await?;
    let spent =
        sqlx::query("DELETE FROM links WHERE link = $1 AND opens <> 'wall' RETURNING opens, meeting, person")
            .bind(link.0.as_slice())
            .fetch_optional(&mut *connection)
            .await?;
    let opens = spent.as_ref().map(opens_of).transpose()?;
    match &opens {
        Some(Opens::Desk) => give_host(connection, token).await?,
        Some(Opens::Seat(seat)) => {
            take_seats(connection, seat).await?;
            give_seat(connection, token, seat).await?;
        }
        Some(Opens::Wall { .. }) | None => {}
    }
    Ok(opens)
}

pub(super) async fn claim(
    connection: &mut SqliteConnection,
    code: Hash,
    token: Hash,
) -> Result<ClaimAnswer, sqlx::Error> {
    let right = sqlx::query("UPDATE claim SET code = NULL, claimed = 1 WHERE code = $1")
        .bind(code.0.as_slice())
        .execute(&mut *connection)
        .await?;
    if right.rows_affected() == 1 {
        give_host(connection, token).await?;
        return Ok(ClaimAnswer::Claimed);
    }
    let wrong: Option<i64> = sqlx::query_scalar(
        "UPDATE claim SET wrong = wrong + 1, code = CASE WHEN wrong + 1 >= $1 THEN NULL ELSE code END \
         WHERE code IS NOT NULL RETURNING wrong",
    )
    .bind(i64::from(CLAIM_TRIES))
    .fetch_optional(&mut *connection)
    .await?;
    Ok(match wrong {
        None => ClaimAnswer::NoCode,
        Some(wrong) => ClaimAnswer::Wrong {
            left: u8::try_from(i64::from(CLAIM_TRIES).saturating_sub(wrong)).unwrap_or(0),
        },
    })
}
