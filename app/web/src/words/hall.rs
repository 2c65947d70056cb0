//! The words of the hall's screens (大屏与主持台), zh-Hans: names of things, and sentences with numbers in.
//!
//! The rule kept here: short, warm, plain Chinese, buttons are verbs, no letters of another script.
//! Labels that stand in one place only stay in the view they belong to.
//! Not here: refusals, the phone's words, texts of the rule pack.

use meeting::Field;
use meeting::motions::MotionKind;
use meeting::people::{Office, Place};
use meeting::view::hall::{Nudge, Step};
use meeting::voting::Tally;

/// An office of the evening.
#[must_use]
pub const fn office(office: Office) -> &'static str {
    match office {
        Office::Chair => "主持人",
        Office::Timekeeper => "计时员",
        Office::Recorder => "总记录员",
    }
}

/// Where somebody is in the room.
#[must_use]
pub fn place(place: Place) -> String {
    match place {
        Place::Hall => String::from("大厅"),
        Place::Table(no) => format!("第 {} 桌", no.0),
        Place::Butterfly => String::from("蝴蝶"),
        Place::Bee => String::from("蜜蜂"),
    }
}

/// What a motion becomes.
#[must_use]
pub fn motion_kind(kind: &MotionKind) -> String {
    match kind {
        MotionKind::Action => String::from("行动"),
        MotionKind::Convention { chapter } if chapter.is_empty() => String::from("公约"),
        MotionKind::Convention { chapter } => format!("公约 · {chapter}"),
        MotionKind::Referral { body } if body.is_empty() => String::from("转交"),
        MotionKind::Referral { body } => format!("转交 · {body}"),
    }
}

/// The box of a proposal.
#[must_use]
pub const fn field(field: Field) -> &'static str {
    match field {
        Field::Who => "谁",
        Field::What => "做什么",
        Field::When => "何时前",
        Field::Where => "在哪",
        Field::Money => "钱从哪来",
        _ => "内容",
    }
}

/// A span as on a clock: minutes and seconds.
#[must_use]
pub fn clock(secs: u32) -> String {
    format!("{}:{:02}", secs / 60, secs % 60)
}

/// The result with its counts: 赞成 21 > 反对 9.
#[must_use]
pub fn formula(tally: &Tally) -> String {
    let (ayes, nays) = (tally.ayes(), tally.nays());
    let sign = match ayes.cmp(&nays) {
        core::cmp::Ordering::Greater => ">",
        core::cmp::Ordering::Equal => "=",
        core::cmp::Ordering::Less => "<",
    };
    format!("赞成 {ayes} {sign} 反对 {nays}")
}

/// What the big button of the desk says.
#[must_use]
pub fn step(step: &Step) -> String {
    match step {
        Step::ShowCard { at, of } => format!("读下一条（第 {} 条，共 {of} 条）", u16::from(*at) + 1),
        Step::Advance { to, .. } => format!("进入「{to}」"),
        Step::FormGroups { .. } => String::from("把最热的议题分成小组"),
        Step::Report { table } => format!("请第 {} 桌汇报", table.0),
        Step::EndReport => String::from("汇报结束"),
        Step::MoveFrom { table } => format!("把第 {} 桌的方案提为动议", table.0),
        Step::OpenMotion { number, .. } => format!("开始议动议 {number}"),
        Step::GiveFloor { name } => format!("请{name}发言"),
        Step::EndSpeech { name } => format!("{name}说完了"),
        Step::LastCall => String::from("问一句：还有谁要发言？"),
        Step::Put => String::from("提请表决：先请赞成的"),
        Step::CallNays => String::from("再请反对的表决"),
        Step::Declare => String::from("宣布结果"),
        Step::Settle { number, .. } => format!("落实动议 {number}：谁来做、何时前"),
        Step::Close => String::from("闭会"),
        Step::Papers => String::from("看会议纪要和文件"),
    }
}

/// What the big button does, in one sentence.
#[must_use]
pub const fn step_does(step: &Step) -> &'static str {
    match step {
        Step::ShowCard { .. } => "大屏和手机上会显示这一条，请念给大家听。",
        Step::Advance { .. } => "大家的手机和大屏一起换到下一个环节。",
        Step::FormGroups { .. } => "按热度取前几个议题，每个议题一桌，提出人做召集人。",
        Step::Report { .. } => "大屏显示这一桌的记录，汇报时钟开始走。",
        Step::EndReport => "收起这一桌的汇报。",
        Step::MoveFrom { .. } => "这一桌写好的行动方案成为一条动议，等着上会。",
        Step::OpenMotion { .. } => "大屏显示这条动议，大家可以举手发言。",
        Step::GiveFloor { .. } => "大屏显示发言人，发言时钟开始走。",
        Step::EndSpeech { .. } => "停下时钟，请下一位。",
        Step::LastCall => "大屏上问大家，等几秒钟。",
        Step::Put => "停止发言，手机上出现表决按钮。",
        Step::CallNays => "赞成的数完了，换反对的一方。",
        Step::Declare => "停止表决，大屏公布结果。宣布后不能再投。",
        Step::Settle { .. } => "写下责任人、完成时限和资源。",
        Step::Close => "会议到此结束，之后只能看、只能请求更正。",
        Step::Papers => "纪要、公约草案、转交单都在这里。",
    }
}

/// What is not ready, gently.
#[must_use]
pub fn nudge(nudge: &Nudge) -> String {
    match nudge {
        Nudge::NobodyHere => String::from("还没有人签到，请大家扫大屏上的码"),
        Nudge::NoTopics => String::from("议题墙上还没有议题"),
        Nudge::Undecided(count) => format!("还有 {count} 人没选小组"),
        Nudge::EmptyTable(no) => format!("第 {} 桌还没有人", no.0),
        Nudge::NoRecorder(no) => format!("第 {} 桌还没有记录员", no.0),
        Nudge::NoLines(no) => format!("第 {} 桌还没写下一句", no.0),
        Nudge::NoProposal(no) => format!("第 {} 桌还没写行动方案", no.0),
        Nudge::NoMotions => String::from("还没有人提出动议"),
        Nudge::NotConcrete(fields) => {
            let names: Vec<&str> = fields.iter().map(|each| field(*each)).collect();
            format!("动议还不够具体：{}。仍要上会，请写一句说明", names.join("、"))
        }
        Nudge::HandsRemain(count) => format!("还有 {count} 人举着手。现在表决，请写明理由"),
        Nudge::NoOwner(number) => format!("动议 {number} 还没有责任人"),
        Nudge::OverTime => String::from("已超过计划时间"),
    }
}

#[cfg(test)]
mod tests {
    use meeting::voting::Tally;

    use super::{clock, formula};

    #[test]
    fn a_tie_is_written_as_a_tie() {
        let tally = |ayes, nays| Tally { phone_ayes: ayes, hand_nays: nays, ..Tally::default() };
        assert_eq!(formula(&tally(21, 9)), "赞成 21 > 反对 9");
        assert_eq!(formula(&tally(9, 9)), "赞成 9 = 反对 9");
        assert_eq!(formula(&tally(0, 3)), "赞成 0 < 反对 3");
    }

    #[test]
    fn a_clock_shows_two_digits_of_seconds() {
        assert_eq!(clock(107), "1:47");
        assert_eq!(clock(5), "0:05");
    }
}
