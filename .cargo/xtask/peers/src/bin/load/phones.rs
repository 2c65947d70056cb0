//! The residents' phones on their sockets, and what they are told to do.
//!
//! "fan N": N topics are put up, one each 50 ms, each by the next phone. "acks N": every phone signs
//! and unsigns a topic N times, sending again as soon as it has its answer. "lone N": one phone does,
//! the others look on; "topics" puts up short ones for that. The rule kept here: a step ends when every phone shows the same topics with
//! the same heat, the heat is what the answered acts make, and no two acts got the same number.
//! Acts go as the forms of the page, the way phones send them.

use std::collections::BTreeSet;
use std::io::BufRead as _;
use std::ops::Range;
use std::time::{Duration, Instant};

use meeting::view::phone::{Key, Part};
use meeting::wire::{self, Answer, Audience, Down, Up};
use peers::crowd::Crowd;
use peers::{Failure, PACE};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::pages;
use crate::station::{self, Station};

type Frame = Down<Key, Part>;

/// How many topics signatures are spread over.
const SIGNED: usize = 20;
/// As long as a topic may be, in characters; and a short one.
const LONGEST_TOPIC: usize = 60;
const SHORT_TOPIC: usize = 8;
const PATIENCE: Duration = Duration::from_secs(30);

/// A topic as a phone shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shown {
    id: String,
    text: String,
    heat: u32,
}

#[derive(Default)]
struct Phone {
    /// The topics' heat in order of their numbers; a phone lacks what it was not told of.
    heat: Vec<Option<u32>>,
    /// The act without an answer yet.
    asked: Option<(Uuid, Instant)>,
    /// How many acts it still has to do in this step.
    left: usize,
    signed: bool,
}

/// What the frames of a step amounted to.
#[derive(Default)]
struct Count {
    residents: u64,
    bytes: usize,
    others: u64,
    answers: Vec<(u64, Duration)>,
    answered_at: Option<Instant>,
}

struct Hall {
    crowd: Crowd,
    phones: Vec<Phone>,
    /// The topics in order of their numbers, with the heat the answered acts make.
    topics: Vec<Shown>,
    /// The residents' frame that came last and what it says of topics: the next phone gets the very same.
    last: (Vec<u8>, Vec<(usize, u32)>),
    count: Count,
    requests: u128,
    posted: usize,
    lone: usize,
}

/// Seats the residents, opens their phones, then does what stdin says.
pub(crate) fn serve(mut station: Station, clients: usize) -> Result<(), Failure> {
    let start = Instant::now();
    let asks = station.seat(clients)?;
    let joined = start.elapsed();
    let mut hall = Hall::open(&station, &asks)?;
    let open = start.elapsed() - joined;
    println!(
        "{}",
        json!({ "ready": clients, "join_secs": joined.as_secs_f64(), "open_secs": open.as_secs_f64() })
    );
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (word, count) = line.split_once(' ').unwrap_or((&line, "0"));
        let count: usize = count.parse()?;
        let said = match word {
            "fan" => hall.fan(count, LONGEST_TOPIC)?,
            "topics" => hall.fan(SIGNED, SHORT_TOPIC)?,
            "acks" => hall.acks(0..clients, count, &station)?,
            "lone" => {
                // another each time, so that nobody meets the limit on taps
                hall.lone += 1;
                let at = hall.lone % clients;
                hall.acks(at..at + 1, count, &station)?
            }
            "pages" => pages::weigh(&mut station)?,
            _ => return Err(format!("there is no step {word:?}").into()),
        };
        println!("{said}");
    }
    Ok(())
}

impl Hall {
    fn open(station: &Station, asks: &[(String, String)]) -> Result<Hall, Failure> {
        let mut crowd = Crowd::connect(station.address, asks)?;
        let hello = wire::encode(&Up::Hello { have: Vec::new() })?;
        for at in 0..asks.len() {
            crowd.send(at, &hello)?;
        }
        let mut hall = Hall {
            crowd,
            phones: asks.iter().map(|_| Phone::default()).collect(),
            topics: Vec::new(),
            last: (Vec::new(), Vec::new()),
            count: Count::default(),
            requests: u128::from(std::process::id()) << 64,
            posted: 0,
            lone: 0,
        };
        let until = Instant::now() + PATIENCE;
        while hall.count.residents < asks.len() as u64 {
            hall.listen(until, until)?;
        }
        Ok(hall)
    }

    /// Puts up topics of so many characters, one each 50 ms, each by the next phone.
    fn fan(&mut self, events: usize, characters: usize) -> Result<Value, Failure> {
        self.count = Count::default();
        let (start, topics) = (Instant::now(), self.topics.len() + events);
        for event in 0..events {
            let due = start + PACE * u32::try_from(event)?;
            while Instant::now() < due {
                self.listen(due + PATIENCE, due)?;
            }
            let number = self.posted + 1;
            let at = self.posted % self.phones.len();
            self.posted += 1;
            let beginning = station::han(number, 4);
            let rest = "三号楼电梯夜里总是停楼道灯也不亮".chars().cycle().take(characters - 4);
            let text: String = beginning.chars().chain(rest).collect();
            self.ask(at, &[("act", "topics.post"), ("text", &text)])?;
        }
        self.settle(topics)?;
        let Count { residents, bytes, others, .. } = &self.count;
        Ok(json!({ "events": events, "frames": residents, "bytes": bytes, "others": others }))
    }

