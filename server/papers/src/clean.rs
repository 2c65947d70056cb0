//! Cleaning: what any text loses before any writer sees it.
//!
//! Rule: no control, direction or invisible character and no pile of combining marks reaches a file;
//! everything a person can read stays.
//! Who: every writer, first thing.
//! Not here: escaping, which each format does for itself; NFKC and length limits, kept at the server's door.

use crate::paper::Paper;
use unicode_normalization::char::is_combining_mark;

const MOST_MARKS: usize = 4;

/// The paper with every text cleaned; in texts of one line a line break becomes a space.
pub(crate) fn clean(paper: &Paper) -> Paper {
    paper.map(&line, &text)
}

fn line(raw: &str) -> String {
    text(raw).replace('\n', " ")
}

fn text(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut marks = 0;
    let unified = raw.replace("\r\n", "\n");
    for c in unified.chars() {
        let c = match c {
            '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' => ' ',
            c => c,
        };
        if c != '\n' && (c.is_control() || invisible(c)) {
            continue;
        }
        if is_combining_mark(c) {
            marks += 1;
            if marks > MOST_MARKS {
                continue;
            }
        } else {
            marks = 0;
        }
        out.push(c);
    }
    out.trim().to_owned()
}

/// Direction marks, fillers, tags, private and non-characters: nothing a reader could see.
fn invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{FDD0}'..='\u{FDEF}' | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{10FFFF}')
        || (c as u32) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_gone_and_what_can_be_read_stays() {
        assert_eq!(text("a\u{0}b\u{202E}c\u{1b}[31m\u{FFFF}d\u{F0000}"), "abc[31md");
        assert_eq!(text("停车\u{3000}位 👨\u{200D}👩 é"), "停车\u{3000}位 👨\u{200D}👩 é");
    }

    #[test]
    fn ten_thousand_combining_marks_become_four() {
        let pile = format!("e{}x", "\u{301}".repeat(10_000));
        assert_eq!(text(&pile).chars().count(), 6);
    }

    #[test]
    fn line_breaks_of_every_kind_are_one_kind_and_none_in_a_single_line() {
        assert_eq!(text("一\r\n二\u{2028}三"), "一\n二\n三");
        assert_eq!(line("一\r\n二"), "一 二");
    }
}
