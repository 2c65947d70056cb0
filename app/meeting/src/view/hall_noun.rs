//! How each noun looks to the host: names with building and kind, every table's lines, hidden posts
//! with their reasons, and the one next step. `next` only proposes; the host may do anything else.

use crate::floor::queue;
use crate::motions::Status;
use crate::people::{Office, Place};
use crate::rule_pack::{RuleKey, StageKind};
use crate::screens::Card;
use crate::voting::{Call, Phase};
use crate::{CorrectionId, LineId, Meeting, PersonId, Span, TopicId};

use super::hall::{Aside, CardName, Correction, Debate, Line, Next, Nudge, Person, Step, Waiter, Wall};

pub(super) fn wall(meeting: &Meeting) -> Wall {
    let topics = meeting.topics.iter().filter(|(_, topic)| topic.hidden.is_some()).count();
    let lines = meeting.tables.lines().filter(|(_, line)| line.hidden.is_some()).count();
    Wall {
        blank: meeting.screens.blank,
        hidden: u16::try_from(topics + lines).unwrap_or(u16::MAX),
        voters: meeting.people.count_voters(),
        doors_open: meeting.people.doors_open,
    }
}

pub(super) fn person(meeting: &Meeting, id: PersonId) -> Option<Person> {
    let (at, (_, person)) = meeting.people.iter().enumerate().find(|(_, (other, _))| *other == id)?;
    let office = [Office::Chair, Office::Timekeeper, Office::Recorder]
        .into_iter()
        .find(|office| meeting.people.office(*office) == Some(id));
    Some(Person {
        order: u16::try_from(at + 1).unwrap_or(u16::MAX),
        name: person.name.to_string(),
        building: person.building.to_string(),
        kind: person.kind,
        phone: person.phone,
        present: person.present(),
        place: person.place,
        office,
        arrived: person.arrived,
    })
}

pub(super) fn line(meeting: &Meeting, id: LineId) -> Option<Line> {
    let (order, (_, line)) = meeting.tables.lines().enumerate().find(|(_, (other, _))| *other == id)?;
    Some(Line {
        order: u16::try_from(order).unwrap_or(u16::MAX),
        table: line.table,
        kind: line.kind,
        text: line.text.to_string(),
        by: meeting.people.name(line.by).to_owned(),
        struck: line.struck,
        hidden: line.hidden.as_ref().map(ToString::to_string),
    })
}

pub(super) fn aside(meeting: &Meeting, id: TopicId) -> Option<Aside> {
    let topic = meeting.topics.get(id).filter(|topic| !topic.in_play())?;
    let into = topic.merged_into.and_then(|into| meeting.topics.get(into));
    Some(Aside {
        number: topic.number,
        text: topic.text.to_string(),
        proposer: meeting.people.name(topic.proposer).to_owned(),
        merged_into: into.map(|into| into.number),
        hidden: topic.hidden.as_ref().map(ToString::to_string),
        withdrawn: topic.withdrawn,
    })
}

pub(super) fn debate(meeting: &Meeting) -> Debate {
    let name = |person: PersonId| meeting.people.name(person).to_owned();
    let floor = &meeting.floor;
    let mut debate = Debate {
        speaker: floor.speaker.map(|speech| speech.person),
        rulings: floor
            .rulings
            .iter()
            .map(|ruling| (ruling.rule, ruling.person.map_or_else(String::new, name)))
            .collect(),
        ..Debate::default()
    };
    let Some(motion) = meeting.motions.current else { return debate };
    debate.queue = queue(meeting)
        .into_iter()
        .map(|(hand, _)| Waiter {
            person: hand.person,
            name: name(hand.person),
            stance: hand.stance,
            spoke: floor.times(motion, hand.person),
        })
        .collect();
    let mut seen: Vec<PersonId> = Vec::new();
    for speech in floor.spoken.iter().filter(|speech| speech.motion == motion) {
        if seen.contains(&speech.person) {
            continue;
        }
        seen.push(speech.person);
        let all = floor.spoken.iter().filter(|s| s.motion == motion && s.person == speech.person);
        let spent: u64 = all
            .filter_map(|s| s.ended.map(|(end, _)| s.from.until(end)))
            .fold(0, |sum, Span(span)| sum.saturating_add(span));
        let secs = u32::try_from(spent / 1000).unwrap_or(u32::MAX);
        debate.spoke.push((name(speech.person), floor.times(motion, speech.person), secs));
    }
    debate
}

