//! The log in ten years: every kind of event as it was first written must keep reading, and be written
//! again to the very byte, because the log is hashed as stored.
//!
//! `formats/v1-*.json` hold, one event a line, each kind with all its fields and with as few as it may
//! have. They are never edited. A new kind gets new lines; a changed kind gets a new kind or a lifting of
//! the old shape on reading.

mod kinds;

use std::collections::BTreeSet;
use std::path::Path;

use meeting::{Meeting, Recorded, apply};

/// File names and their lines, each one event.
fn golden() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut lines = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        let events =
            text.lines().map(|line| line.trim().trim_end_matches(',')).filter(|line| line.starts_with('{'));
        lines.extend(events.map(|line| (name.clone(), line.to_owned())));
    }
    lines
}

#[test]
fn every_event_ever_written_reads_and_is_written_again_the_same() {
    for (file, line) in golden() {
        let read: Recorded =
            serde_json::from_str(&line).unwrap_or_else(|fault| panic!("{file}: {fault}: {line}"));
        assert_eq!(serde_json::to_string(&read).unwrap(), line, "{file}");
    }
}

#[test]
fn every_kind_of_event_has_its_old_form_kept() {
    let kept: BTreeSet<&str> = golden()
        .iter()
        .map(|(_, line)| kinds::kind_of(&serde_json::from_str::<Recorded>(line).unwrap().event))
        .collect();
    let missing: Vec<&str> = kinds::KINDS.iter().copied().filter(|kind| !kept.contains(kind)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "add a line to tests/formats for each");
}

#[test]
fn what_people_typed_stands_only_where_the_store_can_erase_it() {
    fn typed(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) if !text.is_ascii() => found.push(text.clone()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| typed(item, found)),
            serde_json::Value::Object(map) => {
                map.iter().filter(|(key, _)| *key != "words").for_each(|(_, value)| typed(value, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for (_, line) in golden() {
        let mut event: serde_json::Value = serde_json::from_str(&line).unwrap();
        if let Some(opened) = event.pointer_mut("/event/opened") {
            // The rule pack is method, not somebody's words.
            opened["pack"] = serde_json::Value::Null;
        }
        typed(&event, &mut found);
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn old_events_are_taken_by_the_rules_of_today() {
    let log: Vec<Recorded> = (1u64..)
        .zip(golden())
        .map(|(number, (_, line))| Recorded { number, ..serde_json::from_str(&line).unwrap() })
        .collect();
    let opening = log.iter().find_map(Meeting::begin);
    let mut meeting = opening.unwrap();
    for recorded in &log {
        apply(&mut meeting, recorded);
    }
    assert_eq!(meeting.number, log.len() as u64);
}
