//! The sentences of residents' pages (会场、小组记录). What only plain pages say is in `plain`.

macro_rules! words {
    ($($name:ident = $text:literal;)*) => { $(
        #[doc = $text]
        pub const $name: &str = $text;
    )* };
}
#[cfg(feature = "ssr")]
pub(crate) use words;

words! {
    REHEARSAL = "演练";
    CLOSED = "会议已结束";
    CLOSED_WHAT = "谢谢您来一起商量。记录里有出入的，可以在会议记录页提出更正。";
    TO_RECORD = "看会议记录";
    AWAY = "您现在记为已离开，回来了就点一下。";
    I_AM_BACK = "我回来了";
    WELCOME = "，欢迎您来！";
    THEME = "今天谈";
    WHERE_WHEN = "在哪";
    CHAIR = "主持人";
    HERE = "已到";
    PERSONS = "人";
    RULE = "规则";
    PRINCIPLE = "原则";
    HIDDEN = "主持人把您写的这一条从屏幕上收起了：";
    REASON = "理由：";
    WAIT_MOTION = "请听主持人请出下一条动议。";

    TOPIC_WALL = "议题墙";
    TOPIC_MORE = "看议题，还想提一件事";
    TOPIC_ASK = "您最关心哪件事？";
    TOPIC_EXAMPLE = "例如：三号楼的电梯夜里总是停";
    TOPIC_POST = "贴到议题墙";
    TOPIC_NONE = "墙上还没有议题，请您来贴第一张。";
    TOPIC_FROM = "再看后面的议题，从第几张起：";
    BY = "提出：";
    SIGNATURES = "人签名";
    MERGED_END = "号";
    MERGED = " · 合并了第";
    SIGN = "我也关心，签名";
    UNSIGN = "已签名 ✓ 点一下取消";
    WITHDRAW = "撤回我这条";

    TABLES_ASK = "您想坐哪一桌？";
    TABLES_MORE = "看各桌，换一桌坐";
    TABLES_NONE = "各桌就要分好了，请看大屏。";
    TABLE_A = "第";
    TABLE_B = "桌";
    CONVENOR = "召集：";
    RECORDER = "记录：";
    NO_RECORDER = "还没有人记录";
    SIT_HERE = "坐这一桌";
    YOU_SIT_HERE = "您在这一桌 ✓";
    OPEN_RECORD = "打开本桌记录";
    I_RECORD = "我来记录";
    BUTTERFLY = "我做蝴蝶";
    BUTTERFLY_IS = "蝴蝶：歇一歇，等人来聊";
    BEE = "我做蜜蜂";
    BEE_IS = "蜜蜂：各桌走走，传传话";
    YOU_ARE_THIS = "您现在是 ✓";

    STEP_REPORT = " · 汇报";
    STEP_DEBATE = " · 辩论";
    STEP_VOTE = " · 表决";
    DO_REPORT = "先听完，有话等一下再说。";
    DO_DEBATE = "想说话先举手，先说赞成还是反对，再说理由。";
    DO_VOTE = "先问赞成，再问反对，一人一票。";
    REPORTS = "汇报：";
    MOTION_A = "第";
    MOTION_B = "号动议：";
    MOTION_WHOLE = "看动议全文";
    MOTIONS_MORE = "看全部动议";
    WHO = "谁";
    WHAT = "做什么";
    WHEN = "何时前";
    WHERE = "在哪";
    MONEY = "钱从哪来";
    BECOMES = "通过后";
    MOVER = "提出人";
    STATUS = "现在";
    REPORT_LEFT = "汇报还剩";
    SPEECH_LEFT = "发言还剩";
    SPEECH_PAUSED = "计时暂停，还剩";
    SPEAKS = "正在发言";
    LAST_CALL = "还有谁要发言？还剩";
    LAST_CALL_OVER = "没有人再举手的话，就要表决了。";
    QUEUE = "接下来请";
    QUEUE_NONE = "现在没有人等着发言。";
    YOUR_TURN = "轮到您了，请说。";
    DONE = "我说完了";
    YOU_WAIT_A = "您举着手，排在第";
    YOU_WAIT_B = "位（";
    YOU_WAIT_C = "）。";
    LOWER = "放下手";
    SPEECHES_USED = "这条动议您的发言次数用完了，请听听别的邻居怎么说，表决时再表态。";
    RAISE_ASK = "想发言？先选您的态度";
    SPEECHES_A = "这条动议您还可以说";
    SPEECHES_B = "次。";

    CALL_AYES = "现在问：赞成的请表态";
    CALL_NAYS = "现在问：反对的请表态";
    BY_NAME = "记名投票：工作人员的内部记录里会写明您的选择，大屏和文件只公布票数。";
    VOTE_AYE = "赞成";
    VOTE_NAY = "反对";
    NAYS_LATER = "反对的请等一下，马上就问。";
    AYES_OVER = "不反对的，不用点。";
    NO_VOTE = "列席的朋友不投票，请一起听结果。";
    YOU_VOTED = "您投了：";
    ANNULLED = "上一次表决作废了，会重新表决。";
    ADOPTED = "通过";
    REJECTED = "没有通过";
    MORE_AYES = "，赞成比反对多，通过。";
    EQUAL = "，一样多，没有通过。";
    MORE_NAYS = "，赞成没有反对多，没有通过。";
    SILENT = "未表态 ";

    PLAN = "行动计划";
    PLAN_NONE = "通过的事，会一件件列在这里。";
    NO_OWNER = "待定，欢迎认领";
    OWNER = "责任人";
    DUE = "何时前";
    RESOURCES = "要用到";
    LEVEL = "由谁办";
    PLEDGES = "邻居们的认领";
    PLEDGE_ASK = "您愿意出一份什么？";
    PLEDGE_WHAT = "具体是";
    PLEDGE_EXAMPLE = "例如：周六上午来帮忙刷漆";
    PLEDGE = "我认领";
    TAKE_BACK = "收回我的认领";

    ME = "我：";
    NAME_ASK = "怎么称呼您？";
    NAME_EXAMPLE = "例如：王阿姨";
    BUILDING_ASK = "住哪一幢？（可以不填，只给工作人员看）";
    BUILDING_EXAMPLE = "例如：3幢";
    KIND_ASK = "您是";
    AMEND = "改好了，保存";
    LEAVE = "我先走了";

    RECORD_OF = "桌的记录";
    BACK_TO_HALL = "回到会场";
    LINE_KIND_ASK = "这一句是";
    LINE_ASK = "写下一句话";
    LINE_EXAMPLE = "例如：晚上十点以后常有人被关在电梯里";
    LINE_WRITE = "记下这一句";
    LINES_NONE = "还没有记录，从“现状”写起吧。";
    LINES = "已经记下";
    STRIKE = "划掉";
    STRUCK = "（已划掉）";
    READ_ALONG = "记录由记录员来写，您可以跟着看，随时提醒。";
    NOT_HERE = "您不在这一桌。坐到这一桌，就能看到记录。";
    PROPOSAL = "行动方案";
    PROPOSAL_NONE = "还没有写。";
    PROPOSAL_LEAD = "结束前，请写好一个能照着办的方案。";
    WHO_EXAMPLE = "例如：楼组长和物业";
    WHAT_EXAMPLE = "例如：请维保单位检修电梯并张贴结果";
    WHEN_EXAMPLE = "例如：3月底前";
    WHERE_EXAMPLE = "例如：3幢";
    MONEY_EXAMPLE = "例如：维修基金，物业先垫";
    BECOMES_ASK = "大家通过以后";
    AS_ACTION = "我们自己行动";
    AS_CONVENTION = "写进小区公约";
    AS_REFERRAL = "转交有关单位";
    CHAPTER_ASK = "写进公约哪一章？（选“写进小区公约”时填）";
    CHAPTER_EXAMPLE = "例如：楼道与电梯";
    BODY_ASK = "转交哪个单位？（选“转交有关单位”时填）";
    BODY_EXAMPLE = "例如：街道办事处";
    PROPOSAL_SAVE = "保存方案";
    PROPOSAL_MOVE = "提交为动议";
    PROPOSAL_MOVE_HINT = "方案写好并保存以后，就可以提交，由全场来议。";
}
