//! The rule pack that comes with the program, and packs a host edited, read at the door.
//!
//! The rule kept here: a pack with a fault is said at start, not in the middle of an evening.

use meeting::RulePack;

/// The open-space pack as it is printed on posters and kept in every meeting's log.
const OPEN_SPACE: &str = include_str!("../../../app/meeting/packs/open-space.toml");

/// The shipped pack as text, with notes on how to edit it.
#[must_use]
pub fn text() -> &'static str {
    OPEN_SPACE
}

/// The shipped pack.
///
/// # Errors
/// The fault, in words for whoever edited the pack.
pub fn shipped() -> Result<RulePack, String> {
    read(OPEN_SPACE)
}

/// A pack somebody edited.
///
/// # Errors
/// What to change, in words.
pub fn read(text: &str) -> Result<RulePack, String> {
    let pack: RulePack = toml::from_str(text).map_err(|fault| {
        let line =
            fault.span().map_or(0, |span| text.get(..span.start).map_or(0, |before| before.lines().count()));
        tracing::debug!(%fault, "a rule pack that does not read");
        format!("规则包第 {line} 行附近读不懂，请检查引号、等号和方括号，或者清空这一栏用原来的规则。")
    })?;
    pack.check().map_err(|fault| format!("规则包有一处要改：{fault}。"))?;
    Ok(pack)
}

#[cfg(test)]
mod tests {
    use super::{read, shipped, text};

    #[test]
    fn an_edited_number_of_minutes_is_taken_and_a_broken_quote_is_answered_by_its_line() {
        let longer = text().replacen("speech_secs = 120", "speech_secs = 180", 1);
        assert_eq!(read(&longer).map(|pack| pack.params.speech_secs), Ok(180));
        assert_ne!(shipped().map(|pack| pack.params.speech_secs), Ok(180));
        let broken = text().replacen("speech_secs = 120", "speech_secs = \"", 1);
        assert!(read(&broken).is_err_and(|sentence| sentence.contains("行附近")));
        let none = text().replacen("speech_secs = 120", "speech_secs = 1", 1);
        assert!(read(&none).is_err_and(|sentence| sentence.contains("15")));
    }
}
