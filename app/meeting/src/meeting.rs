//! One meeting: its whole state, and the three functions everything goes through.
//! `decide` never changes anything and `apply` never refuses; the log of events is the only truth.

use serde::{Deserialize, Serialize};

use crate::{
    Act, Decision, Moment, PersonId, Recorded, Refusal, RulePack, Standing, Why, Words, floor, minutes,
    motions, people, plans, screens, stages, tables, topics, voting,
};

/// What the host fills in to call a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// The station that calls it (小区自治服务站).
    pub station: Words,
    /// 社区.
    pub community: Words,
    /// 街道.
    pub subdistrict: Words,
    /// The theme, as one open question (会议主题).
    pub theme: Words,
    /// Where.
    pub place: Words,
    /// When it is to begin.
    pub starts: Moment,
    /// A rehearsal (演练): may have a fast clock, and its papers say so.
    pub rehearsal: bool,
    /// The rules it keeps to its end.
    pub pack: RulePack,
    /// The host's own form of address; the host holds a seat like everybody.
    pub host: Words,
}

/// The state of one meeting at one number of its log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The number of the last event applied.
    pub number: u64,
    /// What it was called with.
    pub setup: Setup,
    /// When it was opened in the log.
    pub opened_at: Moment,
    /// Who is here.
    pub people: people::People,
    /// Where the evening stands.
    pub stages: stages::Stages,
    /// The topics on the wall.
    pub topics: topics::Topics,
    /// The groups and their records.
    pub tables: tables::Tables,
    /// The motions.
    pub motions: motions::Motions,
    /// Who speaks and who waits.
    pub floor: floor::Floor,
    /// The votes.
    pub votes: voting::Votes,
    /// Actions and pledges.
    pub plans: plans::Plans,
    /// Wishes for corrections.
    pub minutes: minutes::Corrections,
    /// What the wall shows.
    pub screens: screens::Screens,
}

/// Everything that can be asked of a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Coming, going, offices.
    People(people::Command),
    /// The run of the evening.
    Stages(stages::Command),
    /// Topics and signatures.
    Topics(topics::Command),
    /// Groups and records.
    Tables(tables::Command),
    /// Motions.
    Motions(motions::Command),
    /// Hands, speeches, rulings.
    Floor(floor::Command),
    /// The vote.
    Voting(voting::Command),
    /// Actions and pledges.
    Plans(plans::Command),
    /// Wishes for corrections.
    Minutes(minutes::Command),
    /// The wall.
    Screens(screens::Command),
    /// The keeper's own: the moment of a deadline has come.
    Tick,
}

/// Everything that can have happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The meeting was called; always and only number 1.
    Opened(Box<Setup>),
    /// Coming, going, offices.
    People(people::Event),
    /// The run of the evening.
    Stages(stages::Event),
    /// Topics and signatures.
    Topics(topics::Event),
    /// Groups and records.
    Tables(tables::Event),
    /// Motions.
    Motions(motions::Event),
    /// Hands, speeches, rulings.
    Floor(floor::Event),
    /// The vote.
    Voting(voting::Event),
    /// Actions and pledges.
    Plans(plans::Event),
    /// Wishes for corrections.
    Minutes(minutes::Event),
    /// The wall.
    Screens(screens::Event),
    /// Texts of these numbers were erased from the log on request; their hashes stay.
    WordsErased(Vec<u64>),
}

/// Calls a meeting: the first event of a log, and the host's own arrival.
///
/// # Errors
/// An empty theme, place, station or form of address; a rule pack with a fault.
pub fn open(act: &Act, setup: Setup) -> Decision {
    use crate::Field;
    if !act.is_host() {
        return Err(Why::HostOnly.into());
    }
    for (text, field) in [
        (&setup.theme, Field::Theme),
        (&setup.place, Field::Place),
        (&setup.station, Field::Station),
        (&setup.host, Field::Name),
    ] {
        if text.is_empty() {
            return Err(Why::Empty(field).into());
        }
    }
    setup.pack.check().map_err(|fault| Refusal::from(Why::BadPack(fault.to_string())))?;
    let host = people::Event::Joined {
        person: act.by,
        name: setup.host.clone(),
        building: Words::default(),
        kind: people::Kind::Observer,
        phone: true,
    };
    let chair = people::Event::Appointed { office: people::Office::Chair, person: act.by };
    Ok(vec![Event::Opened(Box::new(setup)), Event::People(host), Event::People(chair)])
}

impl Meeting {
    /// Begins the state from the first event of a log; `None` when it is not an opening.
    #[must_use]
    pub fn begin(first: &Recorded) -> Option<Self> {
        let Event::Opened(setup) = &first.event else { return None };
        Some(Self {
            number: first.number,
            setup: (**setup).clone(),
            opened_at: first.at,
            people: people::People::default(),
            stages: stages::Stages::default(),
            topics: topics::Topics::default(),
            tables: tables::Tables::default(),
            motions: motions::Motions::default(),
            floor: floor::Floor::default(),
            votes: voting::Votes::default(),
            plans: plans::Plans::default(),
            minutes: minutes::Corrections::default(),
            screens: screens::Screens::default(),
        })
    }

