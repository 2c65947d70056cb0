//! What each file of the site weighs, and the limit of the phone's bundle.
//!
//! KB is 1,000 bytes, as on a download meter.

use std::fs;

use crate::{Outcome, place};

use super::Names;

/// What the phone's wasm and glue may weigh together, compressed for https.
pub(crate) const PHONE_BROTLI: u64 = 100_000;
/// The same for plain http, where gzip is all a browser takes.
pub(crate) const PHONE_GZIP: u64 = 120_000;

/// Bytes of one file, or of several together.
#[derive(Clone, Copy, Default)]
pub(crate) struct Weight {
    pub(crate) raw: u64,
    pub(crate) gzip: u64,
    pub(crate) brotli: u64,
}

/// The weights of the whole site, by logical name.
pub(crate) struct Weights(Vec<(String, Weight)>);

/// Reads the weights of what `target/site` holds.
pub(crate) fn weigh() -> Outcome<Weights> {
    let site = place::at("target/site");
    let names: Names = serde_json::from_slice(&fs::read(site.join("manifest.json"))?)?;
    let mut weights = Vec::new();
    for (logical, hashed) in names {
        let path = site.join(hashed);
        let weight = Weight {
            raw: fs::metadata(&path)?.len(),
            gzip: fs::metadata(path.with_added_extension("gz"))?.len(),
            brotli: fs::metadata(path.with_added_extension("br"))?.len(),
        };
        weights.push((logical, weight));
    }
    Ok(Weights(weights))
}

impl Weights {
    /// A bundle's wasm and glue together.
    pub(crate) fn bundle(&self, bundle: &str) -> Weight {
        let (wasm, glue) = (format!("{bundle}.wasm"), format!("{bundle}-glue.js"));
        let both = self.0.iter().filter(|(name, _)| *name == wasm || *name == glue);
        both.fold(Weight::default(), |sum, (_, weight)| Weight {
            raw: sum.raw + weight.raw,
            gzip: sum.gzip + weight.gzip,
            brotli: sum.brotli + weight.brotli,
        })
    }

    /// A table on the terminal.
    pub(crate) fn print(&self) {
        println!("   {:<20}{:>10}{:>10}{:>10}", "bytes", "raw", "gzip", "brotli");
        let line =
            |name: &str, w: Weight| println!("   {name:<20}{:>10}{:>10}{:>10}", w.raw, w.gzip, w.brotli);
        for (name, weight) in &self.0 {
            line(name, *weight);
        }
        for bundle in super::BUNDLES {
            line(&format!("{bundle}: wasm+glue"), self.bundle(bundle));
        }
    }

    /// Fails when the phone's bundle is too heavy for the weakest link in the room.
    pub(crate) fn check_phone(&self) -> Outcome<String> {
        let Weight { raw, gzip, brotli } = self.bundle("phone");
        let said = format!(
            "phone wasm+glue: raw {raw}, gzip {gzip} (limit {PHONE_GZIP}), brotli {brotli} (limit {PHONE_BROTLI})"
        );
        if gzip > PHONE_GZIP || brotli > PHONE_BROTLI {
            Err(format!("too heavy: {said}").into())
        } else {
            Ok(said)
        }
    }
}
