//! A store in memory that can be told to fail.

use std::sync::atomic::{AtomicU8, Ordering};

use async_trait::async_trait;
use server::store::{
    Append, ClaimAnswer, ClaimState, Doors, Hash, MeetingIndex, Memory, Opens, RightsChange, Row, Seat,
    Station, Store, StoreError, Trouble,
};
use uuid::Uuid;

#[derive(Clone, Copy)]
pub(crate) enum Mood {
    Well,
    Full,
    WritesButSaysNo,
    Panics,
}

#[derive(Default)]
pub(crate) struct Troubled {
    inner: Memory,
    mood: AtomicU8,
}

impl Troubled {
    pub(crate) fn set(&self, mood: Mood) {
        self.mood.store(mood as u8, Ordering::SeqCst);
    }
}

#[async_trait]
impl Store for Troubled {
    async fn append(&self, append: Append) -> Result<(), StoreError> {
        let full = Err(StoreError::Unavailable(Trouble::Full));
        match self.mood.load(Ordering::SeqCst) {
            mood if mood == Mood::Full as u8 => full,
            mood if mood == Mood::WritesButSaysNo as u8 => self.inner.append(append).await.and(full),
            mood if mood == Mood::Panics as u8 => panic!("a fault in the middle of saving"),
            _ => self.inner.append(append).await,
        }
    }
    async fn read(&self, stream: &str, from: u64) -> Result<Vec<Row>, StoreError> {
        self.inner.read(stream, from).await
    }
    async fn streams(&self) -> Result<Vec<String>, StoreError> {
        self.inner.streams().await
    }
    async fn request(&self, stream: &str, person: Uuid, request: Uuid) -> Result<Option<String>, StoreError> {
        self.inner.request(stream, person, request).await
    }
    async fn meetings(&self) -> Result<Vec<MeetingIndex>, StoreError> {
        self.inner.meetings().await
    }
    async fn station(&self) -> Result<Option<Station>, StoreError> {
        self.inner.station().await
    }
    async fn set_station(&self, station: Station) -> Result<(), StoreError> {
        self.inner.set_station(station).await
    }
    async fn change_rights(&self, change: RightsChange) -> Result<(), StoreError> {
        self.inner.change_rights(change).await
    }
    async fn seat(&self, token: Hash) -> Result<Option<Seat>, StoreError> {
        self.inner.seat(token).await
    }
    async fn host(&self, token: Hash) -> Result<bool, StoreError> {
        self.inner.host(token).await
    }
    async fn doors(&self, meeting: &str) -> Result<Option<Doors>, StoreError> {
        self.inner.doors(meeting).await
    }
    async fn doors_by_secret(&self, secret: &str) -> Result<Option<String>, StoreError> {
        self.inner.doors_by_secret(secret).await
    }
    async fn doors_by_code(&self, code: &str) -> Result<Option<String>, StoreError> {
        self.inner.doors_by_code(code).await
    }
    async fn doors_open(&self) -> Result<u64, StoreError> {
        self.inner.doors_open().await
    }
    async fn link(&self, link: Hash, now: i64) -> Result<Option<Opens>, StoreError> {
        self.inner.link(link, now).await
    }
    async fn spend_link(&self, link: Hash, now: i64, token: Hash) -> Result<Option<Opens>, StoreError> {
        self.inner.spend_link(link, now, token).await
    }
    async fn claim_state(&self) -> Result<ClaimState, StoreError> {
        self.inner.claim_state().await
    }
    async fn claim(&self, code: Hash, token: Hash) -> Result<ClaimAnswer, StoreError> {
        self.inner.claim(code, token).await
    }
    fn trouble(&self) -> Option<StoreError> {
        self.inner.trouble()
    }
    async fn close(&self) {
        self.inner.close().await;
    }
}
