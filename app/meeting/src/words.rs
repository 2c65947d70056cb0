//! What a person typed. In the log such texts stand outside the hashed payload, so that they can be
//! erased one day without breaking the chain; the form `{"words": …}` is how the store finds them.

use serde::{Deserialize, Serialize};

/// A text somebody typed: a name, a topic, a line, a reason. Personal until shown otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Words {
    words: String,
}

impl Words {
    /// Wraps a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { words: text.into() }
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.words
    }

    /// Whether nothing is written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty()
    }
}

impl std::fmt::Display for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words)
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}
