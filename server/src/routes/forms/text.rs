//! What people type, made clean: one spelling, nothing invisible, never longer than its box.
//!
//! The rule kept here: compatibility forms become plain ones (NFKC) but Chinese punctuation stays as
//! typed; control, direction and zero-width characters go, a line break becomes a space; at most
//! four marks stand on one letter. Length is counted in characters as people see them, and a text
//! that is too long is refused with how much too long it is, never cut.
//! HTML is text like any other. Deliberately not here: which box has which limit (`boxes`).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// The most marks on one letter.
const MOST_MARKS: usize = 4;
/// The most joins in one emoji; a family of four has three.
const MOST_JOINS: usize = 4;
/// The longest thing that counts as one character; a family with skin colours has eleven parts.
const LONGEST_CHARACTER: usize = 12;

/// A box of a form: its name as people read it, and how many characters it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What the box is called.
    pub name: &'static str,
    /// The most characters.
    pub most: usize,
}

/// The clean text.
///
/// # Errors
/// A sentence saying how many characters are too many.
pub fn clean(typed: &str, limit: Limit) -> Result<String, String> {
    let text = plain(typed);
    let length = length(&text);
    if length > limit.most {
        let Limit { name, most } = limit;
        return Err(format!("{name}最多 {most} 个字，现在多了 {} 个，请删短一点再交。", length - most));
    }
    Ok(text)
}

/// One spelling, nothing invisible, single spaces, none around.
fn plain(typed: &str) -> String {
    let mut spelled = String::with_capacity(typed.len());
    let mut run = String::new();
    for letter in typed.chars().filter(|letter| !invisible(*letter)) {
        if kept_as_typed(letter) {
            spelled.extend(run.nfkc());
            run.clear();
            spelled.push(letter);
        } else {
            run.push(letter);
        }
    }
    spelled.extend(run.nfkc());
    tidy(&spelled)
}

