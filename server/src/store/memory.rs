//! A store that forgets when it is dropped: for the rules' tests, `play` and trying things out.
//!
//! The rule: it answers exactly as a durable store answers, only without the disk. One lock makes every
//! change whole; what would be refused is found before anything is written.
//! Deliberately not here: anything that survives the process.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use uuid::Uuid;

use super::{
    Append, CLAIM_TRIES, ClaimAnswer, ClaimState, Doors, Hash, MeetingIndex, Opens, RightsChange, Row, Seat,
    Station, Store, StoreError, Trouble,
};

/// The store in memory.
#[derive(Default)]
pub struct Memory {
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    closed: bool,
    log: BTreeMap<String, BTreeMap<u64, Row>>,
    requests: HashMap<(String, Uuid, Uuid), String>,
    meetings: BTreeMap<String, MeetingIndex>,
    station: Option<Station>,
    seats: HashMap<Hash, Seat>,
    hosts: HashSet<Hash>,
    links: HashMap<Hash, (Opens, Option<i64>)>,
    doors: BTreeMap<String, Doors>,
    claim_code: Option<Hash>,
    wrong_tries: u8,
    claimed: bool,
}

impl Memory {
    /// An empty store.
    pub fn new() -> Memory {
        Memory::default()
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // Nothing under the lock can panic half-way through a change.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> Result<MutexGuard<'_, Held>, StoreError> {
        let held = self.held();
        if held.closed { Err(StoreError::Unavailable(Trouble::Closed)) } else { Ok(held) }
    }
}

impl Held {
    fn check(&self, append: &Append) -> Result<(), StoreError> {
        let mut numbers = BTreeSet::new();
        let taken =
            |row: &Row| self.log.get(&append.stream).is_some_and(|rows| rows.contains_key(&row.number));
        if append.rows.iter().any(|row| taken(row) || !numbers.insert(row.number)) {
            return Err(StoreError::Taken);
        }
        let mut asked = HashSet::new();
        for row in &append.requests {
            let key = (append.stream.clone(), row.person, row.request);
            if self.requests.contains_key(&key) || !asked.insert(key) {
                return Err(StoreError::Answered);
            }
        }
        // The doors as they will be, so that a code opened twice in one append is found too.
        let mut doors = self.doors.clone();
        append.rights.iter().try_for_each(|change| change_doors(&mut doors, change))
    }

    fn change(&mut self, change: RightsChange) -> Result<(), StoreError> {
        change_doors(&mut self.doors, &change)?;
        match change {
            RightsChange::SeatGiven { token, seat } => {
                self.seats.insert(token, seat);
            }
            RightsChange::SeatsTaken(taken) => self.seats.retain(|_, seat| *seat != taken),
            RightsChange::HostGiven { token } => {
                self.hosts.insert(token);
            }
            RightsChange::HostTaken { token } => {
                self.hosts.remove(&token);
            }
            RightsChange::LinkMade { link, opens, expires } => {
                self.links.insert(link, (opens, expires));
            }
            RightsChange::WallLinksEnded { meeting } => {
                self.links.retain(|_, (opens, _)| *opens != Opens::Wall { meeting: meeting.clone() });
            }
            RightsChange::ClaimCode { code } => {
                self.claim_code = Some(code);
                self.wrong_tries = 0;
            }
            RightsChange::DoorsOpened(_) | RightsChange::DoorsClosed { .. } => {}
        }
        Ok(())
    }

    fn live_link(&self, link: Hash, now: i64) -> Option<Opens> {
        let (opens, expires) = self.links.get(&link)?;
        expires.is_none_or(|at| now < at).then(|| opens.clone())
    }
}

fn change_doors(doors: &mut BTreeMap<String, Doors>, change: &RightsChange) -> Result<(), StoreError> {
    match change {
        RightsChange::DoorsOpened(opened) => {
            let others = doors.values().filter(|other| other.meeting != opened.meeting);
            if others.into_iter().any(|other| other.code == opened.code || other.secret == opened.secret) {
                return Err(StoreError::CodeTaken);
            }
            doors.insert(opened.meeting.clone(), opened.clone());
        }
        RightsChange::DoorsClosed { meeting } => {
            doors.remove(meeting);
        }
        _ => {}
    }
    Ok(())
}

