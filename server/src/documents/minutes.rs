//! The minutes (会议纪要): a digest of what was considered and settled, ready when the gavel falls. Every
//! line comes from the log; nothing is written by hand afterwards. People are forms of address; warnings,
//! who voted what, buildings and hidden texts stay in the internal record.

use meeting::floor::Stance;
use meeting::motions::{Motion, Status};
use meeting::people::Office;
use meeting::tables::LineKind;
use meeting::voting::Phase;
use meeting::{Door, Event, Meeting, MotionId, TableNo};
use papers::{Align, Block, Column, Paper, Table};

use super::{Source, began, chinese, footer, mark, motion, plan};

pub(super) fn paper(source: &Source<'_>) -> Paper {
    let meeting = source.meeting;
    let mut blocks = Vec::new();
    let sections: [(&str, Vec<Block>); 7] = [
        ("议题征集情况", topics(meeting)),
        ("分组讨论情况", tables(meeting)),
        ("议定事项", motions(meeting)),
        ("行动计划", plan::plans(meeting)),
        ("居民认领（我能做什么）", plan::pledges(meeting)),
        ("会议程序", course(source)),
        ("更正意见", corrections(meeting)),
    ];
    let kept = sections.into_iter().filter(|(_, blocks)| !blocks.is_empty());
    for (at, (title, section)) in kept.enumerate() {
        blocks.push(Block::Heading { level: 1, text: format!("{}、{title}", chinese(at + 1)) });
        blocks.extend(section);
    }
    blocks.push(Block::Labelled { label: "出席".to_owned(), text: names(meeting, true) });
    let observers = names(meeting, false);
    if !observers.is_empty() {
        blocks.push(Block::Labelled { label: "列席".to_owned(), text: observers });
    }
    blocks.push(Block::Note(
        "公示：地点或渠道　　　　　　　　　；起止　　　　　　　　　；异议可向服务站或在会议页面提出。"
            .to_owned(),
    ));
    blocks.push(Block::Note(
        "本纪要由会议记录自动整理。所有表决都是到会居民的意向表决，不是居民会议的决定，也不是业主共同决定。"
            .to_owned(),
    ));
    blocks.push(Block::Signatures(vec!["主持人".to_owned(), "记录人".to_owned(), "居民代表".to_owned()]));
    let written = meeting.stages.closed_at.or(meeting.stages.since()).unwrap_or(meeting.opened_at);
    blocks.push(Block::DateLine(source.calendar.day(written)));
    Paper {
        title: vec![meeting.setup.station.to_string(), "“开放空间”协商议事会议纪要".to_owned()],
        mark: mark(meeting, None),
        meta: meta(source),
        blocks,
        footer_note: footer(source),
        dated: source.calendar.dated(written),
        ..Paper::default()
    }
}

fn meta(source: &Source<'_>) -> Vec<(String, String)> {
    let meeting = source.meeting;
    let setup = &meeting.setup;
    let began = began(meeting);
    let time = match meeting.stages.closed_at {
        Some(end) => format!("{}至{}", source.calendar.day_and_time(began), source.calendar.time(end)),
        None => format!("{}开始", source.calendar.day_and_time(began)),
    };
    let office = |office: Office| {
        let name = meeting.people.office(office).map(|who| meeting.people.name(who).to_owned());
        name.unwrap_or_else(|| "未指定".to_owned())
    };
    let all = meeting.people.iter().count();
    let observers = meeting.people.iter().filter(|(_, person)| !person.kind.votes()).count();
    let without_phone = meeting.people.iter().filter(|(_, person)| !person.phone).count();
    let area = format!("{}{}", setup.subdistrict, setup.community);
    let pack = meeting.pack();
    let mut meta = vec![
        ("会议主题", setup.theme.to_string()),
        ("会议时间", time),
        ("会议地点", setup.place.to_string()),
        ("召集单位", setup.station.to_string()),
        ("所属街道社区", area),
        ("主持人", office(Office::Chair)),
        ("记录人", office(Office::Recorder)),
        ("计时员", office(Office::Timekeeper)),
        ("会议形式", "现场，手机、举手与纸质并用".to_owned()),
        (
            "到会",
            format!(
                "实到 {all} 人，其中列席 {observers} 人；没有手机、由工作人员代办 {without_phone} 人；未设应到名册"
            ),
        ),
        ("议事规则", format!("{}第 {} 版（{}）", pack.name.hans, pack.version, pack.badge.hans)),
    ];
    meta.retain(|(_, value)| !value.is_empty());
    meta.into_iter().map(|(label, value)| (label.to_owned(), value)).collect()
}

fn names(meeting: &Meeting, votes: bool) -> String {
    let fits = meeting.people.iter().filter(|(_, person)| person.kind.votes() == votes);
    fits.map(|(_, person)| person.name.to_string()).collect::<Vec<_>>().join("、")
}

