//! Several people on one line: lists `王阿姨、李伯` and crowds `居民1..居民12`. A line for several people is
//! so many steps at the same moment, in the order named.

/// The most people one line may name.
const MOST: u32 = 500;

/// Everybody a word names.
pub(super) fn names(word: &str) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    for part in word.split('、') {
        match part.split_once("..") {
            None => names.push(part.to_owned()),
            Some((first, last)) => {
                let (stem, from) = numbered(first).ok_or_else(|| format!("“{first}”后面要有号码"))?;
                let (other, to) = numbered(last).ok_or_else(|| format!("“{last}”后面要有号码"))?;
                if !(other.is_empty() || other == stem) || to < from || to - from >= MOST {
                    return Err(format!("“{part}”不是一串人，例如 居民1..居民12"));
                }
                names.extend((from..=to).map(|n| format!("{stem}{n}")));
            }
        }
    }
    if names.iter().any(|name| name.trim().is_empty()) {
        return Err("称呼不能空着".to_owned());
    }
    Ok(names)
}

fn numbered(word: &str) -> Option<(&str, u32)> {
    let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = word.strip_prefix(stem)?.parse().ok()?;
    Some((stem, number))
}
