//! What the shipped pack promises, and how an edited one that is not fit is named.

use super::*;

/// Characters of the pack that are written otherwise in traditional Chinese.
const SIMPLIFIED_ONLY: &str = "\
    专东个举么争从们会体关写决几击划则别办动参双发后听员围场处够头学对尽帮开弃张当录态\
    总愿报换断时机权条来样楼欢汇没点牵状现确签约纸组结给脚范见规计认讨议记讲论设识话说\
    请读谁谈贴赞轮辩边达过还这远违适选邻里钟钱错问间随顺预领题马";

fn shipped() -> RulePack {
    toml::from_str(OPEN_SPACE).expect("the shipped pack is TOML of a rule pack")
}

/// The shipped pack after an edit.
fn edited(edit: impl FnOnce(&mut RulePack)) -> RulePack {
    let mut pack = shipped();
    edit(&mut pack);
    pack
}

fn fault(edit: impl FnOnce(&mut RulePack)) -> PackFault {
    edited(edit).check().expect_err("the edited pack is not fit")
}

fn rule_mut(pack: &mut RulePack, key: RuleKey) -> &mut Rule {
    pack.rules.iter_mut().find(|rule| rule.key == key).expect("the shipped pack has every rule")
}

fn texts(pack: &RulePack) -> Vec<&Text3> {
    let mut all = vec![&pack.name];
    for principle in &pack.principles {
        all.extend([&principle.short, &principle.text]);
    }
    for stage in &pack.stages {
        all.extend([&stage.name, &stage.what, &stage.script]);
        for step in &stage.steps {
            all.extend([&step.name, &step.what, &step.script]);
        }
    }
    for rule in &pack.rules {
        all.extend([&rule.short, &rule.text]);
    }
    all
}

#[test]
fn the_shipped_pack_is_fit() {
    assert_eq!(shipped().check(), Ok(()));
}

#[test]
fn the_shipped_pack_has_eight_principles_six_stages_and_thirteen_rules() {
    let pack = shipped();
    assert_eq!((pack.principles.len(), pack.stages.len(), pack.rules.len()), (8, 6, 13));
    let order: Vec<RuleKey> = pack.rules.iter().map(|rule| rule.key).collect();
    assert_eq!(order, RuleKey::ALL);
    let steps: Vec<StepKind> =
        pack.stages.iter().flat_map(|stage| &stage.steps).map(|step| step.kind).collect();
    assert_eq!(steps, [StepKind::ReportBack, StepKind::Motion, StepKind::Debate, StepKind::Vote]);
}

#[test]
fn the_shipped_settings_are_those_the_rules_speak_of() {
    let pack = shipped();
    assert_eq!(pack.groups, Groups { default: 3, min: 2, max: 5 });
    let params = &pack.params;
    assert_eq!((params.speech_secs, params.speeches_per_person, params.report_secs), (120, 2, 180));
    assert_eq!((params.last_call_secs, params.seconds, params.not_yet_spoken_first), (10, false, true));
    assert_eq!((params.chair_vote, params.abstain), (ChairVote::Last, Abstain::Hidden));
    let limits = pack.rule(RuleKey::TimeLimits).expect("the rule is enforced, so it is there");
    assert!(limits.text.hans.contains("2 分钟") && limits.text.hans.contains("2 次"));
}

#[test]
fn every_text_is_there_in_three_languages_each_in_its_own_writing() {
    let pack = shipped();
    for Text3 { hans, hant, en } in texts(&pack) {
        assert!(!hans.trim().is_empty() && !hant.trim().is_empty() && !en.trim().is_empty(), "{hans}");
        assert!(!hant.contains(|c| SIMPLIFIED_ONLY.contains(c)), "simplified characters in {hant}");
        let differs = hans.contains(|c| SIMPLIFIED_ONLY.contains(c));
        assert!(!differs || hans != hant, "not translated: {hans}");
        assert!(!format!("{hans}{hant}").contains([',', ';', ':', '!', '?']), "half-width marks in {hans}");
        assert!(!en.contains(|c: char| ('\u{3000}'..='\u{9fff}').contains(&c)), "Chinese in {en}");
    }
}

#[test]
fn no_text_claims_to_be_official_and_the_badge_says_so() {
    let pack = shipped();
    assert_eq!(pack.badge.hans, "参考版·非官方文本");
    for text in texts(&pack) {
        assert!(!text.hans.contains("官方") && !text.en.to_lowercase().contains("official"), "{}", text.hans);
    }
}

