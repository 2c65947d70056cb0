//! From a story's text to its steps. Pure: the same text always gives the same script or the same fault.

use super::crowd::names;
use super::expect::{Expect, Fact, fact};
use super::lexer::{Token, later, time_of_day, tokens};
use super::verb_words::verbs;
use super::{Actor, Fault, Script, Step};
use crate::{Door, Span};

/// The most steps one story may hold, crowds counted one by one.
const MOST_STEPS: usize = 20_000;

impl Script {
    /// Reads a story.
    ///
    /// # Errors
    /// The first fault, with its line and what to change.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let mut reader = Reader::default();
        for (line, text) in (1u32..).zip(text.lines()) {
            let text = text.trim().trim_start_matches('\u{feff}');
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            reader.line(line, text).map_err(|what| Fault { line, what })?;
        }
        let script = reader.script;
        for (value, name) in [
            (&script.theme, "主题"),
            (&script.station, "自治站"),
            (&script.place, "地点"),
            (&script.host, "主持"),
        ] {
            if value.is_empty() {
                return Err(Fault { line: 1, what: format!("开头要有一行“{name} …”") });
            }
        }
        Ok(script)
    }
}

struct Reader {
    script: Script,
    /// The moment of the step before, since midnight.
    now: Span,
    /// Where the steps of the last line begin.
    group: usize,
}

impl Default for Reader {
    fn default() -> Self {
        let empty = String::new;
        Self {
            script: Script {
                theme: empty(),
                station: empty(),
                community: empty(),
                subdistrict: empty(),
                place: empty(),
                host: empty(),
                rehearsal: false,
                starts: Span::secs(19 * 3600),
                steps: Vec::new(),
            },
            now: Span::secs(19 * 3600),
            group: 0,
        }
    }
}

impl Reader {
    fn line(&mut self, line: u32, text: &str) -> Result<(), String> {
        let all = tokens(text)?;
        let mut pieces = all.split(|token| token.is("=>"));
        let said = pieces.next().unwrap_or_default();
        if let Some((first, rest)) = said.split_first() {
            let clock = (first.name.is_none() && !first.quoted).then_some(first.text.as_str());
            match clock.and_then(|word| self.moment(word)) {
                Some(at) => self.step(line, at, rest, text)?,
                None => {
                    self.head(first, rest)?;
                    if pieces.next().is_some() {
                        return Err("开头几行不能写 =>".to_owned());
                    }
                    return Ok(());
                }
            }
        }
        for piece in pieces {
            self.expect(line, piece)?;
        }
        Ok(())
    }

    fn moment(&self, word: &str) -> Option<Span> {
        let after = |span: Span| Span(self.now.0.saturating_add(span.0));
        time_of_day(word).or_else(|| later(word).map(after))
    }

    fn head(&mut self, first: &Token, rest: &[Token]) -> Result<(), String> {
        if !self.script.steps.is_empty() {
            return Err(format!("“{}”前面要写时间，如 19:02 或 +30s", first.text));
        }
        let value = rest.iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ");
        let value = if let Some(name) = &first.name {
            return Err(format!("“{name}”后面不用冒号，空一格就好"));
        } else {
            value
        };
        let script = &mut self.script;
        match first.text.as_str() {
            "主题" => script.theme = value,
            "自治站" => script.station = value,
            "社区" => script.community = value,
            "街道" => script.subdistrict = value,
            "地点" => script.place = value,
            "主持" => script.host = value,
            "演练" => script.rehearsal = true,
            "开始" => {
                script.starts = time_of_day(&value).ok_or("开始时间要写成 19:00")?;
                self.now = script.starts;
            }
            other => return Err(format!("不认得“{other}”。动作前面要写时间，如 19:02")),
        }
        Ok(())
    }

