//! Plays a story through the rules alone: no server, no clock but the story's own. Deadlines come by
//! themselves between two steps. A story never stops at a failed expectation; all failures are told.

use super::check::{holds, names_refusal, refusal_key};
use super::lookup::Lookup;
use super::{Actor, Script, Step, Verb};
use crate::{
    Act, Command, Door, Event, Meeting, Moment, PersonId, Recorded, Refusal, RulePack, Setup, Span, Standing,
    apply, decide, floor, next_deadline, open,
};

/// Midnight of the day all stories are held on: 14 March 2026 in China.
pub(super) const DAY: Moment = Moment(1_773_417_600_000);

/// An expectation that did not come true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// On which line.
    pub line: u32,
    /// What the story says.
    pub expected: String,
    /// What came instead.
    pub got: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "第 {} 行：要“{}”，却是“{}”", self.line, self.expected, self.got)
    }
}

/// A story played to its end.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How the meeting then stands.
    pub meeting: Meeting,
    /// Everything that happened.
    pub log: Vec<Recorded>,
    /// What did not come true; empty when the story holds.
    pub failures: Vec<Failure>,
    /// One line for each act: time, words, and what came of it.
    pub diary: Vec<String>,
}

/// Plays a story by this rule pack.
///
/// # Errors
/// The meeting cannot even be opened: a head line or the pack is at fault.
pub fn run(script: &Script, pack: RulePack) -> Result<Outcome, Refusal> {
    let mut stage = Play::open(script, pack)?;
    for step in &script.steps {
        stage.step(step);
    }
    Ok(stage.outcome)
}

struct Play<'a> {
    script: &'a Script,
    starts: Moment,
    host: PersonId,
    acts: u128,
    outcome: Outcome,
}

impl<'a> Play<'a> {
    fn open(script: &'a Script, pack: RulePack) -> Result<Self, Refusal> {
        let starts = DAY.plus(script.starts);
        let host = PersonId(crate::id::fresh(1, 0));
        let act = Act {
            by: host,
            on_behalf: None,
            standing: Standing::Host,
            door: Door::Desk,
            at: starts,
            seed: 1,
        };
        let setup = Setup {
            station: script.station.as_str().into(),
            community: script.community.as_str().into(),
            subdistrict: script.subdistrict.as_str().into(),
            theme: script.theme.as_str().into(),
            place: script.place.as_str().into(),
            starts,
            rehearsal: script.rehearsal,
            pack,
            host: script.host.as_str().into(),
        };
        let mut log = Vec::new();
        for (number, event) in (1u64..).zip(open(&act, setup)?) {
            log.push(Recorded::stamp(number, &act, event));
        }
        let unopened = || Refusal::from(crate::Why::MeetingClosed);
        let meeting = Meeting::fold(&log).ok_or_else(unopened)?;
        let outcome = Outcome { meeting, log, failures: Vec::new(), diary: Vec::new() };
        Ok(Self { script, starts, host, acts: 1, outcome })
    }

    fn step(&mut self, step: &Step) {
        let now = self.starts.plus(step.at);
        self.deadlines(now);
        let wanted = step.refusal();
        match self.give(step, now) {
            Ok(()) if wanted.is_some() => self.fail(step, "照做了".to_owned()),
            Ok(()) => {}
            Err(Stopped::Refused(refusal)) => {
                if !wanted.is_some_and(|key| names_refusal(&refusal, key)) {
                    self.fail(step, format!("拒绝 {}", refusal_key(&refusal)));
                }
            }
            Err(Stopped::Unknown(what)) => self.fail(step, what),
        }
        for expect in &step.expect {
            if let Err(got) = holds(&self.outcome.meeting, now, &expect.fact) {
                let expected = expect.words.clone();
                self.outcome.failures.push(Failure { line: expect.line, expected, got });
            }
        }
    }