fn topics(meeting: &Meeting) -> Vec<Block> {
    let topics = &meeting.topics;
    let count = topics.iter().count();
    if count == 0 {
        return vec![Block::Para("本次会议没有征集议题。".to_owned())];
    }
    let hidden = topics.iter().filter(|(_, topic)| topic.hidden.is_some()).count();
    let rows = topics
        .iter()
        .filter(|(_, topic)| topic.hidden.is_none())
        .map(|(id, topic)| {
            let table = meeting.tables.iter().find(|(_, table)| table.topic == id).map(|(no, _)| no);
            let merged = topic.merged_into.and_then(|into| topics.get(into));
            let fate = match (merged, table) {
                (Some(into), _) => format!("并入 {} 号", into.number),
                (None, Some(table)) => format!("成立第{}组", table.0),
                (None, None) if topic.withdrawn => "提出人撤回".to_owned(),
                (None, None) => "未成组，留存备查".to_owned(),
            };
            let heat =
                if topic.merged_into.is_some() { topic.signatures.len() as u32 } else { topics.heat(id) };
            vec![
                topic.number.to_string(),
                topic.text.to_string(),
                meeting.people.name(topic.proposer).to_owned(),
                heat.to_string(),
                fate,
            ]
        })
        .collect();
    let columns = vec![
        Column::new("编号", 8, Align::Center),
        Column::new("议题", 50, Align::Start),
        Column::new("提出人", 15, Align::Start),
        Column::new("签名", 9, Align::Center),
        Column::new("去向", 22, Align::Start),
    ];
    let mut blocks = vec![
        Block::Para(format!(
            "会上共征集议题 {count} 个，按签名人数选出 {} 个分组讨论。",
            meeting.tables.iter().count()
        )),
        Block::Table(Table { columns, labels: false, rows }),
    ];
    if hidden > 0 {
        blocks.push(Block::Note(format!(
            "另有 {hidden} 个议题因不适合公开显示未上屏，原文与理由留存在内部记录。"
        )));
    }
    blocks
}

/// What a kind of line is called.
pub(super) fn line_kind(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Situation => "现状",
        LineKind::Cause => "原因",
        LineKind::Opinion => "意见",
        LineKind::Dissent => "分歧",
        LineKind::Advice => "建议",
        LineKind::Claim => "认领",
    }
}

fn tables(meeting: &Meeting) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (no, table) in meeting.tables.iter() {
        let topic = meeting.topics.get(table.topic).filter(|topic| topic.hidden.is_none());
        let topic = topic.map_or_else(String::new, |topic| topic.text.to_string());
        let text = format!("（{}）第{}组：{topic}", chinese(usize::from(no.0)), no.0);
        blocks.push(Block::Heading { level: 2, text });
        blocks.push(Block::Para(members(meeting, no)));
        let lines: Vec<_> = meeting
            .tables
            .lines_of(no)
            .map(|(_, line)| line)
            .filter(|line| !line.struck && line.hidden.is_none())
            .collect();
        if lines.is_empty() {
            blocks.push(Block::Para("本组没有留下记录。".to_owned()));
            continue;
        }
        for kind in LineKind::ALL {
            let of_kind: Vec<&str> =
                lines.iter().filter(|line| line.kind == kind).map(|line| line.text.as_str()).collect();
            if of_kind.is_empty() && kind != LineKind::Dissent {
                continue;
            }
            let text = match of_kind.as_slice() {
                [] => "无。".to_owned(),
                [one] => (*one).to_owned(),
                many => {
                    let numbered = many.iter().enumerate().map(|(at, text)| format!("{}. {text}", at + 1));
                    numbered.collect::<Vec<_>>().join("\n")
                }
            };
            blocks.push(Block::Labelled { label: line_kind(kind).to_owned(), text });
        }
    }
    blocks
}

fn members(meeting: &Meeting, no: TableNo) -> String {
    use meeting::people::Place;
    let ever =
        |person: &meeting::people::Person| person.moves.iter().any(|(_, place)| *place == Place::Table(no));
    let stayed: Vec<&str> = meeting
        .people
        .iter()
        .filter(|(_, person)| person.place == Place::Table(no))
        .map(|(_, person)| person.name.as_str())
        .collect();
    let moved = meeting.people.iter().filter(|(_, p)| ever(p) && p.place != Place::Table(no)).count();
    let table = meeting.tables.get(no);
    let name = |who: Option<meeting::PersonId>| {
        who.map_or_else(|| "未指定".to_owned(), |who| meeting.people.name(who).to_owned())
    };
    let mut text = format!(
        "召集人：{}；记录员：{}。组员 {} 人：{}。",
        name(table.map(|table| table.convenor)),
        name(table.and_then(|table| table.recorder)),
        stayed.len(),
        if stayed.is_empty() { "无".to_owned() } else { stayed.join("、") },
    );
    if moved > 0 {
        text.push_str(&format!("另有 {moved} 人中途参加后换组。"));
    }
    text
}

