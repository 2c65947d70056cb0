//! Residents' pages say what the parts say, whole and without scripts; refusals are sentences.

#[path = "evening/mod.rs"]
mod evening;
mod resident;

use evening::Evening;
use meeting::rule_pack::{OPEN_SPACE, RulePack};
use meeting::{Command, Field, Refusal, RuleKey, TableNo, Why, screens, topics};
use resident::{sheet, start};
use web::live::{Evening as Held, Holds, Shown};
use web::pages::{door, hall, station, table};
use web::start::Notice;
use web::words::refusal::sentence;

fn pack() -> RulePack {
    toml::from_str(OPEN_SPACE).expect("the shipped pack parses")
}

fn page(who: usize, play: impl FnOnce(&mut Evening)) -> String {
    let mut evening = Evening::new(false);
    play(&mut evening);
    hall::page(sheet("/main.css"), start(&evening, who)).expect("a page")
}

fn says(html: &str, texts: &[&str]) {
    for text in texts {
        assert!(html.contains(text), "the page does not say {text}");
    }
}

/// What stands outside folds and so in front of everybody: the buttons with the primary class.
fn primaries(html: &str) -> usize {
    html.matches("button--primary").count()
}

#[test]
fn the_opening_welcomes_and_shows_the_card_being_read() {
    let html = page(0, |e| {
        e.arrive().card(Some(screens::Card::Rule(RuleKey::TimeLimits)));
    });
    says(&html, &["王阿姨", "欢迎您来", "怎样让我们的小区住得更安心？", "限时限次", "每次最多说 2 分钟"]);
}

#[test]
fn every_act_is_a_form_with_its_fixed_fields() {
    let html = page(0, |e| {
        e.topics();
    });
    says(
        &html,
        &[
            "action=\"/m/ab12cd34ef/do\"",
            "name=\"act\" value=\"topics.post\"",
            "name=\"screen\" value=\"phone\"",
            "name=\"nonce\" value=\"00000000000000000000000000000007\"",
            "name=\"back\" value=\"hall\"",
            "maxlength=\"60\"",
            "topics.unsign",
            "topics.withdraw",
        ],
    );
}

#[test]
fn topics_stand_hottest_first_and_a_signed_one_says_so() {
    let html = page(4, |e| {
        e.topics();
    });
    let first = html.find("1. 晚上回来没地方停车").expect("the hottest");
    let second = html.find("2. 三号楼的电梯老是坏").expect("the next");
    assert!(first < second);
    says(&html, &["已签名 ✓", "我也关心，签名", "合并了第7号"]);
}

#[test]
fn whoever_wrote_a_hidden_post_is_told_why_and_nobody_else() {
    let story = |e: &mut Evening| {
        e.topics();
    };
    says(&page(7, story), &["狗不牵绳子", "点了名"]);
    let other = page(0, story);
    assert!(!other.contains("狗不牵绳子") && !other.contains("点了名"));
}

#[test]
fn choosing_a_table_offers_butterfly_and_bee_as_good_choices() {
    let html = page(10, |e| {
        e.signup();
    });
    says(&html, &["value=\"butterfly\"", "value=\"bee\"", "tables.take", "第1桌", "坐这一桌"]);
}

#[test]
fn a_debate_shows_motion_speaker_time_queue_and_why() {
    let html = page(1, |e| {
        e.debate().wait(12);
    });
    says(
        &html,
        &[
            "第1号动议",
            "停车小组",
            "达成共识 · 辩论",
            "王阿姨",
            "正在发言",
            "1:48",
            "接下来请",
            "正反轮流",
            "您举着手，排在第1位",
            "放下手",
        ],
    );
}

#[test]
fn raising_a_hand_is_one_question_with_three_equal_answers() {
    let html = page(4, |e| {
        e.motion();
    });
    says(&html, &["想发言？先选您的态度", "value=\"for\"", "value=\"against\"", "value=\"inquiry\""]);
    assert_eq!(primaries(&html), 0);
}

