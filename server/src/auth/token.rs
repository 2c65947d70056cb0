//! Tokens: what a device, a link or a door's QR holds.
//!
//! The rule: at least 128 bits from the system's randomness, meaning nothing by themselves, shown once to
//! whoever gets them and stored as a hash. Nobody sees one in a log: `Debug` hides it.

use std::fmt;

use crate::store::Hash;

/// Crockford's digits and letters, without i, l, o, u.
pub(super) const CROCKFORD: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// 26 letters of 5 bits.
const LETTERS: usize = 26;

/// The system gave no randomness; nothing secret can be made now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("系统暂时无法生成随机数，请稍后再试")]
pub struct NoRandomness;

/// An opaque token of 130 bits.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one.
    pub fn fresh() -> Result<Token, NoRandomness> {
        draw(CROCKFORD, LETTERS).map(Token)
    }

    /// Reads one that a device showed; capitals are the same letters.
    pub fn parse(text: &str) -> Option<Token> {
        let text = text.to_ascii_lowercase();
        (text.len() == LETTERS && text.bytes().all(|letter| CROCKFORD.contains(&letter)))
            .then_some(Token(text))
    }

    /// The letters, for the cookie or link of the one it is for.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What is stored.
    pub fn hash(&self) -> Hash {
        Hash::of(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// 16 random bytes: a salt, or the seed of fresh ids.
pub fn random_16() -> Result<[u8; 16], NoRandomness> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// `count` letters, each of `alphabet` equally likely.
pub(super) fn draw(alphabet: &[u8], count: usize) -> Result<String, NoRandomness> {
    // Bytes at or above the last whole multiple are thrown away, else some letters would come more often.
    let fair = 256 / alphabet.len() * alphabet.len();
    let mut text = String::with_capacity(count);
    while text.len() < count {
        let letters = random_16()?.into_iter().map(usize::from).filter(|byte| *byte < fair);
        text.extend(letters.take(count - text.len()).map(|byte| char::from(alphabet[byte % alphabet.len()])));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_to_itself_in_any_case_and_nothing_else_is_one() {
        let token = Token::fresh().unwrap();
        assert_eq!(Token::parse(token.text()), Some(token.clone()));
        assert_eq!(Token::parse(&token.text().to_uppercase()), Some(token.clone()));
        for other in ["", "abc", &"u".repeat(26), &"0".repeat(27), "座位座位座位座位座位"] {
            assert_eq!(Token::parse(other), None);
        }
    }

    #[test]
    fn a_token_never_shows_itself_in_a_log() {
        let token = Token::fresh().unwrap();
        assert!(!format!("{token:?} {:?}", token.hash()).contains(&token.text()[..4]));
    }

    #[test]
    fn two_tokens_differ() {
        assert_ne!(Token::fresh().unwrap(), Token::fresh().unwrap());
    }
}
