//! One batch: everything that waited, decided in order on a working state, saved in one transaction.
//!
//! The rule: nothing is applied for others before the save succeeded; a taken number means reading what
//! somebody else wrote and deciding again; a request that was answered before gets that answer and is not
//! done twice; refusals are not remembered. Doors that open or close do so in the same transaction.
//! Deliberately not here: when batches happen (`keeper`), what is allowed (`meeting::decide`).

use std::collections::{BTreeMap, VecDeque};

use meeting::{
    Act, Command, Door, Moment, PersonId, Recorded, Refusal, Standing, Why, apply, decide, next_deadline,
};
use tokio::time::sleep_until;
use uuid::Uuid;

use super::ask::{Answered, Ask, Letter, NotDone};
use super::doors::{Change, drawn};
use super::keeper::Keeper;
use super::log;
use crate::auth::token::random_16;
use crate::store::{Append, Doors, RequestRow, RightsChange, StoreError, Trouble};

/// How often a batch is decided again because others wrote in between.
const TRIES: usize = 8;

/// How many answers are remembered without asking the store.
const REMEMBERED: usize = 8192;

/// Answers given lately.
#[derive(Default)]
pub(super) struct Recent {
    answers: BTreeMap<(PersonId, Uuid), First>,
    order: VecDeque<(PersonId, Uuid)>,
}

impl Recent {
    fn remember(&mut self, request: (PersonId, Uuid), first: First) {
        if self.answers.insert(request, first).is_none() {
            self.order.push_back(request);
        }
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.answers.remove(&oldest);
        }
    }
}

/// The first answer to a request, and what was asked then: the same id with another command is no retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct First {
    number: u64,
    asked: u64,
}

impl First {
    fn of(ask: &Ask, number: u64) -> First {
        First { number, asked: digest(ask) }
    }

    /// The verdict on a request that was answered before.
    fn verdict(self, ask: &Ask) -> Verdict {
        if self.asked == digest(ask) {
            Verdict::Before(self.number)
        } else {
            Verdict::Refused(Why::RequestReused.into())
        }
    }

    fn write(self) -> String {
        format!("{} {:016x}", self.number, self.asked)
    }

    fn read(text: &str) -> Option<First> {
        let (number, asked) = text.split_once(' ')?;
        Some(First { number: number.parse().ok()?, asked: u64::from_str_radix(asked, 16).ok()? })
    }
}

/// Tells commands apart; it stands in the store, and no word can be read from it.
fn digest(ask: &Ask) -> u64 {
    let asked = serde_json::to_vec(&(ask.person, ask.on_behalf, &ask.command)).unwrap_or_default();
    let [a, b, c, d, e, f, g, h, ..] = *blake3::hash(&asked).as_bytes();
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}

/// What was decided about one ask.
enum Verdict {
    Done(u64),
    Before(u64),
    Refused(Refusal),
}

/// A batch as it was decided, not saved yet.
#[derive(Default)]
struct Plan {
    events: Vec<Recorded>,
    requests: Vec<RequestRow>,
    rights: Vec<RightsChange>,
    doors: Option<Option<Doors>>,
    verdicts: Vec<Verdict>,
    done: BTreeMap<(PersonId, Uuid), First>,
}

fn key(ask: &Ask) -> (PersonId, Uuid) {
    (ask.person, ask.request)
}

impl Keeper {
    /// Decides, saves and answers; with no letters only what is due by itself.
    pub(super) async fn batch(&mut self, letters: Vec<Letter>) {
        match self.settle(&letters, None).await {
            Ok(verdicts) => {
                self.saved(true);
                for (letter, verdict) in letters.into_iter().zip(verdicts) {
                    // Who no longer listens will find it in the parts.
                    let _ = letter.answer.send(match verdict {
                        Verdict::Done(number) | Verdict::Before(number) => Ok(Answered { number }),
                        Verdict::Refused(refusal) => Err(NotDone::Refusal(refusal)),
                    });
                }
            }
            Err(error) => {
                self.saved(false);
                tracing::warn!(%error, asks = letters.len(), "batch not saved");
                for letter in letters {
                    let _ = letter.answer.send(Err(NotDone::Unsaved(sentence(&error))));
                }
            }
        }
        if self.has_news() && tokio::time::Instant::now() >= self.tell_at() {
            self.tell().await;
        }
    }

