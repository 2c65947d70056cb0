//! The rule pack (规则包): the principles, stages and rules a meeting is held by, as one editable, versioned file.
//!
//! Rule kept: a pack never claims more than the program does. Exactly the rules the program enforces are marked
//! `enforced`, nobody can overrule a result, and every text is there in all three languages.
//! A meeting keeps, whole, the pack it began with; the same texts are on the wall poster and in refusals.
//! Who: an organiser edits a pack before a meeting; everybody may read it. No text of it is secret.
//! Not here: reading TOML (that happens at the server's door, then [`RulePack::check`], in `check.rs`), cleaning of typed text,
//! and the rules' workings (see the nouns: floor, motions, voting).

mod check;
#[cfg(test)]
mod tests;

use core::fmt;

use serde::{Deserialize, Serialize};

pub use check::PackFault;

/// The pack that ships with the program, as the TOML a community may copy and edit. 参考版, never the official text.
pub const OPEN_SPACE: &str = include_str!("../packs/open-space.toml");

/// One text in the three languages of the screens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text3 {
    /// Simplified Chinese: the source.
    pub hans: String,
    /// Traditional Chinese.
    pub hant: String,
    /// English.
    pub en: String,
}

/// How surely the named source says this. It does not say that an official list contains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The source was read and says so.
    High,
    /// Well grounded, with a part inferred.
    Medium,
    /// A reconstruction.
    Low,
}

/// One of the principles (原则) read aloud at the opening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Principle {
    /// Stable name; the number may change, this does not.
    pub key: String,
    /// Place in the list, from 1.
    pub number: u8,
    /// The few words on the poster.
    pub short: Text3,
    /// The sentence read aloud.
    pub text: Text3,
    /// Where it comes from (来源), and what is still to be confirmed (待核).
    pub source: String,
    /// How surely the source says so.
    pub confidence: Confidence,
}

/// What a stage (环节) is for, whatever a community calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    /// 开场定规
    Opening,
    /// 提出议题
    Topics,
    /// 自选分组
    Signup,
    /// 小组讨论
    Breakout,
    /// 达成共识
    Consensus,
    /// 制定行动计划
    ActionPlan,
}

/// What a step inside the consensus stage (达成共识) is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// 汇报
    ReportBack,
    /// 动议
    Motion,
    /// 辩论
    Debate,
    /// 表决
    Vote,
}

/// A step inside the consensus stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What the step is for.
    pub kind: StepKind,
    /// Its name on the screens.
    pub name: Text3,
    /// What people do now.
    pub what: Text3,
    /// What the host reads aloud.
    pub script: Text3,
}

/// One stage (环节) as planned. Stages may be renamed, reordered or left out; their order is the list's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StagePlan {
    /// Stable name.
    pub key: String,
    /// What the stage is for.
    pub kind: StageKind,
    /// Its name on the screens.
    pub name: Text3,
    /// What people do now: one sentence understood on first reading.
    pub what: Text3,
    /// Planned length in minutes.
    pub minutes: u16,
    /// What the host reads aloud, one to three sentences.
    pub script: Text3,
    /// Where it comes from (来源), and what is still to be confirmed (待核).
    pub source: String,
    /// How surely the source says so.
    pub confidence: Confidence,
    /// Steps, in the consensus stage only; may be empty.
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// Declares [`RuleKey`] once, so that the list, the written name and the type cannot differ.
macro_rules! rule_keys {
    ($($(#[$doc:meta])* $key:ident = $written:literal,)*) => {
        /// The stable key of a rule (规则): what refusals name. The number a community gives it may change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum RuleKey { $($(#[$doc])* #[serde(rename = $written)] $key,)* }

        impl RuleKey {
            /// Every rule the program knows, in the usual order.
            pub const ALL: &'static [RuleKey] = &[$(RuleKey::$key,)*];

            /// The key as written in packs, logs and stories.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(RuleKey::$key => $written,)* }
            }
        }
    };
}

rule_keys! {
    /// 主持中立
    ChairNeutral = "chair_neutral",
    /// 动议先行
    MotionFirst = "motion_first",
    /// 举手发言
    Recognition = "recognition",
    /// 面向主持
    AddressChair = "address_chair",
    /// 限时限次
    TimeLimits = "time_limits",
    /// 不跑题
    Germane = "germane",
    /// 违规即止
    YieldToChair = "yield",
    /// 正反轮流
    Alternate = "alternate",
    /// 先表态再说理
    StanceFirst = "stance_first",
    /// 对事不对人
    NoPersonal = "no_personal",
    /// 说完再表决
    CloseDebate = "close_debate",
    /// 先问赞成再问反对
    AyesNoes = "ayes_noes",
    /// 过半通过，平局不过
    MajorityTie = "majority_tie",
}

impl fmt::Display for RuleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl RuleKey {
    /// Whether the program itself refuses what goes against this rule. The others are ruled by the chair, by card.
    #[must_use]
    pub const fn is_enforced(self) -> bool {
        match self {
            Self::MotionFirst | Self::Recognition | Self::TimeLimits | Self::Alternate => true,
            Self::StanceFirst | Self::CloseDebate | Self::AyesNoes | Self::MajorityTie => true,
            Self::ChairNeutral | Self::AddressChair | Self::Germane => false,
            Self::YieldToChair | Self::NoPersonal => false,
        }
    }

    /// Whether this rule makes the result of a vote, so that no chair may overrule it.
    #[must_use]
    pub const fn makes_result(self) -> bool {
        match self {
            Self::AyesNoes | Self::MajorityTie => true,
            Self::ChairNeutral | Self::MotionFirst | Self::Recognition | Self::AddressChair => false,
            Self::TimeLimits | Self::Germane | Self::YieldToChair | Self::Alternate => false,
            Self::StanceFirst | Self::NoPersonal | Self::CloseDebate => false,
        }
    }
}

/// What the program does about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Enforcement {
    /// It refuses what goes against it, naming it.
    Enforced,
    /// It gives the chair a button or a hint; the chair rules.
    Assisted,
    /// It shows the rule; the room keeps it.
    Shown,
}

