//! What each form asks for, and what bad input gets.

use meeting::floor::Stance;
use meeting::people::{Kind, Place};
use meeting::screens::Card;
use meeting::voting::Choice;
use meeting::{Command, RuleKey, RulePack, TableNo, TopicId};
use meeting::{floor, people, screens, tables, topics, voting};
use uuid::Uuid;

use super::{Filled, back, command};

fn pack() -> RulePack {
    crate::routes::pack::shipped().unwrap()
}

fn ask(fields: &[(&str, &str)]) -> Result<Filled, String> {
    let fields: Vec<_> = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    command(&fields, &pack())
}

fn asked(fields: &[(&str, &str)]) -> Command {
    ask(fields).unwrap().command
}

#[test]
fn a_topic_is_posted_as_typed_but_clean() {
    let posted = |text: &str| asked(&[("act", "topics.post"), ("text", text)]);
    let post = |text: &str| Command::Topics(topics::Command::Post { text: text.into() });
    assert_eq!(posted(" 楼下\r\n停车难？\u{202E} "), post("楼下 停车难？"));
    assert_eq!(posted("<b onclick=x>停车</b>"), post("<b onclick=x>停车</b>"));
    assert_eq!(posted("停车难😀"), post("停车难😀"));
    assert_eq!(
        posted(&format!("停{}", "\u{0301}".repeat(10_000))),
        post("停\u{0301}\u{0301}\u{0301}\u{0301}")
    );
    assert_eq!(posted(""), post(""), "an empty box is the rules' to refuse");
}

#[test]
fn what_is_too_long_gets_a_sentence() {
    let refused = ask(&[("act", "topics.post"), ("text", &"字".repeat(61))]).unwrap_err();
    assert!(refused.contains("60") && refused.contains("多了 1 个"), "{refused}");
    assert!(ask(&[("act", "people.join"), ("name", &"名".repeat(17))]).is_err());
    assert!(ask(&[("act", "people.join"), ("building", &"楼".repeat(17))]).is_err());
    assert!(ask(&[("act", "minutes.ask"), ("text", &"字".repeat(281))]).is_err());
    assert!(ask(&[("act", "motions.move"), ("what", &"字".repeat(121))]).is_err());
    assert!(ask(&[("act", "plans.pledge"), ("kind", "money"), ("text", &"字".repeat(61))]).is_err());
}

#[test]
fn an_unknown_act_or_a_broken_id_gets_a_sentence() {
    let id = Uuid::from_u128(7).simple().to_string();
    for fields in [
        &[][..],
        &[("act", "")],
        &[("act", "post")],
        &[("act", "topics.destroy")],
        &[("act", "clock.tick")],
        &[("act", "floor.cut_short")],
        &[("act", "topics.sign")],
        &[("act", "topics.sign"), ("topic", "7")],
        &[("act", "topics.sign"), ("topic", "'; drop table--")],
        &[("act", "tables.take"), ("place", "21")],
        &[("act", "tables.take"), ("place", "0")],
        &[("act", "tables.record"), ("table", "0")],
        &[("act", "tables.record"), ("table", "257")],
        &[("act", "voting.cast"), ("vote", &id)],
        &[("act", "voting.cast"), ("vote", &id), ("choice", "maybe")],
        &[("act", "voting.count_hands"), ("choice", "aye"), ("hands", "-1")],
        &[("act", "screens.show"), ("card", "n99")],
        &[("act", "screens.show"), ("card", "r:nothing")],
        &[("act", "people.doors"), ("open", "yes")],
        &[("act", "people.join"), ("name", "阿姨"), ("kind", "king")],
        &[("act", "topics.post"), ("text", "停车"), ("for", "nobody")],
    ] {
        let refused = ask(fields).unwrap_err();
        assert!(refused.ends_with('。') && !refused.is_ascii(), "{fields:?}: {refused}");
    }
    let many: Vec<_> = (0..100).map(|n| (format!("f{n}"), String::new())).collect();
    assert!(command(&many, &pack()).is_err());
}

#[test]
fn cards_are_counted_over_principles_then_rules() {
    let shown = |card: &str| match asked(&[("act", "screens.show"), ("card", card)]) {
        Command::Screens(screens::Command::Show { card }) => card,
        other => panic!("{other:?}"),
    };
    let pack = pack();
    let principles = u8::try_from(pack.principles.len()).unwrap();
    assert_eq!(shown(""), None);
    assert_eq!(shown("n0"), Some(Card::Principle(0)));
    assert_eq!(shown(&format!("n{principles}")), Some(Card::Rule(pack.rules[0].key)));
    assert_eq!(shown("r:germane"), Some(Card::Rule(RuleKey::Germane)));
}

#[test]
fn choices_are_read_as_the_pages_write_them() {
    let id = Uuid::from_u128(7);
    assert_eq!(
        asked(&[("act", "topics.sign"), ("topic", &id.simple().to_string())]),
        Command::Topics(topics::Command::Sign { topic: TopicId(id) })
    );
    assert_eq!(
        asked(&[("act", "tables.take"), ("place", "3")]),
        Command::Tables(tables::Command::Take { place: Place::Table(TableNo(3)) })
    );
    assert_eq!(asked(&[("act", "floor.raise")]), Command::Floor(floor::Command::Raise { stance: None }));
    assert_eq!(
        asked(&[("act", "floor.raise"), ("stance", "inquiry")]),
        Command::Floor(floor::Command::Raise { stance: Some(Stance::Inquiry) })
    );
    assert_eq!(
        asked(&[("act", "voting.count_hands"), ("choice", "nay"), ("hands", " １２ ")]),
        Command::Voting(voting::Command::CountHands { choice: Choice::Nay, hands: 12 })
    );
    assert_eq!(
        asked(&[("act", "people.add"), ("name", "王阿姨"), ("building", "3幢")]),
        Command::People(people::Command::Add {
            name: "王阿姨".into(),
            building: "3幢".into(),
            kind: Kind::Resident
        })
    );
}

#[test]
fn the_stamp_of_a_form_is_read_apart_from_what_it_asks() {
    let id = Uuid::from_u128(9);
    let text = id.simple().to_string();
    let filled = ask(&[
        ("act", "people.leave"),
        ("screen", "desk"),
        ("for", &text),
        ("paper", "1"),
        ("nonce", &text),
        ("back", "table/2"),
    ])
    .unwrap();
    assert_eq!(filled.on_behalf.map(|person| person.0), Some(id));
    assert!(filled.desk && filled.paper);
    assert_eq!((filled.nonce, filled.back.as_str()), (Some(id), "table/2"));
    let bare = ask(&[("act", "people.leave")]).unwrap();
    assert!(!bare.desk && !bare.paper && bare.on_behalf.is_none() && bare.nonce.is_none());
}

#[test]
fn a_form_returns_only_to_pages_of_the_meeting() {
    for ours in ["hall", "desk", "record", "table/2"] {
        assert_eq!(back(ours).as_deref(), Some(ours));
    }
    for other in
        ["", "//evil.example", "https://evil.example", "../claim", "table/", "table/x", "table/0", "hall?x"]
    {
        assert_eq!(back(other), None, "{other}");
    }
}
