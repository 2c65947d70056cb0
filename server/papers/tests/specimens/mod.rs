//! Made-up papers to look at and to test with: minutes, a draft convention, a hand-over sheet.
//!
//! Rule: no real person, place or vote.
//! Not here: how real papers are composed from a meeting's log.

use papers::{Align, Block, Column, Dated, Paper, Table};

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.to_owned() }
}

fn para(text: &str) -> Block {
    Block::Para(text.to_owned())
}

fn labelled(label: &str, text: &str) -> Block {
    Block::Labelled { label: label.to_owned(), text: text.to_owned() }
}

fn strings(items: &[&str]) -> Vec<String> {
    items.iter().map(|s| (*s).to_owned()).collect()
}

fn facts(items: &[(&str, &str)]) -> Vec<(String, String)> {
    items.iter().map(|(l, v)| ((*l).to_owned(), (*v).to_owned())).collect()
}

fn table(columns: &[(&str, u16, Align)], labels: bool, rows: &[&[&str]]) -> Block {
    Block::Table(Table {
        columns: columns.iter().map(|(t, w, a)| Column::new(t, *w, *a)).collect(),
        labels,
        rows: rows.iter().map(|r| strings(r)).collect(),
    })
}

/// 会议纪要 of an evening, three pages or so.
pub(crate) fn minutes() -> Paper {
    let topics: Vec<Vec<String>> = (1..=18)
        .map(|n| {
            let what = [
                "地面停车夜间错时借用",
                "楼道堆放纸箱和自行车",
                "东门口电动车棚加装充电口",
                "小花园认养到户",
            ][n % 4];
            let fate = if n % 3 == 0 { "入选" } else { "并入第 3 题，由第二组一并讨论" };
            strings(&[
                &n.to_string(),
                what,
                ["王阿姨", "老周", "12 幢小陈", "匿名"][n % 4],
                &(20 - n).to_string(),
                fate,
            ])
        })
        .collect();
    let Block::Table(mut list) = table(
        &[
            ("序号", 8, Align::Center),
            ("议题", 36, Align::Start),
            ("提出人", 14, Align::Center),
            ("支持", 10, Align::End),
            ("去向", 32, Align::Start),
        ],
        false,
        &[],
    ) else {
        return Paper::default();
    };
    list.rows = topics;
    Paper {
        title: strings(&["梧桐里小区“开放空间”", "协商议事会议纪要"]),
        meta: facts(&[
            ("会议时间", "2026年3月8日 19:00—21:10"),
            ("会议地点", "梧桐里社区党群服务中心二楼议事厅"),
            ("召集单位", "梧桐里小区自治互助站"),
            ("主持人", "林老师（社工）"),
            ("记录人", "小陈、周敏"),
            ("会议形式", "现场，4 人纸质参与"),
        ]),
        blocks: vec![
            para(
                "3月8日晚，梧桐里小区居民就“晚上车没处停”召开开放空间协商会。会议应到 52 人，实到 47 人，缺席 5 人（请假 3 人）。会议按八项原则、六个环节进行，议事规则由全体到会人当场确认。现将主要情况和议定事项纪要如下。",
            ),
            heading(1, "一、议题征集"),
            para("共征集议题 18 个，经归并与举手排序，入选 6 个分组讨论。"),
            Block::Table(list),
            heading(1, "二、讨论情况"),
            heading(2, "（一）晚上停车"),
            heading(3, "1. 现状"),
            para(
                "小区固定车位 118 个，登记车辆 203 辆。19:00 以后约有 40 辆车停在消防通道和绿化边上；白天约有 60 个车位空着。",
            ),
            heading(3, "2. 各方意见"),
            para("赞成错时借用的理由：车位白天空着可惜；借用当面约定，责任清楚；先试三个月，不行再改。"),
            para("有不同意见的居民提出：车位主人临时回家怎么办；剐蹭了找谁。两点都写进了约定第四条。"),
            heading(4, "（1）少数意见及说明"),
            para("3 幢一位居民认为借用应当收费，到会 2 人附议。其说明全文附后，未作删改。"),
            heading(1, "三、议定事项"),
            para("下列事项为到会居民的意向表决，不是业主共同决定，也不是居民会议的决定。"),
            table(
                &[
                    ("动议", 40, Align::Start),
                    ("赞成", 10, Align::Center),
                    ("反对", 10, Align::Center),
                    ("弃权", 10, Align::Center),
                    ("结果", 30, Align::Start),
                ],
                false,
                &[
                    &[
                        "非固定车位每日 19:00 后住户优先，访客车辆最迟 19:00 让出",
                        "39",
                        "5",
                        "3",
                        "通过（赞成过半数）",
                    ],
                    &["固定车位白天错时借用，试行三个月", "31", "12", "4", "通过（赞成过半数）"],
                    &["借用按次收费", "9", "33", "5", "未通过"],
                ],
            ),
            heading(1, "四、行动计划"),
            table(
                &[
                    ("序号", 8, Align::Center),
                    ("事项", 34, Align::Start),
                    ("牵头", 16, Align::Start),
                    ("完成时限", 18, Align::Start),
                    ("完成标志", 24, Align::Start),
                ],
                false,
                &[
                    &[
                        "1",
                        "画出 12 个访客车位草图，请物业和社区一起看",
                        "老周、物业",
                        "2026年3月22日",
                        "草图贴出",
                    ],
                    &["2", "错时借用登记簿放在门卫室\n线上另建一张表", "小陈", "2026年3月15日", "登记簿可用"],
                    &["3", "向街道了解消防通道画线的办法", "互助站", "2026年4月1日", "答复公示"],
                ],
            ),
            Block::Rule,
            labelled(
                "出席",
                "王阿姨、老周、小陈、周敏、李建国、赵秀英、钱大爷、孙丽、吴芳、郑强、冯老师、陈静、褚师傅、卫华、蒋阿姨、沈明等 47 人（名单见签到表）。",
            ),
            labelled("列席", "梧桐里社区居委会 方主任，安居物业 何经理，区人大代表 许某。"),
            labelled("请假", "韩某、杨某、朱某。"),
            Block::Note("附：1. 签到表  2. 议题墙照片  3. 少数意见全文".to_owned()),
            Block::Signatures(strings(&["主持人签字", "记录人签字", "居民代表签字", "居民代表签字"])),
            Block::DateLine("2026年3月8日".to_owned()),
        ],
        footer_note: Some("据议事记录第 1—412 条生成 · 有出入请在 7 天内提出更正".to_owned()),
        dated: Some(Dated { year: 2026, month: 3, day: 8 }),
        ..Paper::default()
    }
}

