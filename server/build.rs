//! Makes the folder of built browser files exist, so that the server compiles before the site.
//!
//! The rule kept here: a release is compiled again when the site's list of files has changed;
//! a debug build reads the files at run time and need not be.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/site");
    fs::create_dir_all(&site)?;
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed={}", site.join("manifest.json").display());
    }
    Ok(())
}
