//! Random acts from a few bytes each: who, for whom, by what right, and any command there is. Ids are
//! mostly of things that exist, sometimes of nothing.

use meeting::floor::Stance;
use meeting::motions::MotionKind;
use meeting::people::{Kind, Office, Place};
use meeting::plans::{Level, Plan, PledgeKind};
use meeting::screens::Card;
use meeting::tables::LineKind;
use meeting::voting::{Call, Choice, Phase};
use meeting::{
    Command, CorrectionId, LineId, Moment, MotionId, PersonId, PledgeId, RuleKey, Standing, TableNo, TopicId,
    VoteId, floor, minutes, motions, people, plans, screens, stages, tables, topics, voting,
};
use uuid::Uuid;

use crate::world::{World, person};

/// What one act is drawn from.
pub(crate) type Raw = [u8; 6];

/// One act as drawn.
pub(crate) struct Drawn {
    pub(crate) by: PersonId,
    pub(crate) on_behalf: Option<PersonId>,
    pub(crate) standing: Standing,
    pub(crate) command: Command,
}

fn pick<T: Copy>(items: Vec<T>, byte: u8, nonsense: T) -> T {
    if byte == 255 || items.is_empty() { nonsense } else { items[usize::from(byte) % items.len()] }
}

fn nothing() -> Uuid {
    Uuid::from_u128(0xDEAD)
}

pub(crate) fn draw(world: &mut World, raw: &Raw) -> Drawn {
    let [what, who, a, b, c, _] = *raw;
    let newcomer = what.is_multiple_of(10) && a % 12 < 4 || who == 254;
    let by = match who % 3 {
        0 if !newcomer => person(0),
        _ if newcomer => person(who % 12),
        _ => pick(world.persons(), who / 3, PersonId(nothing())),
    };
    let standing = match (who % 3, who % 32) {
        (_, 31) => Standing::Clock,
        (0, _) | (_, 30) => Standing::Host,
        _ => Standing::Resident,
    };
    let helped = standing == Standing::Host && c.is_multiple_of(3) && !newcomer || c == 255;
    let on_behalf = helped.then(|| pick(world.persons(), c / 3, PersonId(nothing())));
    let (by, standing, command) = command(world, by, standing, [what, a, b, c]);
    Drawn { by, on_behalf, standing, command }
}

/// A command; those that only the host may give mostly come from the host.
fn command(
    world: &mut World,
    by: PersonId,
    standing: Standing,
    raw: [u8; 4],
) -> (PersonId, Standing, Command) {
    use floor::Command as F;
    use tables::Command as T;
    use topics::Command as C;
    let [what, a, b, c] = raw;
    let command = match what % 10 {
        0 => Command::People(of_people(world, [a, b, c])),
        1 => Command::Topics(of_topics(world, [a, b, c])),
        2 | 3 => Command::Tables(of_tables(world, [a, b, c])),
        4 => Command::Motions(of_motions(world, [a, b, c])),
        5 | 6 => Command::Floor(of_floor(world, [a, b, c])),
        7 => Command::Voting(of_voting(world, [a, b, c])),
        8 if a.is_multiple_of(2) => Command::Plans(of_plans(world, [b, c])),
        8 => Command::Minutes(of_minutes(world, [b, c])),
        _ => match a % 12 {
            0..=4 => Command::Stages(of_stages(world, [b, c])),
            11 => Command::Tick,
            _ => Command::Screens(of_screens([b, c])),
        },
    };
    let hosts = matches!(&command, Command::Stages(_) | Command::Screens(_) | Command::Voting(_))
        || matches!(&command, Command::Motions(motions::Command::Open { .. }))
        || matches!(
            &command,
            Command::Topics(C::Merge { .. } | C::Unmerge { .. } | C::Hide { .. } | C::Unhide { .. })
        )
        || matches!(&command, Command::Plans(plans::Command::Settle { .. }))
        || matches!(
            &command,
            Command::Tables(
                T::Form { .. }
                    | T::OpenFor { .. }
                    | T::Write { .. }
                    | T::Propose { .. }
                    | T::Report { .. }
                    | T::EndReport
                    | T::Hide { .. }
                    | T::Unhide { .. }
                    | T::Strike { .. }
            )
        )
        || matches!(
            &command,
            Command::Floor(
                F::Give { .. } | F::Pause | F::Resume | F::Extend { .. } | F::Rule { .. } | F::LastCall
            )
        );
    let cast = matches!(&command, Command::Voting(voting::Command::Cast { .. }));
    if hosts && !cast && c % 8 != 7 { (person(0), Standing::Host, command) } else { (by, standing, command) }
}

