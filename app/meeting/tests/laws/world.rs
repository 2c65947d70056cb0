//! Plays random acts through the rules as a keeper would: decide, stamp, apply, and the clock's own
//! ticks when a deadline has come. Every text typed carries a marker that tells what kind of text it is.

use meeting::floor::Stance;
use meeting::motions::{Draft, MotionKind};
use meeting::people::Kind;
use meeting::voting::Choice;
use meeting::{
    Act, Command, Door, Meeting, Moment, PersonId, Recorded, Refusal, RulePack, Setup, Standing, apply,
    decide, floor, motions, next_deadline, open, people, stages, tables, topics, voting,
};
use uuid::Uuid;

use crate::acts::{self, Raw};

pub(crate) struct World {
    pub(crate) meeting: Meeting,
    pub(crate) log: Vec<Recorded>,
    pub(crate) taken: usize,
    now: Moment,
    seed: u128,
    texts: u32,
}

/// What is told of every event: the state after it and the event itself.
type Watch<'a> = &'a mut dyn FnMut(&Meeting, &Recorded);

impl World {
    /// A meeting already in one of six situations.
    pub(crate) fn new(situation: u8) -> Self {
        Self::opened(situation, &mut |_, _| {})
    }

    pub(crate) fn played(start: u8, raws: &[Raw]) -> Self {
        Self::watched(start, raws, &mut |_, _| {})
    }

    pub(crate) fn watched(start: u8, raws: &[Raw], watch: Watch<'_>) -> Self {
        let mut world = Self::opened(start % 6, watch);
        for raw in raws {
            world.random(raw, watch);
        }
        world
    }

    fn opened(situation: u8, watch: Watch<'_>) -> Self {
        let pack: RulePack = toml::from_str(meeting::rule_pack::OPEN_SPACE).unwrap();
        let host = person(0);
        let now = Moment(1_773_486_000_000);
        let setup = Setup {
            station: "站".into(),
            community: "社区".into(),
            subdistrict: "街道".into(),
            theme: "主题".into(),
            place: "大厅".into(),
            starts: now,
            rehearsal: false,
            pack,
            host: "小周".into(),
        };
        let act = act(host, Standing::Host, now, 1);
        let events = open(&act, setup).unwrap();
        let log: Vec<_> =
            (1u64..).zip(events).map(|(number, event)| Recorded::stamp(number, &act, event)).collect();
        let mut meeting = Meeting::begin(&log[0]).unwrap();
        watch(&meeting, &log[0]);
        for recorded in &log[1..] {
            apply(&mut meeting, recorded);
            watch(&meeting, recorded);
        }
        let mut world = Self { meeting, log, taken: 0, now, seed: 1, texts: 0 };
        world.situation(situation, watch);
        world
    }

