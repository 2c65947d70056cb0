//! What a story says must follow (`=> …`): a refusal by its key, or how things then stand.

use super::crowd::names;
use super::lexer::{Token, number};
use super::verb_words::{Args, MOTION, TOPIC, motion, table, topic};
use crate::TableNo;
use crate::motions::Status;

/// One expectation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expect {
    /// The line it stands on.
    pub line: u32,
    /// As written.
    pub words: String,
    /// What must be so.
    pub fact: Fact,
}

/// Through whose eyes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Eye {
    /// 居民: what every resident's phone gets.
    Residents,
    /// 大屏.
    Wall,
    /// 主持台.
    Desk,
    /// n桌: what that table's members get besides.
    Table(TableNo),
    /// A person's own part.
    Person(String),
}

/// What must be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// 拒绝 key: a rule's key, or the reason's name where no rule of order stands behind it.
    Refused(String),
    /// 环节 n, from 1.
    Stage(u8),
    /// 已落槌 / 未落槌.
    Closed(bool),
    /// 在场 n.
    Present(u32),
    /// 可投 n.
    Voters(u32),
    /// 议题 #n 热度 m.
    Heat(u16, u32),
    /// 议题 #n 在墙上, or no longer.
    OnWall(u16, bool),
    /// 议题 #n 并入 #m.
    MergedInto(u16, u16),
    /// n桌 人数 m.
    AtTable(TableNo, u32),
    /// 发言 称呼 / 发言 无.
    Speaker(Option<String>),
    /// 还剩 n 秒 on the clock of the speech.
    Left(u32),
    /// 等候 甲、乙 / 等候 无: the queue in the order of turns.
    Queue(Vec<String>),
    /// 动议n 等候|审议|表决中|通过|未通过|撤回.
    Motion(u16, Status),
    /// 票数 ayes:nays of the latest vote.
    Count(u32, u32),
    /// 未表态 n in the latest vote.
    Silent(u32),
    /// 通过 / 未通过: the latest vote as declared.
    Adopted(bool),
    /// 行动 n in the plan.
    Actions(u32),
    /// 认领 n, those taken back not counted.
    Pledges(u32),
    /// 谁 看到 / 看不到 “…”.
    Sees(Eye, String, bool),
}

/// Reads what stands behind `=>`.
pub(super) fn fact(tokens: &[Token]) -> Result<Fact, String> {
    let mut args = Args::new(tokens);
    let first = args.next("要看到什么，如 环节 3")?;
    let count = |args: &mut Args| args.read("数目", |word| number(word, "", ""));
    let fact = match first.as_str() {
        "拒绝" => Fact::Refused(args.next("规则或原因，如 time_limits")?),
        "环节" => Fact::Stage(args.read("环节号", |word| number(word, "", ""))?),
        "已落槌" => Fact::Closed(true),
        "未落槌" => Fact::Closed(false),
        "在场" => Fact::Present(count(&mut args)?),
        "可投" => Fact::Voters(count(&mut args)?),
        "议题" => {
            let at = args.read(TOPIC, topic)?;
            match args.next("热度、在墙上、不在墙上或并入")?.as_str() {
                "热度" => Fact::Heat(at, count(&mut args)?),
                "在墙上" => Fact::OnWall(at, true),
                "不在墙上" => Fact::OnWall(at, false),
                "并入" => Fact::MergedInto(at, args.read(TOPIC, topic)?),
                other => return Err(format!("不认得“{other}”，这里写热度、在墙上、不在墙上或并入")),
            }
        }
        "发言" => Fact::Speaker(Some(args.next("称呼或无")?).filter(|word| word != "无")),
        "还剩" => Fact::Left(args.read("秒数", |word| number(word, "", ""))?),
        "等候" => {
            let word = args.next("称呼或无")?;
            Fact::Queue(if word == "无" { Vec::new() } else { names(&word)? })
        }
        "票数" => {
            let (ayes, nays) = args.read("票数，如 12：3", tally)?;
            Fact::Count(ayes, nays)
        }
        "未表态" => Fact::Silent(count(&mut args)?),
        "通过" => Fact::Adopted(true),
        "未通过" => Fact::Adopted(false),
        "行动" => Fact::Actions(count(&mut args)?),
        "认领" => Fact::Pledges(count(&mut args)?),
        other => one_of(other, &mut args)?,
    };
    args.end()?;
    Ok(fact)
}

/// Facts that begin with what they are about.
fn one_of(first: &str, args: &mut Args) -> Result<Fact, String> {
    if let Some(number) = motion(first) {
        return Ok(Fact::Motion(number, args.read("等候、审议、表决中、通过、未通过或撤回", status)?));
    }
    let second = args.next("看到、看不到或人数")?;
    match (second.as_str(), table(first)) {
        ("人数", Some(at)) => Ok(Fact::AtTable(at, args.read("数目", |word| number(word, "", ""))?)),
        ("看到" | "看不到", _) => Ok(Fact::Sees(eye(first), args.next("哪句话")?, second == "看到")),
        _ => Err(format!("不认得“{first} {second}”。动议要写成{MOTION}")),
    }
}

fn eye(word: &str) -> Eye {
    match (word, table(word)) {
        ("居民", _) => Eye::Residents,
        ("大屏", _) => Eye::Wall,
        ("主持台", _) => Eye::Desk,
        (_, Some(table)) => Eye::Table(table),
        _ => Eye::Person(word.to_owned()),
    }
}

fn tally(word: &str) -> Option<(u32, u32)> {
    let (ayes, nays) = word.split_once([':', '：'])?;
    Some((ayes.parse().ok()?, nays.parse().ok()?))
}

fn status(word: &str) -> Option<Status> {
    Some(match word {
        "等候" => Status::Waiting,
        "审议" => Status::Open,
        "表决中" => Status::Voting,
        "通过" => Status::Adopted,
        "未通过" => Status::Rejected,
        "撤回" => Status::Withdrawn,
        _ => return None,
    })
}
