//! Why a command was refused, as data. `words` (in `web`) makes the sentence; where a rule of order
//! stands behind it, the rule's key goes along so that number and text can be quoted.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::RuleKey;

/// A refusal: nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("refused: {why:?} (rule {rule:?})")]
pub struct Refusal {
    /// The rule of order it rests on, if one does.
    pub rule: Option<RuleKey>,
    /// What stood in the way.
    pub why: Why,
}

/// Which box of a form is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Form of address (称呼).
    Name,
    /// Building (楼幢).
    Building,
    /// Theme of the meeting (会议主题).
    Theme,
    /// Place of the meeting.
    Place,
    /// Name of the station.
    Station,
    /// A topic's text.
    Topic,
    /// One line of a record.
    Line,
    /// 谁.
    Who,
    /// 做什么.
    What,
    /// 何时前.
    When,
    /// 在哪.
    Where,
    /// 钱从哪来.
    Money,
    /// The reason for an override or for hiding.
    Reason,
    /// A pledge's text.
    Pledge,
    /// Who is answerable for an action (责任人).
    Owner,
    /// Wish for a correction.
    Correction,
}

/// What stood in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Only the host may do this.
    HostOnly,
    /// The command is the keeper's own.
    ClockOnly,
    /// The gavel has fallen.
    MeetingClosed,
    /// The meeting is not closed, so there is nothing to reopen or correct.
    MeetingOpen,
    /// Nobody is let in any more.
    DoorsClosed,
    /// The person is not of this meeting.
    UnknownPerson,
    /// The person has gone home.
    NotPresent,
    /// The person is already in.
    AlreadyIn,
    /// A box was left empty.
    Empty(Field),
    /// A text is too long; at most so many characters.
    TooLong(Field, u16),
    /// No such stage.
    UnknownStage,
    /// Somebody has already done it (another desk, another tap).
    AlreadyDone,
    /// A reason is needed and recorded.
    NeedsReason,
    /// No such principle or rule to show.
    UnknownCard,
    /// No such topic, or it is out of play.
    UnknownTopic,
    /// A topic cannot be merged with itself or into one merged away.
    CannotMerge,
    /// The topic stands alone already.
    NotMerged,
    /// Nobody has signed a topic yet.
    NoTopics,
    /// No such table.
    UnknownTable,
    /// The number of groups must lie in this range.
    GroupsRange(u8, u8),
    /// Only the table's recorder (or the host) writes the record.
    NotRecorder,
    /// Somebody else is already recording at this table.
    RecorderTaken,
    /// The person sits at another table.
    NotAtTable,
    /// No such line.
    UnknownLine,
    /// The group has not written its 行动方案 yet.
    NoProposal,
    /// No such motion.
    UnknownMotion,
    /// Another motion is before the hall.
    MotionPending,
    /// No motion is before the hall.
    NoMotion,
    /// The motion has already been decided or withdrawn.
    MotionDecided,
    /// The motion is not concrete enough: these boxes are empty or vague.
    NotConcrete(Vec<Field>),
    /// A hand needs a stance.
    NoStance,
    /// The hand is up already.
    HandUp,
    /// The person has no hand up.
    NoHand,
    /// All of the person's speeches on this motion are used; so many are allowed.
    SpeechesUsed(u8),
    /// Somebody is speaking.
    FloorTaken,
    /// Nobody is speaking.
    FloorFree,
    /// Another person's turn comes first.
    NotTheirTurn,
    /// So many people still wait to speak.
    HandsRemain(u16),
    /// The clock is already in that state.
    ClockState,
    /// A vote is under way.
    VoteOpen,
    /// No vote is under way.
    NoVote,
    /// The ayes are being called, or the noes are.
    WrongCall,
    /// Observers and people not present do not vote.
    NoVoteRight,
    /// The person's vote is already counted on this side.
    AlreadyVoted,
    /// Phones and hands together would be more than those present.
    BeyondPresent(u32, u32),
    /// No such vote.
    UnknownVote,
    /// Hands are up or somebody has the floor: end that first.
    SpeechOpen,
    /// The motion was not adopted.
    NotAdopted,
    /// No such action.
    UnknownAction,
    /// No such pledge.
    UnknownPledge,
    /// No such wish for a correction.
    UnknownCorrection,
    /// The thing is not the person's own.
    NotYours,
    /// A report is not under way or the table is unknown.
    NoReport,
    /// The rule pack has this fault.
    BadPack(String),
    /// Too many of one kind in one meeting.
    TooMany,
    /// The request's id was used for something else before.
    RequestReused,
}

impl Refusal {
    /// A refusal that rests on a rule of order.
    #[must_use]
    pub fn rule(key: RuleKey, why: Why) -> Self {
        Self { rule: Some(key), why }
    }
}

impl From<Why> for Refusal {
    fn from(why: Why) -> Self {
        Self { rule: None, why }
    }
}
