//! Refusals as sentences (为什么不行): what stood in the way and what to change, never blaming. Where a
//! rule of order stands behind it, the pack's own number, name and text come first, so that the same
//! words are on the poster, the wall and the phone. On the server only: phones get the sentence.

use meeting::rule_pack::RulePack;
use meeting::{Field, Refusal, Why};

/// The sentence a person reads.
#[must_use]
pub fn sentence(refusal: &Refusal, pack: &RulePack) -> String {
    let why = why(&refusal.why);
    match refusal.rule.and_then(|key| pack.rule(key)) {
        Some(rule) => format!("第{}条 {}：{}{}", rule.number, rule.short.hans, rule.text.hans, why),
        None => why,
    }
}

/// What a box of a form is called.
#[must_use]
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Name => "称呼",
        Field::Building => "楼幢",
        Field::Theme => "会议主题",
        Field::Place => "会议地点",
        Field::Station => "站点名称",
        Field::Topic => "议题",
        Field::Line => "记录",
        Field::Who => "谁",
        Field::What => "做什么",
        Field::When => "何时前",
        Field::Where => "在哪",
        Field::Money => "钱从哪来",
        Field::Reason => "理由",
        Field::Pledge => "认领的内容",
        Field::Owner => "责任人",
        Field::Correction => "要更正的内容",
    }
}

/// What stood in the way, without the rule.
#[must_use]
pub fn why(why: &Why) -> String {
    let fixed = match why {
        Why::Empty(Field::Name) => "请填上称呼，例如“王阿姨”，大家好招呼您。",
        Why::Empty(Field::Topic) => "请写下您关心的事，一句话就够。",
        Why::Empty(which) => return format!("“{}”还空着，请填上再提交。", field(*which)),
        Why::TooLong(which, most) => {
            return format!("“{}”最多{most}个字，请删短一些，您写的还在框里。", field(*which));
        }
        Why::GroupsRange(least, most) => {
            return format!("小组请定在{least}到{most}个之间，改好数字再试。");
        }
        Why::NotConcrete(boxes) => {
            let names: Vec<_> = boxes.iter().map(|each| field(*each)).collect();
            return format!("请把“{}”写具体，写清楚了大家才好照着办。", names.join("”“"));
        }
        Why::SpeechesUsed(most) => {
            return format!("这条动议您已经说过{most}次了，请听听别的邻居怎么说，表决时再表态。");
        }
        Why::HandsRemain(waiting) => {
            return format!("还有{waiting}位举着手，请先请他们说完；要提前表决，请写明理由。");
        }
        Why::BeyondPresent(counted, present) => {
            return format!(
                "手机票加举手一共{counted}票，在场有表决权的只有{present}人，请重新数一数举手的人数。"
            );
        }
        Why::BadPack(fault) => return format!("规则包有一处要改：{fault}"),
        other => plain(other),
    };
    fixed.to_owned()
}

/// The sentences without a number in them.
fn plain(why: &Why) -> &'static str {
    match why {
        Why::HostOnly => "这一步由主持人来做，请跟主持人说一声。",
        Why::ClockOnly => "这一步到时间会自动进行，不用操作。",
        Why::MeetingClosed => "会议已经结束，不能再改了；记录有出入，请在会议记录页提出更正。",
        Why::MeetingOpen => "会议还在进行，请等宣布散会后再来。",
        Why::DoorsClosed => "会场现在不再进人了，请找主持人帮忙。",
        Why::UnknownPerson => "没有找到这位参会人，请重新扫码进入会场。",
        Why::NotPresent => "您现在记为已离开，请先点“我回来了”。",
        Why::AlreadyIn => "您已经在会场里了，直接参加就行。",
        Why::UnknownStage => "没有这个环节，请从环节列表里选一个。",
        Why::AlreadyDone => "这一步已经完成了，不用再点。",
        Why::NeedsReason => "请写一句理由再提交，理由会记入会议记录。",
        Why::UnknownCard => "没有这张卡片，请从原则和规则里选一张。",
        Why::UnknownTopic => "这个议题已经合并或收起了，请从议题列表里另选一个。",
        Why::CannotMerge => "这两个议题不能这样合并，请选另一个仍在墙上的议题。",
        Why::NotMerged => "这个议题本来就是单独的，不用拆开。",
        Why::NoTopics => "还没有人签名支持议题，请先请大家签名。",
        Why::UnknownTable => "没有这一桌，请从列表里选一桌。",
        Why::NotRecorder => "这一桌的记录由记录员来写，请把您的话告诉记录员。",
        Why::RecorderTaken => "这一桌已经有人记录了，您可以帮忙补充、提醒。",
        Why::NotAtTable => "您现在不在这一桌，请先选这一桌再操作。",
        Why::UnknownLine => "这一条记录找不到了，请看看列表里还有没有。",
        Why::NoProposal => "这一组还没写好行动方案，请先写好“做什么”。",
        Why::UnknownMotion => "没有找到这条动议，请从动议列表里选一条。",
        Why::MotionPending => "眼前还有一条动议没议完，请议完这一条再来。",
        Why::NoMotion => "现在没有正在讨论的动议，请等主持人请出下一条。",
        Why::MotionDecided => "这条动议已经有结果或已撤回了，请选别的动议。",
        Why::NoStance => "请先选赞成、反对或询问，再举手。",
        Why::HandUp => "您已经举着手了，请等主持人点到您。",
        Why::NoHand => "现在没有举着的手，请先举手。",
        Why::FloorTaken => "现在有人正在发言，请等这一位说完。",
        Why::FloorFree => "现在没有人在发言，不用操作。",
        Why::NotTheirTurn => "按次序该先请另一位；要调整次序，请写明理由。",
        Why::ClockState => "计时已经是这个样子了，不用再点。",
        Why::VoteOpen => "正在表决，请等这次表决结束。",
        Why::NoVote => "现在没有正在进行的表决，请等主持人提请表决。",
        Why::WrongCall => "现在问的是另一边，请等主持人问到您这一边再投。",
        Why::NoVoteRight => "列席和已离开的人不投票；如果登记错了，请跟主持人说。",
        Why::AlreadyVoted => "您的这一票已经计好了，不用再投。",
        Why::UnknownVote => "这次表决已经结束，请看屏幕上最新的表决。",
        Why::SpeechOpen => "还有人在发言或举手，请先让他们说完。",
        Why::NotAdopted => "这条动议没有通过，不能列入行动计划；请选已通过的动议。",
        Why::UnknownAction => "没有找到这项行动，请从行动计划里选一项。",
        Why::UnknownPledge => "没有找到这条认领，可能已经收回了。",
        Why::UnknownCorrection => "没有找到这条更正意见，请从列表里选一条。",
        Why::NotYours => "这一条是别的邻居写的，请由本人来改，或跟主持人说一声。",
        Why::NoReport => "现在没有小组在汇报，请先请一组汇报。",
        Why::RequestReused => "这张表已经交过一次了。请刷新页面，再填一次。",
        Why::TooMany => "这一类已经很多，记不下了，请跟主持人说一声。",
        // these have a number or a name in them and are made above
        Why::Empty(_)
        | Why::TooLong(..)
        | Why::GroupsRange(..)
        | Why::NotConcrete(_)
        | Why::SpeechesUsed(_)
        | Why::HandsRemain(_)
        | Why::BeyondPresent(..)
        | Why::BadPack(_) => "这一步现在还不行，请改一改再试。",
    }
}
