//! The one-page hand-over sheet (协商成果转交单) for the deputies' liaison station (人大代表联络站): one
//! matter a sheet, what residents cannot settle themselves, with the facts, their reasons, what they ask,
//! how they voted and what they do themselves. It is a lead for a deputy, who alone decides what becomes of
//! it. The contact is the station's; no resident's full name, room or telephone stands on it.

use meeting::motions::{Motion, MotionKind};
use meeting::tables::LineKind;
use meeting::voting::Tally;
use meeting::{Meeting, MotionId, TableNo};
use papers::{Align, Block, Column, Paper, Table};
use serde::Serialize;

use super::{Source, began, footer, lint, mark, motion};

/// At most so many characters of the record stand in one box, so that a page suffices; the rest is in the minutes.
const MOST_IN_A_BOX: usize = 260;

/// One matter, as data: what the sheet shows and the bundle's JSON holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matter {
    /// Its number within the meeting, from 1.
    pub number: u16,
    /// 案由.
    pub title: String,
    /// 请求受理单位.
    pub body: String,
    /// 情况.
    pub situation: Vec<String>,
    /// 分析.
    pub analysis: Vec<String>,
    /// 不同意见.
    pub dissent: Vec<String>,
    /// 建议.
    pub advice: Vec<String>,
    /// 表决.
    pub vote: String,
    /// 居民自己做的.
    pub own: Vec<String>,
    /// Whether it may need the owners' joint decision.
    pub owners: bool,
}

/// All matters to hand over, in order.
#[must_use]
pub fn matters(meeting: &Meeting) -> Vec<Matter> {
    let referrals = motion::adopted(meeting, |kind| matches!(kind, MotionKind::Referral { .. }));
    (1..)
        .zip(referrals)
        .map(|(number, (id, found, tally))| matter(meeting, number, id, found, &tally))
        .collect()
}

fn matter(meeting: &Meeting, number: u16, id: MotionId, found: &Motion, tally: &Tally) -> Matter {
    let lines = |kind: LineKind| -> Vec<String> {
        let of = |table: TableNo| {
            let kept = move |line: &&meeting::tables::Line| {
                line.kind == kind && !line.struck && line.hidden.is_none()
            };
            meeting
                .tables
                .lines_of(table)
                .map(|(_, line)| line)
                .filter(kept)
                .map(|line| line.text.to_string())
        };
        found.table.map(|table| of(table).collect()).unwrap_or_default()
    };
    let body = match &found.kind {
        MotionKind::Referral { body } => body.to_string(),
        MotionKind::Action | MotionKind::Convention { .. } => String::new(),
    };
    let mut advice = vec![motion::sentence(&found.draft)];
    advice.extend(lines(LineKind::Advice));
    let mut analysis = lines(LineKind::Cause);
    analysis.extend(lines(LineKind::Opinion));
    Matter {
        number,
        title: found.draft.what.to_string(),
        body,
        situation: lines(LineKind::Situation),
        analysis,
        dissent: lines(LineKind::Dissent),
        advice,
        vote: format!("意向表决：{}。{}。", motion::counts(tally), motion::result(tally)),
        own: own(meeting, id, found),
        owners: lint::may_need_owners(&motion::sentence(&found.draft)),
    }
}

/// What residents do themselves: pledges towards this matter, the group's claims, then adopted actions.
fn own(meeting: &Meeting, id: MotionId, found: &Motion) -> Vec<String> {
    let pledges =
        meeting.plans.pledges().filter(|(_, pledge)| !pledge.withdrawn && pledge.motion == Some(id));
    let mut own: Vec<String> = pledges.map(|(_, pledge)| pledge.text.to_string()).collect();
    let claims = found.table.into_iter().flat_map(|table| meeting.tables.lines_of(table));
    let claims =
        claims.filter(|(_, line)| line.kind == LineKind::Claim && !line.struck && line.hidden.is_none());
    own.extend(claims.map(|(_, line)| line.text.to_string()));
    let actions =
        motion::adopted(meeting, |kind| matches!(kind, MotionKind::Action | MotionKind::Convention { .. }));
    own.extend(
        actions.iter().map(|(_, motion, _)| format!("本次会议另行议定：{}", motion::sentence(&motion.draft))),
    );
    own
}

