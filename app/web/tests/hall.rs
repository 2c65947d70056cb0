//! The wall and the desk as pages, each made from a real meeting stopped at a moment.

mod evening;
mod long_words;

use evening::Evening;
use meeting::wire::Audience;
use meeting::{Command, Span, screens};
use web::pages;
use web::render::Sheet;
use web::start::Notice;

fn sheet() -> Sheet {
    Sheet {
        title: String::from("议事厅"), style: String::from("/site/main.css"), surface: "", bundle: None
    }
}

fn at(play: impl Fn(&mut Evening)) -> Evening {
    let mut evening = Evening::new(false);
    play(&mut evening);
    evening
}

/// The wall, its next page too.
fn wall(evening: &Evening) -> String {
    let page = |later| {
        let mut start = evening.start(Audience::Wall);
        start.now = start.now.plus(Span::secs(later));
        seen(&pages::wall::page(sheet(), start).expect("the wall renders"))
    };
    page(0) + &page(8)
}

fn desk_page(evening: &Evening) -> String {
    pages::desk::page(sheet(), evening.start(Audience::Desk)).expect("the desk renders")
}

fn desk(evening: &Evening) -> String {
    seen(&desk_page(evening))
}

/// What a reader sees: tags and comments away, spaces closed up.
fn seen(html: &str) -> String {
    let body =
        html.split_once("<body").and_then(|(_, body)| body.split_once('>')).map_or(html, |(_, body)| body);
    let mut text = String::new();
    let mut inside = false;
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside && !c.is_whitespace() => text.push(c),
            _ => {}
        }
    }
    text.replace("&gt;", ">").replace("&lt;", "<")
}

#[track_caller]
fn says(page: &str, words: &[&str]) {
    for word in words {
        let word: String = word.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(page.contains(&word), "no {word} in {page}");
    }
}

