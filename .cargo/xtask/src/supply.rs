//! Licences and sources of everything that is built in.
//!
//! The rule kept here: each package comes from crates.io or from this tree, and each licence is
//! on the list in `.cargo/deny.toml`. Where `cargo-deny` is installed it reads the same file and
//! is asked as well, for duplicates and bans. Advisories need the network and are CI's own run.

use std::fs;

use serde_json::Value;

use crate::{Outcome, place, steps};

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Checks every package of the lock file.
pub(crate) fn check() -> Outcome<String> {
    let deny = fs::read_to_string(place::at(".cargo/deny.toml"))?;
    let allowed = allowed(&deny);
    let metadata =
        steps::output(&mut steps::cargo(&["metadata", "--format-version", "1", "--locked", "--quiet"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    let mut wrong = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or("?");
        let licence = package["license"].as_str().unwrap_or("");
        if !permits(licence, &allowed) {
            wrong.push(format!("{name}: licence {licence:?} is not on the list"));
        }
        match package["source"].as_str() {
            None | Some(CRATES_IO) => {}
            Some(other) => wrong.push(format!("{name}: comes from {other}")),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong.join("\n   ").into());
    }
    let count = packages.len();
    if steps::has("cargo-deny") {
        steps::must(&mut steps::cargo(&[
            "deny",
            "check",
            "--config",
            ".cargo/deny.toml",
            "bans",
            "licenses",
            "sources",
        ]))?;
        return Ok(format!("{count} packages, cargo-deny too"));
    }
    Ok(format!("{count} packages; cargo-deny is not installed, so duplicates and bans were not checked"))
}

/// The quoted names of the list `allow = [ … ]`.
fn allowed(deny: &str) -> Vec<&str> {
    let list = deny.split_once("allow = [").map_or("", |(_, rest)| rest);
    let list = list.split_once(']').map_or("", |(list, _)| list);
    list.split('"').skip(1).step_by(2).collect()
}

/// Whether one of the alternatives of a licence expression is wholly on the list.
fn permits(licence: &str, allowed: &[&str]) -> bool {
    let spaced = licence.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut tokens = spaced.split_whitespace().peekable();
    let fine = any(&mut tokens, allowed);
    fine && tokens.next().is_none()
}

type Tokens<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any(tokens: &mut Tokens<'_>, allowed: &[&str]) -> bool {
    let mut fine = all(tokens, allowed);
    while tokens.next_if_eq(&"OR").is_some() {
        fine |= all(tokens, allowed);
    }
    fine
}

fn all(tokens: &mut Tokens<'_>, allowed: &[&str]) -> bool {
    let mut fine = one(tokens, allowed);
    while tokens.next_if_eq(&"AND").is_some() {
        fine &= one(tokens, allowed);
    }
    fine
}

fn one(tokens: &mut Tokens<'_>, allowed: &[&str]) -> bool {
    if tokens.next_if_eq(&"(").is_some() {
        let fine = any(tokens, allowed);
        return tokens.next_if_eq(&")").is_some() && fine;
    }
    let Some(name) = tokens.next() else {
        return false;
    };
    let mut fine = allowed.contains(&name);
    if tokens.next_if_eq(&"WITH").is_some() {
        // an exception only widens what its licence grants
        fine &= tokens.next().is_some();
    }
    fine
}

#[cfg(test)]
mod tests {
    use super::{allowed, permits};

    #[test]
    fn one_allowed_alternative_is_enough_but_every_joined_licence_counts() {
        let list = allowed("[licenses]\nallow = [\n \"MIT\",\n \"Apache-2.0\",\n]\n");
        assert_eq!(list, ["MIT", "Apache-2.0"]);
        for fine in
            ["MIT", "MIT/GPL-3.0", "(MIT OR GPL-3.0) AND Apache-2.0", "Apache-2.0 WITH LLVM-exception"]
        {
            assert!(permits(fine, &list), "{fine}");
        }
        for not in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT", "MIT Apache-2.0"] {
            assert!(!permits(not, &list), "{not}");
        }
    }
}
