//! The four writers on made-up papers: fit, marks, stability, and words that try to be something else.

mod specimens;

use papers::{Align, Block, Column, Error, Fonts, Paper, Step, Table, docx, html, markdown, pdf};
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::io::{Cursor, Read};

const HOSTILE: [&str; 14] = [
    "#read(\"/etc/passwd\")",
    "#import \"@preview/cetz:0.3.0\": *",
    "#eval(\"1+1\") #{ while true {} } $ x $ @ref <label>",
    "]]><w:p><w:r><w:t>x</w:t></w:r></w:p>",
    "<w:trHeight w:val=\"7\" w:hRule=\"atLeast\" />",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\"><a href='javascript:alert(1)'>x</a> &lt; &#60;",
    "# heading\n## another\n- item\n1. one\n> quote\n---\n===\n```\ncode",
    "[x](http://a.example) ![i](http://b.example) <http://c.example> http://d.example www.e.example",
    "a | b | c\\ | `d` **e** _f_ ~~g~~",
    "\u{0}\u{1}\u{8}\u{b}\u{1f}\u{7f}\u{85}\u{9f}\u{fffe}\u{ffff}",
    "\u{202e}gnp.exe\u{202c} \u{2066}x\u{2069} \u{200f} \u{feff}",
    "مرحبا שלום 👨\u{200d}👩\u{200d}👧 \u{1F3F4}\u{E0067}\u{E007F}",
    "{ PAGE } { INCLUDETEXT \"c:\\\\secret\" } =cmd|'/c calc'!A1",
];

fn fonts() -> Fonts {
    Fonts::find(None).expect("fonts-noto-cjk and fonts-lxgw-wenkai are installed for tests")
}

/// A paper with this text in every place a text can be.
fn everywhere(text: &str) -> Paper {
    let t = || text.to_owned();
    Paper {
        title: vec![t(), t()],
        mark: Some(text.chars().take(40).collect()),
        meta: vec![(t(), t())],
        blocks: vec![
            Block::Heading { level: 1, text: t() },
            Block::Heading { level: 9, text: t() },
            Block::Para(t()),
            Block::Labelled { label: t(), text: t() },
            Block::Table(Table {
                columns: vec![Column::new(text, 1, Align::Start), Column::new(text, 0, Align::End)],
                labels: true,
                rows: vec![vec![t()], vec![], vec![t(), t(), t()]],
            }),
            Block::Clause { label: t(), text: t(), source: Some(t()) },
            Block::Note(t()),
            Block::Signatures(vec![t(), t()]),
            Block::DateLine(t()),
            Block::Rule,
        ],
        footer_note: Some(t()),
        ..Paper::default()
    }
}

fn part(docx: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).expect("a zip");
    let mut out = String::new();
    zip.by_name(name).expect("the part").read_to_string(&mut out).expect("UTF-8");
    out
}

/// How many elements of each name a part has; panics where it is not well-formed.
fn elements(xml: &str) -> std::collections::BTreeMap<String, usize> {
    let tree = roxmltree::Document::parse(xml).expect("well-formed XML");
    let mut count = std::collections::BTreeMap::new();
    for node in tree.descendants().filter(roxmltree::Node::is_element) {
        *count.entry(node.tag_name().name().to_owned()).or_default() += 1;
    }
    count
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let fonts = fonts();
    for paper in [specimens::minutes(), specimens::convention(), specimens::handover()] {
        let once = pdf(&paper, &fonts).expect("a PDF");
        let word = docx(&paper, once.step).expect("a DOCX");
        let again = std::thread::spawn(move || {
            let fonts = Fonts::find(None).expect("fonts");
            let again = pdf(&paper, &fonts).expect("a PDF");
            let word = docx(&paper, again.step).expect("a DOCX");
            (again, word, docx(&paper, once.step).expect("a DOCX"))
        });
        let (later, first, second) = again.join().expect("no panic");
        assert_eq!(once.bytes, later.bytes);
        assert_eq!(word, first);
        assert_eq!(first, second);
    }
}