/// Spaces made single, marks and joins bounded.
fn tidy(spelled: &str) -> String {
    let mut text = String::with_capacity(spelled.len());
    let (mut marks, mut joins) = (0, 0);
    let mut letters = spelled.chars().filter(|letter| !invisible(*letter)).peekable();
    while let Some(letter) = letters.next() {
        let before = text.chars().next_back();
        if letter.is_whitespace() || letter.is_control() {
            if before.is_some_and(|before| before != ' ') {
                text.push(' ');
            }
            (marks, joins) = (0, 0);
        } else if letter == JOINER {
            let joins_emoji = before.is_some_and(|before| emoji(before) || before == EMOJI_LOOK)
                && letters.peek().is_some_and(|next| emoji(*next));
            if joins_emoji && joins < MOST_JOINS {
                text.push(letter);
                joins += 1;
            }
        } else if is_combining_mark(letter) {
            // a mark on nothing, or one too many, is left out
            if before.is_some_and(|before| before != ' ') && marks < MOST_MARKS {
                text.push(letter);
                marks += 1;
            }
        } else {
            marks = 0;
            if before != Some(JOINER) {
                joins = 0;
            }
            text.push(letter);
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// How many characters people see; a thing of very many parts counts as several.
fn length(text: &str) -> usize {
    text.graphemes(true).map(|one| one.chars().count().div_ceil(LONGEST_CHARACTER)).sum()
}

/// Joins emoji into one (ZWJ).
const JOINER: char = '\u{200D}';
/// Asks for the coloured form of the character before (VS16).
const EMOJI_LOOK: char = '\u{FE0F}';

/// Chinese punctuation that NFKC would make narrow.
fn kept_as_typed(letter: char) -> bool {
    matches!(letter, '，' | '！' | '？' | '：' | '；' | '（' | '）' | '～' | '…' | '％' | '＋' | '－' | '／')
}

/// Characters that change how others look or read and show nothing themselves.
fn invisible(letter: char) -> bool {
    match letter {
        '\n' | '\r' | '\t' | '\u{0B}' | '\u{0C}' | '\u{85}' => false,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180B}'..='\u{180F}' => true,
        '\u{17B4}' | '\u{17B5}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' => true,
        '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' => true,
        '\u{2060}'..='\u{206F}' | '\u{FFF0}'..='\u{FFFC}' | '\u{1D173}'..='\u{1D17A}' => true,
        '\u{E0000}'..='\u{E007F}' => true,
        other => other.is_control(),
    }
}

/// Roughly: whether a character is a picture.
fn emoji(letter: char) -> bool {
    matches!(letter, '\u{1F000}'..='\u{1FAFF}' | '\u{2190}'..='\u{2BFF}')
}

#[cfg(test)]
mod tests {
    use super::{Limit, clean};

    const TOPIC: Limit = Limit { name: "议题", most: 60 };

    fn cleaned(typed: &str) -> String {
        clean(typed, TOPIC).unwrap()
    }

    #[test]
    fn plain_chinese_stays_as_it_was_typed() {
        let typed = "三号楼的电梯，夜里总是停（真的！）：谁来修？……";
        assert_eq!(cleaned(typed), typed);
    }

    #[test]
    fn wide_letters_and_odd_spaces_become_plain_ones() {
        assert_eq!(cleaned("　ＡＢ１２　停车\u{A0} 难\r\n\n怎么办\t"), "AB12 停车 难 怎么办");
    }

    #[test]
    fn control_and_direction_and_zero_width_characters_go() {
        assert_eq!(cleaned("停\u{202E}车\u{200B}\u{2066}难\u{0}\u{1b}[31m\u{feff}"), "停车难[31m");
        assert_eq!(cleaned("\u{200B}\u{202E}\u{3164} \u{115F}"), "");
    }

    #[test]
    fn ten_thousand_marks_leave_four() {
        let typed = format!("啊{}", "\u{0336}".repeat(10_000));
        assert_eq!(cleaned(&typed).chars().count(), 5);
        assert_eq!(cleaned(&"\u{0336}".repeat(10_000)), "");
        let many = "a\u{0302}\u{0323}\u{0301}\u{0308}\u{0300}\u{0304}".repeat(5);
        assert!(cleaned(&many).chars().count() <= 25);
    }

    #[test]
    fn emoji_stay_whole_and_count_once() {
        let family = "👨‍👩‍👧‍👦";
        assert_eq!(cleaned(&format!("{family}❤️👍🏽")), format!("{family}❤️👍🏽"));
        assert!(clean(&family.repeat(16), Limit { name: "称呼", most: 16 }).is_ok());
        assert_eq!(cleaned("停\u{200D}车"), "停车");
    }

    #[test]
    fn endless_chains_are_not_one_character() {
        for chain in
            ["👨\u{200D}".repeat(2000), "\u{1100}".repeat(2000), "👍🏽".to_owned() + &"🏽".repeat(2000)]
        {
            assert!(clean(&chain, TOPIC).is_err());
        }
    }

    #[test]
    fn too_long_is_refused_with_how_much_and_never_cut() {
        assert!(clean(&"难".repeat(60), TOPIC).is_ok());
        let refused = clean(&"难".repeat(63), TOPIC).unwrap_err();
        assert_eq!(refused, "议题最多 60 个字，现在多了 3 个，请删短一点再交。");
    }

    #[test]
    fn html_is_text() {
        assert_eq!(cleaned("<script>alert(1)</script>&amp;"), "<script>alert(1)</script>&amp;");
    }

    #[test]
    fn clean_text_is_clean_already() {
        for typed in
            ["e\u{200B}\u{301}", "ﬁ\u{301}…\u{301}", "a \u{301}b", "❤\u{FE0F}\u{200D}🔥", "１\u{20E3}"]
        {
            let once = cleaned(typed);
            assert_eq!(cleaned(&once), once, "{typed:?}");
        }
    }
}
