//! Where everything that happened is kept: append-only streams of rows, and the few tables beside them.
//!
//! The rule: an answer of `Ok` means the bytes are on the disk. What goes into one [`Append`] goes in
//! whole or not at all; a row once written is never edited, only its words can be erased.
//! Only this module knows SQL, and only the server may read it: a row holds what people typed.
//! [`Memory`] and [`Sqlite`] keep the same promises; `server/tests/store.rs` holds both to them.
//!
//! Deliberately not here: what an event means, clocks and randomness (moments and tokens are handed in),
//! and who may do what.

pub mod chain;
mod memory;
mod rights;
mod sqlite;
pub mod words;

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use uuid::Uuid;

pub use memory::Memory;
pub use rights::{CLAIM_TRIES, ClaimAnswer, ClaimState, Doors, Hash, Opens, RightsChange, Seat};
pub use sqlite::{Sqlite, SqliteOptions};

/// One row of a stream, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its place in the stream, from 1 on.
    pub number: u64,
    /// Canonical JSON, hashed exactly as written here.
    pub payload: String,
    /// JSON list of `[salt, text]`, outside the hash; absent when nothing was typed or it was erased.
    pub words: Option<String>,
    /// The chain's hash up to and including this row.
    pub at_hash: [u8; 32],
}

impl Row {
    /// Makes the next row of `stream` from an event: its words set apart, its hash chained to `prev`.
    pub fn seal(
        prev: [u8; 32],
        stream: &str,
        number: u64,
        event: serde_json::Value,
        salts: &mut impl FnMut() -> [u8; 16],
    ) -> Row {
        let (payload, words) = words::split(event, salts);
        let at_hash = chain::next(prev, stream, number, &payload);
        Row { number, payload, words, at_hash }
    }

    /// The event with its words back in their places, each checked against its commitment.
    pub fn event(&self) -> Result<serde_json::Value, words::Unjoined> {
        words::join(&self.payload, self.words.as_deref())
    }
}

/// What was answered to one request of one person in a stream.
///
/// The answer must hold no words a person typed and no ballot choice: it is not reached by erasing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRow {
    /// Who asked.
    pub person: Uuid,
    /// The id their device gave the request.
    pub request: Uuid,
    /// The answer, JSON.
    pub answer: String,
}

/// A meeting's line in the list of meetings. Made from the log; can be thrown away and made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingIndex {
    /// The ten letters of its address.
    pub id: String,
    /// Its theme (议题), in words.
    pub theme: String,
    /// Where it is held.
    pub place: String,
    /// When it begins, UTC milliseconds, once that is known.
    pub starts: Option<i64>,
    /// Where it stands; the keeper's own word for it.
    pub state: String,
    /// When it was made, UTC milliseconds.
    pub created: i64,
}

/// The station (协商驿站) this store belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Station {
    /// Borne by every stream of the station.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// 社区.
    pub community: String,
    /// 街道.
    pub subdistrict: String,
    /// The time zone its dates are written in; [`Station::ZONE`] unless somebody chose another.
    pub zone: String,
}

impl Station {
    /// The zone of a station that has chosen none.
    pub const ZONE: &'static str = "Asia/Shanghai";
}

/// What one durable transaction writes to one stream: all of it or nothing.
#[derive(Clone, Debug, Default)]
pub struct Append {
    /// The stream's name, for example `meeting/7k2m9q4xwd`.
    pub stream: String,
    /// The new rows, in order.
    pub rows: Vec<Row>,
    /// The answers to remember.
    pub requests: Vec<RequestRow>,
    /// The meeting's new line in the list, if it changed.
    pub index: Option<MeetingIndex>,
    /// Rights that come or go with these rows: a seat with the arrival, the doors with their opening.
    pub rights: Vec<RightsChange>,
    /// Rows of this stream whose words go for good; `rows` then bears the record that says so.
    pub erase: Vec<u64>,
}

