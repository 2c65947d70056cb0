//! Words of a story's line: split at spaces, with quotes “…” 「…」 "…" held together and boxes named
//! before a colon (`谁：“物业”`). Nothing here knows what the words mean.

use crate::Span;

/// One word, with the name of its box if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) name: Option<String>,
    pub(super) text: String,
    pub(super) quoted: bool,
}

impl Token {
    /// Whether it is this bare word.
    pub(super) fn is(&self, word: &str) -> bool {
        !self.quoted && self.name.is_none() && self.text == word
    }
}

fn closing(open: char) -> Option<char> {
    match open {
        '"' => Some('"'),
        '“' => Some('”'),
        '「' => Some('」'),
        _ => None,
    }
}

/// Splits a line.
pub(super) fn tokens(line: &str) -> Result<Vec<Token>, String> {
    let mut chars = line.chars().peekable();
    let mut tokens = Vec::new();
    loop {
        while chars.next_if(|c| c.is_whitespace()).is_some() {}
        if chars.peek().is_none() {
            return Ok(tokens);
        }
        let mut token = Token { name: None, text: String::new(), quoted: false };
        while let Some(&c) = chars.peek() {
            if c.is_whitespace() {
                // "谁： “物业”": a box may stand apart from its name.
                if token.name.is_some() && token.text.is_empty() && !token.quoted {
                    chars.next();
                    continue;
                }
                break;
            }
            chars.next();
            if let Some(close) = closing(c) {
                token.quoted = true;
                loop {
                    match chars.next() {
                        Some(c) if c == close => break,
                        Some(c) => token.text.push(c),
                        None => return Err(format!("引号没有配对，少了 {close}")),
                    }
                }
            } else if matches!(c, ':' | '：') && may_name(&token) {
                token.name = Some(std::mem::take(&mut token.text));
            } else {
                token.text.push(c);
            }
        }
        tokens.push(token);
    }
}

/// A box's name is a bare word that is not a time of day.
fn may_name(token: &Token) -> bool {
    let word = token.text.chars().next().is_some_and(|first| !first.is_ascii_digit());
    token.name.is_none() && !token.quoted && word
}

/// `19:02` or `19:02:30`, since midnight.
pub(super) fn time_of_day(text: &str) -> Option<Span> {
    let parts: Vec<&str> = text.split([':', '：']).collect();
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
    let (hours, minutes, secs) = match parts.as_slice() {
        [h, m] => (number(h)?, number(m)?, 0),
        [h, m, s] => (number(h)?, number(m)?, number(s)?),
        _ => return None,
    };
    (hours < 48 && minutes < 60 && secs < 60).then(|| Span::secs(hours * 3600 + minutes * 60 + secs))
}

/// `+30s`, `+2m` or `+30` (seconds): so long after the step before.
pub(super) fn later(text: &str) -> Option<Span> {
    let text = text.strip_prefix('+')?;
    let (number, unit) = match text.strip_suffix('m') {
        Some(minutes) => (minutes, 60),
        None => (text.strip_suffix('s').unwrap_or(text), 1),
    };
    number.parse::<u16>().ok().map(|number| Span::secs(u32::from(number) * unit))
}

/// A number written with ASCII digits, behind and before these words: `#4`, `动议2`, `3桌`.
pub(super) fn number<T: std::str::FromStr>(text: &str, before: &str, after: &str) -> Option<T> {
    text.strip_prefix(before)?.strip_suffix(after)?.parse().ok()
}
