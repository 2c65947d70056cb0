//! The floor (发言权): hands with a stance, the queue, one speaker at a time, the server's clock.
//! Enforced here: `motion_first`, `recognition`, `stance_first`, `alternate`, `time_limits`; the chair
//! overrules order and time by an act with a reason, never speeches that are used up. Everybody sees
//! the queue and why whose turn it is; rulings are for the desk and the internal record only.

mod queue;
mod speech;

pub use queue::{Floor, Hand, Turn, queue};
pub use speech::{Clock, Ending, Ruling, Speech, Spoken, Stance};

use serde::{Deserialize, Serialize};

use crate::{
    Act, Decision, Event as Any, Meeting, Moment, PersonId, Recorded, Refusal, RuleKey, Span, Why, Words,
};

/// The longest extension at once, in seconds.
pub const LONGEST_EXTENSION: u16 = 300;

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Raise a hand; without a stance it is refused (rule 9).
    Raise {
        /// 赞成, 反对 or 询问.
        stance: Option<Stance>,
    },
    /// Take the hand down.
    Lower,
    /// Host: give the floor; out of turn only with a reason.
    Give {
        /// To whom; `None` is whoever's turn it is.
        person: Option<PersonId>,
        /// Why out of turn.
        reason: String,
    },
    /// The speaker (or the host) says the speech is over.
    Done,
    /// Host: stop the clock (对吵, 打断).
    Pause,
    /// Host: let it run on.
    Resume,
    /// Host: give more time, with a reason.
    Extend {
        /// So many seconds.
        secs: u16,
        /// Why.
        reason: String,
    },
    /// Host: a ruling by card.
    Rule {
        /// Which rule was broken.
        rule: RuleKey,
        /// By whom.
        person: Option<PersonId>,
        /// Whether the speech ends with it.
        end: bool,
    },
    /// Host: "还有谁要发言?"
    LastCall,
    /// The keeper's own: the server restarted while somebody spoke.
    CutShort {
        /// The moment of the last event before.
        last: Moment,
    },
}