#[test]
fn a_hand_over_sheet_is_one_page_and_the_docx_follows_its_step() {
    let fonts = fonts();
    let mut paper = specimens::handover();
    let sheet = pdf(&paper, &fonts).expect("a PDF");
    assert_eq!(sheet.pages, 1);
    for n in 0..14 {
        paper.blocks.push(Block::Para(format!(
            "第{n}段：请街道会同消防部门在北侧通道画线、立牌，并把办理情况告诉居民。"
        )));
    }
    let fuller = pdf(&paper, &fonts).expect("still one page");
    assert_eq!(fuller.pages, 1);
    assert!(fuller.step > sheet.step);
    let half_points = part(&docx(&paper, fuller.step).expect("a DOCX"), "word/styles.xml");
    assert!(!half_points.contains("<w:sz w:val=\"32\" />"), "smaller than 16 pt");
}

#[test]
fn what_cannot_fit_one_page_is_refused_with_its_length() {
    let mut paper = specimens::handover();
    paper.blocks.extend((0..200).map(|n| Block::Para(format!("第{n}段，删不掉的话。"))));
    let refused = pdf(&paper, &fonts());
    assert!(matches!(refused, Err(Error::OverOnePage { pages }) if pages > 1));
}

#[test]
fn a_draft_bears_its_mark_in_every_format_and_on_every_page() {
    let paper = specimens::convention();
    let word = docx(&paper, Step::default()).expect("a DOCX");
    assert!(part(&word, "word/header1.xml").contains("草案"));
    assert!(part(&word, "word/header2.xml").contains("草案"), "even pages too");
    assert!(html(&paper).contains("<p class=\"paper__mark\">草案</p>"));
    assert!(markdown(&paper).starts_with("**【草案】**"));
    let file = std::env::temp_dir().join(format!("papers-mark-{}.pdf", std::process::id()));
    let made = pdf(&paper, &fonts()).expect("a PDF");
    std::fs::write(&file, &made.bytes).expect("a file");
    let read = std::process::Command::new("pdftotext").arg(&file).arg("-").output();
    std::fs::remove_file(&file).expect("removed");
    // Without poppler on this machine the PDF's text is not looked at.
    if let Ok(read) = read {
        let text = String::from_utf8_lossy(&read.stdout).into_owned();
        let pages: Vec<_> = text.split('\u{c}').filter(|p| !p.trim().is_empty()).collect();
        assert_eq!(pages.len(), made.pages);
        assert!(pages.iter().all(|page| page.replace(' ', "").contains("草案")));
        assert!(text.contains("非固定车位"), "text can be found and copied");
    }
}

#[test]
fn words_stay_words_in_docx() {
    let plain = docx(&everywhere("x"), Step::default()).expect("a DOCX");
    for text in HOSTILE {
        let made = docx(&everywhere(text), Step::default()).expect("a DOCX");
        let counted = |name| elements(&part(&made, name));
        let (body, expected) = (counted("word/document.xml"), elements(&part(&plain, "word/document.xml")));
        assert_eq!(
            body.keys().filter(|k| !expected.contains_key(*k)).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{text:?}"
        );
        for name in ["fldChar", "instrText", "hyperlink", "tbl", "tr", "tblHeader"] {
            assert!(body.get(name) <= expected.get(name), "{name} of {text:?}");
        }
        for name in ["word/header1.xml", "word/footer1.xml", "word/fontTable.xml", "docProps/core.xml"] {
            counted(name);
        }
    }
}

#[test]
fn words_stay_words_in_html() {
    // The void elements are ours; without them the fragment is XML.
    let tags = |html: &str| {
        let (before, table) = html.split_once("<colgroup>").expect("a table");
        let (_, after) = table.split_once("</colgroup>").expect("its columns");
        let rest = format!("{before}{after}").replace("<br>", "").replace("<hr class=\"paper__rule\">", "");
        elements(&rest)
    };
    let plain = html(&everywhere("x"));
    for text in HOSTILE {
        let made = html(&everywhere(text));
        assert!(tags(&made).keys().all(|k| tags(&plain).contains_key(k)), "{text:?}");
        assert!(!made.contains("style=") && !made.contains("<script") && !made.contains("href=\""));
    }
}

