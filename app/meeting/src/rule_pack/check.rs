//! What makes a rule pack (规则包) fit to hold a meeting by, and the fault that is named when it is not.
//!
//! Rule kept: the first fault is answered as a value naming the place, so that the person editing the file can
//! find it; a pack is taken whole or not at all. Stages may be renamed, reordered and left out, each kind once at most.
//! Who: whoever loads an edited pack. Not here: TOML's own faults (a missing field, an unknown word), which
//! the reader at the server's door reports with their line.

use super::{
    Enforcement, Groups, ParamKey, Params, Rule, RuleKey, RulePack, StageKind, StagePlan, StepKind, Text3,
};

/// The longest text a pack may hold, in characters.
const TEXT_MOST: usize = 400;
/// The longest key, in characters.
const KEY_MOST: usize = 40;
/// The most principles a pack may hold.
const PRINCIPLES_MOST: u32 = 20;

/// Why a pack is not taken. `at` names the place, as in `principles.two_feet.text.en`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the message above each fault names its fields")]
pub enum PackFault {
    /// A text is missing in one language.
    #[error("{at} 的文字是空的")]
    TextEmpty { at: String },
    /// A text is too long to be read aloud.
    #[error("{at} 的文字有 {chars} 个字，最多 {most} 个")]
    TextTooLong { at: String, chars: usize, most: usize },
    /// A key is not a plain name.
    #[error("{at} 的代号“{key}”要用 1 到 40 个小写字母、数字、下划线或短横")]
    KeyMalformed { at: String, key: String },
    /// Two items of one list bear the same key.
    #[error("{at} 的代号“{key}”出现了两次")]
    KeyTwice { at: String, key: String },
    /// The numbers do not run 1, 2, 3…
    #[error("{at} 的序号写成了 {found}，应当是 {expected}")]
    NumberOutOfOrder { at: String, found: u8, expected: u32 },
    /// A setting is outside what a meeting can bear.
    #[error("{at} 的数值 {found} 不在 {least} 到 {most} 之间")]
    OutOfRange { at: String, found: u32, least: u32, most: u32 },
    /// A meeting needs at least one stage (环节).
    #[error("一个环节也没有")]
    NoStage,
    /// Two stages are for the same thing.
    #[error("环节“{key}”与前面的环节是同一类，每类只能有一个")]
    StageKindTwice { key: String, kind: StageKind },
    /// Steps (汇报 动议 辩论 表决) in another stage than 达成共识.
    #[error("环节“{key}”不能有小步，只有“达成共识”可以")]
    StepsOutsideConsensus { key: String },
    /// Two steps are for the same thing.
    #[error("环节“{key}”里有两个相同的小步")]
    StepTwice { key: String, kind: StepKind },
    /// A rule that refusals quote is not there.
    #[error("缺少规则“{key}”：程序要照它办，规则包里必须有")]
    EnforcedRuleMissing { key: RuleKey },
    /// The pack claims or denies what the program enforces.
    #[error("规则“{key}”的执行方式与程序不一致")]
    EnforcementDiffers { key: RuleKey, written: Enforcement },
    /// A chair could overrule the result of a vote.
    #[error("规则“{key}”决定表决结果，不能写成可以变更")]
    ResultOverridable { key: RuleKey },
    /// A rule names one setting twice.
    #[error("规则“{key}”把同一个参数写了两次")]
    ParamTwice { key: RuleKey, param: ParamKey },
}

impl RulePack {
    /// Whether a meeting can be held by this pack.
    ///
    /// # Errors
    /// The first fault found, in the order of the file.
    pub fn check(&self) -> Result<(), PackFault> {
        key_fits("key", &self.key)?;
        in_range("version", self.version, 1, u32::MAX)?;
        text_fits("name", &self.name)?;
        text_fits("badge", &self.badge)?;
        words_fit("source".to_owned(), &self.source)?;
        self.groups.check()?;
        self.params.check()?;
        self.check_principles()?;
        self.check_stages()?;
        self.check_rules()
    }

    fn check_principles(&self) -> Result<(), PackFault> {
        let count = u32::try_from(self.principles.len()).unwrap_or(u32::MAX);
        in_range("principles", count, 0, PRINCIPLES_MOST)?;
        let mut seen: Vec<&str> = Vec::new();
        for (expected, principle) in (1u32..).zip(&self.principles) {
            let at = format!("principles.{}", principle.key);
            key_fits("principles", &principle.key)?;
            once(&mut seen, principle.key.as_str(), || key_twice("principles", &principle.key))?;
            number_follows(&at, principle.number, expected)?;
            text_fits(&format!("{at}.short"), &principle.short)?;
            text_fits(&format!("{at}.text"), &principle.text)?;
            words_fit(format!("{at}.source"), &principle.source)?;
        }
        Ok(())
    }

    fn check_stages(&self) -> Result<(), PackFault> {
        if self.stages.is_empty() {
            return Err(PackFault::NoStage);
        }
        let (mut keys, mut kinds): (Vec<&str>, Vec<StageKind>) = (Vec::new(), Vec::new());
        for stage in &self.stages {
            let (key, kind) = (&stage.key, stage.kind);
            key_fits("stages", key)?;
            once(&mut keys, key.as_str(), || key_twice("stages", key))?;
            once(&mut kinds, kind, || PackFault::StageKindTwice { key: key.clone(), kind })?;
            stage.check()?;
        }
        Ok(())
    }

