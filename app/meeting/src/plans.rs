//! The action plan (行动计划) and pledges (认领, "我能做什么"). An adopted motion gets an owner, a date and
//! resources; anybody present pledges money, labour or material. Everybody sees both; pledges can be
//! taken back by who made them. Amounts are words, not bookkeeping. Absent: payments.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::motions::Status;
use crate::people::filled;
use crate::{
    Act, ActionId, Decision, Event as Any, Field, Meeting, Moment, MotionId, PersonId, PledgeId, Recorded,
    Why, Words,
};

/// The most actions, and the most pledges, one meeting takes.
pub const MOST_PLANS: usize = 1000;

/// The most pledges one person makes.
pub const MOST_OF_ONE: usize = 20;

/// On which level a matter is handled (分类流转).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 小区自办.
    Compound,
    /// 社区.
    Community,
    /// 街道.
    Subdistrict,
    /// 区及以上.
    District,
}

/// What is pledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PledgeKind {
    /// 出钱.
    Money,
    /// 出力.
    Labour,
    /// 出物.
    Material,
}

/// What is settled about an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// 责任人; may be empty for now, which is flagged and not hidden.
    pub owner: Words,
    /// 完成时限.
    pub due: Words,
    /// 资源与经费.
    pub resources: Words,
    /// Where it is handled.
    pub level: Level,
}

/// One action of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The adopted motion it carries out.
    pub motion: MotionId,
    /// Owner, date, resources.
    pub plan: Plan,
    /// When it was last settled.
    pub at: Moment,
}

/// One pledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pledge {
    /// By whom.
    pub person: PersonId,
    /// Towards which adopted motion, if a certain one.
    pub motion: Option<MotionId>,
    /// Of what kind.
    pub kind: PledgeKind,
    /// In their words.
    pub text: Words,
    /// When.
    pub at: Moment,
    /// Taken back.
    pub withdrawn: bool,
}

/// Actions and pledges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plans {
    actions: BTreeMap<ActionId, Action>,
    order: Vec<ActionId>,
    pledges: BTreeMap<PledgeId, Pledge>,
    pledge_order: Vec<PledgeId>,
}

impl Plans {
    /// All actions in order.
    pub fn actions(&self) -> impl Iterator<Item = (ActionId, &Action)> {
        self.order.iter().filter_map(|id| self.actions.get(id).map(|action| (*id, action)))
    }

    /// One action.
    #[must_use]
    pub fn action(&self, action: ActionId) -> Option<&Action> {
        self.actions.get(&action)
    }

    /// The action that carries out a motion.
    #[must_use]
    pub fn action_of(&self, motion: MotionId) -> Option<(ActionId, &Action)> {
        self.actions().find(|(_, action)| action.motion == motion)
    }

    /// All pledges in order, also those taken back.
    pub fn pledges(&self) -> impl Iterator<Item = (PledgeId, &Pledge)> {
        self.pledge_order.iter().filter_map(|id| self.pledges.get(id).map(|pledge| (*id, pledge)))
    }

    /// One pledge.
    #[must_use]
    pub fn pledge(&self, pledge: PledgeId) -> Option<&Pledge> {
        self.pledges.get(&pledge)
    }
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Host: settle who does an adopted motion by when and with what (again).
    Settle {
        /// Which motion.
        motion: MotionId,
        /// Owner, date, resources, level.
        plan: Plan,
    },
    /// Pledge something.
    Pledge {
        /// Towards which adopted motion, if a certain one.
        motion: Option<MotionId>,
        /// Of what kind.
        kind: PledgeKind,
        /// In their words.
        text: String,
    },
    /// Take one's pledge back.
    TakeBack {
        /// Which.
        pledge: PledgeId,
    },
}

impl Command {
    pub(crate) fn needs_host(&self) -> bool {
        matches!(self, Self::Settle { .. })
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// An action was settled.
    Settled {
        /// Its id.
        action: ActionId,
        /// The motion it carries out.
        motion: MotionId,
        /// Owner, date, resources, level.
        plan: Plan,
    },
    /// Something was pledged.
    Pledged {
        /// Its id.
        pledge: PledgeId,
        /// Towards which motion.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        motion: Option<MotionId>,
        /// Of what kind.
        kind: PledgeKind,
        /// In their words.
        text: Words,
    },
    /// A pledge was taken back.
    TakenBack {
        /// Which.
        pledge: PledgeId,
    },
}

pub(crate) fn decide(meeting: &Meeting, act: &Act, command: &Command) -> Decision {
    let plans = &meeting.plans;
    let adopted = |motion: MotionId| match meeting.motions.get(motion) {
        None => Err(Why::UnknownMotion),
        Some(found) if found.status == Status::Adopted => Ok(()),
        Some(_) => Err(Why::NotAdopted),
    };
    let event = match command {
        Command::Settle { motion, plan } => {
            adopted(*motion)?;
            let action = plans.action_of(*motion).map_or(ActionId(act.fresh(0)), |(id, _)| id);
            Event::Settled { action, motion: *motion, plan: plan.clone() }
        }
        Command::Pledge { motion, kind, text } => {
            filled(text, Field::Pledge)?;
            if let Some(motion) = motion {
                adopted(*motion)?;
            }
            let own = plans.pledges().filter(|(_, pledge)| pledge.person == act.subject()).count();
            if plans.pledges.len() >= MOST_PLANS || own >= MOST_OF_ONE {
                return Err(Why::TooMany.into());
            }
            Event::Pledged {
                pledge: PledgeId(act.fresh(0)),
                motion: *motion,
                kind: *kind,
                text: text.as_str().into(),
            }
        }
        Command::TakeBack { pledge } => {
            let found = plans.pledge(*pledge).ok_or(Why::UnknownPledge)?;
            if found.person != act.subject() {
                return Err(Why::NotYours.into());
            }
            if found.withdrawn {
                return Err(Why::AlreadyDone.into());
            }
            Event::TakenBack { pledge: *pledge }
        }
    };
    Ok(vec![Any::Plans(event)])
}

pub(crate) fn apply(meeting: &mut Meeting, recorded: &Recorded, event: &Event) {
    let plans = &mut meeting.plans;
    match event {
        Event::Settled { action, motion, plan } => {
            let settled = Action { motion: *motion, plan: plan.clone(), at: recorded.at };
            if plans.actions.insert(*action, settled).is_none() {
                plans.order.push(*action);
            }
        }
        Event::Pledged { pledge, motion, kind, text } => {
            let pledged = Pledge {
                person: recorded.subject(),
                motion: *motion,
                kind: *kind,
                text: text.clone(),
                at: recorded.at,
                withdrawn: false,
            };
            if plans.pledges.insert(*pledge, pledged).is_none() {
                plans.pledge_order.push(*pledge);
            }
        }
        Event::TakenBack { pledge } => {
            if let Some(pledge) = plans.pledges.get_mut(pledge) {
                pledge.withdrawn = true;
            }
        }
    }
}