fn topic(world: &World, byte: u8) -> TopicId {
    pick(world.meeting.topics.iter().map(|(id, _)| id).collect(), byte, TopicId(nothing()))
}

fn table(world: &World, byte: u8) -> TableNo {
    pick(world.meeting.tables.iter().map(|(no, _)| no).collect(), byte, TableNo(byte))
}

fn line(world: &World, byte: u8) -> LineId {
    pick(world.meeting.tables.lines().map(|(id, _)| id).collect(), byte, LineId(nothing()))
}

fn motion(world: &World, byte: u8) -> MotionId {
    pick(world.meeting.motions.iter().map(|(id, _)| id).collect(), byte, MotionId(nothing()))
}

fn anybody(world: &World, byte: u8) -> PersonId {
    pick(world.persons(), byte, PersonId(nothing()))
}

fn reason(world: &mut World, byte: u8, kind: char) -> String {
    if byte.is_multiple_of(4) { String::new() } else { world.text(kind) }
}

fn motion_kind(world: &mut World, byte: u8) -> MotionKind {
    match byte % 3 {
        0 => MotionKind::Action,
        1 => MotionKind::Convention { chapter: world.text('D').into() },
        _ => MotionKind::Referral { body: world.text('D').into() },
    }
}

fn of_people(world: &mut World, [a, b, c]: [u8; 3]) -> people::Command {
    use people::Command as C;
    let (name, building, kind) = (world.text('N'), world.text('B'), Kind::ALL[usize::from(b) % 7]);
    let office = [Office::Chair, Office::Timekeeper, Office::Recorder][usize::from(b) % 3];
    match a % 12 {
        0..=3 => C::Join { name, building, kind },
        4 => C::Add { name, building, kind },
        5 => C::Amend { name, building, kind },
        6 | 7 => C::Leave,
        8 | 9 => C::Return,
        10 => C::Appoint { office, person: anybody(world, c) },
        _ => C::Doors { open: !b.is_multiple_of(3) },
    }
}

fn of_stages(world: &mut World, [a, b]: [u8; 2]) -> stages::Command {
    use stages::Command as C;
    match a % 6 {
        0..=2 => C::Advance { from: if b.is_multiple_of(3) { b % 8 } else { world.meeting.stages.current } },
        3 => C::GoTo { stage: b % 8, reason: reason(world, b / 8, 'R') },
        4 => C::Close,
        _ => C::Reopen { reason: reason(world, b, 'R') },
    }
}

fn of_screens([a, b]: [u8; 2]) -> screens::Command {
    let rule = RuleKey::ALL[usize::from(b) % RuleKey::ALL.len()];
    match a % 4 {
        0 => screens::Command::Show { card: None },
        1 => screens::Command::Show { card: Some(Card::Principle(b % 10)) },
        2 => screens::Command::Show { card: Some(Card::Rule(rule)) },
        _ => screens::Command::Blank { on: b.is_multiple_of(2) },
    }
}

fn of_topics(world: &mut World, [a, b, c]: [u8; 3]) -> topics::Command {
    use topics::Command as C;
    let at = topic(world, b);
    let topics = || world.meeting.topics.iter();
    let merged = topics().filter(|(_, topic)| topic.merged_into.is_some()).map(|(id, _)| id).collect();
    let hidden = topics().filter(|(_, topic)| topic.hidden.is_some()).map(|(id, _)| id).collect();
    let (merged, hidden) = (pick(merged, c, at), pick(hidden, c, at));
    match a % 12 {
        0..=2 => C::Post { text: reason(world, b, 'T') },
        3 | 4 => C::Sign { topic: at },
        5 => C::Unsign { topic: at },
        6 => C::Withdraw { topic: at },
        7 | 8 => C::Merge { from: at, into: topic(world, c) },
        9 => C::Unmerge { topic: merged },
        10 => C::Hide { topic: at, reason: reason(world, c, 'H') },
        _ => C::Unhide { topic: hidden },
    }
}

fn of_tables(world: &mut World, [a, b, c]: [u8; 3]) -> tables::Command {
    use tables::Command as C;
    let (at, written) = (table(world, b), line(world, b));
    let lines = world.meeting.tables.lines();
    let hidden = lines.filter(|(_, line)| line.hidden.is_some()).map(|(id, _)| id).collect();
    let hidden = pick(hidden, c, written);
    match a % 16 {
        0 => C::Form { groups: b % 7 },
        1 => C::OpenFor { topic: topic(world, b) },
        2 => C::Take { place: Place::Table(at) },
        3 => C::Take { place: [Place::Hall, Place::Butterfly, Place::Bee][usize::from(b) % 3] },
        4 => C::Record { table: at },
        5..=8 => C::Write { table: at, kind: LineKind::ALL[usize::from(c) % 6], text: reason(world, c, 'L') },
        9 => C::Strike { line: written },
        10 => C::Propose { table: at, kind: motion_kind(world, c), draft: world.draft() },
        11 | 12 => C::Report { table: at },
        13 => C::EndReport,
        14 => C::Hide { line: written, reason: reason(world, c, 'H') },
        _ => C::Unhide { line: hidden },
    }
}