    /// Each of these phones signs and unsigns a topic, so often, the next act when the last is answered.
    fn acks(&mut self, who: Range<usize>, each: usize, station: &Station) -> Result<Value, Failure> {
        if self.topics.len() < SIGNED {
            return Err("there are no topics yet".into());
        }
        self.count = Count::default();
        let (start, commits, expected) = (Instant::now(), station.commits()?, who.len() * each);
        for at in who.clone() {
            self.phones[at].left = each;
        }
        while self.count.answers.len() < expected {
            for at in who.clone() {
                if self.phones[at].asked.is_none() && self.phones[at].left > 0 {
                    self.tap(at)?;
                }
            }
            self.listen(start + PATIENCE, start + PATIENCE)?;
        }
        let secs = self.count.answered_at.map_or(0.0, |at| (at - start).as_secs_f64());
        self.settle(self.topics.len())?;
        let commits = station.commits()?.wrapping_sub(commits);
        let numbers: BTreeSet<u64> = self.count.answers.iter().map(|(number, _)| *number).collect();
        if numbers.len() != expected {
            return Err(format!("{expected} acts have {} numbers", numbers.len()).into());
        }
        let (kept, last) = (station.kept()?, numbers.last().copied().unwrap_or_default());
        if kept < last {
            return Err(format!("number {last} was answered, but the file ends at {kept}").into());
        }
        let mut times: Vec<Duration> = self.count.answers.iter().map(|(_, time)| *time).collect();
        times.sort();
        let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1e6;
        Ok(json!({ "acks": expected, "secs": secs, "commits": commits, "p50_us": at(50), "p99_us": at(99) }))
    }

    fn tap(&mut self, at: usize) -> Result<(), Failure> {
        // never one's own topic, which is signed already: the first phones put up the first topics
        let topic = (at + 1) % SIGNED;
        let phone = &mut self.phones[at];
        phone.left -= 1;
        phone.signed = !phone.signed;
        let act = if phone.signed { "topics.sign" } else { "topics.unsign" };
        let heat = &mut self.topics[topic].heat;
        *heat = if phone.signed { *heat + 1 } else { *heat - 1 };
        let id = self.topics[topic].id.clone();
        self.ask(at, &[("act", act), ("topic", &id)])
    }

    /// Sends a form of the hall page.
    fn ask(&mut self, at: usize, fields: &[(&str, &str)]) -> Result<(), Failure> {
        self.requests += 1;
        let request = Uuid::from_u128(self.requests);
        let page = [("screen", "phone"), ("back", "hall")];
        let fields = page.iter().chain(fields).map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let form = wire::encode(&Up::Form { request, fields })?;
        if self.phones[at].asked.replace((request, Instant::now())).is_some() {
            return Err(format!("phone {at} still waits for an answer").into());
        }
        self.crowd.send(at, &form)
    }

    /// Listens until every act is answered and every phone shows so many topics, all with the heat
    /// the acts made.
    fn settle(&mut self, topics: usize) -> Result<(), Failure> {
        let until = Instant::now() + PATIENCE;
        loop {
            let heat: Vec<Option<u32>> = self.topics.iter().map(|topic| Some(topic.heat)).collect();
            let behind =
                self.phones.iter().filter(|phone| phone.asked.is_some() || phone.heat != heat).count();
            if behind == 0 && heat.len() == topics {
                return Ok(());
            }
            self.listen(until, until).map_err(|error| {
                format!("{behind} phones do not show {topics} topics as they should be: {error}")
            })?;
        }
    }

    /// Takes in what comes, until `wait` at most; an error when it is past `until`.
    fn listen(&mut self, until: Instant, wait: Instant) -> Result<(), Failure> {
        let now = Instant::now();
        if now > until {
            return Err("nothing came any more".into());
        }
        let Hall { crowd, phones, topics, last, count, .. } = self;
        crowd.poll((wait - now).min(Duration::from_millis(200)), |at, bytes| {
            let phone = &mut phones[at];
            if bytes != last.0 {
                match wire::decode::<Frame>(bytes).ok_or("a frame cannot be read")? {
                    Frame::Parts { audience: Audience::Residents, replace, changes, .. } => {
                        if replace {
                            phone.heat.clear();
                        }
                        bytes.clone_into(&mut last.0);
                        last.1 = changes.into_iter().filter_map(|change| topic(topics, change)).collect();
                    }
                    Frame::Answer(answer) => return phone.answered(answer, count),
                    _ => {
                        count.others += 1;
                        return Ok(());
                    }
                }
            }
            for (number, heat) in &last.1 {
                if phone.heat.len() <= *number {
                    phone.heat.resize(number + 1, None);
                }
                phone.heat[*number] = Some(*heat);
            }
            count.residents += 1;
            count.bytes += bytes.len();
            Ok(())
        })
    }
}

impl Phone {
    fn answered(&mut self, answer: Answer, count: &mut Count) -> Result<(), Failure> {
        let now = Instant::now();
        let (request, at) = self.asked.take().ok_or("an answer to nothing")?;
        if request != answer.request {
            return Err("an answer to something else".into());
        }
        let number = answer.result.map_err(|sentence| format!("refused: {sentence}"))?;
        count.answers.push((number, now - at));
        count.answered_at = Some(now);
        Ok(())
    }
}

/// Which topic, from 0, has which heat; a new one joins the list.
fn topic(topics: &mut Vec<Shown>, (key, part): (Key, Option<Part>)) -> Option<(usize, u32)> {
    let (Key::Topic(id), Some(Part::Topic(topic))) = (key, part) else { return None };
    let at = usize::from(topic.number).checked_sub(1)?;
    if at >= topics.len() {
        topics.resize(at + 1, Shown::default());
    }
    if topics[at].id.is_empty() {
        topics[at] = Shown { id: id.to_string(), text: topic.text, heat: topic.heat };
    }
    Some((at, topic.heat))
}
