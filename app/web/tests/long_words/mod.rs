//! The longest words an evening may bring to the wall: a motion that fills its boxes, a debate of
//! people with long names.

use meeting::Command;
use meeting::floor::{self, Stance};
use meeting::motions::{self, Draft, MotionKind};

use super::evening::Evening;

/// A motion with as many words as fit.
pub(crate) fn motion(evening: &mut Evening) {
    let text = "在北门内侧空地建一个有顶棚的集中充电车棚，装摄像头和灭火器，划出十二个固定位和八个临时位，先登记后使用，每月由物业和停车小组一起检查一次，检查的结果贴在门口的公告栏上，";
    let draft = Draft {
        who: "停车小组的王阿姨、李叔、陈老师，物业赵经理，还有每幢推一位楼长，一共十四个人".into(),
        what: text.repeat(3).into(),
        when: "明年春节以前完成登记，三月底以前建好，六月底以前大家一起评一评".into(),
        place: "北门内侧的空地，从门卫室到五幢东山墙".into(),
        money: "自治基金出一半，物业出三分之一，其余请用车的住户自愿分摊，账目每月公开".into(),
        kind: None,
    };
    let kind = MotionKind::Referral { body: "区人大代表联络站".into() };
    evening.breakout().advance();
    evening.by(2, Command::Motions(motions::Command::Move { kind, draft }));
    let motion = evening.meeting.motions.iter().next().map(|(id, _)| id).expect("a motion");
    evening.host(Command::Motions(motions::Command::Open { motion, note: String::new() }));
}

/// The same in debate, by people with long names.
pub(crate) fn debate(evening: &mut Evening) {
    motion(evening);
    for (n, stance) in [(11, Stance::Inquiry), (2, Stance::For), (1, Stance::Against)] {
        evening.by(n, Command::Floor(floor::Command::Raise { stance: Some(stance) }));
    }
    evening.host(Command::Floor(floor::Command::Give { person: None, reason: String::new() }));
}
