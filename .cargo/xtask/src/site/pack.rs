//! Hashed names, compressed copies, and remembering which inputs a file was made from.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use super::Names;
use crate::{Outcome, place};

/// A file of the site before it has its hashed name.
pub(super) type File = (String, Vec<u8>);

/// The files of one group: as they were when no input has changed, else made anew.
pub(super) fn fresh(
    group: &str,
    inputs: &[&str],
    make: impl FnOnce(&mut Vec<File>) -> Outcome,
) -> Outcome<Names> {
    let inputs = hash_inputs(inputs)?;
    if let Some(names) = remembered(group, &inputs) {
        return Ok(names);
    }
    println!("   {group}: 编译中 building");
    let mut files = Vec::new();
    make(&mut files)?;
    let mut names = Names::new();
    for file in &files {
        names.insert(file.0.clone(), write(file)?);
    }
    let note = serde_json::json!({ "inputs": inputs, "names": names });
    fs::create_dir_all(place::at("target/site-work"))?;
    fs::write(note_path(group), serde_json::to_vec(&note)?)?;
    Ok(names)
}

fn note_path(group: &str) -> PathBuf {
    place::at("target/site-work").join(format!("{group}.json"))
}

fn remembered(group: &str, inputs: &str) -> Option<Names> {
    let note: serde_json::Value = serde_json::from_slice(&fs::read(note_path(group)).ok()?).ok()?;
    if note.get("inputs")?.as_str()? != inputs {
        return None;
    }
    let mut names = Names::new();
    for (logical, hashed) in note.get("names")?.as_object()? {
        let hashed = hashed.as_str()?;
        if !place::at("target/site").join(hashed).is_file() {
            return None;
        }
        names.insert(logical.clone(), hashed.to_owned());
    }
    Some(names)
}

fn hash_inputs(inputs: &[&str]) -> Outcome<String> {
    let mut hasher = blake3::Hasher::new();
    for input in inputs {
        for file in place::files(&place::at(input))? {
            let bytes = fs::read(&file)?;
            hasher.update(file.to_string_lossy().as_bytes());
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(&bytes);
        }
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// `phone.wasm` with its content's hash: `phone-0123456789ab.wasm`.
pub(super) fn hashed((logical, bytes): &File) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let hash = &hash.as_str()[..12];
    match logical.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{hash}.{ending}"),
        None => format!("{logical}-{hash}"),
    }
}

/// Writes a file and its copies; gives its hashed name.
fn write(file: &File) -> Outcome<String> {
    let name = hashed(file);
    let path = place::at("target/site").join(&name);
    fs::write(path.with_added_extension("br"), brotli(&file.1)?)?;
    fs::write(path.with_added_extension("gz"), gzip(&file.1)?)?;
    fs::write(&path, &file.1)?;
    Ok(name)
}

fn brotli(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 22);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(out)
}

/// gzip by zopfli: readable by every browser, some percent below `gzip -9`, which counts because
/// plain http on a LAN is offered nothing better.
fn gzip(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut out = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, bytes, &mut out)?;
    Ok(out)
}

/// Writes the map of names and removes what it no longer names.
pub(super) fn write_manifest(names: &Names) -> Outcome {
    let site = place::at("target/site");
    for file in place::files(&site)? {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let plain = name.trim_end_matches(".br").trim_end_matches(".gz");
        if plain != "manifest.json" && !names.values().any(|hashed| hashed == plain) {
            fs::remove_file(&file)?;
        }
    }
    let manifest = serde_json::to_vec_pretty(names)?;
    let path = site.join("manifest.json");
    // an unchanged manifest keeps its time, so that a release build is not made anew
    if fs::read(&path).ok().as_ref() != Some(&manifest) {
        fs::write(&path, manifest)?;
    }
    Ok(())
}
