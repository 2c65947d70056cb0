//! The chain of hashes that makes a changed record show.
//!
//! The rule: every row's hash covers the row before it, the stream's name, its number and its payload
//! byte for byte; whoever holds the last hash can check the whole stream. Anyone may check.
//! Words lie outside the hash (the payload holds a commitment to each), so erasing them breaks nothing.
//! Deliberately not here: signing or publishing the head.

use super::Row;

/// What the first row of every stream is chained to.
pub const GENESIS: [u8; 32] = [0; 32];

/// Sets these hashes apart from any other use of the same hash function.
const CONTEXT: &str = "yishiting 2026 log chain v1";

/// The hash of the row after `prev`.
pub fn next(prev: [u8; 32], stream: &str, number: u64, payload: &str) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
    hasher.update(&prev);
    hasher.update(&(stream.len() as u64).to_le_bytes());
    hasher.update(stream.as_bytes());
    hasher.update(&number.to_le_bytes());
    hasher.update(payload.as_bytes());
    *hasher.finalize().as_bytes()
}

/// The first row that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{stream} 第 {number} 条：{what}")]
pub struct Fault {
    /// The stream.
    pub stream: String,
    /// The number at which the chain breaks.
    pub number: u64,
    /// What is wrong there.
    pub what: What,
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum What {
    /// The number expected here is absent.
    #[error("缺失")]
    Missing,
    /// Payload or hash was changed.
    #[error("内容与记录时不符")]
    Altered,
    /// The words do not fit their commitments.
    #[error("文字与记录时不符")]
    WordsAltered,
}

/// Checks a whole stream from its first row and gives the head of its chain.
pub fn verify(stream: &str, rows: &[Row]) -> Result<[u8; 32], Fault> {
    verify_from(GENESIS, 1, stream, rows)
}

/// Checks the rows from number `from` on, which follow a row with the hash `prev`.
pub fn verify_from(prev: [u8; 32], from: u64, stream: &str, rows: &[Row]) -> Result<[u8; 32], Fault> {
    let mut head = prev;
    for (number, row) in (from..).zip(rows) {
        let fault = |what| Fault { stream: stream.to_owned(), number, what };
        if row.number != number {
            return Err(fault(What::Missing));
        }
        head = next(head, stream, number, &row.payload);
        if head != row.at_hash {
            return Err(fault(What::Altered));
        }
        if row.event().is_err() {
            return Err(fault(What::WordsAltered));
        }
    }
    Ok(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three_rows() -> Vec<Row> {
        let mut prev = GENESIS;
        (1..=3)
            .map(|number| {
                let event = serde_json::json!({"said": {"words": format!("第{number}句")}});
                let row = Row::seal(prev, "meeting/a", number, event, &mut || [7; 16]);
                prev = row.at_hash;
                row
            })
            .collect()
    }

    #[test]
    fn an_untouched_stream_verifies_to_its_last_hash() {
        let rows = three_rows();
        assert_eq!(verify("meeting/a", &rows), Ok(rows[2].at_hash));
        assert_eq!(verify_from(rows[0].at_hash, 2, "meeting/a", &rows[1..]), Ok(rows[2].at_hash));
    }

    #[test]
    fn a_changed_missing_swapped_or_moved_row_is_named() {
        let named = |rows: &[Row]| verify("meeting/a", rows).unwrap_err();
        let mut rows = three_rows();
        rows[1].payload = rows[1].payload.replace("said", "told");
        assert_eq!((named(&rows).number, named(&rows).what), (2, What::Altered));
        let mut rows = three_rows();
        rows.remove(1);
        assert_eq!((named(&rows).number, named(&rows).what), (2, What::Missing));
        let mut rows = three_rows();
        rows.swap(0, 1);
        assert_eq!(named(&rows).number, 1);
        assert_eq!(verify("meeting/b", &three_rows()).unwrap_err().number, 1);
    }

    #[test]
    fn changed_words_are_named_and_erased_words_are_not() {
        let mut rows = three_rows();
        rows[2].words = rows[2].words.as_deref().map(|words| words.replace('句', "字"));
        assert_eq!(verify("meeting/a", &rows).unwrap_err().what, What::WordsAltered);
        rows[2].words = None;
        assert!(verify("meeting/a", &rows).is_ok());
    }
}