/// 小区公约草案, with the mark on every page.
pub(crate) fn convention() -> Paper {
    let clauses = [
        (
            "第一条",
            "非固定车位白天让来访车辆使用，每日 19:00 后住户优先；错时借位当面或在群内约定。",
            Some("来源：第一组记录；3月8日表决，赞成 39、反对 5、弃权 3"),
        ),
        ("第二条", "楼道和消防通道不放自行车、纸箱；放了的，邻居提醒后 24 小时内移走。", None),
        ("第三条", "电动车不推进电梯、不飞线充电，统一到车棚充。", Some("来源：第三组记录；5 幢 201 附议")),
        ("第四条", "出门遛狗牵绳、随手清便，乘电梯避让老人小孩。\n犬只伤人的，主人先送医、后论理。", None),
        ("第五条", "装修限工作日 8:00–12:00、14:00–18:00（以本地规定为准）。", None),
        ("第六条", "花园自愿认养到户，缺水缺苗报自治站，一季一评。", None),
        ("第七条", "公共的事先上议题墙，在会上说，不在群里骂。", None),
        (
            "第八条",
            "违反约定的，先由邻居提醒，再由理事会上门劝导；仍不改且违法的，报有关部门依法处理。",
            None,
        ),
    ];
    let mut blocks = vec![
        heading(1, "总则"),
        para("为了邻里和睦、住得舒心，经到会居民协商，拟定本公约草案，征求全体居民意见。"),
    ];
    blocks.push(heading(1, "约定"));
    for (label, text, source) in clauses.iter().chain(clauses.iter()) {
        blocks.push(Block::Clause {
            label: (*label).to_owned(),
            text: (*text).to_owned(),
            source: source.map(str::to_owned),
        });
    }
    blocks.push(heading(1, "附则"));
    blocks.push(para("本公约为居民自愿约定，不设处罚。公示期 7 天，期间任何居民都可以提意见。"));
    blocks.push(Block::Note("下一步：公示 → 修改 → 理事会通过 → 居民签名 → 报社区。".to_owned()));
    blocks.push(Block::DateLine("2026年3月15日".to_owned()));
    Paper {
        title: strings(&["梧桐里小区公约"]),
        mark: Some("草案".to_owned()),
        blocks,
        dated: Some(Dated { year: 2026, month: 3, day: 15 }),
        ..Paper::default()
    }
}

/// 协商成果转交单, one page.
pub(crate) fn handover() -> Paper {
    Paper {
        title: strings(&["协商成果转交单"]),
        mark: Some("线索".to_owned()),
        meta: facts(&[
            ("编号", "WTL-2026-003"),
            ("来源", "梧桐里小区开放空间协商会，2026年3月8日，到会 47 人"),
            ("转交", "海棠街道人大代表联络站"),
        ]),
        blocks: vec![
            table(
                &[("", 18, Align::Center), ("", 82, Align::Start)],
                true,
                &[
                    &["案由", "关于梧桐里北侧消防通道画线并夜间清障的建议"],
                    &[
                        "情况反映",
                        "小区登记车辆 203 辆、车位 118 个，19:00 以后约 40 辆车停在北侧消防通道，涉及 3、4、5 幢 126 户。2025年11月救护车曾在此受阻 9 分钟。照片 3 张附后。",
                    ],
                    &[
                        "原因分析",
                        "建成时按每户 0.3 个车位配建；通道产权属公共道路，物业无权画线；夜间没有人管。",
                    ],
                    &[
                        "具体建议",
                        "1. 请街道会同消防部门在北侧通道画线、立牌。\n2. 请社区牵头，与隔壁学校商量夜间开放操场边 30 个车位。\n3. 请交警部门研究北门外道路夜间限时停车。",
                    ],
                    &["已自行做的事", "居民议定白天错时借用车位，试行三个月；访客车位草图已贴出。"],
                    &["表决结果", "赞成 41，反对 2，弃权 4（到会居民意向表决）"],
                    &["不同意见", "一位居民担心画线后更难停车，希望先谈妥学校车位再画线。"],
                    &["联系人", "互助站 小陈，电话登记在站，经本人同意可以联系反映人"],
                    &["受理", "收件人：\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}日期："],
                    &[
                        "答复",
                        "主办：\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}会办：\n答复期限：\n答复正文：",
                    ],
                    &["满意度", "□ 满意\u{3000}□ 基本满意\u{3000}□ 不满意（再办）"],
                ],
            ),
            Block::Signatures(strings(&["转交人签字", "接收人签字"])),
            Block::DateLine("2026年3月16日".to_owned()),
        ],
        one_page: true,
        footer_note: Some("本单是居民反映的线索，是否提出建议由代表决定".to_owned()),
        dated: Some(Dated { year: 2026, month: 3, day: 16 }),
        ..Paper::default()
    }
}
