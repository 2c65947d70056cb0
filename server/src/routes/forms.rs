//! A form's fields become a command: the one door for pages without scripts and for the socket.
//!
//! The rule kept here: fields say what is asked, never who asks or by what right; every text is
//! made clean; what cannot be read gives a sentence a resident understands.
//! Deliberately not here: whether the command is allowed (the rules), and the names of the person
//! and their right (the seat and the host's cookie).

pub mod boxes;
mod fields;
pub mod text;

#[cfg(test)]
mod tests;

use meeting::floor::Stance;
use meeting::plans::{Level, Plan, PledgeKind};
use meeting::screens::Card;
use meeting::voting::Choice;
use meeting::{Command, PersonId, RulePack};
use meeting::{floor, minutes, motions, people, plans, screens, stages, tables, topics, voting};
use uuid::Uuid;

pub use boxes::clean;
use fields::{Fields, STALE, rule};

/// The most fields a form of ours has, with room to spare.
const MOST_FIELDS: usize = 64;

/// A form, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// For somebody else (帮TA操作); the rules let only a host's desk do that.
    pub on_behalf: Option<PersonId>,
    /// What is asked.
    pub command: Command,
    /// It comes from the desk: only then does a host's right count.
    pub desk: bool,
    /// It was typed from paper.
    pub paper: bool,
    /// Where the page wants to return to; check it with [`back`] before using it.
    pub back: String,
    /// Makes this form of this page a request of its own.
    pub nonce: Option<Uuid>,
}

/// What a form asks for; `pack` tells which card the `n`-th is.
///
/// # Errors
/// A sentence naming what to change.
pub fn command(fields: &[(String, String)], pack: &RulePack) -> Result<Filled, String> {
    if fields.len() > MOST_FIELDS {
        return Err(STALE.to_owned());
    }
    let form = Fields(fields);
    let (noun, verb) = form.text("act").split_once('.').ok_or(STALE)?;
    let mut command = match noun {
        "people" => people(verb, form).map(Command::People),
        "stages" => stages(verb, form).map(Command::Stages),
        "screens" => screens(verb, form, pack).map(Command::Screens),
        "topics" => topics(verb, form).map(Command::Topics),
        "tables" => tables(verb, form).map(Command::Tables),
        "motions" => motions(verb, form).map(Command::Motions),
        "floor" => floor(verb, form).map(Command::Floor),
        "voting" => voting(verb, form).map(Command::Voting),
        "plans" => plans(verb, form).map(Command::Plans),
        "minutes" => minutes(verb, form).map(Command::Minutes),
        _ => Err(STALE.to_owned()),
    }?;
    clean(&mut command)?;
    Ok(Filled {
        on_behalf: form.maybe("for")?,
        command,
        desk: form.text("screen") == "desk",
        paper: form.text("paper") == "1",
        back: form.owned("back"),
        nonce: form.text("nonce").parse().ok(),
    })
}

/// Where a form returns to, if it is one of our own pages: `hall`, `desk`, `record`, `table/2`.
#[must_use]
pub fn back(wanted: &str) -> Option<String> {
    if matches!(wanted, "hall" | "desk" | "record") {
        return Some(wanted.to_owned());
    }
    let table: u8 = wanted.strip_prefix("table/")?.parse().ok().filter(|table| *table > 0)?;
    Some(format!("table/{table}"))
}

type Read<T> = Result<T, String>;

fn people(verb: &str, form: Fields<'_>) -> Read<people::Command> {
    use people::Command as C;
    let (name, building) = (form.owned("name"), form.owned("building"));
    Ok(match verb {
        "join" => C::Join { name, building, kind: form.kind_of_person()? },
        "add" => C::Add { name, building, kind: form.kind_of_person()? },
        "amend" => C::Amend { name, building, kind: form.kind_of_person()? },
        "leave" => C::Leave,
        "return" => C::Return,
        "appoint" => C::Appoint { office: form.office()?, person: form.written("person")? },
        "doors" => C::Doors { open: form.flag("open")? },
        _ => return Err(STALE.to_owned()),
    })
}

fn stages(verb: &str, form: Fields<'_>) -> Read<stages::Command> {
    use stages::Command as C;
    Ok(match verb {
        "advance" => C::Advance { from: form.written("from")? },
        "goto" => C::GoTo { stage: form.written("stage")?, reason: form.owned("reason") },
        "close" => C::Close,
        "reopen" => C::Reopen { reason: form.owned("reason") },
        _ => return Err(STALE.to_owned()),
    })
}

fn screens(verb: &str, form: Fields<'_>, pack: &RulePack) -> Read<screens::Command> {
    use screens::Command as C;
    Ok(match verb {
        "show" => C::Show { card: card(form.text("card"), pack)? },
        "blank" => C::Blank { on: form.flag("on")? },
        _ => return Err(STALE.to_owned()),
    })
}

/// `""` puts the card away; `n3` is the fourth of principles and rules in order; `r:germane` a rule.
fn card(text: &str, pack: &RulePack) -> Read<Option<Card>> {
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(key) = text.strip_prefix("r:") {
        return rule(key).map(Card::Rule).map(Some).ok_or_else(|| STALE.to_owned());
    }
    let at: u8 = text.strip_prefix('n').and_then(|at| at.parse().ok()).ok_or(STALE)?;
    let card = match usize::from(at).checked_sub(pack.principles.len()) {
        None => Card::Principle(at),
        Some(after) => Card::Rule(pack.rules.get(after).ok_or(STALE)?.key),
    };
    Ok(Some(card))
}

