//! The action plan and the pledges as the minutes show them. An action without an owner says 待定 and is
//! not left out; pledges stand with the form of address of whoever made them.

use meeting::motions::Motion;
use meeting::plans::{Level, PledgeKind};
use meeting::voting::Tally;
use meeting::{Meeting, MotionId};
use papers::{Align, Block, Column, Table};

use super::motion;

/// Where a matter is handled.
fn level(level: Level) -> &'static str {
    match level {
        Level::Compound => "小区自办",
        Level::Community => "社区",
        Level::Subdistrict => "街道",
        Level::District => "区及以上",
    }
}

pub(super) fn plans(meeting: &Meeting) -> Vec<Block> {
    let adopted: Vec<(MotionId, &Motion, Tally)> = motion::adopted(meeting, |_| true);
    if adopted.is_empty() {
        return Vec::new();
    }
    let or_open =
        |text: &meeting::Words| if text.is_empty() { "待定".to_owned() } else { text.to_string() };
    let rows = (1..)
        .zip(adopted)
        .map(|(at, (id, found, _)): (u16, _)| {
            let mut row = vec![at.to_string(), found.draft.what.to_string()];
            match meeting.plans.action_of(id) {
                Some((_, action)) => row.extend([
                    or_open(&action.plan.owner),
                    or_open(&action.plan.due),
                    or_open(&action.plan.resources),
                    level(action.plan.level).to_owned(),
                ]),
                None => row.extend(["待定", "待定", "待定", "待定"].map(ToOwned::to_owned)),
            }
            row
        })
        .collect();
    let columns = vec![
        Column::new("序号", 7, Align::Center),
        Column::new("事项", 34, Align::Start),
        Column::new("责任人", 16, Align::Start),
        Column::new("完成时限", 16, Align::Start),
        Column::new("资源与经费", 20, Align::Start),
        Column::new("层级", 12, Align::Center),
    ];
    vec![Block::Table(Table { columns, labels: false, rows })]
}

pub(super) fn pledges(meeting: &Meeting) -> Vec<Block> {
    let kept: Vec<_> = meeting.plans.pledges().filter(|(_, pledge)| !pledge.withdrawn).collect();
    if kept.is_empty() {
        return Vec::new();
    }
    let rows = kept
        .iter()
        .map(|(_, pledge)| {
            let kind = match pledge.kind {
                PledgeKind::Money => "出钱",
                PledgeKind::Labour => "出力",
                PledgeKind::Material => "出物",
            };
            let motion = pledge.motion.and_then(|motion| meeting.motions.get(motion));
            let towards = motion.map_or_else(|| "—".to_owned(), |motion| format!("动议 {}", motion.number));
            vec![
                meeting.people.name(pledge.person).to_owned(),
                kind.to_owned(),
                pledge.text.to_string(),
                towards,
            ]
        })
        .collect();
    let columns = vec![
        Column::new("称呼", 18, Align::Start),
        Column::new("方式", 10, Align::Center),
        Column::new("内容", 56, Align::Start),
        Column::new("对应", 16, Align::Center),
    ];
    vec![Block::Table(Table { columns, labels: false, rows })]
}