fn motions(meeting: &Meeting) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (id, found) in meeting.motions.iter() {
        let text =
            format!("（{}）动议 {}：{}", chinese(usize::from(found.number)), found.number, found.draft.what);
        blocks.push(Block::Heading { level: 2, text });
        blocks.push(Block::Para(format!("原文：{}", motion::sentence(&found.draft))));
        let from = found.table.map_or_else(
            || format!("提出人：{}。", meeting.people.name(found.mover)),
            |table| format!("由第{}组提出。", table.0),
        );
        blocks.push(Block::Para(format!(
            "{from}性质：{}。{}",
            motion::kind(&found.kind),
            debate(meeting, id)
        )));
        if let Some(note) = &found.note {
            blocks.push(Block::Para(format!("主持人准予审议的说明：{note}。")));
        }
        blocks.extend(votes(meeting, id, found));
    }
    if blocks.is_empty() {
        blocks.push(Block::Para("本次会议没有形成动议。".to_owned()));
    }
    blocks
}

fn debate(meeting: &Meeting, id: MotionId) -> String {
    let spoken: Vec<_> = meeting.floor.spoken.iter().filter(|speech| speech.motion == id).collect();
    if spoken.is_empty() {
        return "没有人要求发言。".to_owned();
    }
    let times = |stance: Stance| spoken.iter().filter(|speech| speech.stance == stance).count();
    let mut text = format!(
        "辩论：赞成方发言 {} 次，反对方 {} 次，询问 {} 次。",
        times(Stance::For),
        times(Stance::Against),
        times(Stance::Inquiry)
    );
    let overruled = spoken.iter().filter_map(|speech| speech.overruled.as_ref());
    for reason in overruled {
        text.push_str(&format!("主持人曾变更一次发言次序，理由：{reason}。"));
    }
    for (_, reason) in meeting.floor.cut.iter().filter(|(motion, _)| *motion == id) {
        text.push_str(&format!("主持人在仍有人等候发言时提请表决，理由：{reason}。"));
    }
    text
}

fn votes(meeting: &Meeting, id: MotionId, found: &Motion) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (_, vote) in meeting.votes.iter().filter(|(_, vote)| vote.motion == id) {
        match &vote.phase {
            Phase::Declared(tally) => blocks.push(Block::Labelled {
                label: "表决".to_owned(),
                text: format!(
                    "意向表决，手机记名与举手并用。{}。结果：{}。",
                    motion::counts(tally),
                    motion::result(tally)
                ),
            }),
            Phase::Annulled(reason) => blocks.push(Block::Labelled {
                label: "表决".to_owned(),
                text: format!("曾表决一次，主持人宣布作废重来，理由：{reason}。"),
            }),
            Phase::Calling(_) => blocks
                .push(Block::Labelled { label: "表决".to_owned(), text: "正在进行。".to_owned() }),
        }
    }
    let standing = match found.status {
        Status::Waiting => Some("未付表决，留待下次会议。"),
        Status::Open => Some("正在辩论。"),
        Status::Withdrawn => Some("提出人撤回。"),
        Status::Voting | Status::Adopted | Status::Rejected => None,
    };
    blocks.extend(standing.map(|text| Block::Para(text.to_owned())));
    blocks
}

/// How the evening ran: stages with times, steps back, reopening, and by which doors acts came.
fn course(source: &Source<'_>) -> Vec<Block> {
    let meeting = source.meeting;
    let mut parts = Vec::new();
    for (at, stage, reason) in &meeting.stages.entered {
        let name = meeting.pack().stage(*stage).map_or("", |stage| stage.name.hans.as_str());
        let why = reason.as_ref().map_or_else(String::new, |reason| format!("（未按次序，理由：{reason}）"));
        parts.push(format!("{}进入“{name}”{why}", source.calendar.time(*at)));
    }
    let mut blocks = Vec::new();
    if !parts.is_empty() {
        blocks.push(Block::Para(format!("{}。", parts.join("；"))));
    }
    for (at, reason) in &meeting.stages.reopened {
        blocks.push(Block::Para(format!("{}重新开会，理由：{reason}。", source.calendar.time(*at))));
    }
    let by = |door: Door| {
        let acts = source.log.iter().filter(|recorded| recorded.door == door);
        acts.filter(|recorded| !matches!(recorded.event, Event::Stages(_) | Event::Screens(_))).count()
    };
    let helped = source.log.iter().filter(|recorded| recorded.on_behalf.is_some()).count();
    blocks.push(Block::Para(format!(
        "会议记录共 {} 条：居民手机 {} 条，主持台 {} 条，纸质录入 {} 条；其中工作人员代居民操作 {helped} 条，均记有经办人。",
        meeting.number,
        by(Door::Phone),
        by(Door::Desk),
        by(Door::Paper),
    )));
    blocks
}

fn corrections(meeting: &Meeting) -> Vec<Block> {
    let asked = meeting.minutes.asked.iter().enumerate();
    asked
        .map(|(at, wish)| {
            let answer = wish.answer.as_ref().map_or_else(|| "待答复".to_owned(), ToString::to_string);
            let who = meeting.people.name(wish.person);
            Block::Para(format!("{}. {who}：{}　答复：{answer}", at + 1, wish.text))
        })
        .collect()
}