fn topics(verb: &str, form: Fields<'_>) -> Read<topics::Command> {
    use topics::Command as C;
    Ok(match verb {
        "post" => C::Post { text: form.owned("text") },
        "sign" => C::Sign { topic: form.written("topic")? },
        "unsign" => C::Unsign { topic: form.written("topic")? },
        "withdraw" => C::Withdraw { topic: form.written("topic")? },
        "merge" => C::Merge { from: form.written("from")?, into: form.written("into")? },
        "unmerge" => C::Unmerge { topic: form.written("topic")? },
        "hide" => C::Hide { topic: form.written("topic")?, reason: form.owned("reason") },
        "unhide" => C::Unhide { topic: form.written("topic")? },
        _ => return Err(STALE.to_owned()),
    })
}

fn tables(verb: &str, form: Fields<'_>) -> Read<tables::Command> {
    use tables::Command as C;
    Ok(match verb {
        "form" => C::Form { groups: form.number("groups")? },
        "open_for" => C::OpenFor { topic: form.written("topic")? },
        "take" => C::Take { place: form.place()? },
        "record" => C::Record { table: form.table("table")? },
        "write" => {
            C::Write { table: form.table("table")?, kind: form.line_kind()?, text: form.owned("text") }
        }
        "strike" => C::Strike { line: form.written("line")? },
        "propose" => {
            let (kind, draft) = form.draft()?;
            C::Propose { table: form.table("table")?, kind, draft }
        }
        "report" => C::Report { table: form.table("table")? },
        "end_report" => C::EndReport,
        "hide" => C::Hide { line: form.written("line")?, reason: form.owned("reason") },
        "unhide" => C::Unhide { line: form.written("line")? },
        _ => return Err(STALE.to_owned()),
    })
}

fn motions(verb: &str, form: Fields<'_>) -> Read<motions::Command> {
    use motions::Command as C;
    Ok(match verb {
        "move" => {
            let (kind, draft) = form.draft()?;
            C::Move { kind, draft }
        }
        "move_from" => C::MoveFrom { table: form.table("table")? },
        "withdraw" => C::Withdraw { motion: form.written("motion")? },
        "open" => C::Open { motion: form.written("motion")?, note: form.owned("note") },
        "set_aside" => C::SetAside { reason: form.owned("reason") },
        _ => return Err(STALE.to_owned()),
    })
}

fn floor(verb: &str, form: Fields<'_>) -> Read<floor::Command> {
    use floor::Command as C;
    let reason = form.owned("reason");
    Ok(match verb {
        "raise" => C::Raise { stance: stance(form)? },
        "lower" => C::Lower,
        "give" => C::Give { person: form.maybe("person")?, reason },
        "done" => C::Done,
        "pause" => C::Pause,
        "resume" => C::Resume,
        "extend" => C::Extend { secs: form.number("secs")?, reason },
        "rule" => {
            C::Rule { rule: form.rule("rule")?, person: form.maybe("person")?, end: form.text("end") == "1" }
        }
        "last_call" => C::LastCall,
        _ => return Err(STALE.to_owned()),
    })
}

/// None is the rules' to refuse: they name rule 9.
fn stance(form: Fields<'_>) -> Read<Option<Stance>> {
    Ok(Some(match form.text("stance") {
        "" => return Ok(None),
        "for" => Stance::For,
        "against" => Stance::Against,
        "inquiry" => Stance::Inquiry,
        _ => return Err(STALE.to_owned()),
    }))
}

fn voting(verb: &str, form: Fields<'_>) -> Read<voting::Command> {
    use voting::Command as C;
    let choice =
        || form.one_of("choice", &[("aye", Choice::Aye), ("nay", Choice::Nay)], "请先选赞成或反对。");
    Ok(match verb {
        "put" => C::Put { reason: form.owned("reason") },
        "cast" => C::Cast { vote: form.written("vote")?, choice: choice()? },
        "count_hands" => C::CountHands { choice: choice()?, hands: form.number("hands")? },
        "call_nays" => C::CallNays,
        "declare" => C::Declare,
        "annul" => C::Annul { vote: form.written("vote")?, reason: form.owned("reason") },
        _ => return Err(STALE.to_owned()),
    })
}

fn plans(verb: &str, form: Fields<'_>) -> Read<plans::Command> {
    use plans::Command as C;
    Ok(match verb {
        "settle" => C::Settle { motion: form.written("motion")?, plan: plan(form)? },
        "pledge" => {
            let kinds = [
                ("money", PledgeKind::Money),
                ("labour", PledgeKind::Labour),
                ("material", PledgeKind::Material),
            ];
            let kind = form.one_of("kind", &kinds, "请先选出钱、出力还是出物。")?;
            C::Pledge { motion: form.maybe("motion")?, kind, text: form.owned("text") }
        }
        "take_back" => C::TakeBack { pledge: form.written("pledge")? },
        _ => return Err(STALE.to_owned()),
    })
}

fn plan(form: Fields<'_>) -> Read<Plan> {
    let levels = [
        ("compound", Level::Compound),
        ("community", Level::Community),
        ("subdistrict", Level::Subdistrict),
        ("district", Level::District),
    ];
    Ok(Plan {
        owner: form.words("owner"),
        due: form.words("due"),
        resources: form.words("resources"),
        level: form.one_of("level", &levels, "请先选在哪一级办。")?,
    })
}

fn minutes(verb: &str, form: Fields<'_>) -> Read<minutes::Command> {
    use minutes::Command as C;
    Ok(match verb {
        "ask" => C::Ask { text: form.owned("text") },
        "answer" => C::Answer { correction: form.written("correction")?, text: form.owned("text") },
        _ => return Err(STALE.to_owned()),
    })
}
