//! From the words of a line to its verb. Every fault says what was wanted there, with an example.

use super::LineRef;
use super::crowd::names;
use super::lexer::{Token, number, time_of_day};
use super::verb::Verb;
use crate::floor::Stance;
use crate::motions::{Draft, MotionKind};
use crate::people::{Kind, Office, Place};
use crate::plans::{Level, PledgeKind};
use crate::screens::Card;
use crate::tables::LineKind;
use crate::voting::Choice;
use crate::{RuleKey, TableNo, Words};

/// The words behind the verb: bare ones in order, boxes by name.
pub(super) struct Args {
    bare: std::collections::VecDeque<String>,
    boxes: Vec<(String, String)>,
}

impl Args {
    pub(super) fn new(tokens: &[Token]) -> Self {
        let mut args = Self { bare: std::collections::VecDeque::new(), boxes: Vec::new() };
        for token in tokens {
            match &token.name {
                Some(name) => args.boxes.push((name.clone(), token.text.clone())),
                None => args.bare.push_back(token.text.clone()),
            }
        }
        args
    }

    pub(super) fn next(&mut self, wanted: &str) -> Result<String, String> {
        self.bare.pop_front().ok_or_else(|| format!("这里还要写{wanted}"))
    }

    /// The next word read as something, or a sentence saying what was wanted.
    pub(super) fn read<T>(
        &mut self,
        wanted: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, String> {
        let word = self.next(wanted)?;
        read(&word).ok_or_else(|| format!("“{word}”不对，这里要写{wanted}"))
    }

    /// The next word, if it reads as something.
    pub(super) fn maybe<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let value = read(self.bare.front()?)?;
        self.bare.pop_front();
        Some(value)
    }

    fn take(&mut self, name: &str) -> String {
        match self.boxes.iter().position(|(other, _)| other == name) {
            Some(at) => self.boxes.remove(at).1,
            None => String::new(),
        }
    }

    pub(super) fn end(self) -> Result<(), String> {
        let extra = self.bare.into_iter().chain(self.boxes.into_iter().map(|(name, _)| name)).next();
        extra.map_or(Ok(()), |word| Err(format!("“{word}”多出来了")))
    }
}

/// The verbs a line says; more than one where a crowd is written in.
pub(super) fn verbs(word: &str, tokens: &[Token]) -> Result<Vec<Verb>, String> {
    let mut args = Args::new(tokens);
    let verbs = if word == "登记" {
        let names = names(&args.next("称呼")?)?;
        let (building, kind) = entry(&mut args)?;
        let add = |name| Verb::Add { name, building: building.clone(), kind };
        names.into_iter().map(add).collect()
    } else {
        vec![verb(word, &mut args)?]
    };
    args.end()?;
    Ok(verbs)
}

