//! From names of the hall to ids. The rules' own state answers it here; a robot behind a real socket
//! answers it from what its desk shows. A name nobody knows is a fault of the story, said with its line.

use super::{Actor, Fault, LineRef, Step, Verb};
use crate::plans::Plan;
use crate::{
    Command, CorrectionId, LineId, Meeting, Moment, MotionId, PersonId, PledgeId, TopicId, VoteId, floor,
    minutes, motions, people, plans, screens, stages, tables, topics, voting,
};

/// Who can say which thing a story means.
pub trait Lookup {
    /// A person by form of address; the first to come, where two share one.
    fn person(&self, name: &str) -> Option<PersonId>;
    /// The stage in front, from 0.
    fn stage(&self) -> u8;
    /// A topic by its number on the wall.
    fn topic(&self, number: u16) -> Option<TopicId>;
    /// A line by its table and number.
    fn line(&self, line: LineRef) -> Option<LineId>;
    /// A motion by its number.
    fn motion(&self, number: u16) -> Option<MotionId>;
    /// A vote by its number from 1, or the latest.
    fn vote(&self, number: Option<u16>) -> Option<VoteId>;
    /// A pledge by its number from 1, those taken back counted.
    fn pledge(&self, number: u16) -> Option<PledgeId>;
    /// A wish for a correction by its number from 1.
    fn correction(&self, number: u16) -> Option<CorrectionId>;
    /// The moment of a time of day of this story, given since its start.
    fn moment(&self, since_midnight: crate::Span) -> Option<Moment>;
}

fn nth<T>(mut items: impl Iterator<Item = T>, number: u16) -> Option<T> {
    items.nth(usize::from(number.checked_sub(1)?))
}

impl Lookup for Meeting {
    fn person(&self, name: &str) -> Option<PersonId> {
        self.people.iter().find(|(_, person)| person.name.as_str() == name).map(|(id, _)| id)
    }

    fn stage(&self) -> u8 {
        self.stages.current
    }

    fn topic(&self, number: u16) -> Option<TopicId> {
        nth(self.topics.iter(), number).map(|(id, _)| id)
    }

    fn line(&self, line: LineRef) -> Option<LineId> {
        nth(self.tables.lines_of(line.table), line.number).map(|(id, _)| id)
    }

    fn motion(&self, number: u16) -> Option<MotionId> {
        nth(self.motions.iter(), number).map(|(id, _)| id)
    }

    fn vote(&self, number: Option<u16>) -> Option<VoteId> {
        match number {
            Some(number) => nth(self.votes.iter(), number).map(|(id, _)| id),
            None => self.votes.latest().map(|(id, _)| id),
        }
    }

    fn pledge(&self, number: u16) -> Option<PledgeId> {
        nth(self.plans.pledges(), number).map(|(id, _)| id)
    }

    fn correction(&self, number: u16) -> Option<CorrectionId> {
        nth(self.minutes.asked.iter(), number).map(|wish| wish.id)
    }

    fn moment(&self, since_midnight: crate::Span) -> Option<Moment> {
        Some(super::play::DAY.plus(since_midnight))
    }
}

impl Step {
    /// The command this step gives, or `None` where it only lets time pass.
    ///
    /// # Errors
    /// A name nobody knows.
    pub fn command(&self, known: &impl Lookup) -> Result<Option<Command>, Fault> {
        let named = match (&self.verb, &self.actor) {
            (Verb::Join { building, kind }, Actor::Person(name) | Actor::SecondDesk(name)) => {
                let (name, building, kind) = (name.clone(), building.clone(), *kind);
                Some(Command::People(people::Command::Join { name, building, kind }))
            }
            _ => None,
        };
        match named {
            Some(command) => Ok(Some(command)),
            None => self.verb.command(known).map_err(|what| Fault { line: self.line, what }),
        }
    }
}

