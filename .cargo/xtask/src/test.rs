//! `cargo xtask test`: every check and test there is, in the order that fails soonest.
//!
//! The rule kept here: the first failure ends the run with a non-zero exit; a check that could
//! not be made is said, not passed over. With names of parts, only those run.
//! Not here: benches, which are never timed tests.

use std::process::Command;

use crate::{Outcome, place, setup, site, steps, supply};

const PARTS: [&str; 8] = ["setup", "fmt", "rules", "clippy", "unit", "site", "supply", "e2e"];

/// Everything but this tool: selected together they have the libraries the server alone has, so
/// that these are compiled once.
const PRODUCT: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// Runs all parts, or those named.
pub(crate) fn test(args: &[String]) -> Outcome {
    if let Some(unknown) = args.iter().find(|arg| !PARTS.contains(&arg.as_str())) {
        return Err(format!("there is no part {unknown:?}; parts: {}", PARTS.join(" ")).into());
    }
    let wanted = |part: &str| args.is_empty() || args.iter().any(|arg| arg == part);
    let mut steps = steps::Steps::default();
    if wanted("setup") || wanted("e2e") {
        steps.step("setup: 准备", setup)?;
    }
    if wanted("fmt") {
        steps.step("fmt: 排版", || quiet(&["fmt", "--all", "--check"]))?;
    }
    if wanted("rules") {
        steps.step("rules: 规则 (app/meeting)", || quiet(&["test", "--quiet", "--package", "meeting"]))?;
    }
    if wanted("clippy") {
        let deny = ["--all-targets", "--", "-D", "warnings"];
        steps.step("clippy: product", || quiet(&[&["clippy"], &PRODUCT[..], &deny].concat()))?;
        steps.step("clippy: xtask", || quiet(&[&["clippy", "--package", "xtask"], &deny[..]].concat()))?;
        for (name, bundle) in [("clippy: phone", "phone"), ("clippy: hall", "hall")] {
            steps.step(name, || clippy_browser(bundle))?;
        }
    }
    if wanted("unit") {
        steps.step("unit: 不用浏览器的测试", || {
            quiet(&[&["test", "--quiet"], &PRODUCT[..]].concat())?;
            quiet(&["test", "--quiet", "--package", "xtask"])
        })?;
    }
    if wanted("site") || wanted("e2e") {
        steps.step("site: 页面与大小", site_weight)?;
    }
    if wanted("supply") {
        steps.step("supply: 许可与来源", supply::check)?;
    }
    if wanted("e2e") {
        steps.step("e2e: 浏览器", browsers)?;
    }
    steps.summary();
    println!("\n✓ 全部通过 all passed");
    Ok(())
}

fn setup() -> Outcome<String> {
    setup::wasm_target()?;
    setup::packages(&[setup::FONTS, setup::TESTERS])
}

fn quiet(args: &[&str]) -> Outcome<String> {
    steps::must(&mut steps::cargo(args))?;
    Ok(String::new())
}

fn clippy_browser(bundle: &str) -> Outcome<String> {
    let mut command = steps::cargo(&["clippy"]);
    command.args(site::selection(bundle)).args(["--", "-D", "warnings"]);
    steps::must(command.env("CARGO_TARGET_DIR", place::at("target/browser")))?;
    Ok(String::new())
}

fn site_weight() -> Outcome<String> {
    site::build()?;
    let weights = site::weigh()?;
    weights.print();
    weights.check_phone()
}

fn browsers() -> Outcome<String> {
    let server = steps::server()?;
    if place::at("e2e/package-lock.json").metadata()?.modified()? > installed() {
        steps::must(&mut node("npm", &["ci"]))?;
    }
    let mut command = node("npx", &["playwright", "test"]);
    command.env("YISHITING", server);
    steps::must(&mut command)?;
    Ok(String::new())
}

/// When the node packages were installed; the beginning of time when they were not.
fn installed() -> std::time::SystemTime {
    let mark = place::at("e2e/node_modules/.package-lock.json");
    mark.metadata().and_then(|meta| meta.modified()).unwrap_or(std::time::UNIX_EPOCH)
}

fn node(name: &str, args: &[&str]) -> Command {
    let mut command = steps::program(name, args);
    // Debian's browser is used: the package must not bring one of its own
    command.current_dir(place::at("e2e")).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}