    /// Folds a whole log; `None` when it does not begin with an opening.
    #[must_use]
    pub fn fold<'a>(log: impl IntoIterator<Item = &'a Recorded>) -> Option<Self> {
        let mut log = log.into_iter();
        let mut meeting = Self::begin(log.next()?)?;
        for recorded in log {
            apply(&mut meeting, recorded);
        }
        Some(meeting)
    }

    /// The rules this meeting keeps.
    #[must_use]
    pub fn pack(&self) -> &RulePack {
        &self.setup.pack
    }

    /// Whether the gavel has fallen (and the meeting was not reopened since).
    #[must_use]
    pub fn closed(&self) -> bool {
        self.stages.closed_at.is_some()
    }

    /// The person who chairs now (主持人).
    #[must_use]
    pub fn chair(&self) -> Option<PersonId> {
        self.people.office(people::Office::Chair)
    }
}

/// What `command` would do to `meeting`, or why not.
///
/// # Errors
/// A [`Refusal`] naming the rule where one stands behind it. Nothing is changed then.
pub fn decide(meeting: &Meeting, act: &Act, command: &Command) -> Decision {
    if matches!(command, Command::Tick) {
        return if act.standing == Standing::Clock {
            floor::tick(meeting, act)
        } else {
            Err(Why::ClockOnly.into())
        };
    }
    if needs_host(command) && !act.is_host() {
        return Err(Why::HostOnly.into());
    }
    if act.on_behalf.is_some_and(|other| other != act.by) && !act.is_host() {
        return Err(Why::HostOnly.into());
    }
    if meeting.closed() && !after_the_gavel(command) {
        return Err(Why::MeetingClosed.into());
    }
    let joining = matches!(command, Command::People(people::Command::Join { .. }));
    if !joining {
        for person in [Some(act.by), act.on_behalf].into_iter().flatten() {
            if !meeting.people.knows(person) {
                return Err(Why::UnknownPerson.into());
            }
        }
    }
    match command {
        Command::People(command) => people::decide(meeting, act, command),
        Command::Stages(command) => stages::decide(meeting, act, command),
        Command::Topics(command) => topics::decide(meeting, act, command),
        Command::Tables(command) => tables::decide(meeting, act, command),
        Command::Motions(command) => motions::decide(meeting, act, command),
        Command::Floor(command) => floor::decide(meeting, act, command),
        Command::Voting(command) => voting::decide(meeting, act, command),
        Command::Plans(command) => plans::decide(meeting, act, command),
        Command::Minutes(command) => minutes::decide(meeting, act, command),
        Command::Screens(command) => screens::decide(meeting, act, command),
        Command::Tick => Err(Why::ClockOnly.into()),
    }
}

/// Makes a recorded event so. Total: it never refuses, and an event that no longer finds its thing
/// changes nothing but the number.
pub fn apply(meeting: &mut Meeting, recorded: &Recorded) {
    meeting.number = recorded.number;
    match &recorded.event {
        Event::Opened(_) | Event::WordsErased(_) => {}
        Event::People(event) => people::apply(meeting, recorded, event),
        Event::Stages(event) => stages::apply(meeting, recorded, event),
        Event::Topics(event) => topics::apply(meeting, recorded, event),
        Event::Tables(event) => tables::apply(meeting, recorded, event),
        Event::Motions(event) => motions::apply(meeting, recorded, event),
        Event::Floor(event) => floor::apply(meeting, recorded, event),
        Event::Voting(event) => voting::apply(meeting, recorded, event),
        Event::Plans(event) => plans::apply(meeting, recorded, event),
        Event::Minutes(event) => minutes::apply(meeting, recorded, event),
        Event::Screens(event) => screens::apply(meeting, recorded, event),
    }
}

/// The next moment at which something happens by itself, if any: the keeper sleeps until then.
#[must_use]
pub fn next_deadline(meeting: &Meeting) -> Option<Moment> {
    floor::next_deadline(meeting)
}

/// Whether only the host may give this command.
fn needs_host(command: &Command) -> bool {
    match command {
        Command::People(command) => command.needs_host(),
        Command::Stages(_) | Command::Screens(_) => true,
        Command::Topics(command) => command.needs_host(),
        Command::Tables(command) => command.needs_host(),
        Command::Motions(command) => command.needs_host(),
        Command::Floor(command) => command.needs_host(),
        Command::Voting(command) => command.needs_host(),
        Command::Plans(command) => command.needs_host(),
        Command::Minutes(command) => command.needs_host(),
        Command::Tick => false,
    }
}

/// What may still be asked once the gavel has fallen: reading needs no command, so this is
/// corrections, the wall, and reopening.
fn after_the_gavel(command: &Command) -> bool {
    matches!(
        command,
        Command::Minutes(_)
            | Command::Screens(_)
            | Command::Stages(stages::Command::Reopen { .. } | stages::Command::Close)
    )
}