impl Verb {
    fn command(&self, known: &impl Lookup) -> Result<Option<Command>, String> {
        let person = |name: &str| known.person(name).ok_or_else(|| format!("没有叫“{name}”的人"));
        let topic = |n: u16| known.topic(n).ok_or_else(|| format!("没有议题 #{n}"));
        let motion = |n: u16| known.motion(n).ok_or_else(|| format!("没有动议{n}"));
        let line = |line: LineRef| {
            let missing = || format!("{}桌没有第 {} 行", line.table.0, line.number);
            known.line(line).ok_or_else(missing)
        };
        let vote = |n: Option<u16>| known.vote(n).ok_or_else(|| "没有这次表决".to_owned());
        Ok(Some(match self.clone() {
            Self::Wait => return Ok(None),
            Self::Tick => Command::Tick,
            Self::Join { building, kind } => {
                // The host holds a seat already: the rules refuse this.
                Command::People(people::Command::Join { name: String::new(), building, kind })
            }
            Self::Add { name, building, kind } => {
                Command::People(people::Command::Add { name, building, kind })
            }
            Self::Amend { name, building, kind } => {
                Command::People(people::Command::Amend { name, building, kind })
            }
            Self::Leave => Command::People(people::Command::Leave),
            Self::Return => Command::People(people::Command::Return),
            Self::Appoint { office, person: name } => {
                Command::People(people::Command::Appoint { office, person: person(&name)? })
            }
            Self::Doors(open) => Command::People(people::Command::Doors { open }),
            Self::Advance { from } => Command::Stages(stages::Command::Advance {
                from: from.map_or_else(|| known.stage(), |from| from.saturating_sub(1)),
            }),
            Self::GoTo { stage, reason } => {
                Command::Stages(stages::Command::GoTo { stage: stage.saturating_sub(1), reason })
            }
            Self::Close => Command::Stages(stages::Command::Close),
            Self::Reopen { reason } => Command::Stages(stages::Command::Reopen { reason }),
            Self::Show(card) => Command::Screens(screens::Command::Show { card }),
            Self::Blank(on) => Command::Screens(screens::Command::Blank { on }),
            Self::Post(text) => Command::Topics(topics::Command::Post { text }),
            Self::Sign(n) => Command::Topics(topics::Command::Sign { topic: topic(n)? }),
            Self::Unsign(n) => Command::Topics(topics::Command::Unsign { topic: topic(n)? }),
            Self::WithdrawTopic(n) => Command::Topics(topics::Command::Withdraw { topic: topic(n)? }),
            Self::Merge { from, into } => {
                Command::Topics(topics::Command::Merge { from: topic(from)?, into: topic(into)? })
            }
            Self::Unmerge(n) => Command::Topics(topics::Command::Unmerge { topic: topic(n)? }),
            Self::HideTopic { topic: n, reason } => {
                Command::Topics(topics::Command::Hide { topic: topic(n)?, reason })
            }
            Self::UnhideTopic(n) => Command::Topics(topics::Command::Unhide { topic: topic(n)? }),
            Self::Form(groups) => Command::Tables(tables::Command::Form { groups }),
            Self::OpenFor(n) => Command::Tables(tables::Command::OpenFor { topic: topic(n)? }),
            Self::Take(place) => Command::Tables(tables::Command::Take { place }),
            Self::Record(table) => Command::Tables(tables::Command::Record { table }),
            Self::Write { table, kind, text } => {
                Command::Tables(tables::Command::Write { table, kind, text })
            }
            Self::Strike(at) => Command::Tables(tables::Command::Strike { line: line(at)? }),
            Self::Propose { table, kind, draft } => {
                Command::Tables(tables::Command::Propose { table, kind, draft })
            }
            Self::Report(table) => Command::Tables(tables::Command::Report { table }),
            Self::EndReport => Command::Tables(tables::Command::EndReport),
            Self::HideLine { line: at, reason } => {
                Command::Tables(tables::Command::Hide { line: line(at)?, reason })
            }
            Self::UnhideLine(at) => Command::Tables(tables::Command::Unhide { line: line(at)? }),
            Self::Move { kind, draft } => Command::Motions(motions::Command::Move { kind, draft }),
            Self::MoveFrom(table) => Command::Motions(motions::Command::MoveFrom { table }),
            Self::WithdrawMotion(n) => Command::Motions(motions::Command::Withdraw { motion: motion(n)? }),
            Self::Open { motion: n, note } => {
                Command::Motions(motions::Command::Open { motion: motion(n)?, note })
            }
            Self::SetAside { reason } => Command::Motions(motions::Command::SetAside { reason }),
            Self::Raise(stance) => Command::Floor(floor::Command::Raise { stance }),
            Self::Lower => Command::Floor(floor::Command::Lower),
            Self::Give { person: name, reason } => {
                let person = name.map(|name| person(&name)).transpose()?;
                Command::Floor(floor::Command::Give { person, reason })
            }
            Self::Done => Command::Floor(floor::Command::Done),
            Self::Pause => Command::Floor(floor::Command::Pause),
            Self::Resume => Command::Floor(floor::Command::Resume),
            Self::Extend { secs, reason } => Command::Floor(floor::Command::Extend { secs, reason }),
            Self::Rule { rule, person: name, end } => {
                let person = name.map(|name| person(&name)).transpose()?;
                Command::Floor(floor::Command::Rule { rule, person, end })
            }
            Self::LastCall => Command::Floor(floor::Command::LastCall),
            Self::CutShort { last } => Command::Floor(floor::Command::CutShort {
                last: known.moment(last).ok_or("这里不知道时刻")?,
            }),
            Self::Put { reason } => Command::Voting(voting::Command::Put { reason }),
            Self::Cast { vote: n, choice } => {
                Command::Voting(voting::Command::Cast { vote: vote(n)?, choice })
            }
            Self::CountHands { choice, hands } => {
                Command::Voting(voting::Command::CountHands { choice, hands })
            }
            Self::CallNays => Command::Voting(voting::Command::CallNays),
            Self::Declare => Command::Voting(voting::Command::Declare),
            Self::Annul { vote: n, reason } => {
                Command::Voting(voting::Command::Annul { vote: vote(n)?, reason })
            }
            Self::Settle { motion: n, owner, due, resources, level } => {
                let plan = Plan { owner: owner.into(), due: due.into(), resources: resources.into(), level };
                Command::Plans(plans::Command::Settle { motion: motion(n)?, plan })
            }
            Self::Pledge { motion: n, kind, text } => {
                let motion = n.map(motion).transpose()?;
                Command::Plans(plans::Command::Pledge { motion, kind, text })
            }
            Self::TakeBack(n) => Command::Plans(plans::Command::TakeBack {
                pledge: known.pledge(n).ok_or_else(|| format!("没有认领{n}"))?,
            }),
            Self::Ask(text) => Command::Minutes(minutes::Command::Ask { text }),
            Self::Answer { correction, text } => Command::Minutes(minutes::Command::Answer {
                correction: known.correction(correction).ok_or_else(|| format!("没有更正{correction}"))?,
                text,
            }),
        }))
    }
}
