//! `cargo xtask dist`: one file that runs from an empty folder.

use std::fs;

use crate::{Outcome, place, setup, site, steps};

/// Builds the release with the site inside and puts it into `target/dist`.
pub(crate) fn dist() -> Outcome {
    setup::wasm_target()?;
    setup::packages(&[setup::FONTS])?;
    site::build()?;
    let strip = "profile.release.strip=\"symbols\"";
    // the faces documents are set in go along, so that the file needs nothing beside it
    let fonts = "papers/embed-fonts";
    let build = ["build", "--package", "server", "--release", "--features", fonts, "--config", strip];
    steps::must(&mut steps::cargo(&build))?;
    let folder = place::at("target/dist");
    fs::create_dir_all(&folder)?;
    let target = folder.join("yishiting");
    fs::copy(place::cargo_target().join("release/yishiting"), &target)?;
    let bytes = fs::metadata(&target)?.len();
    println!("   {} 好 ready, {:.1} MB", target.display(), bytes as f64 / 1e6);
    Ok(())
}