impl Command {
    pub(crate) fn needs_host(&self) -> bool {
        matches!(
            self,
            Self::Give { .. }
                | Self::Pause
                | Self::Resume
                | Self::Extend { .. }
                | Self::Rule { .. }
                | Self::LastCall
        )
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A hand went up.
    Raised {
        /// With which stance.
        stance: Stance,
    },
    /// A hand went down.
    Lowered,
    /// The floor was given.
    Given {
        /// To whom.
        person: PersonId,
        /// With which stance.
        stance: Stance,
        /// Until when.
        until: Moment,
        /// Why it was their turn.
        turn: Turn,
        /// The chair's reason, where out of turn.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Words>,
    },
    /// The speech ended.
    Ended {
        /// Whose.
        person: PersonId,
        /// How.
        how: Ending,
    },
    /// The clock stopped.
    Paused {
        /// With so much left.
        left: Span,
    },
    /// The clock runs on.
    Resumed {
        /// Until when.
        until: Moment,
    },
    /// More time was given.
    Extended {
        /// So many seconds.
        secs: u16,
        /// Why.
        reason: Words,
    },
    /// A ruling by card.
    Ruled {
        /// Which rule.
        rule: RuleKey,
        /// On whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
        /// Whether the speech ended.
        ended: bool,
    },
    /// The chair asked who else wants to speak.
    LastCalled {
        /// Until when.
        until: Moment,
    },
}

pub(crate) fn decide(meeting: &Meeting, act: &Act, command: &Command) -> Decision {
    let floor = &meeting.floor;
    let one = |event: Event| Ok(vec![Any::Floor(event)]);
    match command {
        Command::Raise { stance } => raise(meeting, act, *stance),
        Command::Lower => {
            if !floor.hands.iter().any(|hand| hand.person == act.subject()) {
                return Err(Why::NoHand.into());
            }
            one(Event::Lowered)
        }
        Command::Give { person, reason } => give(meeting, act, *person, reason),
        Command::Done => {
            let speech = floor.speaker.ok_or(Why::FloorFree)?;
            if speech.person != act.subject() && !act.is_host() {
                return Err(Refusal::rule(RuleKey::Recognition, Why::NotYours));
            }
            one(Event::Ended { person: speech.person, how: Ending::Done })
        }
        Command::Pause => match floor.speaker.ok_or(Why::FloorFree)?.clock {
            Clock::Running { until } => one(Event::Paused { left: act.at.until(until) }),
            Clock::Paused { .. } => Err(Why::ClockState.into()),
        },
        Command::Resume => match floor.speaker.ok_or(Why::FloorFree)?.clock {
            Clock::Paused { left } => one(Event::Resumed { until: act.at.plus(left) }),
            Clock::Running { .. } => Err(Why::ClockState.into()),
        },
        Command::Extend { secs, reason } => {
            floor.speaker.ok_or(Why::FloorFree)?;
            if reason.trim().is_empty() {
                return Err(Refusal::rule(RuleKey::TimeLimits, Why::NeedsReason));
            }
            one(Event::Extended { secs: (*secs).min(LONGEST_EXTENSION), reason: reason.as_str().into() })
        }
        Command::Rule { rule, person, end } => {
            if person.is_some_and(|person| !meeting.people.knows(person)) {
                return Err(Why::UnknownPerson.into());
            }
            let speaker = floor.speaker.map(|speech| speech.person);
            let ended = *end && speaker.is_some() && (person.is_none() || *person == speaker);
            let person = person.or(speaker);
            let mut events = vec![Any::Floor(Event::Ruled { rule: *rule, person, ended })];
            if let (true, Some(person)) = (ended, speaker) {
                events.push(Any::Floor(Event::Ended { person, how: Ending::Ruled }));
            }
            Ok(events)
        }
        Command::LastCall => {
            if meeting.motions.current.is_none() {
                return Err(Refusal::rule(RuleKey::MotionFirst, Why::NoMotion));
            }
            if meeting.votes.open().is_some() {
                return Err(Refusal::rule(RuleKey::CloseDebate, Why::VoteOpen));
            }
            if floor.speaker.is_some() {
                return Err(Why::FloorTaken.into());
            }
            let secs = u32::from(meeting.pack().params.last_call_secs);
            one(Event::LastCalled { until: act.at.plus(Span::secs(secs)) })
        }
        Command::CutShort { last } => {
            if act.standing != crate::Standing::Clock {
                return Err(Why::ClockOnly.into());
            }
            match floor.speaker.map(|speech| speech.clock) {
                Some(Clock::Running { until }) => one(Event::Paused { left: last.until(until) }),
                _ => Err(Why::ClockState.into()),
            }
        }
    }
}

/// Rules 2, 9, 5 and 3, in this order.
fn raise(meeting: &Meeting, act: &Act, stance: Option<Stance>) -> Decision {
    let floor = &meeting.floor;
    let person = act.subject();
    let Some(motion) = meeting.motions.current else {
        return Err(Refusal::rule(RuleKey::MotionFirst, Why::NoMotion));
    };
    if meeting.votes.open().is_some() {
        return Err(Refusal::rule(RuleKey::CloseDebate, Why::VoteOpen));
    }
    if !meeting.people.present(person) {
        return Err(Why::NotPresent.into());
    }
    let Some(stance) = stance else {
        return Err(Refusal::rule(RuleKey::StanceFirst, Why::NoStance));
    };
    let most = meeting.pack().params.speeches_per_person;
    if floor.times(motion, person) >= most {
        return Err(Refusal::rule(RuleKey::TimeLimits, Why::SpeechesUsed(most)));
    }
    if floor.hands.iter().any(|hand| hand.person == person) {
        return Err(Why::HandUp.into());
    }
    if floor.speaker.is_some_and(|speech| speech.person == person) {
        return Err(Why::FloorTaken.into());
    }
    Ok(vec![Any::Floor(Event::Raised { stance })])
}

/// Rules 3 and 8: only to a raised hand, in turn unless the chair gives a reason.
fn give(meeting: &Meeting, act: &Act, person: Option<PersonId>, reason: &str) -> Decision {
    if meeting.floor.speaker.is_some() {
        return Err(Refusal::rule(RuleKey::Recognition, Why::FloorTaken));
    }
    if meeting.votes.open().is_some() {
        return Err(Refusal::rule(RuleKey::CloseDebate, Why::VoteOpen));
    }
    let queue = queue(meeting);
    let Some(&(first, turn)) = queue.first() else {
        return Err(Refusal::rule(RuleKey::Recognition, Why::NoHand));
    };
    let person = person.unwrap_or(first.person);
    let Some(&(hand, _)) = queue.iter().find(|(hand, _)| hand.person == person) else {
        return Err(Refusal::rule(RuleKey::Recognition, Why::NoHand));
    };
    let (turn, reason) = if person == first.person {
        (turn, None)
    } else if reason.trim().is_empty() {
        let other_side = turn == Turn::OtherSide || first.stance.opposite() == Some(hand.stance);
        let rule = if other_side { RuleKey::Alternate } else { RuleKey::Recognition };
        return Err(Refusal::rule(rule, Why::NotTheirTurn));
    } else {
        (Turn::Overruled, Some(Words::from(reason)))
    };
    let until = act.at.plus(Span::secs(u32::from(meeting.pack().params.speech_secs)));
    Ok(vec![Any::Floor(Event::Given { person, stance: hand.stance, until, turn, reason })])
}

/// The moment has come: a speech whose time is up ends.
pub(crate) fn tick(meeting: &Meeting, act: &Act) -> Decision {
    match meeting.floor.speaker {
        Some(Speech { person, clock: Clock::Running { until }, .. }) if until <= act.at => {
            Ok(vec![Any::Floor(Event::Ended { person, how: Ending::TimeUp })])
        }
        _ => Ok(Vec::new()),
    }
}

pub(crate) fn next_deadline(meeting: &Meeting) -> Option<Moment> {
    match meeting.floor.speaker?.clock {
        Clock::Running { until } => Some(until),
        Clock::Paused { .. } => None,
    }
}

/// Somebody went home: their hand goes down and their speech ends.
pub(crate) fn step_out(meeting: &mut Meeting, person: PersonId) {
    let at = meeting.people.get(person).and_then(|p| p.presence.last().map(|entry| entry.0));
    let floor = &mut meeting.floor;
    floor.hands.retain(|hand| hand.person != person);
    if floor.speaker.is_some_and(|speech| speech.person == person) {
        floor.speaker = None;
        if let (Some(last), Some(at)) = (floor.spoken.last_mut(), at) {
            last.ended = Some((at, Ending::Left));
        }
    }
}

pub(crate) fn apply(meeting: &mut Meeting, recorded: &Recorded, event: &Event) {
    let current = meeting.motions.current;
    let floor = &mut meeting.floor;
    match event {
        Event::Raised { stance } => {
            floor.hands.push(Hand { person: recorded.subject(), stance: *stance, order: recorded.number })
        }
        Event::Lowered => floor.hands.retain(|hand| hand.person != recorded.subject()),
        Event::Given { person, stance, until, turn, reason } => {
            floor.hands.retain(|hand| hand.person != *person);
            floor.last_call = None;
            let clock = Clock::Running { until: *until };
            floor.speaker = Some(Speech { person: *person, stance: *stance, clock, turn: *turn });
            if let Some(motion) = current {
                floor.spoken.push(Spoken {
                    motion,
                    person: *person,
                    stance: *stance,
                    from: recorded.at,
                    ended: None,
                    overruled: reason.clone(),
                    extended: Vec::new(),
                });
            }
        }
        Event::Ended { how, .. } => {
            if floor.speaker.take().is_some()
                && let Some(last) = floor.spoken.last_mut()
            {
                last.ended = Some((recorded.at, *how));
            }
        }
        Event::Paused { left } => {
            if let Some(speech) = &mut floor.speaker {
                speech.clock = Clock::Paused { left: *left };
            }
        }
        Event::Resumed { until } => {
            if let Some(speech) = &mut floor.speaker {
                speech.clock = Clock::Running { until: *until };
            }
        }
        Event::Extended { secs, reason } => {
            let more = Span::secs(u32::from(*secs));
            if let Some(speech) = &mut floor.speaker {
                speech.clock = match speech.clock {
                    Clock::Running { until } => Clock::Running { until: until.plus(more) },
                    Clock::Paused { left } => Clock::Paused { left: Span(left.0.saturating_add(more.0)) },
                };
                if let Some(last) = floor.spoken.last_mut() {
                    last.extended.push((*secs, reason.clone()));
                }
            }
        }
        Event::Ruled { rule, person, ended } => {
            floor.rulings.push(Ruling { at: recorded.at, rule: *rule, person: *person, ended: *ended })
        }
        Event::LastCalled { until } => floor.last_call = Some(*until),
    }
}
