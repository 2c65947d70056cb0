//! Writes residents' pages at every moment of an evening as files to look at:
//! `cargo run -p web --features ssr --example phone_specimens -- FOLDER STYLE`.
//!
//! `STYLE` is the address of the styles as the pages should name it.

#[path = "../tests/evening/mod.rs"]
mod evening;
#[path = "../tests/resident/mod.rs"]
mod resident;

use std::path::Path;

use evening::Evening;
use meeting::{Command, RuleKey, RulePack, TableNo, screens};
use resident::{sheet, start};
use uuid::Uuid;
use web::live::Page;
use web::pages::{claim, door, hall, record, setup, station, table, trouble};
use web::start::Notice;

type Html = Result<String, postcard::Error>;

fn moments(style: &str) -> Vec<(&'static str, Html)> {
    let mut all = Vec::new();
    let mut add = |name, who: usize, play: &dyn Fn(&mut Evening)| {
        let mut evening = Evening::new(false);
        play(&mut evening);
        all.push((name, hall::page(sheet(style), start(&evening, who))));
    };
    add("01-opening", 0, &|e| {
        e.arrive();
    });
    add("02-card", 0, &|e| {
        e.arrive().card(Some(screens::Card::Rule(RuleKey::CloseDebate)));
    });
    add("03-topics-empty", 0, &|e| {
        e.arrive().advance();
    });
    add("04-topics", 0, &|e| {
        e.topics();
    });
    add("05-topics-hidden", 7, &|e| {
        e.topics();
    });
    add("06-signup", 10, &|e| {
        e.signup();
    });
    add("07-breakout", 0, &|e| {
        e.breakout();
    });
    add("08-wait", 0, &|e| {
        e.breakout().advance();
    });
    add("09-report", 0, &|e| {
        e.report();
    });
    add("10-motion", 4, &|e| {
        e.motion();
    });
    add("11-speaking", 0, &|e| {
        e.debate().wait(12);
    });
    add("12-waiting", 1, &|e| {
        e.debate().wait(12);
    });
    add("13-last-call", 4, &|e| {
        e.last_call();
    });
    add("14-ayes", 8, &|e| {
        e.ayes();
    });
    add("15-voted", 1, &|e| {
        e.ayes();
    });
    add("16-nays", 9, &|e| {
        e.nays(2);
    });
    add("17-observer", 10, &|e| {
        e.ayes();
    });
    add("18-adopted", 1, &|e| {
        e.declared();
    });
    add("19-tie", 1, &|e| {
        e.tied();
    });
    add("20-plan", 3, &|e| {
        e.plan();
    });
    add("21-closed", 1, &|e| {
        e.closed();
    });
    add("22-away", 2, &|e| {
        e.motion().by(2, Command::People(meeting::people::Command::Leave));
    });
    all.push(("23-refused", refused(style)));
    all
}

/// Too long a topic, posted without scripts: the sentence, and the text still in its box.
fn refused(style: &str) -> Html {
    let mut evening = Evening::new(false);
    evening.topics();
    let mut start = start(&evening, 0);
    start.notice = Some(Notice {
        refused: true,
        text: String::from("“议题”最多60个字，请删短一些，您写的还在框里。"),
    });
    start.typed = vec![
        ("act".to_owned(), "topics.post".to_owned()),
        ("text".to_owned(), "楼下的灯<b>很暗</b>".repeat(8)),
    ];
    hall::page(sheet(style), start)
}

fn tables(style: &str) -> Vec<(&'static str, Html)> {
    let page = |who: usize, play: &dyn Fn(&mut Evening)| {
        let mut evening = Evening::new(false);
        play(&mut evening);
        table::page(sheet(style), start(&evening, who), TableNo(1))
    };
    vec![
        (
            "30-recorder",
            page(0, &|e| {
                e.breakout();
            }),
        ),
        (
            "31-member",
            page(3, &|e| {
                e.breakout();
            }),
        ),
        (
            "32-elsewhere",
            page(1, &|e| {
                e.breakout();
            }),
        ),
        (
            "33-norecorder",
            page(0, &|e| {
                e.signup();
            }),
        ),
    ]
}

fn plain(style: &str) -> Vec<(&'static str, Html)> {
    let pack: RulePack = toml::from_str(meeting::rule_pack::OPEN_SPACE).expect("the shipped pack parses");
    let meeting = |stands, theme: &str| station::Meeting {
        id: "ab12cd34ef".into(),
        theme: theme.into(),
        place: "小区活动室".into(),
        starts: "十一月二十一日 19:00".into(),
        rehearsal: false,
        stands,
    };
    let station = |host| station::Station {
        name: "月湖里小区自治服务站".into(),
        meetings: vec![
            meeting(station::Stands::Ongoing, "怎样让我们的小区住得更安心？"),
            meeting(station::Stands::Over, "楼道里的东西怎么办？"),
        ],
        host,
        digits: 6,
        notice: None,
        typed: Vec::new(),
    };
    let door = |needs_code| door::Door {
        meeting: "ab12cd34ef".into(),
        station: "月湖里小区自治服务站".into(),
        theme: "怎样让我们的小区住得更安心？".into(),
        place: "小区活动室".into(),
        starts: "十一月二十一日 19:00".into(),
        open: true,
        needs_code,
        ..door::Door::default()
    };
    let setup = setup::Setup {
        nonce: Uuid::from_u128(1),
        notice: None,
        typed: Vec::new(),
        station: ["月湖里小区自治服务站".into(), "月湖社区".into(), "西门街道".into()],
        date: "2026-11-21".into(),
        time: "19:00".into(),
        pack,
        pack_text: meeting::rule_pack::OPEN_SPACE.into(),
    };
    let record = record::Record {
        page: Page { meeting: "ab12cd34ef".into(), back: "record".into(), screen: "phone", ..Page::default() },
        theme: "怎样让我们的小区住得更安心？".into(),
        closed: true,
        papers: vec![record::Shown {
            title: "会议纪要".into(),
            html: "<article class=\"paper\"><h2>会议纪要</h2><p>一、会议概况</p><table><tr><th>序号</th><th>动议</th><th>结果</th></tr><tr><td>1</td><td>北面一排错时停车</td><td>通过</td></tr></table></article>".into(),
            links: vec![("Word".into(), "#".into()), ("PDF".into(), "#".into()), ("文本".into(), "#".into())],
        }],
        bundle: Some("#".into()),
        may_ask: true,
        corrections: vec![("第二桌是四个人".into(), String::new())],
        home: Some("hall"),
        ..record::Record::default()
    };
    vec![
        ("40-station", station::page(sheet(style), station(false))),
        ("41-station-host", station::page(sheet(style), station(true))),
        ("42-claim", claim::page(sheet(style), claim::Claim::default())),
        ("43-door", door::page(sheet(style), door(false))),
        ("44-door-code", door::page(sheet(style), door(true))),
        ("45-setup", setup::page(sheet(style), setup)),
        ("46-record", record::page(sheet(style), record)),
        (
            "47-trouble",
            trouble::page(
                sheet(style),
                "没找到这个页面",
                "网址可能少了几个字，请再扫一次二维码。",
                ("/".into(), "回到首页"),
            ),
        ),
    ]
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let folder = words.next().ok_or("FOLDER STYLE are missing")?;
    let style = words.next().ok_or("STYLE is missing")?;
    std::fs::create_dir_all(&folder)?;
    let all = [moments(&style), tables(&style), plain(&style)];
    for (name, html) in all.into_iter().flatten() {
        std::fs::write(Path::new(&folder).join(name).with_extension("html"), html?)?;
    }
    Ok(())
}
