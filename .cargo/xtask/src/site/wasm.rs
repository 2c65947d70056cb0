//! One browser half: compiled, then bound to JavaScript.
//!
//! Both halves share one target folder, so that what they have in common is compiled once; the
//! second overwrites the first's file, so each is read before the next is built.

use std::fs;

use wasm_bindgen_cli_support::Bindgen;

use crate::{Outcome, place, steps};

/// What the bundle's files are made of.
pub(super) struct Built {
    pub(super) wasm: Vec<u8>,
    pub(super) glue: String,
}

/// The arguments that choose one browser half; also for clippy.
pub(crate) fn selection(bundle: &str) -> [&str; 9] {
    [
        "--package",
        "web",
        "--lib",
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        "browser",
        "--features",
        bundle,
    ]
}

/// Builds one half.
pub(super) fn build(bundle: &str) -> Outcome<Built> {
    let folder = place::at("target/browser");
    let mut command = steps::cargo(&["rustc", "--crate-type", "cdylib"]);
    steps::must(command.args(selection(bundle)).env("CARGO_TARGET_DIR", &folder))?;
    let raw = fs::read(folder.join("wasm32-unknown-unknown/browser/web.wasm"))?;
    let mut bindgen = Bindgen::new();
    let mut output = bindgen
        .input_bytes(bundle, raw)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate_output()?;
    let brought = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty());
    let names: Vec<&String> = brought.map(|(name, _)| name).chain(output.local_modules().keys()).collect();
    if !names.is_empty() {
        return Err(format!("{bundle}: brings JavaScript files that would not be served: {names:?}").into());
    }
    let glue = output.js().to_owned();
    Ok(Built { wasm: output.wasm_mut().emit_wasm(), glue })
}
