//! House rules of this crate that no lint checks. What lints check stands in `clippy.toml` (no clocks, no
//! chance, no hash order) and at the head of `src/lib.rs` (no panics, no floats).

use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

fn crate_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_file_says_first_what_it_is() {
    let mut found = Vec::new();
    sources(crate_folder(), &mut found);
    let silent: Vec<&PathBuf> =
        found.iter().filter(|file| !std::fs::read_to_string(file).unwrap().starts_with("//!")).collect();
    assert_eq!(silent, Vec::<&PathBuf>::new());
}

#[test]
fn the_rules_lean_on_four_libraries_and_none_of_them_brings_chance() {
    let manifest = std::fs::read_to_string(crate_folder().join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let names: Vec<&String> = manifest["dependencies"].as_table().unwrap().keys().collect();
    assert_eq!(names, ["postcard", "serde", "thiserror", "uuid"]);
    let shared = std::fs::read_to_string(crate_folder().join("../../Cargo.toml")).unwrap();
    let shared: toml::Table = shared.parse().unwrap();
    let uuid = &shared["workspace"]["dependencies"]["uuid"];
    assert_eq!(uuid["default-features"].as_bool(), Some(false));
    assert_eq!(uuid["features"].as_array().unwrap().as_slice(), [toml::Value::from("serde")]);
}

#[test]
fn the_lints_that_keep_the_rules_pure_and_unpanicking_are_on() {
    let head = std::fs::read_to_string(crate_folder().join("src/lib.rs")).unwrap();
    for lint in [
        "unwrap_used",
        "expect_used",
        "panic",
        "indexing_slicing",
        "wildcard_enum_match_arm",
        "float_arithmetic",
    ] {
        assert!(head.contains(&format!("clippy::{lint}")), "{lint}");
    }
    let limits = std::fs::read_to_string(crate_folder().join("clippy.toml")).unwrap();
    for path in [
        "std::time::SystemTime",
        "std::time::Instant",
        "std::collections::HashMap",
        "std::collections::HashSet",
    ] {
        assert!(limits.contains(path), "{path}");
    }
}