#[test]
fn the_vote_asks_one_side_at_a_time_and_says_it_is_by_name() {
    let ayes = page(8, |e| {
        e.ayes();
    });
    says(&ayes, &["记名投票：工作人员的内部记录里会写明您的选择，大屏和文件只公布票数", "value=\"aye\""]);
    assert!(!ayes.contains("value=\"nay\""));
    let nays = page(9, |e| {
        e.nays(2);
    });
    says(&nays, &["value=\"nay\""]);
    assert!(!nays.contains("value=\"aye\""));
    assert_eq!((primaries(&ayes), primaries(&nays)), (1, 1));
    says(
        &page(1, |e| {
            e.ayes();
        }),
        &["您投了：赞成 ✓"],
    );
    says(
        &page(10, |e| {
            e.ayes();
        }),
        &["列席的朋友不投票"],
    );
}

#[test]
fn a_result_comes_with_its_formula() {
    says(
        &page(1, |e| {
            e.declared();
        }),
        &["赞成 7（手机 6 + 举手 1） ＞ 反对 2", "通过"],
    );
    says(
        &page(1, |e| {
            e.tied();
        }),
        &["＝", "一样多，没有通过"],
    );
}

#[test]
fn the_plan_shows_actions_and_takes_pledges() {
    let html = page(3, |e| {
        e.plan();
    });
    says(&html, &["十二月底前", "小区自己办", "周末帮忙登记车牌", "plans.pledge", "plans.take_back"]);
    assert_eq!(primaries(&html), 1);
}

#[test]
fn after_the_gavel_there_is_nothing_to_do_but_read() {
    let html = page(1, |e| {
        e.closed();
    });
    says(&html, &["会议已结束", "/m/ab12cd34ef/record"]);
    assert!(!html.contains("<form"));
}

#[test]
fn a_table_writes_its_record_and_its_proposal() {
    let mut evening = Evening::new(false);
    evening.breakout();
    let mine = table::page(sheet(""), start(&evening, 0), TableNo(1)).expect("a page");
    says(
        &mine,
        &[
            "现状",
            "外来车进来不登记",
            "tables.write",
            "tables.strike",
            "tables.propose",
            "十二月底前",
            "motions.move_from",
        ],
    );
    let other = table::page(sheet(""), start(&evening, 1), TableNo(1)).expect("a page");
    assert!(!other.contains("外来车进来不登记"));
    says(&other, &["您不在这一桌"]);
}

#[test]
fn what_people_type_stays_text() {
    let html = page(0, |e| {
        e.arrive().advance();
        e.by(0, Command::Topics(topics::Command::Post { text: "<b>灯</b><script>".into() }));
    });
    assert!(!html.contains("<b>灯</b>"));
    says(&html, &["&lt;b&gt;灯&lt;/b&gt;&lt;script&gt;"]);
}

#[test]
fn a_refused_text_stands_in_its_box_again() {
    let mut evening = Evening::new(false);
    evening.arrive().advance();
    let mut start = start(&evening, 0);
    start.notice = Some(Notice { refused: true, text: "请删短一些".into() });
    start.typed = vec![("act".into(), "topics.post".into()), ("text".into(), "a</textarea><b>".into())];
    let html = hall::page(sheet(""), start).expect("a page");
    says(&html, &["请删短一些", "said--refused", "a&lt;/textarea&gt;&lt;b&gt;</textarea>"]);
}

#[test]
fn the_door_preselects_resident_and_asks_the_code_only_where_needed() {
    let shown = |needs_code| {
        let door =
            door::Door { meeting: "ab12cd34ef".into(), open: true, needs_code, ..door::Door::default() };
        door::page(sheet(""), door).expect("a page")
    };
    let html = shown(false);
    says(&html, &["value=\"resident\" checked", "进入会场", "怎么称呼您？"]);
    assert_eq!(html.matches("type=\"radio\"").count(), 7);
    assert!(!html.contains("name=\"code\""));
    says(&shown(true), &["name=\"code\"", "inputmode=\"numeric\""]);
}

#[test]
fn the_station_lists_its_meetings_and_the_way_in() {
    let station = station::Station {
        name: "月湖里".into(),
        meetings: Vec::new(),
        host: false,
        digits: 6,
        notice: None,
        typed: Vec::new(),
    };
    let html = station::page(sheet(""), station).expect("a page");
    says(&html, &["月湖里", "还没有安排会议", "name=\"code\"", "/claim"]);
}