#[test]
fn words_stay_words_in_markdown() {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_MATH
        | Options::ENABLE_FOOTNOTES;
    let headings = |md: &str| {
        Parser::new_ext(md, options).filter(|e| matches!(e, Event::Start(Tag::Heading { .. }))).count()
    };
    for text in HOSTILE {
        let md = markdown(&everywhere(text));
        for event in Parser::new_ext(&md, options) {
            let ours = !matches!(
                event,
                Event::Html(_)
                    | Event::InlineHtml(_)
                    | Event::Code(_)
                    | Event::InlineMath(_)
                    | Event::DisplayMath(_)
                    | Event::Start(
                        Tag::Link { .. }
                            | Tag::Image { .. }
                            | Tag::CodeBlock(_)
                            | Tag::Strikethrough
                            | Tag::Emphasis
                            | Tag::HtmlBlock
                    )
            );
            assert!(ours, "{event:?} from {text:?}");
        }
        let empty = matches!(text.chars().next(), Some('\0'));
        assert_eq!(headings(&md), if empty { 2 } else { 3 }, "{text:?}\n{md}");
        let cells =
            Parser::new_ext(&md, options).filter(|e| matches!(e, Event::Start(Tag::TableCell))).count();
        assert_eq!(cells, 8, "{text:?}");
    }
}

#[test]
fn words_stay_words_in_pdf_and_piles_of_marks_are_no_matter() {
    let fonts = fonts();
    for text in HOSTILE {
        pdf(&everywhere(text), &fonts).expect("set as plain words");
    }
    let zalgo = format!("Z{}算了{}", "\u{301}\u{489}".repeat(5_000), "e\u{20dd}".repeat(500));
    pdf(&Paper { blocks: vec![Block::Para(zalgo)], ..Paper::default() }, &fonts).expect("set");
    pdf(&everywhere(&"长".repeat(100)), &fonts).expect("a long run of Chinese breaks anywhere");
    pdf(&everywhere(&"W".repeat(100)), &fonts).expect("a long Latin run is broken");
    pdf(&Paper::default(), &fonts).expect("an empty paper is an empty page");
}

#[test]
fn too_much_is_refused_before_any_work() {
    let fonts = fonts();
    let long = Paper { blocks: vec![Block::Para("长".repeat(200_000))], ..Paper::default() };
    assert!(matches!(pdf(&long, &fonts), Err(Error::TooBig { what: "字数", .. })));
    let many = Paper { blocks: vec![Block::Rule; 5_000], ..Paper::default() };
    assert!(matches!(docx(&many, Step::default()), Err(Error::TooBig { what: "段落", .. })));
    let marked = Paper { mark: Some("草案".repeat(30)), ..Paper::default() };
    assert!(matches!(pdf(&marked, &fonts), Err(Error::TooBig { what: "页眉标记的字", .. })));
    let sheet =
        Paper { one_page: true, blocks: vec![Block::Para("长".repeat(100_000))], ..Paper::default() };
    assert!(matches!(pdf(&sheet, &fonts), Err(Error::OverOnePage { pages: 34 })));
    let columns = vec![Column::default(); 13];
    let wide =
        Paper { blocks: vec![Block::Table(Table { columns, ..Table::default() })], ..Paper::default() };
    assert!(matches!(pdf(&wide, &fonts), Err(Error::TooBig { what: "表格的列", .. })));
}

#[test]
fn a_table_repeats_its_header_and_pads_short_rows() {
    let xml = part(&docx(&specimens::minutes(), Step::default()).expect("a DOCX"), "word/document.xml");
    assert_eq!(xml.matches("<w:tblHeader />").count(), 3);
    assert!(!xml.contains("w:trHeight w:val=\"7\""));
}

#[test]
fn minutes_read_well_as_markdown_and_html() {
    let md = markdown(&specimens::minutes());
    assert!(md.starts_with(
        "# 梧桐里小区“开放空间”协商议事会议纪要\n\n- **会议时间：** 2026年3月8日 19:00—21:10\n"
    ));
    assert!(md.contains("\n## 一、议题征集\n"));
    assert!(md.contains("\n| 借用按次收费 | 9 | 33 | 5 | 未通过 |\n"));
    assert!(md.contains("登记簿放在门卫室；线上另建一张表"));
    let page = html(&specimens::minutes());
    assert!(page.starts_with("<article class=\"paper\" lang=\"zh-Hans\">"));
    assert!(page.contains("<h4 class=\"paper__heading paper__heading--2\">（一）晚上停车</h4>"));
    assert!(page.contains("<th scope=\"col\">赞成</th>"));
}
