use papers::*;
use std::time::Instant;
fn main() {
    let fonts = Fonts::find(None).unwrap();
    let t = |name: &str, p: Paper| { let b = Instant::now(); let r = pdf(&p, &fonts); println!("{name}: {:?} {:?}", b.elapsed(), r.map(|p| p.pages).map_err(|e| e.to_string().chars().take(200).collect::<String>())); };
    let p = |s: String| Paper { blocks: vec![Block::Para(s)], ..Paper::default() };
    t("han6000", p("长".repeat(6000)));
    t("han60000", p("长".repeat(60000)));
    t("mixed60000", p("长短 abc，".repeat(10000)));
    t("W3000", p("W".repeat(3000)));
    t("W30000", p("W".repeat(30000)));
    t("zalgo", p(format!("Z{}算了{}", "\u{301}\u{489}".repeat(5_000), "e\u{20dd}".repeat(500))));
    t("many para", Paper { blocks: (0..2900).map(|i| Block::Para(format!("{i}{}", "长短不一".repeat(12)))).collect(), ..Paper::default() });
    t("cell", Paper { blocks: vec![Block::Table(Table{columns: vec![Column::new("a",1,Align::Start), Column::new("b",1,Align::Start)], labels:false, rows: vec![vec!["长".repeat(6000),"W".repeat(3000)]]})], ..Paper::default() });
    t("8000 cells", Paper { blocks: vec![Block::Table(Table{columns: vec![Column::new("a",1,Align::Start); 4], labels:false, rows: (0..1990).map(|i| vec![format!("{i}长长长"); 4]).collect()})], ..Paper::default() });
    t("title", Paper { title: vec!["长".repeat(6000)], ..Paper::default() });
    t("mark", Paper { mark: Some("长".repeat(6000)), ..Paper::default() });
    t("note", Paper { footer_note: Some("长".repeat(6000)), ..Paper::default() });
    t("heading", Paper { blocks: vec![Block::Heading{level:1,text:"长".repeat(6000)}], ..Paper::default() });
    t("label", Paper { blocks: vec![Block::Labelled{label:"长".repeat(6000),text:"长".repeat(6000)}], ..Paper::default() });
    t("meta", Paper { meta: vec![("长".repeat(600),"长".repeat(6000))], ..Paper::default() });
    t("sign", Paper { blocks: vec![Block::Signatures(vec!["长".repeat(600)])], ..Paper::default() });
    t("clause", Paper { blocks: vec![Block::Clause{label:"长".repeat(600),text:"长".repeat(6000),source:Some("长".repeat(6000))}], ..Paper::default() });
    t("header", Paper { blocks: vec![Block::Table(Table{columns: vec![Column::new(&"长".repeat(6000),1,Align::Start); 2], labels:false, rows: vec![]})], ..Paper::default() });
    let h = |text: &str| { let t = || text.to_owned(); Paper { title: vec![t()], mark: Some(text.chars().take(40).collect()), meta: vec![(t(), t()),("短".into(),t())], blocks: vec![
            Block::Heading { level: 1, text: t() }, Block::Para(t()), Block::Labelled { label: t(), text: t() },Block::Labelled { label: "出席".into(), text: t() },
            Block::Table(Table { columns: vec![Column::new(text, 1, Align::Start), Column::new(text, 8, Align::End), Column::new(text, 1, Align::Start)], labels: true, rows: vec![vec![t(),t(),t()], vec!["空".into()], vec![t(), t(), t()]] }),
            Block::Clause { label: "第一条".into(), text: t(), source: Some(t()) }, Block::Note(t()), Block::Signatures(vec![t(), "x".into()]), Block::DateLine(t()), Block::Rule ], footer_note: Some(t()), ..Paper::default() } };
    for (i, x) in ["W".repeat(90), "[x](http://a.example) ![i](http://b.example) http://d.example/a/b/c/d/e/f/g 😀 שלום ㍿ 𠮷 龘 ①".to_owned(), "# heading\n## another\n- item\n1. one".to_owned()].iter().enumerate() {
        let p = h(x); let r = pdf(&p, &fonts).unwrap(); std::fs::write(format!("/tmp/spec/h{i}.pdf"), r.bytes).unwrap(); std::fs::write(format!("/tmp/spec/h{i}.docx"), docx(&p, r.step).unwrap()).unwrap();
    }
}
