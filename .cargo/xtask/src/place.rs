//! Where things lie: the tree's root, the folders this tool writes, every file under a folder.
//!
//! The rule kept here: all written files are under `target/`; only cargo's own output follows
//! `CARGO_TARGET_DIR`.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The top of the tree.
pub(crate) fn root() -> PathBuf {
    // this crate lies in .cargo/xtask, two folders down
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map_or_else(PathBuf::new, Path::to_path_buf)
}

/// A path below the top.
pub(crate) fn at(path: &str) -> PathBuf {
    root().join(path)
}

/// Where cargo puts what it builds for this machine.
pub(crate) fn cargo_target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| at("target"), |dir| root().join(dir))
}

/// Every file under a path (or the file itself), sorted, so that reading them is repeatable.
pub(crate) fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![path.to_path_buf()];
    while let Some(next) = open.pop() {
        if next.is_dir() {
            for entry in fs::read_dir(&next)? {
                open.push(entry?.path());
            }
        } else if next.is_file() {
            found.push(next);
        }
    }
    found.sort();
    Ok(found)
}