fn verb(word: &str, args: &mut Args) -> Result<Verb, String> {
    let verb = match word {
        "等" => Verb::Wait,
        "到" => {
            let (building, kind) = entry(args)?;
            Verb::Join { building, kind }
        }
        "改登记" => {
            let name = args.next("称呼")?;
            let (building, kind) = entry(args)?;
            Verb::Amend { name, building, kind }
        }
        "走" => Verb::Leave,
        "回来" => Verb::Return,
        "任命" => Verb::Appoint {
            office: args.read("主持人、计时员或总记录员", office)?,
            person: args.next("称呼")?,
        },
        "开门" => Verb::Doors(true),
        "关门" => Verb::Doors(false),
        "下一环节" => {
            let from = args.maybe(|word| (word == "从").then_some(()));
            let from = from.map(|()| args.read("环节号", |word| number(word, "", ""))).transpose()?;
            Verb::Advance { from }
        }
        "转到" => Verb::GoTo {
            stage: args.read("环节号", |word| number(word, "", ""))?,
            reason: args.take("因"),
        },
        "落槌" => Verb::Close,
        "重开" => Verb::Reopen { reason: args.take("因") },
        "念原则" => {
            let number: u8 = args.read("第几条，从 1 起", |word| number(word, "", ""))?;
            Verb::Show(Some(Card::Principle(number.saturating_sub(1))))
        }
        "念规则" => Verb::Show(Some(Card::Rule(args.read("规则，如 time_limits", rule)?))),
        "收牌" => Verb::Show(None),
        "关屏" => Verb::Blank(true),
        "开屏" => Verb::Blank(false),
        "提议题" => Verb::Post(args.next("议题，如 “门禁选哪一种”")?),
        "签" => Verb::Sign(args.read(TOPIC, topic)?),
        "撤签" => Verb::Unsign(args.read(TOPIC, topic)?),
        "合并" => {
            let from = args.read(TOPIC, topic)?;
            args.read("“到”", |word| (word == "到").then_some(()))?;
            Verb::Merge { from, into: args.read(TOPIC, topic)? }
        }
        "拆开" => Verb::Unmerge(args.read(TOPIC, topic)?),
        "撤回" => match args.maybe(topic) {
            Some(topic) => Verb::WithdrawTopic(topic),
            None => Verb::WithdrawMotion(args.read("议题（#4）或动议（动议2）", motion)?),
        },
        "隐藏" => match args.maybe(topic) {
            Some(topic) => Verb::HideTopic { topic, reason: args.take("因") },
            None => Verb::HideLine { line: args.read(LINE, line)?, reason: args.take("因") },
        },
        "恢复" => match args.maybe(topic) {
            Some(topic) => Verb::UnhideTopic(topic),
            None => Verb::UnhideLine(args.read(LINE, line)?),
        },
        "分组" => Verb::Form(args.read("组数", |word| number(word, "", ""))?),
        "开桌" => Verb::OpenFor(args.read(TOPIC, topic)?),
        "去" => Verb::Take(args.read("桌号（2桌）、蝴蝶、蜜蜂或大厅", place)?),
        "当记录员" => Verb::Record(args.read(TABLE, table)?),
        "写" => Verb::Write {
            table: args.read(TABLE, table)?,
            kind: args.read("现状、原因、意见、分歧、建议或认领", line_kind)?,
            text: args.next("要记的话")?,
        },
        "划掉" => Verb::Strike(args.read(LINE, line)?),
        "写方案" => {
            let table = args.read(TABLE, table)?;
            let (kind, draft) = proposal(args)?;
            Verb::Propose { table, kind, draft }
        }
        "汇报" => Verb::Report(args.read(TABLE, table)?),
        "汇报完" => Verb::EndReport,
        "动议" => {
            let (kind, draft) = proposal(args)?;
            Verb::Move { kind, draft }
        }
        "方案成动议" => Verb::MoveFrom(args.read(TABLE, table)?),
        _ => return debate(word, args),
    };
    Ok(verb)
}

/// The verbs of the debate and of what comes after.
fn debate(word: &str, args: &mut Args) -> Result<Verb, String> {
    let verb = match word {
        "审议" => Verb::Open { motion: args.read(MOTION, motion)?, note: args.take("因") },
        "搁置" => Verb::SetAside { reason: args.take("因") },
        "举手" => Verb::Raise(args.maybe(stance)),
        "放下" => Verb::Lower,
        "请发言" => {
            Verb::Give { person: args.maybe(|word| Some(word.to_owned())), reason: args.take("因") }
        }
        "说完" => Verb::Done,
        "停表" => Verb::Pause,
        "走表" => Verb::Resume,
        "加时" => {
            Verb::Extend { secs: args.read("秒数", |word| number(word, "", ""))?, reason: args.take("因") }
        }
        "亮牌" => {
            let rule = args.read("规则，如 germane", rule)?;
            let person = args.maybe(|word| (word != "止").then(|| word.to_owned()));
            let end = args.maybe(|word| (word == "止").then_some(())).is_some();
            Verb::Rule { rule, person, end }
        }
        "还有谁" => Verb::LastCall,
        "断电" => {
            args.read("“从”", |word| (word == "从").then_some(()))?;
            Verb::CutShort { last: args.read("时刻，如 20:10:30", time_of_day)? }
        }
        "到点" => Verb::Tick,
        "提请表决" => Verb::Put { reason: args.take("因") },
        "投" => Verb::Cast { choice: args.read(SIDE, choice)?, vote: args.maybe(vote) },
        "数手" => Verb::CountHands {
            choice: args.read(SIDE, choice)?,
            hands: args.read("几只手", |word| number(word, "", ""))?,
        },
        "问反对" => Verb::CallNays,
        "宣布" => Verb::Declare,
        "作废" => Verb::Annul { vote: args.maybe(vote), reason: args.take("因") },
        "落实" => Verb::Settle {
            motion: args.read(MOTION, motion)?,
            owner: args.take("责任人"),
            due: args.take("期限"),
            resources: args.take("资源"),
            level: level(&args.take("层级"))?,
        },
        "认领" => Verb::Pledge {
            kind: args.read("出钱、出力或出物", pledge_kind)?,
            text: args.next("认领什么")?,
            motion: args.maybe(motion),
        },
        "收回" => Verb::TakeBack(args.read("第几个认领，如 认领1", |word| number(word, "认领", ""))?),
        "更正" => Verb::Ask(args.next("要更正什么")?),
        "答复" => Verb::Answer {
            correction: args.read("第几个更正，如 更正1", |word| number(word, "更正", ""))?,
            text: args.next("答复")?,
        },
        _ => return Err(format!("不认得“{word}”这个动作")),
    };
    Ok(verb)
}