    fn fail(&mut self, step: &Step, got: String) {
        let expected = step.refusal().map_or_else(|| step.words.clone(), |key| format!("拒绝 {key}"));
        self.outcome.failures.push(Failure { line: step.line, expected, got });
    }

    fn give(&mut self, step: &Step, now: Moment) -> Result<(), Stopped> {
        let known = &self.outcome.meeting;
        let command = step.command(known).map_err(|fault| Stopped::Unknown(fault.what))?;
        let Some(command) = command else { return Ok(()) };
        let person =
            |name: &str| known.person(name).ok_or_else(|| Stopped::Unknown(format!("没有叫“{name}”的人")));
        self.acts += 1;
        let seed = self.acts;
        let (by, standing) = match &step.actor {
            Actor::Host => (self.host, Standing::Host),
            Actor::Clock => (self.host, Standing::Clock),
            Actor::SecondDesk(name) => (person(name)?, Standing::Host),
            // Who comes in is new, unless the very same person is here already.
            Actor::Person(name) => match (&step.verb, known.person(name)) {
                (_, Some(person)) => (person, Standing::Resident),
                (Verb::Join { .. }, None) => (PersonId(crate::id::fresh(seed, 9)), Standing::Resident),
                _ => (person(name)?, Standing::Resident),
            },
        };
        let on_behalf = step.on_behalf.as_deref().map(person).transpose()?;
        let act = Act { by, on_behalf, standing, door: step.door, at: now, seed };
        let words = step_words(step);
        match self.take(&act, &command) {
            Ok(_) => {
                self.note(now, &format!("{words} ✓ {}", self.outcome.meeting.number));
                Ok(())
            }
            Err(refusal) => {
                self.note(now, &format!("{words} ✗ {}", refusal_key(&refusal)));
                Err(Stopped::Refused(refusal))
            }
        }
    }

    fn take(&mut self, act: &Act, command: &Command) -> Result<Vec<Event>, Refusal> {
        let events = decide(&self.outcome.meeting, act, command)?;
        for event in events.clone() {
            let recorded = Recorded::stamp(self.outcome.meeting.number + 1, act, event);
            apply(&mut self.outcome.meeting, &recorded);
            self.outcome.log.push(recorded);
        }
        Ok(events)
    }

    /// Lets everything happen that falls due until now, at its own moment.
    fn deadlines(&mut self, now: Moment) {
        while let Some(due) = next_deadline(&self.outcome.meeting).filter(|due| *due <= now) {
            self.acts += 1;
            let speaker = self.outcome.meeting.floor.speaker.map(|speech| speech.person);
            let act = Act {
                by: speaker.unwrap_or(self.host),
                on_behalf: None,
                standing: Standing::Clock,
                door: Door::Clock,
                at: due,
                seed: self.acts,
            };
            let Ok(events) = self.take(&act, &Command::Tick) else { return };
            if events.is_empty() {
                return;
            }
            for event in events {
                if let Event::Floor(floor::Event::Ended { person, .. }) = event {
                    let name = self.outcome.meeting.people.name(person).to_owned();
                    self.note(due, &format!("时间到：{name}"));
                }
            }
        }
    }

    fn note(&mut self, at: Moment, words: &str) {
        let Span(since) = self.starts.until(at);
        let secs = (self.script.starts.0 + since) / 1000;
        let (hours, minutes, secs) = (secs / 3600, secs / 60 % 60, secs % 60);
        self.outcome.diary.push(format!("{hours:02}:{minutes:02}:{secs:02} {words}"));
    }
}

/// One person's own words of a line that may name a crowd.
fn step_words(step: &Step) -> String {
    let rest = step.words.split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
    match &step.actor {
        Actor::Person(name) if !step.words.starts_with('[') => format!("{name} {rest}"),
        Actor::Person(_) | Actor::Host | Actor::SecondDesk(_) | Actor::Clock => step.words.clone(),
    }
}

enum Stopped {
    Refused(Refusal),
    Unknown(String),
}
