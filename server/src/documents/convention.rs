//! The draft convention (小区公约草案): each adopted motion of that kind becomes a numbered article under
//! its chapter, with where it came from. It is a draft of those present and says so on every page; it is
//! neither a 居民公约 passed by a residents' assembly nor a 管理规约 of the owners.

use meeting::Meeting;
use meeting::motions::MotionKind;
use papers::{Block, Paper};

use super::{Source, began, chinese, footer, lint, mark, motion};

/// An article: chapter, text, and the sentence that says where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its chapter's name.
    pub chapter: String,
    /// Its text.
    pub text: String,
    /// Where it came from.
    pub source: String,
}

/// All articles, chapters in order of their first article, numbered through.
#[must_use]
pub fn articles(meeting: &Meeting, day: &str) -> Vec<Article> {
    let all: Vec<Article> = motion::adopted(meeting, |kind| matches!(kind, MotionKind::Convention { .. }))
        .into_iter()
        .map(|(_, found, tally)| {
            let chapter = match &found.kind {
                MotionKind::Convention { chapter } if !chapter.is_empty() => bare(chapter.as_str()),
                _ => "共同约定".to_owned(),
            };
            let from = found.table.map_or_else(String::new, |table| format!("第{}组提出，", table.0));
            let source = format!(
                "来源：{day}会议动议 {}，{from}意向表决赞成 {}、反对 {}",
                found.number,
                tally.ayes(),
                tally.nays()
            );
            Article { chapter, text: motion::sentence(&found.draft), source }
        })
        .collect();
    let mut chapters: Vec<String> = Vec::new();
    for article in &all {
        if !chapters.contains(&article.chapter) {
            chapters.push(article.chapter.clone());
        }
    }
    // A stable sort: within a chapter, articles stay in order of moving.
    let mut all = all;
    all.sort_by_key(|article| chapters.iter().position(|chapter| *chapter == article.chapter));
    all
}

/// The chapter's name without a number somebody typed before it: numbers are given here.
fn bare(chapter: &str) -> String {
    let chapter = chapter.trim();
    let named = chapter.strip_prefix('第').and_then(|rest| rest.split_once('章'));
    match named {
        Some((number, name)) if number.chars().count() <= 3 && !name.trim().is_empty() => {
            name.trim().to_owned()
        }
        _ => chapter.to_owned(),
    }
}

pub(super) fn paper(source: &Source<'_>) -> Option<Paper> {
    let meeting = source.meeting;
    let began = began(meeting);
    let day = source.calendar.day(began);
    let articles = articles(meeting, &day);
    if articles.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Para(format!(
        "本草案由{day}在{}召开的“{}”会议上通过的约定汇集而成，供征求全体居民意见。",
        meeting.setup.place, meeting.setup.theme
    ))];
    let mut chapters = 0;
    let mut last: Option<&str> = None;
    let mut hints = Vec::new();
    for (at, article) in articles.iter().enumerate() {
        if last != Some(article.chapter.as_str()) {
            chapters += 1;
            let text = format!("第{}章　{}", chinese(chapters), article.chapter);
            blocks.push(Block::Heading { level: 1, text });
            last = Some(&article.chapter);
        }
        let label = format!("第{}条", chinese(at + 1));
        for finding in lint::lint(&article.text) {
            hints.push(format!("{label}写有“{}”：{}。", finding.words, finding.advice));
        }
        blocks.push(Block::Clause {
            label,
            text: article.text.clone(),
            source: Some(article.source.clone()),
        });
    }
    blocks.push(Block::Rule);
    blocks.push(Block::Heading { level: 2, text: "下一步要做的".to_owned() });
    let steps = [
        "张贴公布，征求全体居民（含租户）意见，一般不少于 7 天；每条意见都给答复。",
        "请社区和街道审核，看有没有与法律法规相抵触的地方。",
        "涉及业主共有部分、维修资金、物业服务的，按《民法典》第二百七十八条另行由业主共同决定。",
        "要成为居民公约的，由居民会议讨论通过，报街道备案后公布。",
    ];
    for (at, step) in steps.iter().enumerate() {
        blocks.push(Block::Para(format!("{}. {step}", at + 1)));
    }
    for hint in hints {
        blocks.push(Block::Note(format!("措辞提示　{hint}")));
    }
    blocks.push(Block::Note(
        "说明：以上各条经到会居民意向表决，不是居民会议的决定，也不是业主共同决定；在走完法定程序之前不生效，\
         靠大家自愿遵守。条文归入公约的法律依据与程序尚待专业人士核对。"
            .to_owned(),
    ));
    Some(Paper {
        title: vec![meeting.setup.station.to_string(), "小区公约（草案）".to_owned()],
        mark: mark(meeting, Some("草案")),
        blocks,
        footer_note: footer(source),
        dated: source.calendar.dated(began),
        ..Paper::default()
    })
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_number_typed_before_a_chapters_name_is_left_out() {
        assert_eq!(bare("第三章 门禁与来访"), "门禁与来访");
        assert_eq!(bare(" 停车 "), "停车");
        assert_eq!(bare("第三章"), "第三章");
        assert_eq!(bare("第一要紧的文章写法"), "第一要紧的文章写法");
    }
}