pub(super) fn cards(meeting: &Meeting) -> Vec<CardName> {
    let pack = meeting.pack();
    let principles = pack.principles.iter().map(|principle| CardName {
        rule: None,
        number: principle.number,
        short: principle.short.hans.clone(),
    });
    let rules = pack.rules.iter().map(|rule| CardName {
        rule: Some(rule.key),
        number: rule.number,
        short: rule.short.hans.clone(),
    });
    principles.chain(rules).collect()
}

pub(super) fn correction(meeting: &Meeting, id: CorrectionId) -> Option<Correction> {
    let (at, wish) = meeting.minutes.asked.iter().enumerate().find(|(_, wish)| wish.id == id)?;
    Some(Correction {
        number: u16::try_from(at + 1).unwrap_or(u16::MAX),
        name: meeting.people.name(wish.person).to_owned(),
        text: wish.text.to_string(),
        answer: wish.answer.as_ref().map_or_else(String::new, ToString::to_string),
    })
}

/// What the host would do next, and what is not ready for it.
pub(super) fn next(meeting: &Meeting) -> Next {
    let stage = meeting.pack().stage(meeting.stages.current);
    let (step, nudges) = if meeting.closed() {
        (Step::Papers, Vec::new())
    } else if let Some(step) = vote_step(meeting).or_else(|| debate_step(meeting)) {
        let waiting = queue(meeting).len();
        let waiting = u16::try_from(waiting).unwrap_or(u16::MAX);
        let nudges =
            if step == Step::Put && waiting > 0 { vec![Nudge::HandsRemain(waiting)] } else { Vec::new() };
        (step, nudges)
    } else {
        stage_step(meeting)
    };
    let script = script(meeting, &step).or_else(|| stage.map(|stage| stage.script.hans.clone()));
    Next { step, nudges, script: script.unwrap_or_default() }
}

/// The words of the card to be shown, or of the sub-step of the consensus stage.
fn script(meeting: &Meeting, step: &Step) -> Option<String> {
    use crate::rule_pack::StepKind;
    let kind = match step {
        Step::Report { .. } | Step::EndReport => StepKind::ReportBack,
        Step::MoveFrom { .. } | Step::OpenMotion { .. } => StepKind::Motion,
        Step::GiveFloor { .. } | Step::EndSpeech { .. } | Step::LastCall => StepKind::Debate,
        Step::Put | Step::CallNays | Step::Declare => StepKind::Vote,
        Step::ShowCard { .. }
        | Step::Advance { .. }
        | Step::FormGroups { .. }
        | Step::Settle { .. }
        | Step::Close
        | Step::Papers => return None,
    };
    let stages = &meeting.pack().stages;
    let step = stages.iter().flat_map(|stage| &stage.steps).find(|step| step.kind == kind)?;
    Some(step.script.hans.clone())
}

fn vote_step(meeting: &Meeting) -> Option<Step> {
    let (_, vote) = meeting.votes.open()?;
    Some(match vote.phase {
        Phase::Calling(Call::Ayes) => Step::CallNays,
        Phase::Calling(Call::Nays) | Phase::Declared(_) | Phase::Annulled(_) => Step::Declare,
    })
}

fn debate_step(meeting: &Meeting) -> Option<Step> {
    meeting.motions.current?;
    if let Some(speech) = meeting.floor.speaker {
        return Some(Step::EndSpeech { name: meeting.people.name(speech.person).to_owned() });
    }
    if let Some((hand, _)) = queue(meeting).first() {
        return Some(Step::GiveFloor { name: meeting.people.name(hand.person).to_owned() });
    }
    Some(if meeting.floor.last_call.is_some() { Step::Put } else { Step::LastCall })
}

fn advance(meeting: &Meeting) -> Step {
    let from = meeting.stages.current;
    match meeting.pack().stage(from.saturating_add(1)) {
        Some(next) => Step::Advance { from, to: next.name.hans.clone() },
        None => Step::Close,
    }
}