    /// Does what the keeper itself has to do.
    pub(super) async fn by_itself(&mut self, command: &Command) {
        if let Err(error) = self.settle(&[], Some(command)).await {
            tracing::warn!(%error, "not saved");
        }
    }

    async fn settle(
        &mut self,
        letters: &[Letter],
        own: Option<&Command>,
    ) -> Result<Vec<Verdict>, StoreError> {
        for _ in 0..TRIES {
            let outcome = self.try_once(letters, own).await;
            match outcome {
                Ok(verdicts) => return Ok(verdicts),
                Err(error) => {
                    self.working = (*self.shared.meeting()).clone();
                    match error {
                        StoreError::Taken => self.read_on().await?,
                        StoreError::Answered => self.recall(letters).await?,
                        StoreError::CodeTaken => {}
                        other => return Err(other),
                    }
                }
            }
        }
        Err(StoreError::Unavailable(Trouble::Crowded))
    }

    async fn try_once(
        &mut self,
        letters: &[Letter],
        own: Option<&Command>,
    ) -> Result<Vec<Verdict>, StoreError> {
        let mut plan = self.decide_all(letters, own)?;
        self.second_look(letters, &mut plan).await?;
        if plan.events.is_empty() && plan.requests.is_empty() {
            return Ok(plan.verdicts);
        }
        let rows = log::seal(&self.stream, self.head, &plan.events)?;
        let head = rows.last().map_or(self.head, |row| row.at_hash);
        let index = log::summary(&self.shared.id, &self.working);
        let append = Append {
            stream: self.stream.clone(),
            rows,
            requests: plan.requests,
            index: (index != self.index).then(|| index.clone()),
            rights: plan.rights,
            erase: Vec::new(),
        };
        self.save(append).await?;
        self.head = head;
        self.index = index;
        self.last = plan.events.last().map_or(self.last, |event| event.at);
        self.shared.commit(&plan.events);
        if let Some(doors) = plan.doors {
            self.shared.doors.send_replace(doors);
        }
        for (request, first) in plan.done {
            self.recent.remember(request, first);
        }
        Ok(plan.verdicts)
    }

    /// Saves; screens go on hearing of earlier news meanwhile.
    async fn save(&mut self, append: Append) -> Result<(), StoreError> {
        let store = std::sync::Arc::clone(&self.store);
        let mut saving = store.append(append);
        loop {
            tokio::select! {
                saved = &mut saving => return saved,
                () = sleep_until(self.tell_at()), if self.has_news() => self.tell().await,
            }
        }
    }

    fn decide_all(&mut self, letters: &[Letter], own: Option<&Command>) -> Result<Plan, StoreError> {
        let at = self.shared.clock.now().max(self.last);
        let mut plan = Plan::default();
        let due = next_deadline(&self.working).is_some_and(|deadline| deadline <= at);
        for command in own.into_iter().chain(due.then_some(&Command::Tick)) {
            let by = self.working.floor.speaker.map(|speech| speech.person).or(self.working.chair());
            let act = Act {
                by: by.unwrap_or(PersonId(Uuid::nil())),
                on_behalf: None,
                standing: Standing::Clock,
                door: Door::Clock,
                at,
                seed: seed()?,
            };
            if let Err(refusal) = self.step(&act, command, &mut plan)? {
                tracing::debug!(%refusal, "nothing to do by itself");
            }
        }
        for letter in letters {
            let verdict = self.judge(&letter.ask, at, &mut plan)?;
            plan.verdicts.push(verdict);
        }
        Ok(plan)
    }