/// The name of one of the [`Params`], so that a rule can show its own settings beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParamKey {
    /// [`Params::speech_secs`]
    SpeechSecs,
    /// [`Params::speeches_per_person`]
    SpeechesPerPerson,
    /// [`Params::not_yet_spoken_first`]
    NotYetSpokenFirst,
    /// [`Params::report_secs`]
    ReportSecs,
    /// [`Params::last_call_secs`]
    LastCallSecs,
    /// [`Params::seconds`]
    Seconds,
    /// [`Params::chair_vote`]
    ChairVote,
    /// [`Params::abstain`]
    Abstain,
}

/// One rule of debate (议事规则).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Stable key.
    pub key: RuleKey,
    /// Place in the list, from 1.
    pub number: u8,
    /// The few words on the poster and on the chair's card.
    pub short: Text3,
    /// The sentence read aloud and quoted in refusals.
    pub text: Text3,
    /// What the program does about it.
    pub enforcement: Enforcement,
    /// Whether the chair may overrule it by a recorded act with a reason.
    pub overridable: bool,
    /// Where it comes from (来源), and what is still to be confirmed (待核).
    pub source: String,
    /// How surely the source says so.
    pub confidence: Confidence,
    /// The settings this rule reads, by name.
    #[serde(default)]
    pub params: Vec<ParamKey>,
}

/// Whether and when the chair votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChairVote {
    /// The chair has no vote.
    None,
    /// The chair has a vote and casts it last.
    Last,
}

/// What becomes of abstentions (弃权).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Abstain {
    /// Not asked for; who did not vote is 未表态.
    Hidden,
    /// Asked for and written down; never counted for or against.
    Recorded,
}

/// The settings of debate and vote. A meeting may change limits by its own recorded decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Longest speech, in seconds.
    pub speech_secs: u16,
    /// Speeches per person on one motion.
    pub speeches_per_person: u8,
    /// Whether those who have not yet spoken on the motion go first.
    pub not_yet_spoken_first: bool,
    /// Longest report of a group, in seconds.
    pub report_secs: u16,
    /// How long 还有谁要发言? stays open before the question may be put, in seconds.
    pub last_call_secs: u16,
    /// Whether a motion needs a second (附议).
    pub seconds: bool,
    /// Whether and when the chair votes.
    pub chair_vote: ChairVote,
    /// What becomes of abstentions.
    pub abstain: Abstain,
}

/// How many groups (小组) the topics with most heat become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Groups {
    /// What a meeting starts from.
    pub default: u8,
    /// The fewest the host may choose.
    pub min: u8,
    /// The most the host may choose.
    pub max: u8,
}

/// A whole rule pack (规则包).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulePack {
    /// Stable name of the pack.
    pub key: String,
    /// Grows with every change of its text or settings.
    pub version: u32,
    /// Its name on the screens.
    pub name: Text3,
    /// Said wherever the pack is shown: 参考版·非官方文本.
    pub badge: Text3,
    /// Where the pack as a whole comes from, and what is still to be confirmed.
    pub source: String,
    /// Number of groups.
    pub groups: Groups,
    /// Settings of debate and vote.
    pub params: Params,
    /// The principles, in order.
    pub principles: Vec<Principle>,
    /// The stages, in order.
    pub stages: Vec<StagePlan>,
    /// The rules, in order.
    pub rules: Vec<Rule>,
}

impl RulePack {
    /// The rule with this key, if the pack has it. A checked pack has every enforced one.
    #[must_use]
    pub fn rule(&self, key: RuleKey) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.key == key)
    }

    /// The stage at this place in the pack's order, from 0.
    #[must_use]
    pub fn stage(&self, index: u8) -> Option<&StagePlan> {
        self.stages.get(usize::from(index))
    }

    /// The place of the stage that is for this, if the pack has one.
    #[must_use]
    pub fn place_of(&self, kind: StageKind) -> Option<u8> {
        (0..=u8::MAX).zip(&self.stages).find_map(|(place, stage)| (stage.kind == kind).then_some(place))
    }
}
