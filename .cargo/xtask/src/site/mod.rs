//! The site: everything a browser fetches besides pages, in `target/site` under hashed names.
//!
//! The rule kept here: a file's name is the hash of its content, its compressed copies lie beside
//! it, and `manifest.json` maps logical to hashed names. What has not changed is not built again.
//! Not here: serving (`server::assets`), what the pages contain (`web`).

mod glue;
mod pack;
mod style;
mod wasm;
mod weight;

use std::collections::BTreeMap;
use std::fs;

use crate::{Outcome, place, setup};
pub(crate) use wasm::selection;
pub(crate) use weight::{PHONE_BROTLI, PHONE_GZIP, weigh};

/// The browser halves; each is a feature of `web`.
pub(crate) const BUNDLES: [&str; 2] = ["phone", "hall"];

const STYLE_INPUTS: [&str; 2] = ["style", ".cargo/xtask/src/site"];
const WASM_INPUTS: [&str; 6] =
    ["app/meeting", "app/web", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml", ".cargo/xtask/src/site"];

/// Logical name → hashed name.
pub(crate) type Names = BTreeMap<String, String>;

/// Brings `target/site` up to date.
pub(crate) fn build() -> Outcome {
    setup::wasm_target()?;
    fs::create_dir_all(place::at("target/site"))?;
    let mut manifest = Names::new();
    manifest.extend(pack::fresh("style", &STYLE_INPUTS, |files| {
        files.push(("main.css".to_owned(), style::bundle("style/main.css")?));
        Ok(())
    })?);
    for bundle in BUNDLES {
        manifest.extend(pack::fresh(bundle, &WASM_INPUTS, |files| {
            let built = wasm::build(bundle)?;
            files.push((format!("{bundle}.wasm"), built.wasm));
            files.push((format!("{bundle}-glue.js"), glue::strip(&built.glue).into_bytes()));
            let start = glue::start(&pack::hashed(&files[0]), &pack::hashed(&files[1]));
            files.push((format!("{bundle}.js"), start.into_bytes()));
            Ok(())
        })?);
    }
    pack::write_manifest(&manifest)
}
