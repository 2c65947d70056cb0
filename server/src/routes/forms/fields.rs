//! The fields of one form, read by name and by kind.
//!
//! The rule kept here: a field that is missing or does not read gives a sentence, never a guess;
//! the words are the contract between pages and server.

use std::str::FromStr;

use meeting::RuleKey;
use meeting::motions::{Draft, MotionKind};
use meeting::people::{Kind, Office, Place};
use meeting::tables::LineKind;
use meeting::{TableNo, Words};

/// The most tables a place may name.
const MOST_TABLES: u8 = 20;

/// What a page says that the server does not understand: mostly a page from before an update.
pub(super) const STALE: &str = "这个页面有些旧了，请刷新后再试一次。";

/// Names and texts as they were sent.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a>(pub(super) &'a [(String, String)]);

impl<'a> Fields<'a> {
    /// A field's text; empty when it is not there.
    pub(super) fn text(self, name: &str) -> &'a str {
        let found = self.0.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, text)| text.as_str())
    }

    pub(super) fn owned(self, name: &str) -> String {
        self.text(name).to_owned()
    }

    pub(super) fn words(self, name: &str) -> Words {
        Words::new(self.text(name))
    }

    /// An id or a number the page itself wrote.
    pub(super) fn written<T: FromStr>(self, name: &str) -> Result<T, String> {
        self.text(name).trim().parse().map_err(|_| STALE.to_owned())
    }

    /// The same, where it may be left out.
    pub(super) fn maybe<T: FromStr>(self, name: &str) -> Result<Option<T>, String> {
        if self.text(name).trim().is_empty() { Ok(None) } else { self.written(name).map(Some) }
    }

    /// A number a person typed.
    pub(super) fn number<T: FromStr>(self, name: &str) -> Result<T, String> {
        let digits = self.text(name).trim().chars().map(|digit| match digit {
            // the full-width digits lie at a fixed distance from ASCII
            '０'..='９' => char::from_u32(u32::from(digit) - 0xFEE0).unwrap_or(digit),
            other => other,
        });
        let digits: String = digits.take(20).collect();
        digits.parse().map_err(|_| "请在数字框里填一个合适的数字。".to_owned())
    }

    /// `1` or `0`.
    pub(super) fn flag(self, name: &str) -> Result<bool, String> {
        match self.text(name) {
            "1" => Ok(true),
            "0" => Ok(false),
            _ => Err(STALE.to_owned()),
        }
    }

    /// One of these words; `ask` is the sentence when none was chosen.
    pub(super) fn one_of<T: Copy>(self, name: &str, words: &[(&str, T)], ask: &str) -> Result<T, String> {
        let text = self.text(name);
        if text.is_empty() {
            return Err(ask.to_owned());
        }
        let found = words.iter().find(|(word, _)| *word == text);
        found.map(|(_, meant)| *meant).ok_or_else(|| STALE.to_owned())
    }

    pub(super) fn table(self, name: &str) -> Result<TableNo, String> {
        let table: u8 = self.written(name)?;
        if table == 0 { Err(STALE.to_owned()) } else { Ok(TableNo(table)) }
    }

    /// In what quality somebody comes; whoever does not say is a resident.
    pub(super) fn kind_of_person(self) -> Result<Kind, String> {
        if self.text("kind").is_empty() {
            return Ok(Kind::Resident);
        }
        self.one_of(
            "kind",
            &[
                ("resident", Kind::Resident),
                ("owner", Kind::Owner),
                ("tenant", Kind::Tenant),
                ("property_manager", Kind::PropertyManager),
                ("organisation", Kind::Organisation),
                ("social_organisation", Kind::SocialOrganisation),
                ("observer", Kind::Observer),
            ],
            STALE,
        )
    }

    pub(super) fn office(self) -> Result<Office, String> {
        let offices =
            [("chair", Office::Chair), ("timekeeper", Office::Timekeeper), ("recorder", Office::Recorder)];
        self.one_of("office", &offices, "请先选一个岗位。")
    }

    pub(super) fn place(self) -> Result<Place, String> {
        match self.text("place") {
            "" => Err("请先选一个去处。".to_owned()),
            "hall" => Ok(Place::Hall),
            "butterfly" => Ok(Place::Butterfly),
            "bee" => Ok(Place::Bee),
            table => match table.parse() {
                Ok(number @ 1..=MOST_TABLES) => Ok(Place::Table(TableNo(number))),
                _ => Err(STALE.to_owned()),
            },
        }
    }

    pub(super) fn line_kind(self) -> Result<LineKind, String> {
        let kinds = [
            ("situation", LineKind::Situation),
            ("cause", LineKind::Cause),
            ("opinion", LineKind::Opinion),
            ("dissent", LineKind::Dissent),
            ("advice", LineKind::Advice),
            ("claim", LineKind::Claim),
        ];
        self.one_of("kind", &kinds, "请先选这一条是哪一类。")
    }

    /// The five boxes and what the motion becomes.
    pub(super) fn draft(self) -> Result<(MotionKind, Draft), String> {
        let kind = match self.text("kind") {
            "" | "action" => MotionKind::Action,
            "convention" => MotionKind::Convention { chapter: self.words("chapter") },
            "referral" => MotionKind::Referral { body: self.words("body") },
            _ => return Err(STALE.to_owned()),
        };
        let draft = Draft {
            who: self.words("who"),
            what: self.words("what"),
            when: self.words("when"),
            place: self.words("place"),
            money: self.words("money"),
            kind: None,
        };
        Ok((kind, draft))
    }

    pub(super) fn rule(self, name: &str) -> Result<RuleKey, String> {
        rule(self.text(name)).ok_or_else(|| STALE.to_owned())
    }
}

/// A rule by its written key.
pub(super) fn rule(key: &str) -> Option<RuleKey> {
    RuleKey::ALL.iter().copied().find(|rule| rule.as_str() == key)
}
