//! The papers of an evening, composed from a played story: what must stand in them, what must not, and
//! that they are the same bytes each time.

use meeting::story::{Script, run};
use meeting::{Meeting, Recorded, RulePack};
use server::documents::{Calendar, Format, Kind, Source, bundle, compose, matters, write};

const ANFENG: &str = include_str!("../../app/meeting/tests/stories/anfeng.story");

struct Evening {
    meeting: Meeting,
    log: Vec<Recorded>,
    calendar: Calendar,
}

impl Evening {
    fn held() -> Self {
        let pack: RulePack = toml::from_str(meeting::rule_pack::OPEN_SPACE).expect("the shipped pack reads");
        let script = Script::parse(ANFENG).expect("the story reads");
        let outcome = run(&script, pack).expect("the meeting can be opened");
        assert!(outcome.failures.is_empty(), "{:?}", outcome.failures);
        Self { meeting: outcome.meeting, log: outcome.log, calendar: Calendar::of("Asia/Shanghai") }
    }

    fn source(&self) -> Source<'_> {
        Source {
            id: "abcdefghjk",
            meeting: &self.meeting,
            log: &self.log,
            calendar: &self.calendar,
            head: Some([7; 32]),
        }
    }

    fn markdown(&self, kind: Kind) -> String {
        papers::markdown(&compose(&self.source(), kind).expect("there is such a paper"))
    }
}

#[test]
fn the_minutes_hold_every_field_that_was_asked_for() {
    let text = Evening::held().markdown(Kind::Minutes);
    for field in [
        "会议主题",
        "会议时间",
        "会议地点",
        "召集单位",
        "主持人",
        "记录人",
        "计时员",
        "会议形式",
        "到会",
        "议题征集情况",
        "分组讨论情况",
        "议定事项",
        "行动计划",
        "居民认领",
        "会议程序",
        "更正意见",
        "出席",
        "公示",
        "意向表决",
        "不是业主共同决定",
        "平局即否决",
    ] {
        assert!(text.contains(field), "the minutes lack {field}:\n{text}");
    }
    assert!(!text.contains("未定稿"), "the gavel has fallen");
}

#[test]
fn buildings_hidden_texts_and_who_voted_what_are_on_no_paper() {
    let evening = Evening::held();
    let mut texts = vec![evening.markdown(Kind::Minutes), evening.markdown(Kind::Convention)];
    for matter in matters(&evening.meeting) {
        texts.push(evening.markdown(Kind::Handover(matter.number)));
    }
    let all = texts.join("\n");
    for (_, topic) in evening.meeting.topics.iter().filter(|(_, topic)| topic.hidden.is_some()) {
        assert!(!all.contains(topic.text.as_str()), "a hidden topic is on a paper");
    }
    for ruling in &evening.meeting.floor.rulings {
        let rule = evening.meeting.pack().rule(ruling.rule).expect("a rule of the pack");
        assert!(!all.contains(&format!("警告：{}", rule.short.hans)));
    }
    for (_, vote) in evening.meeting.votes.iter() {
        for person in vote.cast.keys() {
            let name = evening.meeting.people.name(*person);
            for said in ["投了赞成", "投了反对", "：赞成", "：反对"] {
                assert!(!all.contains(&format!("{name}{said}")), "{name}{said}");
            }
        }
    }
}

#[test]
fn the_convention_is_a_draft_on_every_page_with_a_source_for_each_article() {
    let evening = Evening::held();
    let paper = compose(&evening.source(), Kind::Convention).expect("an article was adopted");
    assert_eq!(paper.mark.as_deref(), Some("草案"));
    let text = papers::markdown(&paper);
    assert!(text.contains("第一条") && text.contains("第一章"), "{text}");
    assert!(text.contains("来源：") && text.contains("意向表决赞成"), "{text}");
    assert!(!text.contains("已生效"));
}

#[test]
fn each_hand_over_sheet_is_one_page_in_print() {
    let evening = Evening::held();
    let fonts = papers::Fonts::find(None).expect("fonts are installed");
    let all = matters(&evening.meeting);
    assert!(!all.is_empty(), "the story hands something over");
    for matter in all {
        let paper = compose(&evening.source(), Kind::Handover(matter.number)).expect("a sheet");
        assert_eq!(papers::pdf(&paper, &fonts).expect("it can be set").pages, 1);
        for box_ in ["案由", "情况", "分析", "建议", "表决", "居民自己做的"] {
            assert!(papers::markdown(&paper).contains(box_), "the sheet lacks {box_}");
        }
    }
}

#[test]
fn the_same_log_gives_the_same_bytes_in_every_form() {
    let evening = Evening::held();
    let fonts = papers::Fonts::find(None).expect("fonts are installed");
    for kind in [Kind::Minutes, Kind::Convention, Kind::Handover(1)] {
        let paper = compose(&evening.source(), kind).expect("there is such a paper");
        for format in [Format::Html, Format::Docx, Format::Pdf, Format::Markdown] {
            let once = write(&paper, format, &fonts).expect("it can be written");
            assert_eq!(
                once,
                write(&paper, format, &fonts).expect("it can be written"),
                "{kind:?} {format:?}"
            );
        }
    }
    let once = bundle(&evening.source(), &fonts).expect("it can be packed");
    assert_eq!(once, bundle(&evening.source(), &fonts).expect("it can be packed"));
}

#[test]
fn the_bundle_holds_minutes_sheets_and_data() {
    let evening = Evening::held();
    let fonts = papers::Fonts::find(None).expect("fonts are installed");
    let bytes = bundle(&evening.source(), &fonts).expect("it can be packed");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a good zip");
    for name in ["会议纪要.docx", "会议纪要.pdf", "转交单1.docx", "转交单1.pdf", "转交.json"]
    {
        assert!(zip.by_name(name).is_ok(), "the bundle lacks {name}");
    }
    let json: serde_json::Value =
        serde_json::from_reader(zip.by_name("转交.json").expect("just seen")).expect("good json");
    assert_eq!(json["label"], "意向表决");
    assert!(json["matters"][0]["title"].as_str().is_some_and(|title| !title.is_empty()));
}

/// Writes every paper into the folder named by `PAPERS`, so that a person can look at them.
#[test]
fn papers_can_be_written_out_to_look_at() {
    let Some(folder) = std::env::var_os("PAPERS").map(std::path::PathBuf::from) else { return };
    let evening = Evening::held();
    let fonts = papers::Fonts::find(None).expect("fonts are installed");
    for (name, kind) in
        [("minutes", Kind::Minutes), ("convention", Kind::Convention), ("handover", Kind::Handover(1))]
    {
        let paper = compose(&evening.source(), kind).expect("there is such a paper");
        for format in [Format::Html, Format::Docx, Format::Pdf, Format::Markdown] {
            let bytes = write(&paper, format, &fonts).expect("it can be written");
            std::fs::write(folder.join(format!("{name}.{}", format.ending())), bytes)
                .expect("the folder is there");
        }
    }
}
