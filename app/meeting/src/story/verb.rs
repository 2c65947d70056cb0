//! What somebody does in a story: one verb for every command of the rules, naming things as the hall does.

use crate::floor::Stance;
use crate::motions::{Draft, MotionKind};
use crate::people::{Kind, Office, Place};
use crate::plans::{Level, PledgeKind};
use crate::screens::Card;
use crate::tables::LineKind;
use crate::voting::Choice;
use crate::{RuleKey, Span, TableNo};

/// A line of a table's record: `2桌3行`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineRef {
    /// Which table.
    pub table: TableNo,
    /// Which of its lines, from 1 in the order written.
    pub number: u16,
}

/// What is done. Things stand as numbered in the hall, people by form of address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verb {
    /// 等: time passes, nothing else.
    Wait,
    /// 到 楼幢 身份.
    Join {
        /// Building.
        building: String,
        /// In what quality.
        kind: Kind,
    },
    /// 登记 称呼 楼幢 身份.
    Add {
        /// Form of address.
        name: String,
        /// Building.
        building: String,
        /// In what quality.
        kind: Kind,
    },
    /// 改登记 称呼 楼幢 身份.
    Amend {
        /// Form of address.
        name: String,
        /// Building.
        building: String,
        /// In what quality.
        kind: Kind,
    },
    /// 走.
    Leave,
    /// 回来.
    Return,
    /// 任命 职务 称呼.
    Appoint {
        /// Which office.
        office: Office,
        /// To whom.
        person: String,
    },
    /// 开门 / 关门.
    Doors(bool),
    /// 下一环节, or 下一环节 从 2.
    Advance {
        /// The stage the host saw, from 1; else the one in front.
        from: Option<u8>,
    },
    /// 转到 环节号 因：….
    GoTo {
        /// Which, from 1.
        stage: u8,
        /// Why.
        reason: String,
    },
    /// 落槌.
    Close,
    /// 重开 因：….
    Reopen {
        /// Why.
        reason: String,
    },
    /// 念原则 n / 念规则 key / 收牌.
    Show(Option<Card>),
    /// 关屏 / 开屏.
    Blank(bool),
    /// 提议题 “…”.
    Post(String),
    /// 签 #n.
    Sign(u16),
    /// 撤签 #n.
    Unsign(u16),
    /// 撤回 #n.
    WithdrawTopic(u16),
    /// 合并 #n 到 #m.
    Merge {
        /// The one merged away.
        from: u16,
        /// The one that stays.
        into: u16,
    },
    /// 拆开 #n.
    Unmerge(u16),
    /// 隐藏 #n 因：….
    HideTopic {
        /// Which.
        topic: u16,
        /// Why.
        reason: String,
    },
    /// 恢复 #n.
    UnhideTopic(u16),
    /// 分组 n.
    Form(u8),
    /// 开桌 #n.
    OpenFor(u16),
    /// 去 n桌 / 蝴蝶 / 蜜蜂 / 大厅.
    Take(Place),
    /// 当记录员 n桌.
    Record(TableNo),
    /// 写 n桌 类别 “…”.
    Write {
        /// Which table.
        table: TableNo,
        /// About what.
        kind: LineKind,
        /// The words.
        text: String,
    },
    /// 划掉 n桌m行.
    Strike(LineRef),
    /// 写方案 n桌 去向 谁：… 做什么：….
    Propose {
        /// Which table.
        table: TableNo,
        /// What it shall become.
        kind: MotionKind,
        /// The five boxes.
        draft: Draft,
    },
    /// 汇报 n桌.
    Report(TableNo),
    /// 汇报完.
    EndReport,
    /// 隐藏 n桌m行 因：….
    HideLine {
        /// Which.
        line: LineRef,
        /// Why.
        reason: String,
    },
    /// 恢复 n桌m行.
    UnhideLine(LineRef),
    /// 动议 去向 谁：… 做什么：….
    Move {
        /// What it becomes.
        kind: MotionKind,
        /// The five boxes.
        draft: Draft,
    },
    /// 方案成动议 n桌.
    MoveFrom(TableNo),
    /// 撤回 动议n.
    WithdrawMotion(u16),
    /// 审议 动议n [因：…].
    Open {
        /// Which.
        motion: u16,
        /// Why, although not concrete.
        note: String,
    },
    /// 搁置 因：….
    SetAside {
        /// Why.
        reason: String,
    },
    /// 举手 [赞成|反对|询问].
    Raise(Option<Stance>),
    /// 放下.
    Lower,
    /// 请发言 [称呼] [因：…].
    Give {
        /// To whom; else whoever's turn it is.
        person: Option<String>,
        /// Why out of turn.
        reason: String,
    },
    /// 说完.
    Done,
    /// 停表.
    Pause,
    /// 走表.
    Resume,
    /// 加时 秒 因：….
    Extend {
        /// So many seconds.
        secs: u16,
        /// Why.
        reason: String,
    },
    /// 亮牌 规则 [称呼] [止].
    Rule {
        /// Which rule.
        rule: RuleKey,
        /// On whom.
        person: Option<String>,
        /// Whether the speech ends.
        end: bool,
    },
    /// 还有谁.
    LastCall,
    /// 断电 从 时刻: the keeper's own, on starting again.
    CutShort {
        /// When the last event before was, since midnight.
        last: Span,
    },
    /// 提请表决 [因：…].
    Put {
        /// Why, although people wait.
        reason: String,
    },
    /// 投 赞成|反对 [第n次].
    Cast {
        /// Which vote, from 1; else the latest.
        vote: Option<u16>,
        /// Which side.
        choice: Choice,
    },
    /// 数手 赞成|反对 n.
    CountHands {
        /// Which side.
        choice: Choice,
        /// How many.
        hands: u32,
    },
    /// 问反对.
    CallNays,
    /// 宣布.
    Declare,
    /// 作废 第n次 因：….
    Annul {
        /// Which vote, from 1; else the latest.
        vote: Option<u16>,
        /// Why.
        reason: String,
    },
    /// 落实 动议n 责任人：… 期限：… 资源：… 层级：….
    Settle {
        /// Which motion.
        motion: u16,
        /// 责任人.
        owner: String,
        /// 期限.
        due: String,
        /// 资源.
        resources: String,
        /// 层级.
        level: Level,
    },
    /// 认领 出钱|出力|出物 “…” [动议n].
    Pledge {
        /// Towards which motion.
        motion: Option<u16>,
        /// Of what kind.
        kind: PledgeKind,
        /// In their words.
        text: String,
    },
    /// 收回 认领n.
    TakeBack(u16),
    /// 更正 “…”.
    Ask(String),
    /// 答复 更正n “…”.
    Answer {
        /// Which, from 1.
        correction: u16,
        /// The answer.
        text: String,
    },
    /// 到点: the keeper's own.
    Tick,
}
