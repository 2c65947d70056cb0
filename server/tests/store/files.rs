//! What only a file can show: power cuts, other programs' locks, full disks, tampering.

use std::path::Path;
use std::time::Duration;

use server::store::{Append, Sqlite, SqliteOptions, Store, StoreError, Trouble, chain};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};

use super::promises::{all_at_once, append, rows};
use super::sqlite;

fn impatient() -> SqliteOptions {
    SqliteOptions { busy: Duration::from_millis(30), ..SqliteOptions::default() }
}

async fn another_program(folder: &Path) -> SqliteConnection {
    SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(folder.join("yishiting.db")))
        .await
        .unwrap()
}

async fn tell(program: &mut SqliteConnection, sql: &'static str) {
    sqlx::raw_sql(sql).execute(program).await.unwrap();
}

/// The file and its WAL as they lie on the disk now, as after a pulled plug.
fn copy_as_it_lies(from: &Path) -> tempfile::TempDir {
    let to = tempfile::tempdir().unwrap();
    for name in ["yishiting.db", "yishiting.db-wal"] {
        if from.join(name).exists() {
            std::fs::copy(from.join(name), to.path().join(name)).unwrap();
        }
    }
    to
}

fn bytes_on_disk(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .filter(|file| !file.ends_with("yishiting.db-shm"))
        .flat_map(|file| std::fs::read(file).unwrap())
        .collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_acked_is_there_after_the_plug_is_pulled() {
    let (folder, store) = sqlite(SqliteOptions::default()).await;
    let sealed = rows(chain::GENESIS, "meeting/a", 1, 40);
    for acked in (0..40).step_by(8) {
        let answers = all_at_once(
            (acked..acked + 8).map(|n| store.append(append("meeting/a", vec![sealed[n].clone()]))),
        );
        assert!(answers.await.iter().all(Result::is_ok));
        let copy = copy_as_it_lies(folder.path());
        let after = Sqlite::open(&copy.path().join("yishiting.db"), SqliteOptions::default()).await.unwrap();
        assert_eq!(after.read("meeting/a", 1).await.unwrap(), sealed[..acked + 8]);
        after.close().await;
    }
    store.close().await;
    let again = Sqlite::open(&folder.path().join("yishiting.db"), SqliteOptions::default()).await.unwrap();
    assert_eq!(
        chain::verify("meeting/a", &again.read("meeting/a", 1).await.unwrap()),
        Ok(sealed[39].at_hash)
    );
    again.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wal_cut_anywhere_leaves_a_whole_beginning_of_the_log() {
    let (folder, store) = sqlite(SqliteOptions::default()).await;
    let sealed = rows(chain::GENESIS, "meeting/a", 1, 12);
    for row in &sealed {
        store.append(append("meeting/a", vec![row.clone()])).await.unwrap();
    }
    let whole = std::fs::metadata(folder.path().join("yishiting.db-wal")).unwrap().len();
    let mut seen = Vec::new();
    for part in 0..=24 {
        let copy = copy_as_it_lies(folder.path());
        let wal = std::fs::OpenOptions::new().write(true).open(copy.path().join("yishiting.db-wal")).unwrap();
        wal.set_len(whole * part / 24).unwrap();
        let after = Sqlite::open(&copy.path().join("yishiting.db"), SqliteOptions::default()).await.unwrap();
        let kept = after.read("meeting/a", 1).await.unwrap();
        assert_eq!(kept, sealed[..kept.len()]);
        assert!(chain::verify("meeting/a", &kept).is_ok());
        seen.push(kept.len());
        after.close().await;
    }
    assert!(seen.is_sorted() && seen.last() == Some(&12), "{seen:?}");
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_changed_in_the_file_is_named() {
    let (folder, store) = sqlite(SqliteOptions::default()).await;
    store.append(append("meeting/a", rows(chain::GENESIS, "meeting/a", 1, 5))).await.unwrap();
    let mut intruder = another_program(folder.path()).await;
    tell(&mut intruder, "UPDATE log SET payload = replace(payload, '1004', '9999') WHERE number = 4").await;
    assert_eq!(chain::verify("meeting/a", &store.read("meeting/a", 1).await.unwrap()).unwrap_err().number, 4);
    tell(&mut intruder, "DELETE FROM log WHERE number = 2").await;
    assert_eq!(chain::verify("meeting/a", &store.read("meeting/a", 1).await.unwrap()).unwrap_err().number, 2);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_another_program_holds_the_file_writing_says_so_and_reading_goes_on() {
    let (folder, store) = sqlite(impatient()).await;
    let sealed = rows(chain::GENESIS, "meeting/a", 1, 2);
    store.append(append("meeting/a", sealed[..1].to_vec())).await.unwrap();
    let mut backup = another_program(folder.path()).await;
    tell(&mut backup, "BEGIN IMMEDIATE").await;
    let busy = StoreError::Unavailable(Trouble::Busy);
    for _ in 0..2 {
        assert_eq!(store.append(append("meeting/a", sealed[1..].to_vec())).await, Err(busy.clone()));
    }
    assert_eq!(store.trouble(), Some(busy));
    assert_eq!(store.read("meeting/a", 1).await.unwrap(), sealed[..1]);
    tell(&mut backup, "ROLLBACK").await;
    store.append(append("meeting/a", sealed[1..].to_vec())).await.unwrap();
    assert_eq!(store.read("meeting/a", 1).await.unwrap(), sealed);
    assert_eq!(store.trouble(), None);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_the_queue_holds_is_refused_at_once_and_the_rest_is_written() {
    let patient = SqliteOptions { busy: Duration::from_secs(60), queue: 20, ..SqliteOptions::default() };
    let (folder, store) = sqlite(patient).await;
    let mut backup = another_program(folder.path()).await;
    tell(&mut backup, "BEGIN IMMEDIATE").await;
    let streams: Vec<String> = (0..60).map(|n| format!("meeting/{n:02}")).collect();
    let offered =
        streams.iter().map(|stream| store.append(append(stream, rows(chain::GENESIS, stream, 1, 1))));
    // Polled second: by then everything was offered while the file was held.
    let release = tell(&mut backup, "ROLLBACK");
    let (answers, ()) = tokio::join!(all_at_once(offered), release);
    let refused =
        answers.iter().filter(|answer| **answer == Err(StoreError::Unavailable(Trouble::Crowded))).count();
    let written = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(refused + written, 60);
    assert!((20..=40).contains(&written), "{written}");
    assert_eq!(store.streams().await.unwrap().len(), written, "what was refused was not written");
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_what_fits_again_is_written() {
    let (_folder, store) = sqlite(SqliteOptions { most_pages: Some(60), ..impatient() }).await;
    let sealed = rows(chain::GENESIS, "meeting/a", 1, 2);
    store.append(append("meeting/a", sealed[..1].to_vec())).await.unwrap();
    let mut huge = rows(chain::GENESIS, "meeting/b", 1, 1);
    huge[0].words = Some("字".repeat(200_000));
    let full = StoreError::Unavailable(Trouble::Full);
    assert_eq!(store.append(append("meeting/b", huge)).await, Err(full.clone()));
    assert_eq!(store.trouble(), Some(full));
    assert_eq!(store.read("meeting/a", 1).await.unwrap(), sealed[..1]);
    store.append(append("meeting/a", sealed[1..].to_vec())).await.unwrap();
    assert_eq!(store.read("meeting/a", 1).await.unwrap(), sealed);
    assert_eq!(store.read("meeting/b", 1).await.unwrap(), []);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn erased_words_are_in_no_file_any_more() {
    let (folder, store) = sqlite(SqliteOptions::default()).await;
    let sealed = rows(chain::GENESIS, "meeting/a", 1, 3);
    store.append(append("meeting/a", sealed[..2].to_vec())).await.unwrap();
    assert!(holds(&bytes_on_disk(folder.path()), "meeting/a 第1句"));
    store.append(Append { erase: vec![1], ..append("meeting/a", sealed[2..].to_vec()) }).await.unwrap();
    // The WAL is emptied right after the answer, before the writer takes what comes next.
    store.append(Append::default()).await.unwrap();
    let bytes = bytes_on_disk(folder.path());
    assert!(!holds(&bytes, "meeting/a 第1句"));
    assert!(holds(&bytes, "meeting/a 第2句"));
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_and_claim_codes_are_in_no_file() {
    use server::auth::{Token, claim};
    use server::store::{RightsChange, Seat};
    let (folder, store) = sqlite(SqliteOptions::default()).await;
    let (token, person) = (Token::fresh().unwrap(), uuid::Uuid::from_u128(1));
    let seat = Seat { meeting: "aaaaaaaaaa".into(), person };
    store.change_rights(RightsChange::SeatGiven { token: token.hash(), seat }).await.unwrap();
    let code = claim::new_code(&store).await.unwrap();
    let bytes = bytes_on_disk(folder.path());
    assert!(!holds(&bytes, token.text()) && !holds(&bytes, &code));
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_a_newer_program_or_no_database_at_all_is_refused_in_words() {
    let (folder, store) = sqlite(SqliteOptions::default()).await;
    store.close().await;
    let mut newer = another_program(folder.path()).await;
    tell(&mut newer, "INSERT INTO _sqlx_migrations SELECT 9999, 'later', installed_on, success, checksum, 0 FROM _sqlx_migrations").await;
    newer.close().await.unwrap();
    let refused = |file: &'static str| {
        let path = folder.path().join(file);
        async move { Sqlite::open(&path, SqliteOptions::default()).await.err().unwrap().to_string() }
    };
    assert!(refused("yishiting.db").await.contains("更新版本"));
    std::fs::write(folder.path().join("letter.db"), "居民您好".repeat(500)).unwrap();
    assert!(refused("letter.db").await.contains("已损坏"));
}
