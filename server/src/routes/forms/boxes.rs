//! Which text of which command goes into which box, and so how long it may be.
//!
//! The rule kept here: every text a command can hold passes [`text::clean`], whether it came from a
//! form or as JSON; a new command does not compile here until its texts are named.
//! Deliberately not here: whether an empty box is refused (the rules say that).

use meeting::motions::{Draft, MotionKind};
use meeting::{Command, Words};
use meeting::{floor, minutes, motions, people, plans, stages, tables, topics, voting};

use super::text::{self, Limit};

const NAME: Limit = Limit { name: "称呼", most: 16 };
const BUILDING: Limit = Limit { name: "楼幢", most: 16 };
const TOPIC: Limit = Limit { name: "议题", most: 60 };
const LINE: Limit = Limit { name: "这一条", most: 280 };
const REASON: Limit = Limit { name: "理由", most: 120 };
const PLEDGE: Limit = Limit { name: "认领", most: 60 };
const CORRECTION: Limit = Limit { name: "更正", most: 280 };
const ANSWER: Limit = Limit { name: "答复", most: 280 };

/// The theme of a meeting.
pub const THEME: Limit = Limit { name: "会议主题", most: 80 };
/// The place of a meeting.
pub const PLACE: Limit = Limit { name: "地点", most: 60 };
/// The name of a station, 社区 or 街道.
pub const STATION: Limit = Limit { name: "名称", most: 60 };
/// A form of address.
pub const ADDRESS: Limit = NAME;

/// Makes every text of a command clean.
///
/// # Errors
/// A sentence naming the box that is too full, and by how much.
pub fn clean(command: &mut Command) -> Result<(), String> {
    match command {
        Command::People(command) => people(command),
        Command::Stages(command) => stages(command),
        Command::Topics(command) => topics(command),
        Command::Tables(command) => tables(command),
        Command::Motions(command) => motions(command),
        Command::Floor(command) => floor(command),
        Command::Voting(command) => voting(command),
        Command::Plans(command) => plans(command),
        Command::Minutes(command) => minutes(command),
        Command::Screens(_) | Command::Tick => Ok(()),
    }
}

fn fit(text: &mut String, limit: Limit) -> Result<(), String> {
    *text = text::clean(text, limit)?;
    Ok(())
}

fn fit_words(words: &mut Words, limit: Limit) -> Result<(), String> {
    *words = Words::new(text::clean(words.as_str(), limit)?);
    Ok(())
}

fn people(command: &mut people::Command) -> Result<(), String> {
    use people::Command as C;
    match command {
        C::Join { name, building, kind: _ }
        | C::Add { name, building, kind: _ }
        | C::Amend { name, building, kind: _ } => {
            fit(name, NAME)?;
            fit(building, BUILDING)
        }
        C::Leave | C::Return | C::Appoint { .. } | C::Doors { .. } => Ok(()),
    }
}

fn stages(command: &mut stages::Command) -> Result<(), String> {
    use stages::Command as C;
    match command {
        C::GoTo { reason, stage: _ } | C::Reopen { reason } => fit(reason, REASON),
        C::Advance { .. } | C::Close => Ok(()),
    }
}

fn topics(command: &mut topics::Command) -> Result<(), String> {
    use topics::Command as C;
    match command {
        C::Post { text } => fit(text, TOPIC),
        C::Hide { reason, topic: _ } => fit(reason, REASON),
        C::Sign { .. } | C::Unsign { .. } | C::Withdraw { .. } => Ok(()),
        C::Merge { .. } | C::Unmerge { .. } | C::Unhide { .. } => Ok(()),
    }
}

fn tables(command: &mut tables::Command) -> Result<(), String> {
    use tables::Command as C;
    match command {
        C::Write { text, table: _, kind: _ } => fit(text, LINE),
        C::Propose { kind, draft, table: _ } => boxes(kind, draft),
        C::Hide { reason, line: _ } => fit(reason, REASON),
        C::Form { .. } | C::OpenFor { .. } | C::Take { .. } | C::Record { .. } => Ok(()),
        C::Strike { .. } | C::Report { .. } | C::EndReport | C::Unhide { .. } => Ok(()),
    }
}

fn motions(command: &mut motions::Command) -> Result<(), String> {
    use motions::Command as C;
    match command {
        C::Move { kind, draft } => boxes(kind, draft),
        C::Open { note, motion: _ } => fit(note, REASON),
        C::SetAside { reason } => fit(reason, REASON),
        C::MoveFrom { .. } | C::Withdraw { .. } => Ok(()),
    }
}

fn boxes(kind: &mut MotionKind, draft: &mut Draft) -> Result<(), String> {
    becomes(kind)?;
    if let Some(kind) = &mut draft.kind {
        becomes(kind)?;
    }
    for (words, name) in [
        (&mut draft.who, "“谁”"),
        (&mut draft.what, "“做什么”"),
        (&mut draft.when, "“何时前”"),
        (&mut draft.place, "“在哪”"),
        (&mut draft.money, "“钱从哪来”"),
    ] {
        fit_words(words, Limit { name, most: 120 })?;
    }
    Ok(())
}

fn becomes(kind: &mut MotionKind) -> Result<(), String> {
    match kind {
        MotionKind::Action => Ok(()),
        MotionKind::Convention { chapter } => fit_words(chapter, Limit { name: "公约章节", most: 60 }),
        MotionKind::Referral { body } => fit_words(body, Limit { name: "转交单位", most: 60 }),
    }
}

fn floor(command: &mut floor::Command) -> Result<(), String> {
    use floor::Command as C;
    match command {
        C::Give { reason, person: _ } | C::Extend { reason, secs: _ } => fit(reason, REASON),
        C::Raise { .. } | C::Lower | C::Done | C::Pause | C::Resume => Ok(()),
        C::Rule { .. } | C::LastCall | C::CutShort { .. } => Ok(()),
    }
}

fn voting(command: &mut voting::Command) -> Result<(), String> {
    use voting::Command as C;
    match command {
        C::Put { reason } | C::Annul { reason, vote: _ } => fit(reason, REASON),
        C::Cast { .. } | C::CountHands { .. } | C::CallNays | C::Declare => Ok(()),
    }
}

fn plans(command: &mut plans::Command) -> Result<(), String> {
    use plans::Command as C;
    match command {
        C::Settle { plan, motion: _ } => {
            for (words, name) in
                [(&mut plan.owner, "责任人"), (&mut plan.due, "完成时限"), (&mut plan.resources, "资源")]
            {
                fit_words(words, Limit { name, most: 120 })?;
            }
            Ok(())
        }
        C::Pledge { text, motion: _, kind: _ } => fit(text, PLEDGE),
        C::TakeBack { .. } => Ok(()),
    }
}

fn minutes(command: &mut minutes::Command) -> Result<(), String> {
    use minutes::Command as C;
    match command {
        C::Ask { text } => fit(text, CORRECTION),
        C::Answer { text, correction: _ } => fit(text, ANSWER),
    }
}