type Moment = (&'static str, fn(&mut Evening), &'static [&'static str]);

type Desk = (fn(&mut Evening), &'static [&'static str]);

const WALL: &[Moment] = &[
    (
        "welcome",
        |e| {
            e.arrive();
        },
        &["欢迎各位邻居", "怎样让我们的小区住得更安心？", "在场 14 人", "主持：方老师"],
    ),
    (
        "card",
        |e| {
            e.arrive().card(Some(screens::Card::Principle(5)));
        },
        &["原则 6 / 8", "参考版", "双脚自由"],
    ),
    (
        "topics",
        |e| {
            e.topics();
        },
        &["7 个议题", "另有 1 条未上屏", "第 "],
    ),
    (
        "signup",
        |e| {
            e.signup();
        },
        &["选一桌坐下", "1 桌", "召集人：王阿姨", "4 人"],
    ),
    (
        "breakout",
        |e| {
            e.breakout();
        },
        &["小组讨论", "计划 35 分", "方案 ✓", "请推一位记录员"],
    ),
    (
        "report",
        |e| {
            e.report();
        },
        &["第 1 桌汇报", "现状", "外来车进来不登记"],
    ),
    (
        "motion",
        |e| {
            e.motion();
        },
        &["动议 1", "钱从哪来", "自治基金八百元", "行动"],
    ),
    (
        "debate",
        |e| {
            e.debate();
        },
        &["动议 1", "王阿姨", "赞成", "2:00", "正反轮流"],
    ),
    (
        "soon",
        |e| {
            e.debate().wait(100);
        },
        &["快到时间了", "0:20"],
    ),
    (
        "over",
        |e| {
            e.debate().wait(130);
        },
        &["时间到", "0:00"],
    ),
    (
        "last call",
        |e| {
            e.last_call();
        },
        &["还有谁要发言？", "再等 10 秒"],
    ),
    (
        "ayes",
        |e| {
            e.ayes();
        },
        &["赞成的，请表决", "手机 6 ＋ 举手 1", "还没轮到", "有表决权 12 人"],
    ),
    (
        "nays",
        |e| {
            e.nays(2);
        },
        &["反对的，请表决", "手机 2 ＋ 举手 0"],
    ),
    (
        "adopted",
        |e| {
            e.declared();
        },
        &["通过", "赞成 7 > 反对 2"],
    ),
    (
        "tie",
        |e| {
            e.tied();
        },
        &["未通过", "赞成 4 = 反对 4", "平局即未通过"],
    ),
    (
        "plan",
        |e| {
            e.plan();
        },
        &["我能做什么", "王阿姨", "十二月底前", "小区自"],
    ),
    (
        "closed",
        |e| {
            e.closed();
        },
        &["谢谢大家", "通过 1 条", "会议纪要", "已停止入场"],
    ),
];

#[test]
fn the_wall_has_a_frame_for_every_moment_and_the_way_in_beside_it() {
    for (name, play, words) in WALL {
        let page = wall(&at(play));
        says(&page, words);
        if *name != "closed" {
            says(&page, &["扫码入场", "482913", "192.168.31.120:3000"]);
        }
    }
}

#[test]
fn nothing_on_wall_or_desk_is_written_in_another_script() {
    for (name, play, _) in WALL {
        let evening = at(play);
        for page in [wall(&evening), desk(&evening)] {
            let page = page.replace("帮TA", "").replace("TA", "");
            let mut letters = page.match_indices(|c: char| c.is_ascii_alphabetic());
            // the one key named by its letter stands in the list of keys
            assert!(letters.all(|(_, letter)| letter == "B"), "{name}: {page}");
        }
    }
}

#[test]
fn the_longest_words_are_set_smaller_and_still_there() {
    says(&wall(&at(long_words::motion)), &["转交 · 区人大代表联络站", "账目每月公开"]);
    let debate = wall(&at(long_words::debate));
    says(&debate, &["住在八幢的钱先生和他的太太", "询问", "一个有顶棚的集中充电车棚"]);
    let page = pages::wall::page(sheet(), at(long_words::motion).start(Audience::Wall));
    assert!(page.expect("the wall renders").contains("w-boxes tight"));
}

#[test]
fn a_blank_wall_lies_over_everything() {
    let evening = at(|e| {
        e.arrive().host(Command::Screens(screens::Command::Blank { on: true }));
    });
    let page = pages::wall::page(sheet(), evening.start(Audience::Wall)).expect("the wall renders");
    assert!(page.contains("w-blank"));
}

#[test]
fn a_rehearsal_says_so_on_both_screens() {
    let mut evening = Evening::new(true);
    evening.arrive();
    says(&wall(&evening), &["演练"]);
    says(&desk(&evening), &["演练"]);
}

#[test]
fn the_desk_has_one_next_step_with_its_words_at_every_moment() {
    let moments: [Desk; 9] = [
        (
            |e| {
                e.arrive();
            },
            &["读下一条（第 1 条，共 21 条）", "念："],
        ),
        (
            |e| {
                e.topics();
            },
            &["进入「自选分组」"],
        ),
        (
            |e| {
                e.breakout();
            },
            &["第 3 桌还没有记录员", "第 2 桌还没写行动方案", "进入「达成共识」"],
        ),
        (
            |e| {
                e.report();
            },
            &["汇报结束"],
        ),
        (
            |e| {
                e.motion();
            },
            &["问一句：还有谁要发言？"],
        ),
        (
            |e| {
                e.debate();
            },
            &["王阿姨说完了", "跑题", "加 30 秒", "先请TA"],
        ),
        (
            |e| {
                e.ayes();
            },
            &["再请反对的表决", "没用手机、举手 赞成 的有几人"],
        ),
        (
            |e| {
                e.nays(2);
            },
            &["宣布结果", "手机和举手都数完了，宣布结果"],
        ),
        (
            |e| {
                e.closed();
            },
            &["看会议纪要和文件", "第二桌是四个人", "重新开会"],
        ),
    ];
    for (play, words) in moments {
        let page = desk(&at(play));
        says(&page, words);
    }
}

#[test]
fn every_form_of_the_desk_says_which_screen_it_is_and_where_to_come_back_to() {
    for (name, play, _) in WALL {
        let page = desk_page(&at(play));
        for form in page.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            // these go to addresses of their own
            let own = ["/desk/seat/", "/desk/second", "/desk/wall", "/desk/address"];
            let own = own.iter().any(|address| form.contains(address));
            let whole = form.contains("name=\"screen\" value=\"desk\"")
                && form.contains("name=\"back\" value=\"desk\"")
                && form.contains("name=\"nonce\"")
                && form.contains("name=\"act\"");
            assert!(own || whole, "{name}: {form}");
        }
    }
}

#[test]
fn building_and_kind_are_on_the_desk_and_never_on_the_wall() {
    let evening = at(|e| {
        e.debate();
    });
    says(&desk(&evening), &["3 幢 501", "业主"]);
    let wall = wall(&evening);
    assert!(!wall.contains("501") && !wall.contains("业主"));
}

#[test]
fn a_refusal_is_said_and_the_typed_text_is_still_in_its_box() {
    let mut start = at(|e| {
        e.debate();
    })
    .start(Audience::Desk);
    start.notice = Some(Notice { refused: true, text: String::from("请写明理由。") });
    start.typed = vec![("act".into(), "floor.extend".into()), ("reason".into(), "话没说完".into())];
    let page = pages::desk::page(sheet(), start).expect("the desk renders");
    assert!(page.contains("请写明理由。") && page.contains("value=\"话没说完\""));
}
