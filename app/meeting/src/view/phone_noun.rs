//! How each noun looks to residents. A hidden topic or line has no part at all; a person is only a form
//! of address; a vote is only counts. `me` holds what concerns one person and nobody else.

use crate::floor::{Stance, queue};
use crate::motions::{Draft, Status};
use crate::people::Office;
use crate::screens::Card;
use crate::voting::Phase;
use crate::{ActionId, LineId, Meeting, MotionId, PersonId, PledgeId, TableNo, TopicId};

use super::phone::{
    Action, CardShown, Floor, Head, HiddenPost, Line, Me, Motion, MyHand, Pledge, Report, Speaker, Table,
    Topic, Vote, Waiting,
};

pub(super) fn head(meeting: &Meeting) -> Head {
    let setup = &meeting.setup;
    let stage = meeting.pack().stage(meeting.stages.current);
    Head {
        station: setup.station.to_string(),
        theme: setup.theme.to_string(),
        place: setup.place.to_string(),
        starts: setup.starts,
        rehearsal: setup.rehearsal,
        chair: meeting
            .people
            .office(Office::Chair)
            .map_or_else(String::new, |chair| meeting.people.name(chair).to_owned()),
        stages: meeting.pack().stages.iter().map(|stage| stage.name.hans.clone()).collect(),
        current: meeting.stages.current,
        kind: stage.map(|stage| stage.kind),
        what: stage.map_or_else(String::new, |stage| stage.what.hans.clone()),
        since: meeting.stages.since().unwrap_or(meeting.opened_at),
        minutes: stage.map_or(0, |stage| stage.minutes),
        closed: meeting.closed(),
    }
}

pub(super) fn card(meeting: &Meeting) -> Option<CardShown> {
    let pack = meeting.pack();
    let count = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    match meeting.screens.card? {
        Card::Principle(at) => pack.principles.get(usize::from(at)).map(|principle| CardShown {
            rule: false,
            number: principle.number,
            of: count(pack.principles.len()),
            short: principle.short.hans.clone(),
            text: principle.text.hans.clone(),
        }),
        Card::Rule(key) => pack.rule(key).map(|rule| CardShown {
            rule: true,
            number: rule.number,
            of: count(pack.rules.len()),
            short: rule.short.hans.clone(),
            text: rule.text.hans.clone(),
        }),
    }
}

pub(super) fn topic(meeting: &Meeting, id: TopicId) -> Option<Topic> {
    let topic = meeting.topics.get(id).filter(|topic| topic.in_play())?;
    let merged = meeting
        .topics
        .iter()
        .filter(|(other, each)| *other != id && each.hidden.is_none() && meeting.topics.root(*other) == id)
        .map(|(_, each)| each.number)
        .collect();
    Some(Topic {
        number: topic.number,
        text: topic.text.to_string(),
        proposer: meeting.people.name(topic.proposer).to_owned(),
        heat: meeting.topics.heat(id),
        merged,
    })
}

pub(super) fn table(meeting: &Meeting, no: TableNo) -> Option<Table> {
    let table = meeting.tables.get(no)?;
    let topic = meeting.topics.get(table.topic).filter(|topic| topic.hidden.is_none());
    Some(Table {
        topic: topic.map_or_else(String::new, |topic| topic.text.to_string()),
        convenor: meeting.people.name(table.convenor).to_owned(),
        recorder: table.recorder.map_or_else(String::new, |who| meeting.people.name(who).to_owned()),
        people: u16::try_from(meeting.people.at_table(no).count()).unwrap_or(u16::MAX),
        proposal: table.proposal.as_ref().map_or_else(String::new, |draft| draft.what.to_string()),
        reported: table.reported.is_some(),
    })
}

pub(super) fn report(meeting: &Meeting) -> Option<Report> {
    let reporting = meeting.tables.reporting?;
    let table = table(meeting, reporting.table)?;
    let lines = meeting
        .tables
        .lines_of(reporting.table)
        .filter(|(_, line)| line.hidden.is_none() && !line.struck)
        .map(|(_, line)| (line.kind, line.text.to_string()))
        .collect();
    Some(Report { table: reporting.table, topic: table.topic, until: reporting.until, lines })
}

