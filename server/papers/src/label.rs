//! Labels: the colon behind 出席 and its like, and how wide a text stands.
//!
//! Rule: one colon, of the paper's language, whatever the composer typed.
//! Who: all writers.
//! Not here: fonts' real widths; this counts full and half widths only.

use crate::paper::Lang;

/// The label with exactly one colon behind it.
pub(crate) fn with_colon(label: &str, lang: Lang) -> String {
    let bare = label.trim_end_matches([':', '：', ' ']);
    match lang {
        Lang::Hans | Lang::Hant => format!("{bare}："),
        Lang::En => format!("{bare}: "),
    }
}

/// Width in half characters: 2 for a Han character, 1 for a Latin one.
pub(crate) fn halves(text: &str) -> usize {
    text.chars().map(|c| if (c as u32) < 0x1100 { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_one_colon_of_its_language() {
        assert_eq!(with_colon("出席", Lang::Hans), "出席：");
        assert_eq!(with_colon("出席:", Lang::Hans), "出席：");
        assert_eq!(with_colon("Present：", Lang::En), "Present: ");
        assert_eq!(halves("第1条"), 5);
    }
}
