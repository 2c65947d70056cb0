//! `yishiting play FILE`: runs a story through the rules and prints the diary of the evening.
//!
//! The rule kept here: nothing is stored; one expectation that fails makes the command fail.

use std::path::Path;

use meeting::story::{self, Script};

use crate::routes::pack;

/// Plays the story in a file.
pub(super) fn play(file: &Path) -> Result<(), String> {
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("{} 打不开：{error}", file.display()))?;
    let script = Script::parse(&text).map_err(|fault| format!("{}：{fault}", file.display()))?;
    let outcome =
        story::run(&script, pack::shipped()?).map_err(|refusal| web::words::refusal::why(&refusal.why))?;
    for line in &outcome.diary {
        println!("{line}");
    }
    for failure in &outcome.failures {
        println!("✗ {failure}");
    }
    match outcome.failures.len() {
        0 => {
            println!("✓ {} 步，都照预期。", script.steps.len());
            Ok(())
        }
        failed => Err(format!("{failed} 处不照预期。")),
    }
}