fn stage_step(meeting: &Meeting) -> (Step, Vec<Nudge>) {
    let mut nudges = Vec::new();
    let step = match meeting.stage() {
        StageKind::Opening => {
            if meeting.people.count_present() <= 1 {
                nudges.push(Nudge::NobodyHere);
            }
            next_card(meeting).unwrap_or_else(|| advance(meeting))
        }
        StageKind::Topics => {
            if meeting.topics.hottest().is_empty() {
                nudges.push(Nudge::NoTopics);
            }
            advance(meeting)
        }
        StageKind::Signup => {
            if meeting.tables.is_empty() {
                if meeting.topics.hottest().is_empty() {
                    nudges.push(Nudge::NoTopics);
                }
                Step::FormGroups { groups: meeting.pack().groups.default }
            } else {
                nudges.extend(undecided(meeting));
                nudges.extend(seats(meeting));
                advance(meeting)
            }
        }
        StageKind::Breakout => {
            nudges.extend(undecided(meeting));
            nudges.extend(seats(meeting));
            for (no, table) in meeting.tables.iter() {
                if meeting.tables.lines_of(no).next().is_none() {
                    nudges.push(Nudge::NoLines(no));
                }
                if table.proposal.is_none() {
                    nudges.push(Nudge::NoProposal(no));
                }
            }
            advance(meeting)
        }
        StageKind::Consensus => return consensus(meeting),
        StageKind::ActionPlan => return action_plan(meeting),
    };
    (step, nudges)
}

fn undecided(meeting: &Meeting) -> Option<Nudge> {
    let open = |person: &crate::people::Person| {
        person.present() && person.kind.votes() && person.place == Place::Hall
    };
    let count = meeting.people.iter().filter(|(_, person)| open(person)).count();
    (count > 0).then(|| Nudge::Undecided(u32::try_from(count).unwrap_or(u32::MAX)))
}

fn seats(meeting: &Meeting) -> Vec<Nudge> {
    let mut nudges = Vec::new();
    for (no, table) in meeting.tables.iter() {
        if meeting.people.at_table(no).next().is_none() {
            nudges.push(Nudge::EmptyTable(no));
        } else if table.recorder.is_none() {
            nudges.push(Nudge::NoRecorder(no));
        }
    }
    nudges
}

fn consensus(meeting: &Meeting) -> (Step, Vec<Nudge>) {
    if meeting.tables.reporting.is_some() {
        return (Step::EndReport, Vec::new());
    }
    if let Some((no, _)) = meeting.tables.iter().find(|(_, table)| table.reported.is_none()) {
        return (Step::Report { table: no }, Vec::new());
    }
    let unmoved = meeting.tables.iter().find(|(no, table)| {
        table.proposal.is_some() && !meeting.motions.iter().any(|(_, motion)| motion.table == Some(*no))
    });
    if let Some((no, _)) = unmoved {
        return (Step::MoveFrom { table: no }, Vec::new());
    }
    match meeting.motions.iter().find(|(_, motion)| motion.status == Status::Waiting) {
        Some((id, motion)) => {
            let wanting = motion.draft.wanting();
            let nudges = if wanting.is_empty() { Vec::new() } else { vec![Nudge::NotConcrete(wanting)] };
            (Step::OpenMotion { motion: id, number: motion.number }, nudges)
        }
        None if meeting.motions.iter().next().is_none() => (advance(meeting), vec![Nudge::NoMotions]),
        None => (advance(meeting), Vec::new()),
    }
}

fn action_plan(meeting: &Meeting) -> (Step, Vec<Nudge>) {
    let adopted = || meeting.motions.iter().filter(|(_, motion)| motion.status == Status::Adopted);
    let unsettled = adopted().find(|(id, _)| meeting.plans.action_of(*id).is_none());
    let no_owner = adopted().find_map(|(id, motion)| {
        let (_, action) = meeting.plans.action_of(id)?;
        action.plan.owner.is_empty().then_some(Nudge::NoOwner(motion.number))
    });
    let step = match unsettled {
        Some((motion, found)) => Step::Settle { motion, number: found.number },
        None => advance(meeting),
    };
    (step, no_owner.into_iter().collect())
}

/// The next principle or rule to read aloud; `None` after the last.
fn next_card(meeting: &Meeting) -> Option<Step> {
    let pack = meeting.pack();
    let principles = pack.principles.len();
    let all = principles + pack.rules.len();
    let next = match meeting.screens.card {
        None => 0,
        Some(Card::Principle(at)) => usize::from(at) + 1,
        Some(Card::Rule(key)) => principles + place_of_rule(meeting, key)? + 1,
    };
    let count = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    (next < all).then(|| Step::ShowCard { at: count(next), of: count(all) })
}

fn place_of_rule(meeting: &Meeting, key: RuleKey) -> Option<usize> {
    meeting.pack().rules.iter().position(|rule| rule.key == key)
}