#[test]
fn a_frame_changes_the_held_evening_and_a_replacing_one_forgets() {
    use meeting::view::phone::{Key, Part};
    use meeting::wire::{Audience, Down};
    let mut evening = Evening::new(false);
    evening.topics();
    let mut shown: Shown<Held> = Shown::new(start(&evening, 0), "phone", "hall".into());
    let before = shown.topics.len();
    let (gone, _) = *shown.topics.first().expect("a topic");
    let number = evening.meeting.number;
    let frame = |number, replace, changes| Down::Parts {
        audience: Audience::Residents,
        epoch: 1,
        number,
        replace,
        changes,
    };
    let kinds = shown.apply(frame(number + 1, false, vec![(Key::Topic(gone), None)]));
    assert_eq!((kinds, shown.topics.len()), (Held::TOPICS, before - 1));
    // a frame older than what is held is not applied
    shown.apply(frame(number, false, vec![(Key::Count, Some(Part::Count(999)))]));
    assert_ne!(shown.count, 999);
    shown.apply(frame(1, true, vec![(Key::Count, Some(Part::Count(5)))]));
    assert_eq!((shown.count, shown.topics.len(), shown.me.is_some()), (5, 0, true));
    assert!(!shown.parts.counts_down());
}

#[test]
fn another_table_replaces_the_lines_of_the_old_one() {
    use meeting::wire::{Audience, Down};
    let mut evening = Evening::new(false);
    evening.breakout();
    let mut shown: Shown<Held> = Shown::new(start(&evening, 0), "phone", "hall".into());
    assert_eq!(shown.lines.len(), 4);
    shown.apply(Down::Parts {
        audience: Audience::Table(TableNo(3)),
        epoch: 1,
        number: 1,
        replace: true,
        changes: Vec::new(),
    });
    assert_eq!((shown.lines.len(), shown.have.len()), (0, 3));
}

fn every_why() -> Vec<Why> {
    use Why::*;
    vec![
        HostOnly,
        ClockOnly,
        MeetingClosed,
        MeetingOpen,
        DoorsClosed,
        UnknownPerson,
        NotPresent,
        AlreadyIn,
        Empty(Field::Name),
        Empty(Field::Who),
        TooLong(Field::Topic, 60),
        UnknownStage,
        AlreadyDone,
        NeedsReason,
        UnknownCard,
        UnknownTopic,
        CannotMerge,
        NotMerged,
        NoTopics,
        UnknownTable,
        GroupsRange(2, 5),
        NotRecorder,
        RecorderTaken,
        NotAtTable,
        UnknownLine,
        NoProposal,
        UnknownMotion,
        MotionPending,
        NoMotion,
        MotionDecided,
        NotConcrete(vec![Field::When, Field::Money]),
        NoStance,
        HandUp,
        NoHand,
        SpeechesUsed(2),
        FloorTaken,
        FloorFree,
        NotTheirTurn,
        HandsRemain(3),
        ClockState,
        VoteOpen,
        NoVote,
        WrongCall,
        NoVoteRight,
        AlreadyVoted,
        BeyondPresent(12, 9),
        UnknownVote,
        SpeechOpen,
        NotAdopted,
        UnknownAction,
        UnknownPledge,
        UnknownCorrection,
        NotYours,
        NoReport,
        BadPack("第3条缺少字句".into()),
        TooMany,
    ]
}

#[test]
fn every_refusal_is_a_whole_chinese_sentence() {
    let pack = pack();
    for why in every_why() {
        let said = sentence(&Refusal { rule: None, why: why.clone() }, &pack);
        assert!(said.chars().count() >= 8, "{why:?}: {said}");
        assert!(!said.contains(|letter: char| letter.is_ascii_alphabetic()), "{why:?}: {said}");
    }
}

#[test]
fn a_refusal_by_a_rule_quotes_its_number_name_and_text() {
    let said = sentence(&Refusal::rule(RuleKey::TimeLimits, Why::SpeechesUsed(2)), &pack());
    assert!(said.starts_with("第5条 限时限次：每次最多说 2 分钟"), "{said}");
    assert!(said.contains("您已经说过2次"), "{said}");
}