/// Why the store did not do it. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The number is taken: somebody else wrote first. Refold and decide again.
    #[error("这一号已经写过了")]
    Taken,
    /// The request already has an answer: read it.
    #[error("这个请求已经答复过了")]
    Answered,
    /// Another meeting's doors are open with this code: draw another.
    #[error("这个入场码正在使用")]
    CodeTaken,
    /// The disk or the database does not take it now; reading goes on, and a later try may succeed.
    #[error("未保存：{0}")]
    Unavailable(Trouble),
    /// The file is not one this program can keep: from a newer program, or damaged.
    #[error("数据文件无法使用：{0}")]
    Unusable(String),
}

/// What keeps the store from writing, in words the operator can act on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// No space left.
    #[error("磁盘已满，请腾出空间")]
    Full,
    /// Another program holds the file.
    #[error("数据文件正被别的程序占用")]
    Busy,
    /// The file or its folder cannot be written.
    #[error("数据文件是只读的")]
    ReadOnly,
    /// Too many writes wait already.
    #[error("等待保存的太多，请稍后再试")]
    Crowded,
    /// The store was closed.
    #[error("存储已关闭")]
    Closed,
    /// Anything else, in the database's own words.
    #[error("{0}")]
    Other(String),
}

/// A store of streams and rights. All writes are durable when they answer.
#[async_trait]
pub trait Store: Send + Sync {
    /// Writes one transaction; `Ok` only after it is on the disk.
    async fn append(&self, append: Append) -> Result<(), StoreError>;
    /// The rows of a stream from number `from` on, in order.
    async fn read(&self, stream: &str, from: u64) -> Result<Vec<Row>, StoreError>;
    /// The names of all streams that have rows, sorted.
    async fn streams(&self) -> Result<Vec<String>, StoreError>;
    /// The answer a request got before, if it did.
    async fn request(&self, stream: &str, person: Uuid, request: Uuid) -> Result<Option<String>, StoreError>;
    /// The list of meetings, newest first.
    async fn meetings(&self) -> Result<Vec<MeetingIndex>, StoreError>;

    /// The station, once it was named.
    async fn station(&self) -> Result<Option<Station>, StoreError>;
    /// Names the station, or names it anew.
    async fn set_station(&self, station: Station) -> Result<(), StoreError>;

    /// Gives or takes one right.
    async fn change_rights(&self, change: RightsChange) -> Result<(), StoreError>;
    /// Whose seat a token is.
    async fn seat(&self, token: Hash) -> Result<Option<Seat>, StoreError>;
    /// Whether a token is a host's.
    async fn host(&self, token: Hash) -> Result<bool, StoreError>;
    /// The open doors of a meeting, with the secret and the code its wall shows.
    async fn doors(&self, meeting: &str) -> Result<Option<Doors>, StoreError>;
    /// The meeting whose doors open to this secret.
    async fn doors_by_secret(&self, secret: &str) -> Result<Option<String>, StoreError>;
    /// The meeting whose doors open to this typed code.
    async fn doors_by_code(&self, code: &str) -> Result<Option<String>, StoreError>;
    /// How many meetings have open doors; a guess can hit any of them.
    async fn doors_open(&self) -> Result<u64, StoreError>;
    /// What a link opens at moment `now`.
    async fn link(&self, link: Hash, now: i64) -> Result<Option<Opens>, StoreError>;
    /// Uses a one-time link up: in one transaction the link goes and `token` gets its right.
    /// A wall's link is looked at with [`Store::link`] and never used up.
    async fn spend_link(&self, link: Hash, now: i64, token: Hash) -> Result<Option<Opens>, StoreError>;
    /// Whether the server was claimed, and whether a claim code waits.
    async fn claim_state(&self) -> Result<ClaimState, StoreError>;
    /// Tries a claim code: the right one is used up and makes `token` a host; the fifth wrong one spoils it.
    async fn claim(&self, code: Hash, token: Hash) -> Result<ClaimAnswer, StoreError>;

    /// What the last write met, until one succeeds again; for `/healthz` and the desk.
    fn trouble(&self) -> Option<StoreError>;
    /// Writes out what waits and closes; later writes answer [`Trouble::Closed`].
    async fn close(&self);
}

/// Opens the embedded store in a data folder: the file `yishiting.db`, made when absent.
pub async fn open(folder: &Path) -> Result<Arc<dyn Store>, StoreError> {
    Ok(Arc::new(Sqlite::open(&folder.join("yishiting.db"), SqliteOptions::default()).await?))
}