fn of_motions(world: &mut World, [a, b, c]: [u8; 3]) -> motions::Command {
    use motions::Command as C;
    let at = motion(world, b);
    match a % 10 {
        0 | 1 => C::Move { kind: motion_kind(world, b), draft: world.draft() },
        2 | 3 => C::MoveFrom { table: table(world, b) },
        4 => C::Withdraw { motion: at },
        5..=8 => C::Open { motion: at, note: reason(world, c, 'R') },
        _ => C::SetAside { reason: reason(world, c, 'R') },
    }
}

fn of_floor(world: &mut World, [a, b, c]: [u8; 3]) -> floor::Command {
    use floor::Command as C;
    let stance = [Some(Stance::For), Some(Stance::Against), Some(Stance::Inquiry), None][usize::from(b) % 4];
    let rule = RuleKey::ALL[usize::from(b) % RuleKey::ALL.len()];
    let clock = world.meeting.floor.speaker.map(|speech| speech.clock);
    let paused = matches!(clock, Some(floor::Clock::Paused { .. }));
    match a % 16 {
        0..=4 => C::Raise { stance },
        5 => C::Lower,
        6 | 7 => C::Give { person: None, reason: String::new() },
        8 => C::Give { person: Some(anybody(world, b)), reason: reason(world, c, 'R') },
        9 => C::Done,
        10 | 11 if paused != (b.is_multiple_of(8)) => C::Resume,
        10 | 11 => C::Pause,
        12 => C::Extend { secs: u16::from(c) * 9, reason: reason(world, b, 'R') },
        13 => C::Rule {
            rule,
            person: (c.is_multiple_of(2)).then(|| anybody(world, c)),
            end: b.is_multiple_of(2),
        },
        14 => C::LastCall,
        _ => C::CutShort { last: Moment(i64::from(b) * 1_000_000_000) },
    }
}

fn of_voting(world: &mut World, [a, b, c]: [u8; 3]) -> voting::Command {
    use voting::Command as C;
    let calling = world.meeting.votes.open().map(|(_, vote)| vote.phase.clone());
    let called = if calling == Some(Phase::Calling(Call::Nays)) { Choice::Nay } else { Choice::Aye };
    let choice = match b % 5 {
        0 => Choice::Aye,
        1 => Choice::Nay,
        _ => called,
    };
    let votes: Vec<VoteId> = world.meeting.votes.iter().map(|(id, _)| id).collect();
    let latest = votes.last().copied().unwrap_or(VoteId(nothing()));
    match a % 14 {
        0 | 1 => C::Put { reason: reason(world, b, 'R') },
        2..=6 => C::Cast { vote: if c == 9 { pick(votes, b, latest) } else { latest }, choice },
        7 | 8 => C::CountHands { choice, hands: u32::from(c % 8) },
        9 | 10 => C::CallNays,
        11 | 12 => C::Declare,
        _ => C::Annul { vote: pick(votes, b, latest), reason: reason(world, c, 'R') },
    }
}

fn of_plans(world: &mut World, [b, c]: [u8; 2]) -> plans::Command {
    use plans::Command as C;
    let pledges = world.meeting.plans.pledges().map(|(id, _)| id).collect();
    let kind = [PledgeKind::Money, PledgeKind::Labour, PledgeKind::Material][usize::from(c) % 3];
    match b % 4 {
        0 => {
            let mut text = || world.text('P').into();
            let plan = Plan { owner: text(), due: text(), resources: text(), level: Level::Community };
            C::Settle { motion: motion(world, c), plan }
        }
        1 => C::Pledge { motion: Some(motion(world, c)), kind, text: reason(world, b, 'P') },
        2 => C::Pledge { motion: None, kind, text: reason(world, c, 'P') },
        _ => C::TakeBack { pledge: pick(pledges, c, PledgeId(nothing())) },
    }
}

fn of_minutes(world: &mut World, [b, c]: [u8; 2]) -> minutes::Command {
    let asked = world.meeting.minutes.asked.iter().map(|wish| wish.id).collect();
    if b.is_multiple_of(2) {
        minutes::Command::Ask { text: reason(world, c, 'C') }
    } else {
        let correction = pick(asked, c, CorrectionId(nothing()));
        minutes::Command::Answer { correction, text: reason(world, c, 'C') }
    }
}