/// The items as one text within the box; what is left out is said.
fn boxed(items: &[String], none: &str) -> String {
    if items.is_empty() {
        return none.to_owned();
    }
    let mut text = String::new();
    for (at, item) in items.iter().enumerate() {
        let line = if items.len() == 1 { item.clone() } else { format!("{}. {item}", at + 1) };
        if at > 0 && text.chars().count() + line.chars().count() > MOST_IN_A_BOX {
            text.push_str(&format!("\n（另有 {} 条，见会议纪要）", items.len() - at));
            break;
        }
        if at > 0 {
            text.push('\n');
        }
        text.push_str(&line);
    }
    text
}

pub(super) fn paper(source: &Source<'_>, number: u16) -> Option<Paper> {
    let meeting = source.meeting;
    let matter = matters(meeting).into_iter().find(|matter| matter.number == number)?;
    let began = began(meeting);
    let setup = &meeting.setup;
    let origin = format!(
        "{}{}{}，{}“{}”会议，到会 {} 人",
        setup.subdistrict,
        setup.community,
        setup.station,
        source.calendar.day(began),
        setup.theme,
        meeting.people.iter().count()
    );
    let mut rows = vec![
        vec!["案由".to_owned(), matter.title.clone()],
        vec!["来源".to_owned(), origin],
        vec!["情况".to_owned(), boxed(&matter.situation, "见会议纪要。")],
        vec!["分析".to_owned(), boxed(&matter.analysis, "见会议纪要。")],
        vec!["不同意见".to_owned(), boxed(&matter.dissent, "无。")],
        vec!["建议".to_owned(), boxed(&matter.advice, "见会议纪要。")],
        vec!["表决".to_owned(), matter.vote.clone()],
        vec!["居民自己做的".to_owned(), boxed(&matter.own, "暂无。")],
    ];
    if !matter.body.is_empty() {
        rows.push(vec!["请求受理".to_owned(), matter.body.clone()]);
    }
    if matter.owners {
        let flag = "此事可能涉及业主共同决定（《民法典》第二百七十八条），请受理单位一并研究。";
        rows.push(vec!["提示".to_owned(), flag.to_owned()]);
    }
    rows.push(vec!["联系人".to_owned(), format!("{}（电话：　　　　　　　　）", setup.station)]);
    rows.push(vec!["受理登记".to_owned(), "收件人：　　　　　　日期：　　　　　　答复期限：".to_owned()]);
    let table = Table {
        columns: vec![Column::new("", 18, Align::Center), Column::new("", 82, Align::Start)],
        labels: true,
        rows,
    };
    let note = "本单是居民协商形成的线索，一事一单；是否形成代表建议由代表决定。表决为到会居民意向表决，\
                不是居民会议决定，也不是业主共同决定。附：会议纪要。";
    Some(Paper {
        title: vec!["小区协商成果转交单".to_owned()],
        mark: mark(meeting, None),
        meta: vec![
            ("送".to_owned(), "人大代表联络站".to_owned()),
            ("编号".to_owned(), format!("{}-{}", source.id, matter.number)),
        ],
        blocks: vec![Block::Table(table), Block::Note(note.to_owned())],
        one_page: true,
        footer_note: footer(source),
        dated: source.calendar.dated(began),
        ..Paper::default()
    })
}

#[cfg(test)]
mod tests {
    use super::boxed;

    #[test]
    fn a_box_that_would_overflow_says_how_many_items_are_left_to_the_minutes() {
        let items: Vec<String> = (0..20).map(|_| "门口乱停车，救护车进不来。".repeat(3)).collect();
        let text = boxed(&items, "无。");
        assert!(text.chars().count() < 330, "{}", text.chars().count());
        assert!(text.contains("另有"), "{text}");
        assert_eq!(boxed(&[], "无。"), "无。");
        assert_eq!(boxed(&["一条".to_owned()], "无。"), "一条");
    }
}
