//! How a motion and its vote read on paper, in one way for all papers. Counts only.

use meeting::motions::{Draft, Motion, MotionKind, Status};
use meeting::voting::Tally;
use meeting::{Meeting, MotionId};

/// The motion as one sentence with what goes with it in brackets.
pub(super) fn sentence(draft: &Draft) -> String {
    let trimmed = |text: &meeting::Words| text.as_str().trim().trim_end_matches(['。', '；', ';']).to_owned();
    let (who, what) = (trimmed(&draft.who), trimmed(&draft.what));
    let subject = if who.is_empty() || what.starts_with(&who) { what } else { format!("{who}{what}") };
    let extras: Vec<String> = [("时间", &draft.when), ("地点", &draft.place), ("经费", &draft.money)]
        .into_iter()
        .map(|(label, text)| (label, trimmed(text)))
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| format!("{label}：{text}"))
        .collect();
    if extras.is_empty() {
        format!("{subject}。")
    } else {
        format!("{subject}（{}）。", extras.join("；"))
    }
}

/// What a motion is called for.
pub(super) fn kind(kind: &MotionKind) -> &'static str {
    match kind {
        MotionKind::Action => "行动",
        MotionKind::Convention { .. } => "公约条文",
        MotionKind::Referral { .. } => "转交",
    }
}

/// The counts in words, with the doors they came by.
pub(super) fn counts(tally: &Tally) -> String {
    let side = |all: u32, phone: u32, hands: u32| match (phone, hands) {
        (_, 0) | (0, _) => format!("{all} 票"),
        _ => format!("{all} 票（手机 {phone}、举手 {hands}）"),
    };
    format!(
        "赞成 {}，反对 {}，未表态 {} 人；在场有表决权 {} 人",
        side(tally.ayes(), tally.phone_ayes, tally.hand_ayes),
        side(tally.nays(), tally.phone_nays, tally.hand_nays),
        tally.silent(),
        tally.present,
    )
}

/// The result with its formula (规则 13).
pub(super) fn result(tally: &Tally) -> String {
    let (ayes, nays) = (tally.ayes(), tally.nays());
    match ayes.cmp(&nays) {
        std::cmp::Ordering::Greater => format!("通过（{ayes} > {nays}）"),
        std::cmp::Ordering::Equal => format!("未通过（{ayes} = {nays}，平局即否决）"),
        std::cmp::Ordering::Less => format!("未通过（{ayes} < {nays}）"),
    }
}

/// The adopted motions of a kind with their counts, in order of moving.
pub(super) fn adopted(
    meeting: &Meeting,
    fits: impl Fn(&MotionKind) -> bool,
) -> Vec<(MotionId, &Motion, Tally)> {
    let all = meeting.motions.iter().filter(|(_, motion)| motion.status == Status::Adopted);
    let all = all.filter(|(_, motion)| fits(&motion.kind));
    all.filter_map(|(id, motion)| {
        let (_, vote) = meeting.votes.on(id)?;
        Some((id, motion, vote.tally(0)))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(boxes: [&str; 5]) -> Draft {
        let [who, what, when, place, money] = boxes.map(Into::into);
        Draft { who, what, when, place, money, kind: None }
    }

    #[test]
    fn a_motion_reads_as_one_sentence_and_empty_boxes_leave_no_trace() {
        let full = draft(["自治站", "装刷卡门禁。", "12月底前", "北门", "楼道众筹"]);
        assert_eq!(sentence(&full), "自治站装刷卡门禁（时间：12月底前；地点：北门；经费：楼道众筹）。");
        let bare = draft(["", "电动车不进电梯", "", "", ""]);
        assert_eq!(sentence(&bare), "电动车不进电梯。");
    }

    #[test]
    fn a_tie_says_why_it_failed() {
        let tally = Tally { phone_ayes: 3, hand_nays: 3, present: 9, ..Tally::default() };
        assert_eq!(result(&tally), "未通过（3 = 3，平局即否决）");
        assert_eq!(counts(&tally), "赞成 3 票，反对 3 票，未表态 3 人；在场有表决权 9 人");
    }
}
