//! The grammar, line by line: what is read, and what sentence answers a slip.

use super::*;
use crate::RulePack;

const HEAD: &str = "主题 停车\n自治站 站\n地点 大厅\n主持 小周\n";

fn pack() -> RulePack {
    toml::from_str(crate::rule_pack::OPEN_SPACE).unwrap()
}

fn played(body: &str) -> Outcome {
    run(&Script::parse(&format!("{HEAD}{body}")).unwrap(), pack()).unwrap()
}

fn fault(body: &str) -> Fault {
    Script::parse(&format!("{HEAD}{body}")).unwrap_err()
}

#[test]
fn a_line_for_a_crowd_is_one_step_for_each() {
    let outcome = played("19:00 居民1..居民12、王阿姨 到 3幢 居民\n=> 在场 14\n=> 可投 13");
    assert_eq!(outcome.failures, []);
}

#[test]
fn a_refusal_may_be_named_by_its_rule_or_by_its_reason() {
    let outcome = played(
        "19:00 李伯 到 3幢 居民\n19:01 李伯 举手 => 拒绝 motion_first\n19:01 李伯 举手 => 拒绝 no_motion",
    );
    assert_eq!(outcome.failures, []);
}

#[test]
fn an_unforeseen_refusal_and_a_missing_one_are_both_failures() {
    let outcome = played("19:00 李伯 到 3幢 居民\n19:01 李伯 走 => 拒绝 host_only\n19:02 李伯 走");
    let lines: Vec<u32> = outcome.failures.iter().map(|failure| failure.line).collect();
    assert_eq!(lines, [6, 7]);
}

#[test]
fn time_passes_and_deadlines_come_by_themselves() {
    let outcome = played(
        "19:00 李伯 到 3幢 居民
         19:01 李伯 动议 行动 谁：物业 做什么：修灯 何时前：“五月一日” 在哪：楼道 钱：维修金
         19:02 主持 审议 动议1
         19:03 李伯 举手 赞成
         +10s 主持 请发言 => 发言 李伯 => 还剩 120
         +119s 等 => 发言 李伯 => 还剩 1
         +1s 等 => 发言 无",
    );
    assert_eq!(outcome.failures, []);
    assert!(outcome.diary.iter().any(|line| line == "19:05:10 时间到：李伯"), "{:?}", outcome.diary);
}

#[test]
fn a_slip_is_answered_with_its_line_and_what_to_change() {
    let cases = [
        ("19:00 李伯 飞", "不认得“飞”这个动作"),
        ("19:00 李伯 签 4", "“4”不对，这里要写议题号，如 #4"),
        ("19:00 李伯 提议题 “门禁", "引号没有配对，少了 ”"),
        ("19:00 李伯 走 快点", "“快点”多出来了"),
        ("李伯 走", "不认得“李伯”。动作前面要写时间，如 19:02"),
        ("=> 环节 1", "=> 前面要先有一个动作"),
        ("19:00 等\n18:00 等", "时间不能往回走"),
        ("19:00 李伯", "“李伯”做什么？"),
    ];
    for (body, what) in cases {
        assert_eq!(fault(body).what, what, "{body}");
    }
    assert_eq!(fault("19:00 等\n19:01 李伯 飞").line, 6);
    assert_eq!(Script::parse("主题 停车").unwrap_err().what, "开头要有一行“自治站 …”");
}

#[test]
fn a_name_nobody_knows_is_told_and_the_story_goes_on() {
    let outcome = played("19:00 主持 请发言 张三\n19:01 李伯 走\n19:02 李伯 到 3幢 居民");
    let got: Vec<&str> = outcome.failures.iter().map(|failure| failure.got.as_str()).collect();
    assert_eq!(got, ["没有叫“张三”的人", "没有叫“李伯”的人"]);
    assert_eq!(outcome.meeting.people.count_present(), 2);
}
