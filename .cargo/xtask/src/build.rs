//! `cargo xtask build`: the browser halves and the styles.

use std::time::Instant;

use crate::{Outcome, site};

/// Builds the site and prints what each file weighs.
pub(crate) fn build() -> Outcome {
    let start = Instant::now();
    site::build()?;
    site::weigh()?.print();
    println!("   target/site 好 ready, {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}
