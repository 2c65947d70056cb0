//! The real program on an empty data folder, with one meeting and seated residents.
//!
//! The rule kept here: what is measured is what `cargo xtask dist` packs, started as anybody starts
//! it. `YISHITING` names another build of it, for trying the benches out.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::{env, fs};

use super::program::{LOAD, Program, SERVER};
use crate::{Outcome, place, setup, site, steps};

/// As many residents as the hall is made to bear.
pub(super) const CLIENTS: &str = "500";

/// The station and its residents' phones.
pub(super) struct Station {
    pub(super) server: Program,
    pub(super) load: Program,
}

/// Starts both; `name` is the bench's.
pub(super) fn open(name: &str) -> Outcome<Station> {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let (program, load) = (once(&BUILT, release)?, peer("load")?);
    let data = place::at("target/bench").join(name);
    if data.exists() {
        fs::remove_dir_all(&data)?;
    }
    let data = data.to_string_lossy();
    let args = ["serve", "--listen", "127.0.0.1:0", "--data", &data];
    let mut server = Program::start(SERVER, &format!("{name}-station"), &program, &args)?;
    let (mut port, mut code) = (None, None);
    while code.is_none() {
        let line = server.line()?;
        let after = |mark: &str| line.split_once(mark).map(|(_, rest)| rest.trim().to_owned());
        port = port.or_else(|| after("http://127.0.0.1:"));
        // two groups of four letters
        code = after("启用码（只能用一次）：").map(|code| code.replace(' ', ""));
    }
    let port = port.ok_or("the station did not say where it listens")?;
    let code = code.unwrap_or_default();
    let mut load =
        Program::start(LOAD, &format!("{name}-load"), &load, &["station", &port, &code, &data, CLIENTS])?;
    let ready = load.json()?;
    println!("   {CLIENTS} residents came in and opened their phones: {ready}");
    Ok(Station { server, load })
}

/// Builds once in a run, however many benches ask.
fn once(built: &OnceLock<PathBuf>, build: impl FnOnce() -> Outcome<PathBuf>) -> Outcome<PathBuf> {
    if let Some(path) = built.get() {
        return Ok(path.clone());
    }
    let path = build()?;
    Ok(built.get_or_init(|| path).clone())
}

/// The optimised server with the site inside, the very build `dist` packs.
fn release() -> Outcome<PathBuf> {
    if let Some(program) = env::var_os("YISHITING") {
        return Ok(place::root().join(program));
    }
    if let Err(error) = setup::packages(&[setup::FONTS]) {
        println!("── fonts for documents are missing, which no bench needs\n{error}");
    }
    site::build()?;
    let strip = "profile.release.strip=\"symbols\"";
    steps::must(&mut steps::cargo(&["build", "--package", "server", "--release", "--config", strip]))?;
    Ok(place::cargo_target().join("release/yishiting"))
}

/// One of the programs in `peers`, built there.
pub(super) fn peer(name: &str) -> Outcome<PathBuf> {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let folder = once(&BUILT, || {
        let target = place::at("target/peers");
        let mut build = steps::cargo(&["build", "--release", "--locked", "--quiet"]);
        build.current_dir(place::at(".cargo/xtask/peers")).env("CARGO_TARGET_DIR", &target);
        steps::must(&mut build)?;
        Ok(target.join("release"))
    })?;
    Ok(folder.join(name))
}

/// `node` with the script of this name in `peers`, its packages installed.
pub(super) fn node_peer(script: &str) -> Outcome<PathBuf> {
    let folder = place::at(".cargo/xtask/peers");
    let mark = folder.join("node_modules/.package-lock.json");
    let installed = mark.metadata().and_then(|meta| meta.modified()).unwrap_or(std::time::UNIX_EPOCH);
    if folder.join("package-lock.json").metadata()?.modified()? > installed {
        let mut install = steps::program("npm", &["ci", "--silent"]);
        steps::must(install.current_dir(&folder))?;
    }
    Ok(folder.join(script))
}