#[test]
fn a_pack_written_as_toml_or_json_reads_back_the_same() {
    let pack = shipped();
    let toml = toml::to_string(&pack).expect("a pack can be written as TOML");
    assert_eq!(toml::from_str::<RulePack>(&toml).expect("what was written reads"), pack);
    let json = serde_json::to_string(&pack).expect("a pack can be written as JSON");
    assert_eq!(serde_json::from_str::<RulePack>(&json).expect("what was written reads"), pack);
    assert!(json.contains(r#""key":"yield""#));
}

#[test]
fn rules_and_stages_are_found_by_key_and_place() {
    let pack = shipped();
    assert_eq!(pack.rule(RuleKey::YieldToChair).map(|rule| rule.number), Some(7));
    assert_eq!(pack.stage(4).map(|stage| stage.kind), Some(StageKind::Consensus));
    assert_eq!(pack.place_of(StageKind::Consensus), Some(4));
    assert_eq!(pack.stage(6), None);
}

#[test]
fn stages_may_be_renamed_reordered_and_left_out() {
    let pack = edited(|pack| {
        pack.stages.reverse();
        pack.stages.truncate(2);
        pack.stages[0].name.hans = "落实".to_owned();
    });
    assert_eq!(pack.check(), Ok(()));
}

#[test]
fn rules_the_program_does_not_enforce_may_be_left_out() {
    let pack = edited(|pack| {
        pack.rules.retain(|rule| rule.key.is_enforced());
        for (number, rule) in (1u8..).zip(&mut pack.rules) {
            rule.number = number;
        }
    });
    assert_eq!((pack.rules.len(), pack.check()), (8, Ok(())));
}

#[test]
fn a_doubled_key_is_named() {
    let twice = |at: &str, key: &str| PackFault::KeyTwice { at: at.to_owned(), key: key.to_owned() };
    let found = fault(|pack| pack.principles[1].key = "whoever_comes".to_owned());
    assert_eq!(found, twice("principles", "whoever_comes"));
    assert_eq!(fault(|pack| pack.stages[1].key = "opening".to_owned()), twice("stages", "opening"));
    assert_eq!(fault(|pack| pack.rules[1].key = RuleKey::ChairNeutral), twice("rules", "chair_neutral"));
}

#[test]
fn each_missing_enforced_rule_is_named() {
    for key in RuleKey::ALL.iter().copied().filter(|key| key.is_enforced()) {
        let found = fault(|pack| {
            pack.rules.retain(|rule| rule.key != key);
            for (number, rule) in (1u8..).zip(&mut pack.rules) {
                rule.number = number;
            }
        });
        assert_eq!(found, PackFault::EnforcedRuleMissing { key });
    }
}

#[test]
fn settings_out_of_range_are_named() {
    let outside =
        |at: &str, found, least, most| PackFault::OutOfRange { at: at.to_owned(), found, least, most };
    assert_eq!(fault(|pack| pack.params.speech_secs = 0), outside("params.speech_secs", 0, 15, 900));
    let found = fault(|pack| pack.params.speeches_per_person = 0);
    assert_eq!(found, outside("params.speeches_per_person", 0, 1, 20));
    assert_eq!(fault(|pack| pack.groups.default = 6), outside("groups.default", 6, 2, 5));
    assert_eq!(fault(|pack| pack.groups.max = 1), outside("groups.max", 1, 2, 20));
    assert_eq!(fault(|pack| pack.stages[0].minutes = 0), outside("stages.opening.minutes", 0, 1, 240));
}

#[test]
fn a_gap_in_the_numbers_is_named() {
    let found = fault(|pack| pack.rules[2].number = 4);
    assert_eq!(
        found,
        PackFault::NumberOutOfOrder { at: "rules.recognition".to_owned(), found: 4, expected: 3 }
    );
}

#[test]
fn an_empty_or_endless_text_is_named_by_its_place() {
    let at = || "rules.germane.text.hant".to_owned();
    let found = fault(|pack| rule_mut(pack, RuleKey::Germane).text.hant = " \u{3000}".to_owned());
    assert_eq!(found, PackFault::TextEmpty { at: at() });
    let found = fault(|pack| rule_mut(pack, RuleKey::Germane).text.hant = "長".repeat(401));
    assert_eq!(found, PackFault::TextTooLong { at: at(), chars: 401, most: 400 });
}

#[test]
fn a_pack_cannot_claim_or_deny_what_the_program_enforces() {
    let key = RuleKey::NoPersonal;
    let found = fault(|pack| rule_mut(pack, key).enforcement = Enforcement::Enforced);
    assert_eq!(found, PackFault::EnforcementDiffers { key, written: Enforcement::Enforced });
    let key = RuleKey::Recognition;
    let found = fault(|pack| rule_mut(pack, key).enforcement = Enforcement::Shown);
    assert_eq!(found, PackFault::EnforcementDiffers { key, written: Enforcement::Shown });
}

#[test]
fn the_result_of_a_vote_cannot_be_made_overridable() {
    let key = RuleKey::MajorityTie;
    assert_eq!(fault(|pack| rule_mut(pack, key).overridable = true), PackFault::ResultOverridable { key });
}

#[test]
fn stages_that_make_no_meeting_are_named() {
    assert_eq!(fault(|pack| pack.stages.clear()), PackFault::NoStage);
    let found = fault(|pack| pack.stages[1].kind = StageKind::Opening);
    assert_eq!(found, PackFault::StageKindTwice { key: "topics".to_owned(), kind: StageKind::Opening });
    let found = fault(|pack| pack.stages[0].steps = pack.stages[4].steps.clone());
    assert_eq!(found, PackFault::StepsOutsideConsensus { key: "opening".to_owned() });
    let found = fault(|pack| pack.stages[4].steps[1].kind = StepKind::Vote);
    assert_eq!(found, PackFault::StepTwice { key: "consensus".to_owned(), kind: StepKind::Vote });
}

#[test]
fn a_misspelt_field_is_refused_while_reading() {
    let text = OPEN_SPACE.replace("speech_secs = 120", "speech_sec = 120");
    let found = toml::from_str::<RulePack>(&text).expect_err("the field is unknown");
    assert!(found.to_string().contains("speech_sec"));
}
