//! What a fresh Debian or Ubuntu with rustup, a C compiler and node still lacks.
//!
//! The rule kept here: as root the missing packages are installed; otherwise the one line that
//! installs them is printed and the run ends. Nothing comes from anywhere but rustup and apt.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::{Outcome, steps};

const WASM: &str = "wasm32-unknown-unknown";

/// The faces that documents are set in: for running and for packing the program.
pub(crate) const FONTS: &[Package] = &[
    ("fonts-noto-cjk", Found::File("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")),
    ("fonts-lxgw-wenkai", Found::File("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")),
];

/// What the tests use besides.
pub(crate) const TESTERS: &[Package] = &[
    ("chromium", Found::Program("chromium")),
    ("poppler-utils", Found::Program("pdftotext")),
    ("nodejs", Found::Program("node")),
    ("npm", Found::Program("npm")),
];

/// A Debian package, and how to see that what it brings is there.
pub(crate) type Package = (&'static str, Found);

/// What shows that a package is not needed.
#[derive(Clone, Copy)]
pub(crate) enum Found {
    Program(&'static str),
    File(&'static str),
}

impl Found {
    fn here(self) -> bool {
        match self {
            Self::Program(name) => on_path(name),
            Self::File(path) => Path::new(path).is_file(),
        }
    }
}

fn on_path(name: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(name).is_file()))
}

/// The compiler's target for the browser halves; rust-toolchain.toml names it, so it is usually
/// there already.
pub(crate) fn wasm_target() -> Outcome {
    let sysroot = steps::output(&mut steps::program("rustc", &["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    println!("── 安装编译目标 adding {WASM}");
    steps::must(&mut steps::program("rustup", &["target", "add", WASM]))
}

/// Brings what is missing of these packages.
pub(crate) fn packages(wanted: &[&[Package]]) -> Outcome<String> {
    let missing: Vec<&str> =
        wanted.concat().iter().filter(|(_, found)| !found.here()).map(|(name, _)| *name).collect();
    if missing.is_empty() {
        return Ok("nothing missing".to_owned());
    }
    let line = format!("apt-get install --yes --no-install-recommends {}", missing.join(" "));
    if !root() {
        return Err(format!("请先运行 please run first:\n    sudo {line}").into());
    }
    println!("   {line}");
    let mut update = apt(&["update"]);
    if !update.status().is_ok_and(|status| status.success()) {
        println!("   apt-get update did not succeed; trying with the lists that are here");
    }
    let mut args = vec!["install", "--yes", "--no-install-recommends"];
    args.extend(&missing);
    steps::must(&mut apt(&args))?;
    Ok(format!("installed {}", missing.join(" ")))
}

fn apt(args: &[&str]) -> Command {
    let mut command = steps::program("apt-get", args);
    command.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq").stdout(Stdio::null());
    command
}

fn root() -> bool {
    steps::output(&mut steps::program("id", &["-u"])).is_ok_and(|id| id.trim() == "0")
}
