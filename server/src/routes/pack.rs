//! The rule pack that comes with the program, read at the door.
//!
//! The rule kept here: a pack with a fault is said at start, not in the middle of an evening.

use meeting::RulePack;

/// The open-space pack as it is printed on posters and kept in every meeting's log.
const OPEN_SPACE: &str = include_str!("../../../app/meeting/packs/open-space.toml");

/// The shipped pack.
///
/// # Errors
/// The fault, in words for whoever edited the pack.
pub fn shipped() -> Result<RulePack, String> {
    let pack: RulePack = toml::from_str(OPEN_SPACE).map_err(|fault| format!("规则包读不懂：{fault}"))?;
    pack.check().map_err(|fault| format!("规则包有误：{fault}"))?;
    Ok(pack)
}
