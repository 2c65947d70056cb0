//! Sets what people typed apart from what is hashed for ever, and joins it again.
//!
//! The rule: wherever an event holds an object of exactly the shape `{"words": "text"}`, the payload gets
//! `{"words": {"hash": …}}`, a commitment salted so that short texts cannot be guessed, and salt and text
//! go to the words column in order of appearance. Joining checks every text against its commitment.
//! Erased words read 〔已删除〕. Only the store sees salts; the rules see plain text.
//! Deliberately not here: which fields of an event are words (their type says so), and who may erase.

use std::fmt::Write;

use serde_json::{Map, Value};

/// What stands where words were erased.
pub const ERASED: &str = "〔已删除〕";

const WORDS: &str = "words";
const HASH: &str = "hash";

/// Why words could not be put back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unjoined {
    /// Payload or words column is not the JSON it should be.
    #[error("记录不是有效的 JSON")]
    NotJson,
    /// The words column holds fewer or more texts than the payload has commitments.
    #[error("文字的数目不符")]
    Count,
    /// The text at this place (from 0) does not fit its commitment.
    #[error("第 {0} 处文字与记录时不符")]
    Altered(usize),
}

/// Splits an event into its payload, as canonical JSON (keys sorted, no spaces), and its words column.
pub fn split(mut event: Value, salts: &mut impl FnMut() -> [u8; 16]) -> (String, Option<String>) {
    event.sort_all_objects();
    let mut words = Vec::new();
    take_out(&mut event, salts, &mut words);
    let column = (!words.is_empty()).then(|| Value::Array(words).to_string());
    (event.to_string(), column)
}

fn take_out(value: &mut Value, salts: &mut impl FnMut() -> [u8; 16], words: &mut Vec<Value>) {
    match value {
        Value::Object(map) => {
            if let Some(text) = only_words(map) {
                let salt = salts();
                let hash = commitment(&salt, text);
                words.push(Value::Array(vec![hex(&salt).into(), text.into()]));
                map.insert(WORDS.to_owned(), serde_json::json!({ HASH: hash }));
            } else {
                map.values_mut().for_each(|inner| take_out(inner, salts, words));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|inner| take_out(inner, salts, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn only_words(map: &Map<String, Value>) -> Option<&str> {
    if map.len() == 1 { map.get(WORDS)?.as_str() } else { None }
}

/// Puts the words back into a payload. A column that is absent was erased, or there were none.
pub fn join(payload: &str, words: Option<&str>) -> Result<Value, Unjoined> {
    let mut event: Value = serde_json::from_str(payload).map_err(|_| Unjoined::NotJson)?;
    let texts: Option<Vec<(String, String)>> =
        words.map(serde_json::from_str).transpose().map_err(|_| Unjoined::NotJson)?;
    let mut place = 0;
    put_back(&mut event, texts.as_deref(), &mut place)?;
    match texts {
        Some(texts) if texts.len() != place => Err(Unjoined::Count),
        _ => Ok(event),
    }
}

fn put_back(
    value: &mut Value,
    texts: Option<&[(String, String)]>,
    place: &mut usize,
) -> Result<(), Unjoined> {
    match value {
        Value::Object(map) => {
            let Some(hash) = only_commitment(map) else {
                return map.values_mut().try_for_each(|inner| put_back(inner, texts, place));
            };
            let text = match texts {
                None => ERASED,
                Some(texts) => {
                    let (salt, text) = texts.get(*place).ok_or(Unjoined::Count)?;
                    let salt = unhex(salt).ok_or(Unjoined::Altered(*place))?;
                    if commitment(&salt, text) != hash {
                        return Err(Unjoined::Altered(*place));
                    }
                    text
                }
            };
            *place += 1;
            map.insert(WORDS.to_owned(), text.into());
            Ok(())
        }
        Value::Array(items) => items.iter_mut().try_for_each(|inner| put_back(inner, texts, place)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
    }
}

fn only_commitment(map: &Map<String, Value>) -> Option<&str> {
    let inner = map.get(WORDS).filter(|_| map.len() == 1)?.as_object()?;
    inner.get(HASH).filter(|_| inner.len() == 1)?.as_str()
}

fn commitment(salt: &[u8; 16], text: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(salt);
    hasher.update(text.as_bytes());
    hasher.finalize().to_hex().to_string()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<[u8; 16]> {
    let mut bytes = [0; 16];
    if text.len() != 32 || !text.is_ascii() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn counting() -> impl FnMut() -> [u8; 16] {
        let mut salt = [0; 16];
        move || {
            salt[0] += 1;
            salt
        }
    }

    fn an_event() -> Value {
        json!({"TopicPosted": {
            "title": {"words": "电梯\"常坏\""}, "id": 7, "by": {"name": {"words": ""}, "kind": "owner"},
            "lines": [{"words": "一"}, {"n": 1, "words": "not alone"}, {"words": null}, {"words": "二"}],
        }})
    }

    #[test]
    fn what_is_split_joins_to_the_same_event() {
        let (payload, words) = split(an_event(), &mut counting());
        assert!(!payload.contains("电梯") && !payload.contains('二'));
        assert!(payload.contains("not alone"), "only an object of exactly that shape is words");
        assert_eq!(join(&payload, words.as_deref()), Ok(an_event()));
    }

    #[test]
    fn the_payload_is_canonical_with_sorted_keys_and_no_spaces() {
        let event: Value = serde_json::from_str(r#"{ "b": {"d": 1, "c": 2}, "a": [true, null] }"#).unwrap();
        assert_eq!(
            split(event, &mut counting()),
            (r#"{"a":[true,null],"b":{"c":2,"d":1}}"#.to_owned(), None)
        );
    }

    #[test]
    fn the_same_text_twice_gets_two_commitments() {
        let (payload, _) = split(json!([{"words": "同意"}, {"words": "同意"}]), &mut counting());
        let both: Vec<Value> = serde_json::from_str(&payload).unwrap();
        assert_ne!(both[0], both[1]);
    }

    #[test]
    fn erased_words_join_as_deleted_everywhere() {
        let (payload, _) = split(an_event(), &mut counting());
        let joined = join(&payload, None).unwrap();
        assert_eq!(joined["TopicPosted"]["title"], json!({"words": ERASED}));
        assert_eq!(joined["TopicPosted"]["lines"][3], json!({"words": ERASED}));
    }

    #[test]
    fn changed_missing_or_surplus_texts_are_refused() {
        let (payload, words) = split(json!([{"words": "甲"}, {"words": "乙"}]), &mut counting());
        let words = words.unwrap();
        assert_eq!(join(&payload, Some(&words.replace('乙', "丙"))), Err(Unjoined::Altered(1)));
        let mut pairs: Vec<Value> = serde_json::from_str(&words).unwrap();
        pairs.pop();
        assert_eq!(join(&payload, Some(&Value::Array(pairs).to_string())), Err(Unjoined::Count));
        assert_eq!(join(r#"{"a":1}"#, Some(&words)), Err(Unjoined::Count));
        assert_eq!(join("{", None), Err(Unjoined::NotJson));
    }
}