    /// 1: people and topics. 2: groups. 3: a debate. 4: a vote. 5: an adopted motion.
    fn situation(&mut self, situation: u8, watch: Watch<'_>) {
        let host = person(0);
        let resident = |world: &mut Self, n: u8, command, watch: Watch<'_>| {
            world.give(person(n), None, Standing::Resident, &command, watch).unwrap();
        };
        if situation == 0 {
            return;
        }
        for n in 1..=5 {
            let kind = if n == 5 { Kind::Observer } else { Kind::Resident };
            let (name, building) = (self.text('N'), self.text('B'));
            resident(self, n, Command::People(people::Command::Join { name, building, kind }), watch);
            let text = self.text('T');
            resident(self, n, Command::Topics(topics::Command::Post { text }), watch);
        }
        if situation == 1 {
            return;
        }
        self.give(host, None, Standing::Host, &Command::Tables(tables::Command::Form { groups: 3 }), watch)
            .unwrap();
        for n in 1..=3 {
            let table = meeting::TableNo(n);
            resident(self, n, Command::Tables(tables::Command::Record { table }), watch);
        }
        if situation == 2 {
            return;
        }
        for n in 1..=2 {
            let draft = self.draft();
            let command = motions::Command::Move { kind: MotionKind::Action, draft };
            resident(self, n, Command::Motions(command), watch);
        }
        let motion = self.meeting.motions.iter().next().unwrap().0;
        let opening = Command::Motions(motions::Command::Open { motion, note: self.text('R') });
        self.give(host, None, Standing::Host, &opening, watch).unwrap();
        for (n, stance) in [(1, Stance::For), (2, Stance::For), (3, Stance::Against)] {
            let command = Command::Floor(floor::Command::Raise { stance: Some(stance) });
            resident(self, n, command, watch);
        }
        if situation == 3 {
            return;
        }
        // Somebody who may come back while the vote is open.
        resident(self, 4, Command::People(people::Command::Leave), watch);
        let put = Command::Voting(voting::Command::Put { reason: self.text('R') });
        self.give(host, None, Standing::Host, &put, watch).unwrap();
        if situation == 4 {
            return;
        }
        let vote = self.meeting.votes.latest().unwrap().0;
        resident(self, 1, Command::Voting(voting::Command::Cast { vote, choice: Choice::Aye }), watch);
        for command in [voting::Command::CallNays, voting::Command::Declare] {
            self.give(host, None, Standing::Host, &Command::Voting(command), watch).unwrap();
        }
    }

    /// Five boxes, each marked.
    pub(crate) fn draft(&mut self) -> Draft {
        let mut text = || self.text('D').into();
        Draft { who: text(), what: text(), when: text(), place: text(), money: text(), kind: None }
    }

    /// A text that can be found again: its kind and a number nobody else has.
    pub(crate) fn text(&mut self, kind: char) -> String {
        self.texts += 1;
        format!("§{kind}{:05}", self.texts)
    }

    pub(crate) fn persons(&self) -> Vec<PersonId> {
        self.meeting.people.iter().map(|(id, _)| id).collect()
    }

    pub(crate) fn cast(&mut self, voter: usize, choice: Choice) {
        let vote = self.meeting.votes.latest().unwrap().0;
        let voter = self.persons()[voter];
        let command = Command::Voting(voting::Command::Cast { vote, choice });
        self.give(voter, None, Standing::Resident, &command, &mut |_, _| {}).unwrap();
    }

    pub(crate) fn call_nays(&mut self) {
        let command = Command::Voting(voting::Command::CallNays);
        self.give(person(0), None, Standing::Host, &command, &mut |_, _| {}).unwrap();
    }

    fn random(&mut self, raw: &Raw, watch: Watch<'_>) {
        // Mostly seconds pass, sometimes minutes.
        let pause = i64::from(raw[5]) * if raw[5].is_multiple_of(8) { 900 } else { 90 };
        self.now = Moment(self.now.0 + pause);
        while let Some(due) = next_deadline(&self.meeting).filter(|due| *due <= self.now) {
            let now = std::mem::replace(&mut self.now, due);
            let ticked = self.give(person(0), None, Standing::Clock, &Command::Tick, watch).unwrap();
            self.now = now;
            assert!(ticked > 0, "a deadline that never passes");
        }
        let given = acts::draw(self, raw);
        let before = self.meeting.number;
        match self.give(given.by, given.on_behalf, given.standing, &given.command, watch) {
            Ok(events) => {
                self.taken += 1;
                assert_eq!(self.meeting.number, before + events as u64);
                assert!(events > 0 || given.command == Command::Tick);
            }
            Err(_) => assert_eq!(self.meeting.number, before),
        }
        if matches!(given.command, Command::Stages(stages::Command::Close)) && !raw[4].is_multiple_of(4) {
            // Most evenings go on.
            let reason = self.text('R');
            let _ = self.give(
                person(0),
                None,
                Standing::Host,
                &Command::Stages(stages::Command::Reopen { reason }),
                watch,
            );
        }
    }

    fn give(
        &mut self,
        by: PersonId,
        on_behalf: Option<PersonId>,
        standing: Standing,
        command: &Command,
        watch: Watch<'_>,
    ) -> Result<usize, Refusal> {
        self.seed += 1;
        let act = Act { on_behalf, ..act(by, standing, self.now, self.seed) };
        let events = decide(&self.meeting, &act, command)?;
        let count = events.len();
        for event in events {
            let recorded = Recorded::stamp(self.meeting.number + 1, &act, event);
            apply(&mut self.meeting, &recorded);
            watch(&self.meeting, &recorded);
            self.log.push(recorded);
        }
        Ok(count)
    }
}

/// The n-th person who might come; 0 is the host.
pub(crate) fn person(n: u8) -> PersonId {
    PersonId(Uuid::from_u128(0xA000 + u128::from(n)))
}

fn act(by: PersonId, standing: Standing, at: Moment, seed: u128) -> Act {
    let door = match standing {
        Standing::Host => Door::Desk,
        Standing::Resident => Door::Phone,
        Standing::Clock => Door::Clock,
    };
    Act { by, on_behalf: None, standing, door, at, seed }
}
