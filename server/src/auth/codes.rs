//! Ids and codes that people read, say and type: a meeting's address, the entrance code (入场码), the claim code.
//!
//! The rule: letters that look alike are left out; what a person types is read kindly (full-width digits,
//! spaces and dashes between groups, small letters). An address is no right in itself; a code is one only
//! while the doors are open. Deliberately not here: how often somebody may guess (`guesses`, `claim`).

use super::token::{CROCKFORD, NoRandomness, draw};

/// Capitals nobody takes for another or for a digit.
const CLAIM_LETTERS: &[u8] = b"ABCDEFGHJKMNPQRSTUVWXYZ";
const CLAIM_LENGTH: usize = 8;

/// How many digits an entrance code has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// On a station's own server.
    Six,
    /// On a server of many stations.
    Nine,
}

impl Digits {
    /// The number of digits.
    pub fn count(self) -> usize {
        match self {
            Digits::Six => 6,
            Digits::Nine => 9,
        }
    }

    /// How many codes there are.
    pub fn codes(self) -> u64 {
        match self {
            Digits::Six => 1_000_000,
            Digits::Nine => 1_000_000_000,
        }
    }
}

/// A new meeting's id: ten random letters, its address for ever.
pub fn meeting_id() -> Result<String, NoRandomness> {
    draw(CROCKFORD, 10)
}

/// Whether a text can be a meeting's id at all.
pub fn is_meeting_id(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|letter| CROCKFORD.contains(&letter))
}

/// A new entrance code.
pub fn join_code(digits: Digits) -> Result<String, NoRandomness> {
    draw(b"0123456789", digits.count())
}

/// The entrance code somebody typed, or `None` if it cannot be one.
pub fn typed_join_code(typed: &str, digits: Digits) -> Option<String> {
    let code = pressed_together(typed)?;
    (code.len() == digits.count() && code.bytes().all(|digit| digit.is_ascii_digit())).then_some(code)
}

/// A new claim code, for the terminal only.
pub fn claim_code() -> Result<String, NoRandomness> {
    draw(CLAIM_LETTERS, CLAIM_LENGTH)
}

/// The claim code somebody typed, or `None` if it cannot be one.
pub fn typed_claim_code(typed: &str) -> Option<String> {
    let code = pressed_together(typed)?.to_ascii_uppercase();
    (code.len() == CLAIM_LENGTH && code.bytes().all(|letter| CLAIM_LETTERS.contains(&letter))).then_some(code)
}

/// Without spaces and dashes, full-width characters made plain; `None` if it is far too long to be a code.
fn pressed_together(typed: &str) -> Option<String> {
    (typed.len() <= 120).then(|| {
        typed
            .chars()
            .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '－' | '–' | '—'))
            .map(|letter| match letter {
                // The full-width forms lie at a fixed distance from ASCII.
                '！'..='～' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
                other => other,
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        for typed in ["042517", " 042 517 ", "042-517", "０４２５１７", "０４２　５１７"] {
            assert_eq!(typed_join_code(typed, Digits::Six).as_deref(), Some("042517"), "{typed}");
        }
        for typed in ["", "04251", "0425170", "04251a", "四二五一七零", &"1".repeat(10_000)] {
            assert_eq!(typed_join_code(typed, Digits::Six), None);
        }
        assert_eq!(typed_join_code("123-456-789", Digits::Nine).as_deref(), Some("123456789"));
    }

    #[test]
    fn a_claim_code_may_be_typed_small_and_in_groups() {
        assert_eq!(typed_claim_code("abcd-efgh").as_deref(), Some("ABCDEFGH"));
        assert_eq!(typed_claim_code("ABCDEFG1"), None);
    }

    #[test]
    fn what_is_drawn_is_what_is_read() {
        for _ in 0..50 {
            assert!(is_meeting_id(&meeting_id().unwrap()));
            let (join, claim) = (join_code(Digits::Six).unwrap(), claim_code().unwrap());
            assert_eq!(typed_join_code(&join, Digits::Six), Some(join));
            assert_eq!(typed_claim_code(&claim), Some(claim));
        }
    }
}
