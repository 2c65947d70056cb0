//! All robots of a rehearsal, and the story they play step by step.
//!
//! The rule: steps come in the story's order at its pace by the server's clock; an act that is answered is
//! awaited on the desk before the next. What the story expects must show on the screens within a moment.
//! Deliberately not here: printing; whoever watches may take over, the meeting stays.

use std::collections::BTreeMap;
use std::time::Duration;

use meeting::story::{Actor, Eye, Fact, Lookup, Script, Step};
use meeting::wire::Audience;
use meeting::{Command, RulePack, Span, people};
use tokio::time::{Instant, sleep, sleep_until};

use super::facts::{self, Besides};
use super::http::{Address, Jar};
use super::line::Line;
use super::memory::{Known, Memory};
use super::robot::{HallLine, Robot};
use super::seats::{self, Called};

/// How long an expectation may take to show.
pub(super) const SHOWS_WITHIN: Duration = Duration::from_secs(2);

/// How often it is looked for.
const LOOK: Duration = Duration::from_millis(20);

/// What came of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Done, with its number in the log.
    Done(u64),
    /// Refused, with the sentence.
    Refused(String),
    /// Not let in at the door, with the sentence: who has no seat yet never reaches the rules.
    TurnedAway(String),
    /// Nothing to do but let time pass.
    Passed,
}

/// One step as it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// What came of it.
    pub told: Told,
    /// What was not as the story says: (line, expected, found).
    pub failures: Vec<(u32, String, String)>,
}

/// The robots.
pub struct Troupe {
    pub(super) address: Address,
    pub(super) meeting: String,
    pack: RulePack,
    host_name: String,
    pub(super) host: Robot,
    wall: HallLine,
    wall_path: String,
    pub(super) secret: Option<(String, String)>,
    pub(super) people: BTreeMap<String, Robot>,
    pub(super) watchers: Vec<Robot>,
    memory: Memory,
    speed: u32,
    before: Option<(Span, Instant)>,
}

impl Troupe {
    /// Claims the host's right, calls the story's meeting and opens desk and wall.
    ///
    /// # Errors
    /// A sentence for whoever started it.
    pub async fn open(url: &str, code: &str, script: &Script, pack: RulePack) -> Result<Troupe, String> {
        let address = Address::read(url)?;
        let jar = seats::claim(&address, code).await?;
        let Called { id: meeting, mut jar } = seats::call(&address, jar, script).await?;
        let wall_path = seats::wall(&address, &meeting, &mut jar).await?;
        let mut host = Robot::seated(&address, &meeting, jar).await?;
        host.open_desk(&address, &meeting).await?;
        let link = wall_path.split_once("link=").map_or("", |(_, link)| link);
        let socket = format!("/live/{meeting}?screen=wall&link={link}");
        let wall = Line::open(&address, &socket, &Jar::new()).await?;
        let mut troupe = Troupe {
            address,
            meeting,
            pack,
            host_name: script.host.clone(),
            host,
            wall,
            wall_path,
            secret: None,
            people: BTreeMap::new(),
            watchers: Vec::new(),
            memory: Memory::default(),
            speed: 1,
            before: None,
        };
        troupe.speed = troupe.measure().await?;
        Ok(troupe)
    }

    /// How many times as fast as the wall clock this meeting's clock runs.
    #[must_use]
    pub fn speed(&self) -> u32 {
        self.speed
    }

    /// The wall's address.
    #[must_use]
    pub fn wall_address(&self) -> String {
        self.address.page(&self.wall_path)
    }

    /// A link that makes one more device the host's, to watch at the desk or take over.
    ///
    /// # Errors
    /// The desk gave none.
    pub async fn desk_address(&mut self) -> Result<String, String> {
        let link = seats::link(&self.address, &self.meeting, &mut self.host.jar, "desk/link").await?;
        Ok(self.address.page(&link))
    }

    /// Plays one step when its time has come.
    ///
    /// # Errors
    /// The rehearsal cannot go on: a line is cut, the server is gone.
    pub async fn play(&mut self, step: &Step) -> Result<Course, String> {
        self.wait_for(step).await;
        let mut failures = Vec::new();
        let told = match self.give(step).await? {
            Ok(told) => told,
            Err(unknown) => {
                failures.push((step.line, step.words.clone(), unknown));
                Told::Passed
            }
        };
        match (&told, step.refusal()) {
            (Told::Done(_), Some(key)) => {
                failures.push((step.line, format!("拒绝 {key}"), "照做了".to_owned()));
            }
            (Told::Refused(sentence), wanted) => {
                if !wanted.is_some_and(|key| facts::names(sentence, key, &self.pack)) {
                    let expected = wanted.map_or_else(|| step.words.clone(), |key| format!("拒绝 {key}"));
                    failures.push((step.line, expected, format!("拒绝：{sentence}")));
                }
            }
            (Told::TurnedAway(_), Some("doors_closed" | "meeting_closed")) => {}
            (Told::TurnedAway(sentence), _) => {
                failures.push((step.line, step.words.clone(), format!("门口没有让进：{sentence}")));
            }
            (Told::Done(_) | Told::Passed, _) => {}
        }
        for expect in &step.expect {
            if let Err(found) = self.shows(&expect.fact).await? {
                failures.push((expect.line, expect.words.clone(), found));
            }
        }
        Ok(Course { told, failures })
    }