    fn check_rules(&self) -> Result<(), PackFault> {
        let mut seen: Vec<RuleKey> = Vec::new();
        for (expected, rule) in (1u32..).zip(&self.rules) {
            once(&mut seen, rule.key, || key_twice("rules", rule.key.as_str()))?;
            number_follows(&format!("rules.{}", rule.key), rule.number, expected)?;
            rule.check()?;
        }
        let missing = RuleKey::ALL.iter().find(|key| key.is_enforced() && !seen.contains(key));
        missing.map_or(Ok(()), |key| Err(PackFault::EnforcedRuleMissing { key: *key }))
    }
}

impl StagePlan {
    fn check(&self) -> Result<(), PackFault> {
        let at = format!("stages.{}", self.key);
        text_fits(&format!("{at}.name"), &self.name)?;
        text_fits(&format!("{at}.what"), &self.what)?;
        text_fits(&format!("{at}.script"), &self.script)?;
        words_fit(format!("{at}.source"), &self.source)?;
        in_range(&format!("{at}.minutes"), self.minutes.into(), 1, 240)?;
        if !self.steps.is_empty() && self.kind != StageKind::Consensus {
            return Err(PackFault::StepsOutsideConsensus { key: self.key.clone() });
        }
        let mut seen: Vec<StepKind> = Vec::new();
        for (place, step) in (1u32..).zip(&self.steps) {
            let kind = step.kind;
            once(&mut seen, kind, || PackFault::StepTwice { key: self.key.clone(), kind })?;
            text_fits(&format!("{at}.steps.{place}.name"), &step.name)?;
            text_fits(&format!("{at}.steps.{place}.what"), &step.what)?;
            text_fits(&format!("{at}.steps.{place}.script"), &step.script)?;
        }
        Ok(())
    }
}

impl Rule {
    fn check(&self) -> Result<(), PackFault> {
        let key = self.key;
        text_fits(&format!("rules.{key}.short"), &self.short)?;
        text_fits(&format!("rules.{key}.text"), &self.text)?;
        words_fit(format!("rules.{key}.source"), &self.source)?;
        if key.is_enforced() != (self.enforcement == Enforcement::Enforced) {
            return Err(PackFault::EnforcementDiffers { key, written: self.enforcement });
        }
        if self.overridable && key.makes_result() {
            return Err(PackFault::ResultOverridable { key });
        }
        let mut seen: Vec<ParamKey> = Vec::new();
        self.params
            .iter()
            .try_for_each(|param| once(&mut seen, *param, || PackFault::ParamTwice { key, param: *param }))
    }
}

impl Params {
    fn check(&self) -> Result<(), PackFault> {
        in_range("params.speech_secs", self.speech_secs.into(), 15, 900)?;
        in_range("params.speeches_per_person", self.speeches_per_person.into(), 1, 20)?;
        in_range("params.report_secs", self.report_secs.into(), 15, 1800)?;
        in_range("params.last_call_secs", self.last_call_secs.into(), 3, 120)
    }
}

impl Groups {
    fn check(&self) -> Result<(), PackFault> {
        in_range("groups.min", self.min.into(), 1, 20)?;
        in_range("groups.max", self.max.into(), self.min.into(), 20)?;
        in_range("groups.default", self.default.into(), self.min.into(), self.max.into())
    }
}

fn key_fits(at: &str, key: &str) -> Result<(), PackFault> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    if (1..=KEY_MOST).contains(&key.len()) && key.chars().all(good) {
        return Ok(());
    }
    let key = key.chars().take(KEY_MOST).collect();
    Err(PackFault::KeyMalformed { at: at.to_owned(), key })
}

fn key_twice(at: &str, key: &str) -> PackFault {
    PackFault::KeyTwice { at: at.to_owned(), key: key.to_owned() }
}

/// Notes `item` as seen; a second time is the fault.
fn once<T: PartialEq>(
    seen: &mut Vec<T>,
    item: T,
    fault: impl FnOnce() -> PackFault,
) -> Result<(), PackFault> {
    if seen.contains(&item) {
        return Err(fault());
    }
    seen.push(item);
    Ok(())
}

fn number_follows(at: &str, found: u8, expected: u32) -> Result<(), PackFault> {
    if u32::from(found) == expected {
        return Ok(());
    }
    Err(PackFault::NumberOutOfOrder { at: at.to_owned(), found, expected })
}

fn in_range(at: &str, found: u32, least: u32, most: u32) -> Result<(), PackFault> {
    if (least..=most).contains(&found) {
        return Ok(());
    }
    Err(PackFault::OutOfRange { at: at.to_owned(), found, least, most })
}

fn text_fits(at: &str, text: &Text3) -> Result<(), PackFault> {
    words_fit(format!("{at}.hans"), &text.hans)?;
    words_fit(format!("{at}.hant"), &text.hant)?;
    words_fit(format!("{at}.en"), &text.en)
}

fn words_fit(at: String, words: &str) -> Result<(), PackFault> {
    if words.trim().is_empty() {
        return Err(PackFault::TextEmpty { at });
    }
    let chars = words.chars().count();
    if chars > TEXT_MOST {
        return Err(PackFault::TextTooLong { at, chars, most: TEXT_MOST });
    }
    Ok(())
}