    fn judge(&mut self, ask: &Ask, at: Moment, plan: &mut Plan) -> Result<Verdict, StoreError> {
        let before = self.recent.answers.get(&key(ask)).or_else(|| plan.done.get(&key(ask)));
        if let Some(first) = before {
            return Ok(first.verdict(ask));
        }
        let act = Act {
            by: ask.person,
            on_behalf: ask.on_behalf,
            standing: ask.standing,
            door: ask.door,
            at,
            seed: seed()?,
        };
        Ok(match self.step(&act, &ask.command, plan)? {
            Err(refusal) => Verdict::Refused(refusal),
            Ok(number) => {
                let first = First::of(ask, number);
                plan.done.insert(key(ask), first);
                plan.rights.extend(ask.rights.iter().cloned());
                plan.requests.push(RequestRow {
                    person: ask.person.0,
                    request: ask.request,
                    answer: first.write(),
                });
                Verdict::Done(number)
            }
        })
    }

    /// Decides one command and applies it to the working state.
    fn step(
        &mut self,
        act: &Act,
        command: &Command,
        plan: &mut Plan,
    ) -> Result<Result<u64, Refusal>, StoreError> {
        let events = match decide(&self.working, act, command) {
            Ok(events) => events,
            Err(refusal) => return Ok(Err(refusal)),
        };
        for event in events {
            if let Some(change) = Change::of(&event) {
                let doors = match change {
                    Change::Opened => Some(drawn(&self.shared.id, self.options.digits)?),
                    Change::Closed => None,
                };
                plan.rights.push(match &doors {
                    Some(doors) => RightsChange::DoorsOpened(doors.clone()),
                    None => RightsChange::DoorsClosed { meeting: self.shared.id.clone() },
                });
                plan.doors = Some(doors);
            }
            let recorded = Recorded::stamp(self.working.number + 1, act, event);
            apply(&mut self.working, &recorded);
            plan.events.push(recorded);
        }
        Ok(Ok(self.working.number))
    }

    /// A retry of something already done is often refused by the rules; the store knows better.
    async fn second_look(&mut self, letters: &[Letter], plan: &mut Plan) -> Result<(), StoreError> {
        for (letter, verdict) in letters.iter().zip(&mut plan.verdicts) {
            if matches!(verdict, Verdict::Refused(_))
                && let Some(first) = self.answered_before(&letter.ask).await?
            {
                *verdict = first.verdict(&letter.ask);
            }
        }
        Ok(())
    }

    async fn answered_before(&self, ask: &Ask) -> Result<Option<First>, StoreError> {
        let answer = self.store.request(&self.stream, ask.person.0, ask.request).await?;
        Ok(answer.and_then(|answer| First::read(&answer)))
    }

    /// Some of these were answered in an earlier life: learns which.
    async fn recall(&mut self, letters: &[Letter]) -> Result<(), StoreError> {
        for letter in letters {
            if let Some(first) = self.answered_before(&letter.ask).await? {
                self.recent.remember(key(&letter.ask), first);
            }
        }
        Ok(())
    }

    /// Somebody else wrote to this stream: reads what, and goes on from there.
    async fn read_on(&mut self) -> Result<(), StoreError> {
        let rows = self.store.read(&self.stream, self.working.number + 1).await?;
        let events = rows.iter().map(log::read).collect::<Result<Vec<_>, _>>()?;
        let Some(last) = events.last() else { return Ok(()) };
        self.last = last.at;
        self.head = log::head(&rows);
        self.shared.commit(&events);
        self.working = (*self.shared.meeting()).clone();
        self.index = log::summary(&self.shared.id, &self.working);
        let doors = self.store.doors(&self.shared.id).await?;
        self.shared.doors.send_replace(doors);
        Ok(())
    }
}

fn seed() -> Result<u128, StoreError> {
    let bytes = random_16().map_err(|error| StoreError::Unavailable(Trouble::Other(error.to_string())))?;
    Ok(u128::from_be_bytes(bytes))
}

/// What whoever asked is told.
pub(super) fn sentence(error: &StoreError) -> String {
    match error {
        StoreError::Unavailable(trouble) => format!("未保存：{trouble}"),
        other => format!("未保存：{other}"),
    }
}
