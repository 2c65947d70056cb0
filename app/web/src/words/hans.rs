//! Simplified Chinese (简体): names of kinds and the sentences of the pages.

use meeting::floor::{Stance, Turn};
use meeting::motions::{MotionKind, Status};
use meeting::people::Kind;
use meeting::plans::{Level, PledgeKind};
use meeting::tables::LineKind;
use meeting::voting::Choice;

/// Said when an act was taken in.
pub const SAVED: &str = "已记下 ✓";
/// Said when an act waits for the line.
pub const SENT_LATER: &str = "网络断开了一下，连上后自动送出。";
/// Said when a form is larger than the station takes.
pub const TOO_MUCH: &str = "写得太长了，送不出去。您写的还在框里，请删短一些再交。";
/// The banner of a lost line.
pub const LOST: &str = "网络断开了，正在重新连接。显示“已记下”的都保存好了，没显示的连上后自动再送。";

/// In what quality somebody takes part.
#[must_use]
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Resident => "居民",
        Kind::Owner => "业主",
        Kind::Tenant => "租户",
        Kind::PropertyManager => "物业",
        Kind::Organisation => "单位",
        Kind::SocialOrganisation => "社会组织",
        Kind::Observer => "列席（可以发言，不投票）",
    }
}

/// The same as a field's value in forms.
#[must_use]
pub fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Resident => "resident",
        Kind::Owner => "owner",
        Kind::Tenant => "tenant",
        Kind::PropertyManager => "property_manager",
        Kind::Organisation => "organisation",
        Kind::SocialOrganisation => "social_organisation",
        Kind::Observer => "observer",
    }
}

/// What a line of a record is about.
#[must_use]
pub fn line_kind(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Situation => "现状",
        LineKind::Cause => "原因",
        LineKind::Opinion => "意见",
        LineKind::Dissent => "分歧",
        LineKind::Advice => "建议",
        LineKind::Claim => "认领",
    }
}

/// The same as a field's value in forms.
#[must_use]
pub fn line_kind_key(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Situation => "situation",
        LineKind::Cause => "cause",
        LineKind::Opinion => "opinion",
        LineKind::Dissent => "dissent",
        LineKind::Advice => "advice",
        LineKind::Claim => "claim",
    }
}

/// The position taken before reasons.
#[must_use]
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::For => "赞成",
        Stance::Against => "反对",
        Stance::Inquiry => "询问",
    }
}

/// The same as a field's value in forms.
#[must_use]
pub fn stance_key(stance: Stance) -> &'static str {
    match stance {
        Stance::For => "for",
        Stance::Against => "against",
        Stance::Inquiry => "inquiry",
    }
}

/// Why it is their turn (为什么轮到TA).
#[must_use]
pub fn turn(turn: Turn) -> &'static str {
    match turn {
        Turn::Alone => "没有别人在等",
        Turn::OtherSide => "正反轮流",
        Turn::NotYetSpoken => "还没说过的先说",
        Turn::Earliest => "举手在先",
        Turn::Overruled => "主持人说明理由后调整",
    }
}

/// Where a matter is handled.
#[must_use]
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Compound => "小区自己办",
        Level::Community => "社区办",
        Level::Subdistrict => "街道办",
        Level::District => "区里及以上办",
    }
}

/// The same as a field's value in forms.
#[must_use]
pub fn level_key(level: Level) -> &'static str {
    match level {
        Level::Compound => "compound",
        Level::Community => "community",
        Level::Subdistrict => "subdistrict",
        Level::District => "district",
    }
}

/// What is pledged.
#[must_use]
pub fn pledge_kind(kind: PledgeKind) -> &'static str {
    match kind {
        PledgeKind::Money => "出钱",
        PledgeKind::Labour => "出力",
        PledgeKind::Material => "出物",
    }
}

/// The same as a field's value in forms.
#[must_use]
pub fn pledge_kind_key(kind: PledgeKind) -> &'static str {
    match kind {
        PledgeKind::Money => "money",
        PledgeKind::Labour => "labour",
        PledgeKind::Material => "material",
    }
}

/// Where a motion stands.
#[must_use]
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Waiting => "等待讨论",
        Status::Open => "正在讨论",
        Status::Voting => "正在表决",
        Status::Adopted => "通过",
        Status::Rejected => "未通过",
        Status::Withdrawn => "已撤回",
    }
}

/// What an adopted motion becomes.
#[must_use]
pub fn motion_kind(kind: &MotionKind) -> &'static str {
    match kind {
        MotionKind::Action => "行动",
        MotionKind::Convention { .. } => "写进公约",
        MotionKind::Referral { .. } => "转交单位",
    }
}

/// A side of a vote.
#[must_use]
pub fn choice(choice: Choice) -> &'static str {
    match choice {
        Choice::Aye => "赞成",
        Choice::Nay => "反对",
    }
}
