//! The styles: one file with its `@import`s set in, minified.

use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

use crate::{Outcome, place};

/// The oldest engine that starts a bundle at all (Chrome 96: wasm reference types), so that what
/// works there is styled there.
const OLDEST: Browsers = Browsers {
    android: None,
    chrome: Some(96 << 16),
    edge: None,
    firefox: Some(91 << 16),
    ie: None,
    ios_saf: Some(15 << 16),
    opera: None,
    safari: Some(15 << 16),
    samsung: None,
};

/// One style sheet as it is sent.
pub(super) fn bundle(entry: &str) -> Outcome<Vec<u8>> {
    let path = place::at(entry);
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let targets = Targets::from(OLDEST);
    let mut sheet = bundler.bundle(&path).map_err(|error| format!("{entry}: {error}"))?;
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| format!("{entry}: {error}"))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map_err(|error| format!("{entry}: {error}"))?;
    Ok(printed.code.into_bytes())
}