#[async_trait]
impl Store for Memory {
    async fn append(&self, append: Append) -> Result<(), StoreError> {
        let mut held = self.open()?;
        held.check(&append)?;
        for change in append.rights {
            held.change(change)?;
        }
        for row in append.requests {
            held.requests.insert((append.stream.clone(), row.person, row.request), row.answer);
        }
        if let Some(index) = append.index {
            held.meetings.insert(index.id.clone(), index);
        }
        if append.rows.is_empty() && append.erase.is_empty() {
            return Ok(());
        }
        let stream = held.log.entry(append.stream).or_default();
        stream.extend(append.rows.into_iter().map(|row| (row.number, row)));
        for number in append.erase {
            if let Some(row) = stream.get_mut(&number) {
                row.words = None;
            }
        }
        Ok(())
    }

    async fn read(&self, stream: &str, from: u64) -> Result<Vec<Row>, StoreError> {
        let held = self.held();
        Ok(held
            .log
            .get(stream)
            .map(|rows| rows.range(from..).map(|(_, row)| row.clone()).collect())
            .unwrap_or_default())
    }

    async fn streams(&self) -> Result<Vec<String>, StoreError> {
        Ok(self
            .held()
            .log
            .iter()
            .filter(|(_, rows)| !rows.is_empty())
            .map(|(name, _)| name.clone())
            .collect())
    }

    async fn request(&self, stream: &str, person: Uuid, request: Uuid) -> Result<Option<String>, StoreError> {
        Ok(self.held().requests.get(&(stream.to_owned(), person, request)).cloned())
    }

    async fn meetings(&self) -> Result<Vec<MeetingIndex>, StoreError> {
        let mut meetings: Vec<_> = self.held().meetings.values().cloned().collect();
        meetings.sort_by_key(|meeting| std::cmp::Reverse(meeting.created));
        Ok(meetings)
    }

    async fn station(&self) -> Result<Option<Station>, StoreError> {
        Ok(self.held().station.clone())
    }

    async fn set_station(&self, station: Station) -> Result<(), StoreError> {
        self.open()?.station = Some(station);
        Ok(())
    }

    async fn change_rights(&self, change: RightsChange) -> Result<(), StoreError> {
        self.open()?.change(change)
    }

    async fn seat(&self, token: Hash) -> Result<Option<Seat>, StoreError> {
        Ok(self.held().seats.get(&token).cloned())
    }

    async fn host(&self, token: Hash) -> Result<bool, StoreError> {
        Ok(self.held().hosts.contains(&token))
    }

    async fn doors(&self, meeting: &str) -> Result<Option<Doors>, StoreError> {
        Ok(self.held().doors.get(meeting).cloned())
    }

    async fn doors_by_secret(&self, secret: &str) -> Result<Option<String>, StoreError> {
        Ok(self.held().doors.values().find(|doors| doors.secret == secret).map(|doors| doors.meeting.clone()))
    }

    async fn doors_by_code(&self, code: &str) -> Result<Option<String>, StoreError> {
        Ok(self.held().doors.values().find(|doors| doors.code == code).map(|doors| doors.meeting.clone()))
    }

    async fn doors_open(&self) -> Result<u64, StoreError> {
        Ok(self.held().doors.len() as u64)
    }

    async fn link(&self, link: Hash, now: i64) -> Result<Option<Opens>, StoreError> {
        Ok(self.held().live_link(link, now))
    }

    async fn spend_link(&self, link: Hash, now: i64, token: Hash) -> Result<Option<Opens>, StoreError> {
        let mut held = self.open()?;
        let opens = held.live_link(link, now);
        match &opens {
            None | Some(Opens::Wall { .. }) => return Ok(None),
            Some(Opens::Desk) => {
                held.hosts.insert(token);
            }
            Some(Opens::Seat(seat)) => {
                held.seats.retain(|_, other| other != seat);
                held.seats.insert(token, seat.clone());
            }
        }
        held.links.remove(&link);
        Ok(opens)
    }

    async fn claim_state(&self) -> Result<ClaimState, StoreError> {
        let held = self.held();
        Ok(ClaimState { claimed: held.claimed, waiting: held.claim_code.is_some() })
    }

    async fn claim(&self, code: Hash, token: Hash) -> Result<ClaimAnswer, StoreError> {
        let mut held = self.open()?;
        let Some(right) = held.claim_code else { return Ok(ClaimAnswer::NoCode) };
        if right == code {
            held.claim_code = None;
            held.claimed = true;
            held.hosts.insert(token);
            return Ok(ClaimAnswer::Claimed);
        }
        held.wrong_tries += 1;
        let left = CLAIM_TRIES.saturating_sub(held.wrong_tries);
        if left == 0 {
            held.claim_code = None;
        }
        Ok(ClaimAnswer::Wrong { left })
    }

    fn trouble(&self) -> Option<StoreError> {
        None
    }

    async fn close(&self) {
        self.held().closed = true;
    }
}
