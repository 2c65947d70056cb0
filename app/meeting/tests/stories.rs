//! Every story in `stories/` is a test of its own. The grammar is in `stories/README.md`.

use std::collections::BTreeMap;
use std::path::Path;

use meeting::story::{LineRef, Lookup, Outcome, Script, run};
use meeting::view::hall;
use meeting::wire::Audience;
use meeting::{RulePack, TableNo};

fn played(name: &str) -> Outcome {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories").join(format!("{name}.story"));
    let text = std::fs::read_to_string(path).unwrap();
    let pack: RulePack = toml::from_str(meeting::rule_pack::OPEN_SPACE).unwrap();
    let script = Script::parse(&text).unwrap_or_else(|fault| panic!("{name}.story: {fault}"));
    run(&script, pack).unwrap()
}

fn holds(name: &str) {
    let outcome = played(name);
    let failures: Vec<String> = outcome.failures.iter().map(|failure| format!("{failure}\n")).collect();
    assert!(failures.is_empty(), "{name}.story:\n{}", failures.concat());
}

macro_rules! stories {
    ($($name:ident)+) => {
        const NAMES: &[&str] = &[$(stringify!($name)),+];
        $(#[test] fn $name() { holds(stringify!($name)); })+
    };
}

stories! {
    anfeng
    a_recorder_who_moves_on
    alternate_sides_overruled
    ayes_then_noes
    close_debate_overruled
    closing_is_refused_while_deciding
    going_back_a_stage
    hands_beyond_those_present
    last_lines_and_secrets
    leaving_while_speaking
    majority_and_tie
    merged_topics_outlive_their_root
    motion_first_overruled
    observers_do_not_vote
    power_cut_during_a_speech
    recognition_overruled
    stale_vote
    stance_first
    time_limits_overruled
    two_desks
    voters_who_go_home
    what_somebody_cast_nobody_recasts
}

#[test]
fn no_story_in_the_folder_is_left_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let mut found: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".story").map(str::to_owned))
        .collect();
    found.sort();
    let mut named: Vec<&str> = NAMES.to_vec();
    named.sort_unstable();
    assert_eq!(found, named);
}

#[test]
fn the_example_in_the_grammar_plays() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/README.md");
    let text = std::fs::read_to_string(path).unwrap();
    let example = text.split("```").nth(1).unwrap();
    let pack: RulePack = toml::from_str(meeting::rule_pack::OPEN_SPACE).unwrap();
    assert_eq!(run(&Script::parse(example).unwrap(), pack).unwrap().failures, []);
}

#[test]
fn the_same_story_always_makes_the_same_log() {
    let (one, other) = (played("anfeng"), played("anfeng"));
    assert_eq!(one.log, other.log);
    assert_eq!(one.diary, other.diary);
}

#[test]
fn the_evening_of_anfeng_is_an_evening_of_forty() {
    let outcome = played("anfeng");
    assert!(outcome.meeting.people.iter().count() >= 40);
    assert!(outcome.log.len() > 300, "{} events", outcome.log.len());
    assert!(outcome.meeting.closed());
}

#[test]
fn a_desk_finds_the_names_of_a_story_as_the_rules_do() {
    let meeting = played("anfeng").meeting;
    let keys = hall::keys(&meeting, Audience::Desk).into_iter();
    let parts = keys.filter_map(|key| hall::part(&meeting, Audience::Desk, key).map(|part| (key, part)));
    let desk: BTreeMap<hall::Key, hall::Part> = parts.collect();
    let rules = &meeting;
    for (_, person) in meeting.people.iter() {
        assert_eq!(desk.person(person.name.as_str()), rules.person(person.name.as_str()));
    }
    for number in 0..20 {
        assert_eq!(desk.topic(number), rules.topic(number), "#{number}");
        assert_eq!(desk.motion(number), rules.motion(number));
        for table in 0..4 {
            let line = LineRef { table: TableNo(table), number };
            assert_eq!(desk.line(line), rules.line(line), "{line:?}");
        }
    }
    assert_eq!(desk.vote(None), rules.vote(None));
    assert_eq!(desk.correction(1), rules.correction(1));
    assert_eq!(desk.stage(), Lookup::stage(rules));
}