pub(super) const TOPIC: &str = "议题号，如 #4";
pub(super) const TABLE: &str = "桌号，如 2桌";
const LINE: &str = "记录的一行，如 2桌3行";
pub(super) const MOTION: &str = "动议号，如 动议2";
const SIDE: &str = "赞成或反对";

pub(super) fn topic(word: &str) -> Option<u16> {
    number(word, "#", "")
}

pub(super) fn motion(word: &str) -> Option<u16> {
    number(word, "动议", "")
}

pub(super) fn table(word: &str) -> Option<TableNo> {
    number(word, "", "桌").map(TableNo)
}

fn vote(word: &str) -> Option<u16> {
    number(word, "第", "次")
}

fn line(word: &str) -> Option<LineRef> {
    let (table, number) = word.strip_suffix('行')?.split_once('桌')?;
    Some(LineRef { table: TableNo(table.parse().ok()?), number: number.parse().ok()? })
}

fn rule(word: &str) -> Option<RuleKey> {
    RuleKey::ALL.iter().copied().find(|key| key.as_str() == word)
}

fn entry(args: &mut Args) -> Result<(String, Kind), String> {
    let building = args.next("楼幢，如 3幢")?;
    Ok((building, args.read("身份：居民 业主 租户 物业 单位 社会组织 列席", kind)?))
}

fn kind(word: &str) -> Option<Kind> {
    Some(match word {
        "居民" => Kind::Resident,
        "业主" => Kind::Owner,
        "租户" => Kind::Tenant,
        "物业" => Kind::PropertyManager,
        "单位" => Kind::Organisation,
        "社会组织" => Kind::SocialOrganisation,
        "列席" => Kind::Observer,
        _ => return None,
    })
}

fn office(word: &str) -> Option<Office> {
    Some(match word {
        "主持人" => Office::Chair,
        "计时员" => Office::Timekeeper,
        "总记录员" => Office::Recorder,
        _ => return None,
    })
}

fn place(word: &str) -> Option<Place> {
    Some(match word {
        "大厅" => Place::Hall,
        "蝴蝶" => Place::Butterfly,
        "蜜蜂" => Place::Bee,
        _ => Place::Table(table(word)?),
    })
}

fn line_kind(word: &str) -> Option<LineKind> {
    Some(match word {
        "现状" => LineKind::Situation,
        "原因" => LineKind::Cause,
        "意见" => LineKind::Opinion,
        "分歧" => LineKind::Dissent,
        "建议" => LineKind::Advice,
        "认领" => LineKind::Claim,
        _ => return None,
    })
}

pub(super) fn stance(word: &str) -> Option<Stance> {
    Some(match word {
        "赞成" => Stance::For,
        "反对" => Stance::Against,
        "询问" => Stance::Inquiry,
        _ => return None,
    })
}

fn choice(word: &str) -> Option<Choice> {
    match word {
        "赞成" => Some(Choice::Aye),
        "反对" => Some(Choice::Nay),
        _ => None,
    }
}

fn pledge_kind(word: &str) -> Option<PledgeKind> {
    Some(match word {
        "出钱" => PledgeKind::Money,
        "出力" => PledgeKind::Labour,
        "出物" => PledgeKind::Material,
        _ => return None,
    })
}

fn level(word: &str) -> Result<Level, String> {
    Ok(match word {
        "小区" | "" => Level::Compound,
        "社区" => Level::Community,
        "街道" => Level::Subdistrict,
        "区" => Level::District,
        _ => return Err(format!("“{word}”不对，层级要写小区、社区、街道或区")),
    })
}

/// 行动, 公约：“章” or 转交：“单位”, then the five boxes.
fn proposal(args: &mut Args) -> Result<(MotionKind, Draft), String> {
    let (chapter, body) = (args.take("公约"), args.take("转交"));
    let kind = match (chapter.is_empty(), body.is_empty()) {
        (false, true) => MotionKind::Convention { chapter: chapter.into() },
        (true, false) => MotionKind::Referral { body: body.into() },
        _ => {
            args.read("行动、公约：“哪一章”或转交：“哪个单位”", |word| {
                (word == "行动").then_some(())
            })?;
            MotionKind::Action
        }
    };
    let mut words = |name: &str| Words::from(args.take(name));
    let draft = Draft {
        who: words("谁"),
        what: words("做什么"),
        when: words("何时前"),
        place: words("在哪"),
        money: words("钱"),
        kind: None,
    };
    Ok((kind, draft))
}
