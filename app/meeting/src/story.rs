//! Stories (场次): a whole meeting as a text file, who does what when and what follows from it.
//!
//! One grammar serves tests, the demonstration and the rehearsal over the network; it is written down in
//! `tests/stories/README.md`. Parsing reads nothing but the text it is given. A story names people, topics
//! and motions as the hall does (王阿姨, `#4`, `动议2`); [`Lookup`] turns those names into ids, from a
//! [`crate::Meeting`] or from what a desk sees. [`run`] plays a story through the rules alone.
//! Absent: files, clocks, sockets.

mod check;
mod crowd;
mod desk;
mod expect;
mod lexer;
mod lookup;
mod parse;
mod play;
#[cfg(test)]
mod tests;
mod verb;
mod verb_words;

pub use expect::{Expect, Eye, Fact};
pub use lookup::Lookup;
pub use play::{Failure, Outcome, run};
pub use verb::{LineRef, Verb};

use crate::{Door, Span};

/// What is wrong with a story's text, and on which line from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("第 {line} 行：{what}")]
pub struct Fault {
    /// The line, from 1.
    pub line: u32,
    /// What to change.
    pub what: String,
}

/// A story read from its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// 主题.
    pub theme: String,
    /// 自治站.
    pub station: String,
    /// 社区.
    pub community: String,
    /// 街道.
    pub subdistrict: String,
    /// 地点.
    pub place: String,
    /// 主持: the host's form of address.
    pub host: String,
    /// 演练.
    pub rehearsal: bool,
    /// Since midnight: when it starts.
    pub starts: Span,
    /// What happens, in order of time.
    pub steps: Vec<Step>,
}

/// Who acts in a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// `主持`: the host, with the host's right.
    Host,
    /// `小林@主持`: somebody else at a second desk, with the host's right.
    SecondDesk(String),
    /// A person by form of address, with their own right only.
    Person(String),
    /// `时钟`: the keeper itself.
    Clock,
}

/// One step: one act of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The line it stands on, from 1.
    pub line: u32,
    /// When, since the start.
    pub at: Span,
    /// Who.
    pub actor: Actor,
    /// For whom (替).
    pub on_behalf: Option<String>,
    /// Through which door.
    pub door: Door,
    /// What.
    pub verb: Verb,
    /// What must follow; without a refusal among it, the step must be taken.
    pub expect: Vec<Expect>,
    /// The line as written, without its time and expectations.
    pub words: String,
}

impl Step {
    /// The rule or reason by which the step must be refused, if it must.
    #[must_use]
    pub fn refusal(&self) -> Option<&str> {
        self.expect
            .iter()
            .find_map(|expect| if let Fact::Refused(key) = &expect.fact { Some(key.as_str()) } else { None })
    }
}