    /// The pace: as long after the step before as the story says, by the server's clock.
    async fn wait_for(&mut self, step: &Step) {
        if let Some((at, when)) = self.before {
            let gap = Duration::from_millis(at.0.abs_diff(step.at.0)) / self.speed;
            sleep_until(when + gap).await;
        }
        self.before = Some((step.at, Instant::now()));
    }

    async fn give(&mut self, step: &Step) -> Result<Result<Told, String>, String> {
        if matches!(step.actor, Actor::Clock) {
            return Ok(Ok(Told::Passed)); // the server's own clock sees to it
        }
        let desk = self.desk()?;
        let desk = desk.held().parts.get(&Audience::Desk).cloned().unwrap_or_default();
        self.memory.note(&desk);
        let known = Known { desk: &desk, memory: &self.memory };
        let command = match step.command(&known) {
            Ok(Some(command)) => command,
            Ok(None) => return Ok(Ok(Told::Passed)),
            Err(fault) => return Ok(Err(fault.what)),
        };
        let person = |name: &str| known.person(name).ok_or_else(|| format!("没有叫“{name}”的人"));
        let on_behalf = match step.on_behalf.as_deref().map(person).transpose() {
            Ok(on_behalf) => on_behalf,
            Err(unknown) => return Ok(Err(unknown)),
        };
        let answer = match &step.actor {
            Actor::Host | Actor::Clock => self.desk()?.act(on_behalf, command).await?,
            Actor::SecondDesk(name) => {
                if let Err(unknown) = self.bring(name, known.person(name), true).await? {
                    return Ok(Err(unknown));
                }
                let desk = self.people.get(name).and_then(|robot| robot.desk.as_ref());
                desk.ok_or("第二台主持设备没有打开。")?.act(on_behalf, command).await?
            }
            Actor::Person(name) if *name == self.host_name => self.host.phone.act(on_behalf, command).await?,
            Actor::Person(name) => {
                if let (Command::People(people::Command::Join { building, kind, .. }), None) =
                    (&command, known.person(name))
                {
                    return self.comes(name, building, *kind).await.map(Ok);
                }
                if let Err(unknown) = self.bring(name, known.person(name), false).await? {
                    return Ok(Err(unknown));
                }
                let robot = self.people.get(name).ok_or("这位没有手机。")?;
                robot.phone.act(on_behalf, command).await?
            }
        };
        Ok(Ok(match answer {
            Ok(number) => {
                self.desk()?.at(number).await;
                Told::Done(number)
            }
            Err(sentence) => Told::Refused(sentence),
        }))
    }

    /// Whether the screens show it within a moment.
    async fn shows(&self, fact: &Fact) -> Result<Result<(), String>, String> {
        let until = Instant::now() + SHOWS_WITHIN;
        loop {
            let found = match fact {
                Fact::Refused(_) => return Ok(Ok(())),
                Fact::Sees(eye, text, wanted) => match self.sees(eye, text) {
                    Ok(seen) if seen == *wanted => Ok(()),
                    Ok(true) => Err("看到了".to_owned()),
                    Ok(false) => Err("没看到".to_owned()),
                    Err(nobody) => Err(nobody),
                },
                fact => {
                    let now = match fact {
                        Fact::Left(_) => self.desk()?.ask_now().await?,
                        _ => meeting::Moment::default(),
                    };
                    let held = self.desk()?.held();
                    let desk = held.parts.get(&Audience::Desk).ok_or("主持台是空的。")?;
                    let besides = Besides {
                        watchers: facts::onlookers(desk, |name| self.people.contains_key(name)),
                        now,
                        slack: Span::secs(2 + self.speed * 2),
                    };
                    facts::holds(desk, besides, fact)
                }
            };
            if found.is_ok() || Instant::now() >= until {
                return Ok(found);
            }
            sleep(LOOK).await;
        }
    }

    fn sees(&self, eye: &Eye, text: &str) -> Result<bool, String> {
        let phones = || self.people.values().chain([&self.host]);
        Ok(match eye {
            Eye::Residents => facts::shows(self.host.phone.held().parts.get(&Audience::Residents), text),
            Eye::Wall => facts::shows(self.wall.held().parts.get(&Audience::Wall), text),
            Eye::Desk => facts::shows(self.desk()?.held().parts.get(&Audience::Desk), text),
            Eye::Table(table) => {
                let audience = Audience::Table(*table);
                let member = phones().find(|robot| robot.phone.held().parts.contains_key(&audience));
                let member = member.ok_or("这一桌没有机器人")?;
                facts::shows(member.phone.held().parts.get(&audience), text)
            }
            Eye::Person(name) if *name == self.host_name => {
                facts::shows(self.host.phone.held().parts.get(&Audience::Me), text)
            }
            Eye::Person(name) => {
                let robot = self.people.get(name).ok_or_else(|| format!("“{name}”没有手机"))?;
                facts::shows(robot.phone.held().parts.get(&Audience::Me), text)
            }
        })
    }

    pub(super) fn desk(&self) -> Result<&HallLine, String> {
        self.host.desk.as_ref().ok_or_else(|| "主持台没有打开。".to_owned())
    }

    /// Looks at the server's clock twice.
    async fn measure(&self) -> Result<u32, String> {
        let (first, began) = (self.desk()?.ask_now().await?, Instant::now());
        sleep(Duration::from_millis(600)).await;
        let (last, took) = (self.desk()?.ask_now().await?, began.elapsed());
        let there = first.until(last).0;
        let here = u64::try_from(took.as_millis()).unwrap_or(u64::MAX).max(1);
        Ok(u32::try_from((there + here / 2) / here).unwrap_or(1).max(1))
    }
}
