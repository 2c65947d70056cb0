//! Wordings a convention (公约) had better not have: punishments and denials of rights that residents
//! cannot lay down. A finding is a hint for the human reviewer; it changes nothing and blocks nothing.
//! The list follows the bounds on residents' conventions: no fines, no cutting off, no shutting out.

/// A wording found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The words as they stand.
    pub words: &'static str,
    /// What to think of instead.
    pub advice: &'static str,
}

const PUNISHING: &str = "公约不能设处罚，可改为劝导、调解，或写明“报有关部门依法处理”";
const DENYING: &str = "公约不能取消或限制居民的权利，可改为提醒、劝导";
const SWEEPING: &str = "说法过于绝对，可写明时间、地点和例外";
const EXCLUDING: &str = "不宜区别对待租户或外来人员，可对所有人一样要求";

const LIST: [(&str, &str); 14] = [
    ("罚款", PUNISHING),
    ("处以", PUNISHING),
    ("罚金", PUNISHING),
    ("没收", PUNISHING),
    ("扣押", PUNISHING),
    ("停水", DENYING),
    ("停电", DENYING),
    ("取消资格", DENYING),
    ("不得享受", DENYING),
    ("一律", SWEEPING),
    ("强制", PUNISHING),
    ("按户摊派", PUNISHING),
    ("禁止租户", EXCLUDING),
    ("外来人员不得", EXCLUDING),
];

/// What a reviewer should look at in a text.
#[must_use]
pub fn lint(text: &str) -> Vec<Finding> {
    let found = LIST.iter().filter(|(words, _)| text.contains(words));
    found.map(|&(words, advice)| Finding { words, advice }).collect()
}

/// Matters that may need the owners' joint decision (业主共同决定), by their words.
const OWNERS: [&str; 10] =
    ["维修资金", "公共收益", "划车位", "改建", "重建", "物业费", "选聘", "解聘", "改变用途", "公共部位"];

/// Whether a matter may need the owners' joint decision.
#[must_use]
pub fn may_need_owners(text: &str) -> bool {
    OWNERS.iter().any(|words| text.contains(words)) || text.contains("门禁") || text.contains("围墙")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fine_is_found_and_a_reminder_is_not() {
        assert_eq!(lint("乱停车的罚款二百元").first().map(|finding| finding.words), Some("罚款"));
        assert!(lint("乱停车的，邻居先提醒").is_empty());
    }

    #[test]
    fn changing_the_gates_may_need_the_owners() {
        assert!(may_need_owners("北门装一套刷卡门禁系统"));
        assert!(!may_need_owners("每周六上午一起打扫楼道"));
    }
}
