//! Markdown: the paper for chats, archives and version comparison.
//!
//! Rule: a person's words stay words: every sign that Markdown could read is escaped, so no text
//! becomes a heading, list, link, picture, table or HTML.
//! Who: whoever exports a paper.
//! Not here: sizes and faces; the mark stands once, in bold, above the title.

use crate::clean::clean;
use crate::label::with_colon;
use crate::paper::{Align, Block, Lang, Paper, Table};

/// The paper as CommonMark with tables.
#[must_use]
pub fn markdown(paper: &Paper) -> String {
    let paper = clean(paper);
    let mut parts = Vec::new();
    if let Some(mark) = &paper.mark {
        parts.push(format!("**【{}】**", escape(mark)));
    }
    if !paper.title.is_empty() {
        parts.push(format!("# {}", escape(&paper.name())));
    }
    if !paper.meta.is_empty() {
        let fact = |(label, value): &(String, String)| format!("- {}", labelled(label, value, paper.lang));
        parts.push(paper.meta.iter().map(fact).collect::<Vec<_>>().join("\n"));
    }
    for one in &paper.blocks {
        block(&mut parts, one, paper.lang);
    }
    if let Some(note) = &paper.footer_note {
        parts.push("---".to_owned());
        parts.push(escape(note));
    }
    parts.retain(|p| !p.is_empty());
    let mut out = parts.join("\n\n");
    out.push('\n');
    out
}

fn block(parts: &mut Vec<String>, block: &Block, lang: Lang) {
    match block {
        Block::Heading { level, text } => {
            parts.push(format!("{} {}", "#".repeat(usize::from(*level) + 1), escape(text)));
        }
        Block::Para(text) => parts.extend(filled(text).map(escape)),
        Block::Labelled { label, text } => parts.push(labelled(label, text, lang)),
        Block::Table(t) => parts.push(table(t)),
        Block::Clause { label, text, source } => {
            let mut lines = filled(text);
            parts.push(format!("**{}** {}", escape(label), escape(lines.next().unwrap_or_default())));
            parts.extend(lines.map(escape));
            parts.extend(source.iter().map(|s| format!("> {}", escape(s))));
        }
        Block::Note(text) => parts.extend(filled(text).map(|l| format!("> {}", escape(l)))),
        Block::Signatures(labels) => {
            let line = |l: &String| format!("{}＿＿＿＿＿＿＿＿", escape(&with_colon(l, lang)));
            parts.extend(labels.iter().map(line));
        }
        Block::DateLine(text) => parts.push(escape(text)),
        Block::Rule => parts.push("---".to_owned()),
    }
}

fn labelled(label: &str, text: &str, lang: Lang) -> String {
    format!("**{}** {}", escape(with_colon(label, lang).trim_end()), in_one_line(text))
}

fn table(table: &Table) -> String {
    if table.columns.is_empty() {
        return String::new();
    }
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let titles = table.columns.iter().map(|c| escape(&c.title)).collect();
    let rule = table.columns.iter().map(|c| match c.align {
        Align::Start => "---".to_owned(),
        Align::Center => ":---:".to_owned(),
        Align::End => "---:".to_owned(),
    });
    let mut lines = vec![row(titles), row(rule.collect())];
    for cells in &table.rows {
        let cells = table.cells(cells).map(|(_, _, cell)| in_one_line(cell));
        lines.push(row(cells.collect()));
    }
    lines.join("\n")
}

/// Several lines as one, with a ； between them where no stop stands already.
fn in_one_line(text: &str) -> String {
    filled(text).fold(String::new(), |line, next| {
        let between = match line.chars().last() {
            None => "",
            Some('。' | '；' | '：' | '！' | '？') => " ",
            Some(_) => "；",
        };
        line + between + &escape(next)
    })
}

fn filled(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|l| !l.is_empty())
}

/// Signs escaped wherever they stand; those that matter only at a line's start, there; a colon before
/// `//` and the dot of `www.`, which some readers turn into links.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut only_digits = true;
    for (i, c) in text.char_indices() {
        let rest = text.get(i + c.len_utf8()..).unwrap_or_default();
        let before = text.get(..i).unwrap_or_default();
        let special = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$'
            | '^' => true,
            '+' | '-' | '=' => i == 0,
            '.' | ')' => only_digits && i > 0 || before.to_ascii_lowercase().ends_with("www"),
            ':' => rest.starts_with("//") || i == 0,
            '!' => rest.starts_with('['),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        only_digits &= c.is_ascii_digit();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn signs_are_escaped_where_they_could_mean_something() {
        assert_eq!(escape("# 标题"), "\\# 标题");
        assert_eq!(escape("1. 停车 1.5 小时"), "1\\. 停车 1.5 小时");
        assert_eq!(escape("- 不 - 是"), "\\- 不 - 是");
        assert_eq!(escape("[x](http://a) www.b.c"), "\\[x\\](http\\://a) www\\.b.c");
        assert_eq!(escape("08:00–12:00，同意！"), "08:00–12:00，同意！");
    }
}