    fn step(&mut self, line: u32, at: Span, rest: &[Token], text: &str) -> Result<(), String> {
        if at < self.now {
            return Err("时间不能往回走".to_owned());
        }
        self.now = at;
        let (door, rest) = match rest.split_first() {
            Some((first, others)) => match door(first) {
                Some(door) => (Some(door), others),
                None => (None, rest),
            },
            None => return Err("时间后面要写谁做什么".to_owned()),
        };
        let (who, rest) = rest.split_first().ok_or("门后面要写谁做什么")?;
        if who.is("等") {
            let words = words_of(text);
            return self.push(line, at, &[Actor::Clock], &[None], Door::Clock, &[super::Verb::Wait], &words);
        }
        let (on_behalf, rest) = match rest {
            [word, whom, others @ ..] if word.is("替") => (Some(names(&whom.text)?), others),
            _ => (None, rest),
        };
        let (verb, args) = rest.split_first().ok_or_else(|| format!("“{}”做什么？", who.text))?;
        let word = verb.name.as_deref().map_or_else(|| verb.text.clone(), ToOwned::to_owned);
        let verbs = verbs(&word, args)?;
        let actors: Vec<Actor> = names(&who.text)?.into_iter().map(actor).collect();
        let behalf: Vec<Option<String>> = match on_behalf {
            None => vec![None],
            Some(names) => names.into_iter().map(Some).collect(),
        };
        let usual = match actors.first() {
            Some(Actor::Host | Actor::SecondDesk(_)) => Door::Desk,
            Some(Actor::Clock) => Door::Clock,
            Some(Actor::Person(_)) | None => Door::Phone,
        };
        self.push(line, at, &actors, &behalf, door.unwrap_or(usual), &verbs, &words_of(text))
    }

    #[expect(clippy::too_many_arguments, reason = "one line's parts, multiplied out in one place")]
    fn push(
        &mut self,
        line: u32,
        at: Span,
        actors: &[Actor],
        behalf: &[Option<String>],
        door: Door,
        verbs: &[super::Verb],
        words: &str,
    ) -> Result<(), String> {
        self.group = self.script.steps.len();
        let at = Span(at.0.saturating_sub(self.script.starts.0));
        for actor in actors {
            for on_behalf in behalf {
                for verb in verbs {
                    if self.script.steps.len() >= MOST_STEPS {
                        return Err("这个故事太长了".to_owned());
                    }
                    self.script.steps.push(Step {
                        line,
                        at,
                        actor: actor.clone(),
                        on_behalf: on_behalf.clone(),
                        door,
                        verb: verb.clone(),
                        expect: Vec::new(),
                        words: words.to_owned(),
                    });
                }
            }
        }
        Ok(())
    }

    /// A refusal holds for each step of the line before, a state for what stands after the last.
    fn expect(&mut self, line: u32, tokens: &[Token]) -> Result<(), String> {
        let fact = fact(tokens)?;
        let words = tokens.iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ");
        let expect = Expect { line, words, fact };
        let group = self.script.steps.get_mut(self.group..).unwrap_or_default();
        if matches!(expect.fact, Fact::Refused(_)) {
            group.iter_mut().for_each(|step| step.expect.push(expect.clone()));
        }
        match group.last_mut() {
            None => Err("=> 前面要先有一个动作".to_owned()),
            Some(last) => {
                if !matches!(expect.fact, Fact::Refused(_)) {
                    last.expect.push(expect);
                }
                Ok(())
            }
        }
    }
}

fn door(token: &Token) -> Option<Door> {
    match token.text.as_str() {
        "[手机]" => Some(Door::Phone),
        "[代办]" => Some(Door::Desk),
        "[纸]" => Some(Door::Paper),
        _ => None,
    }
}

fn actor(name: String) -> Actor {
    match name.as_str() {
        "主持" => Actor::Host,
        "时钟" => Actor::Clock,
        _ => match name.strip_suffix("@主持") {
            Some(name) => Actor::SecondDesk(name.to_owned()),
            None => Actor::Person(name),
        },
    }
}

/// A step's line without its time and what is expected.
fn words_of(text: &str) -> String {
    let said = text.split("=>").next().unwrap_or(text).trim();
    said.split_once(char::is_whitespace).map_or(said, |(_, rest)| rest.trim()).to_owned()
}