pub(super) fn motion(meeting: &Meeting, id: MotionId) -> Option<Motion> {
    let motion = meeting.motions.get(id)?;
    let draft = &motion.draft;
    let decided = matches!(motion.status, Status::Adopted | Status::Rejected);
    let tally = meeting.votes.on(id).filter(|_| decided).map(|(_, vote)| vote.tally(0));
    Some(Motion {
        number: motion.number,
        table: motion.table,
        mover: meeting.people.name(motion.mover).to_owned(),
        who: draft.who.to_string(),
        what: draft.what.to_string(),
        when: draft.when.to_string(),
        place: draft.place.to_string(),
        money: draft.money.to_string(),
        kind: motion.kind.clone(),
        status: motion.status,
        tally,
    })
}

pub(super) fn floor(meeting: &Meeting) -> Floor {
    let params = &meeting.pack().params;
    let name = |person: PersonId| meeting.people.name(person).to_owned();
    Floor {
        motion: meeting.motions.current,
        speaker: meeting.floor.speaker.map(|speech| Speaker {
            name: name(speech.person),
            stance: speech.stance,
            clock: speech.clock,
            turn: speech.turn,
        }),
        queue: queue(meeting)
            .into_iter()
            .map(|(hand, turn)| Waiting { name: name(hand.person), stance: hand.stance, turn })
            .collect(),
        last_call: meeting.floor.last_call,
        secs: params.speech_secs,
        times: params.speeches_per_person,
    }
}

pub(super) fn vote(meeting: &Meeting) -> Option<Vote> {
    let (id, vote) = meeting.votes.latest()?;
    let motion = meeting.motions.get(vote.motion)?;
    let tally = vote.tally(vote.voters(&meeting.people));
    Some(Vote {
        id,
        motion: vote.motion,
        number: motion.number,
        what: motion.draft.what.to_string(),
        call: match vote.phase {
            Phase::Calling(call) => Some(call),
            Phase::Declared(_) | Phase::Annulled(_) => None,
        },
        adopted: match vote.phase {
            Phase::Declared(tally) => Some(tally.adopted()),
            Phase::Calling(_) | Phase::Annulled(_) => None,
        },
        annulled: matches!(vote.phase, Phase::Annulled(_)),
        tally,
    })
}

pub(super) fn action(meeting: &Meeting, id: ActionId) -> Option<Action> {
    let action = meeting.plans.action(id)?;
    let motion = meeting.motions.get(action.motion)?;
    // After an annulled vote the plan waits with its motion.
    if motion.status != Status::Adopted {
        return None;
    }
    Some(Action {
        motion: action.motion,
        number: motion.number,
        what: motion.draft.what.to_string(),
        owner: action.plan.owner.to_string(),
        due: action.plan.due.to_string(),
        resources: action.plan.resources.to_string(),
        level: action.plan.level,
    })
}

pub(super) fn pledge(meeting: &Meeting, id: PledgeId) -> Option<Pledge> {
    let pledge = meeting.plans.pledge(id).filter(|pledge| !pledge.withdrawn)?;
    let before = meeting.plans.pledges().take_while(|(other, _)| *other != id).count();
    Some(Pledge {
        number: u16::try_from(before + 1).unwrap_or(u16::MAX),
        name: meeting.people.name(pledge.person).to_owned(),
        motion: pledge.motion,
        kind: pledge.kind,
        text: pledge.text.to_string(),
    })
}

pub(super) fn line(meeting: &Meeting, no: TableNo, id: LineId) -> Option<Line> {
    let (order, (_, line)) = meeting.tables.lines_of(no).enumerate().find(|(_, (other, _))| *other == id)?;
    line.hidden.is_none().then(|| Line {
        order: u16::try_from(order).unwrap_or(u16::MAX),
        kind: line.kind,
        text: line.text.to_string(),
        by: meeting.people.name(line.by).to_owned(),
        struck: line.struck,
    })
}

