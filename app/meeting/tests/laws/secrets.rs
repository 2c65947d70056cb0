//! Looks for texts where they must not be: every text typed bears a marker of its kind, and each kind
//! has its own rule of who may see it.

use meeting::{Meeting, PersonId};

use crate::screens::Held;

/// The first text that goes where it must not.
pub(crate) fn leak(meeting: &Meeting) -> Option<String> {
    for (audience, bytes) in Held::afresh(meeting).bytes() {
        for marker in markers(&bytes) {
            if let Err(why) = may_see(meeting, &audience, &marker) {
                return Some(format!("{audience} gets {marker}: {why}"));
            }
        }
    }
    None
}

/// All markers in encoded parts: `§`, a letter, five digits.
fn markers(bytes: &[u8]) -> Vec<String> {
    const LENGTH: usize = 8;
    let starts = bytes.windows(LENGTH).filter(|window| window.starts_with("§".as_bytes()));
    starts.filter_map(|window| String::from_utf8(window.to_vec()).ok()).collect()
}

fn may_see(meeting: &Meeting, audience: &str, marker: &str) -> Result<(), &'static str> {
    let me: Option<PersonId> = audience.strip_prefix("me ").and_then(|id| id.parse().ok());
    let table: Option<u8> = audience.strip_prefix("table ").and_then(|no| no.parse().ok());
    let desk = audience == "desk";
    let must = |so: bool, why: &'static str| if so { Ok(()) } else { Err(why) };
    match marker.chars().nth(1).unwrap_or_default() {
        'B' => {
            let mine = me.and_then(|me| meeting.people.get(me));
            must(desk || mine.is_some_and(|person| person.building.as_str() == marker), "a building")
        }
        'R' => Err("the wording of an overruling"),
        'H' => {
            let topics = meeting.topics.iter().map(|(_, topic)| (topic.proposer, &topic.hidden));
            let lines = meeting.tables.lines().map(|(_, line)| (line.by, &line.hidden));
            let author = topics
                .chain(lines)
                .find(|(_, why)| why.as_ref().is_some_and(|why| why.as_str() == marker))
                .map(|(author, _)| author);
            must(desk || author.is_some() && author == me, "why a post is hidden")
        }
        'T' => {
            let found = meeting.topics.iter().find(|(_, topic)| topic.text.as_str() == marker);
            let (_, topic) = found.ok_or("a topic nobody posted")?;
            must(topic.hidden.is_none() || desk || me == Some(topic.proposer), "a hidden topic")
        }
        'L' => {
            let found = meeting.tables.lines().find(|(_, line)| line.text.as_str() == marker);
            let (_, line) = found.ok_or("a line nobody wrote")?;
            let shown = line.hidden.is_none();
            let reporting = meeting.tables.reporting.is_some_and(|now| now.table == line.table);
            let hall = shown && reporting && !line.struck && matches!(audience, "residents" | "wall");
            let members = shown && table == Some(line.table.0);
            let told = !shown && me == Some(line.by);
            must(desk || hall || members || told, "a line of another table's record")
        }
        'C' => {
            let theirs = |wish: &meeting::minutes::Correction| {
                let answer = wish.answer.as_ref().is_some_and(|answer| answer.as_str() == marker);
                Some(wish.person) == me && (answer || wish.text.as_str() == marker)
            };
            must(desk || meeting.minutes.asked.iter().any(theirs), "somebody else's wish for a correction")
        }
        // Names, moved motions, plans and pledges are for the whole hall.
        'N' | 'D' | 'P' => Ok(()),
        _ => Err("a marker nobody made"),
    }
}