pub(super) fn me(meeting: &Meeting, me: PersonId) -> Option<Me> {
    let person = meeting.people.get(me)?;
    let topics = &meeting.topics;
    let records = meeting.tables.iter().find(|(_, table)| table.recorder == Some(me)).map(|(no, _)| no);
    let proposal = records.and_then(|no| meeting.tables.get(no)).and_then(|table| table.proposal.as_ref());
    let boxes = |draft: &Draft| {
        [&draft.who, &draft.what, &draft.when, &draft.place, &draft.money].map(ToString::to_string)
    };
    Some(Me {
        id: me,
        name: person.name.to_string(),
        building: person.building.to_string(),
        kind: person.kind,
        present: person.present(),
        place: person.place,
        records,
        signed: signed(meeting, me),
        posted: topics
            .iter()
            .filter(|(_, topic)| topic.proposer == me && topic.in_play())
            .map(|(id, _)| id)
            .collect(),
        hand: hand(meeting, me),
        vote: meeting.votes.latest().and_then(|(_, vote)| vote.cast.get(&me).copied()),
        votes: person.kind.votes(),
        pledges: meeting
            .plans
            .pledges()
            .filter(|(_, pledge)| pledge.person == me && !pledge.withdrawn)
            .map(|(id, _)| id)
            .collect(),
        hidden: hidden(meeting, me),
        corrections: meeting
            .minutes
            .asked
            .iter()
            .filter(|wish| wish.person == me)
            .map(|wish| {
                let answer = wish.answer.as_ref().map_or_else(String::new, ToString::to_string);
                (wish.id, wish.text.to_string(), answer)
            })
            .collect(),
        draft: proposal.map(boxes),
        becomes: proposal.and_then(|draft| draft.kind.clone()),
    })
}

/// Each topic on the wall that carries my signature, itself or through one merged into it, once.
fn signed(meeting: &Meeting, me: PersonId) -> Vec<TopicId> {
    let topics = &meeting.topics;
    let mine = topics.iter().filter(|(_, topic)| topic.signatures.contains_key(&me));
    let mut roots: Vec<TopicId> = mine.map(|(id, _)| topics.root(id)).collect();
    roots.sort();
    roots.dedup();
    roots.retain(|id| topics.get(*id).is_some_and(crate::topics::Topic::in_play));
    roots
}

fn hand(meeting: &Meeting, me: PersonId) -> MyHand {
    if meeting.floor.speaker.is_some_and(|speech| speech.person == me) {
        return MyHand::Speaking;
    }
    let place = queue(meeting).iter().position(|(hand, _)| hand.person == me);
    if let Some(place) = place {
        let stance = meeting.floor.hands.iter().find(|hand| hand.person == me);
        return MyHand::Up {
            place: u16::try_from(place + 1).unwrap_or(u16::MAX),
            stance: stance.map_or(Stance::Inquiry, |hand| hand.stance),
        };
    }
    let used = meeting.motions.current.map_or(0, |motion| meeting.floor.times(motion, me));
    MyHand::Down { left: meeting.pack().params.speeches_per_person.saturating_sub(used) }
}

fn hidden(meeting: &Meeting, me: PersonId) -> Vec<HiddenPost> {
    let topics = meeting.topics.iter().filter(|(_, topic)| topic.proposer == me);
    let topics = topics.filter_map(|(_, topic)| topic.hidden.as_ref().map(|why| (&topic.text, why)));
    let lines = meeting.tables.lines().filter(|(_, line)| line.by == me);
    let lines = lines.filter_map(|(_, line)| line.hidden.as_ref().map(|why| (&line.text, why)));
    topics
        .chain(lines)
        .map(|(text, why)| HiddenPost { text: text.to_string(), reason: why.to_string() })
        .collect()
}
