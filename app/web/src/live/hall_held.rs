//! What desk or wall holds (主持台与大屏手上的状态): an evening like every screen, and the host's parts.
//!
//! The rule kept here: lists stand in the order they are shown, so views never sort. Whoever may open
//! the desk may read all of it; the wall is never sent the desk's parts, so there they stay empty.
//! Not here: the line to the station and the clock (`held`, `socket`), anything that draws.

use core::ops::Deref;

use meeting::view::hall::{Aside, CardName, Correction, Debate, Key, Line, Next, Part, Person, Wall};
use meeting::wire::Audience;
use meeting::{CorrectionId, LineId, PersonId, RuleKey, TopicId};

use super::{Evening, Holds, Kinds};

/// The parts of a hall screen.
#[derive(Clone, Debug, Default)]
pub struct Hall {
    /// What every screen has.
    pub evening: Evening,
    /// What the wall does.
    pub wall: Wall,
    /// The next step (desk).
    pub next: Option<Next>,
    /// Everybody who came, in order of arrival (desk).
    pub persons: Vec<(PersonId, Person)>,
    /// All lines of all tables, in the order written (desk).
    pub all_lines: Vec<(LineId, Line)>,
    /// Topics not on the wall by themselves, by number (desk).
    pub asides: Vec<(TopicId, Aside)>,
    /// The debate's people (desk).
    pub debate: Debate,
    /// The pack's cards: principles, then rules (desk).
    pub cards: Vec<CardName>,
    /// Wishes for corrections (desk).
    pub corrections: Vec<(CorrectionId, Correction)>,
}

impl Hall {
    /// [`Hall::wall`]
    pub const WALL: Kinds = Kinds::bit(Evening::NEXT_BIT);
    /// [`Hall::next`]
    pub const NEXT: Kinds = Kinds::bit(Evening::NEXT_BIT + 1);
    /// [`Hall::persons`]
    pub const PERSONS: Kinds = Kinds::bit(Evening::NEXT_BIT + 2);
    /// [`Hall::all_lines`]
    pub const ALL_LINES: Kinds = Kinds::bit(Evening::NEXT_BIT + 3);
    /// [`Hall::asides`]
    pub const ASIDES: Kinds = Kinds::bit(Evening::NEXT_BIT + 4);
    /// [`Hall::debate`]
    pub const DEBATE: Kinds = Kinds::bit(Evening::NEXT_BIT + 5);
    /// [`Hall::corrections`]
    pub const CORRECTIONS: Kinds = Kinds::bit(Evening::NEXT_BIT + 6);
    /// [`Hall::cards`]
    pub const CARDS: Kinds = Kinds::bit(Evening::NEXT_BIT + 7);

    /// A rule's number and short name in this meeting's pack.
    #[must_use]
    pub fn rule(&self, key: RuleKey) -> (u8, &str) {
        let named = self.cards.iter().find(|card| card.rule == Some(key));
        named.map_or((0, ""), |card| (card.number, &card.short))
    }

    /// One person.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.persons.iter().find(|(each, _)| *each == id).map(|(_, person)| person)
    }
}

impl Deref for Hall {
    type Target = Evening;
    fn deref(&self) -> &Evening {
        &self.evening
    }
}

impl Holds for Hall {
    type Key = Key;
    type Part = Part;

    fn put(&mut self, key: Key, part: Option<Part>) -> Kinds {
        match (key, part) {
            (Key::Shared(key), Some(Part::Shared(part))) => self.evening.put(key, Some(part)),
            (Key::Shared(key), _) => self.evening.put(key, None),
            (Key::Wall, part) => {
                if let Some(Part::Wall(wall)) = part {
                    self.wall = wall;
                }
                Self::WALL
            }
            (Key::Next, part) => {
                self.next = if let Some(Part::Next(next)) = part { Some(next) } else { None };
                Self::NEXT
            }
            (Key::Debate, part) => {
                self.debate = if let Some(Part::Debate(part)) = part { part } else { Debate::default() };
                Self::DEBATE
            }
            (Key::Cards, part) => {
                self.cards = if let Some(Part::Cards(cards)) = part { cards } else { Vec::new() };
                Self::CARDS
            }
            (Key::Person(id), part) => {
                let part = if let Some(Part::Person(part)) = part { Some(part) } else { None };
                set(&mut self.persons, id, part, |person| person.order);
                Self::PERSONS
            }
            (Key::Line(id), part) => {
                let part = if let Some(Part::Line(part)) = part { Some(part) } else { None };
                set(&mut self.all_lines, id, part, |line| line.order);
                Self::ALL_LINES
            }
            (Key::Aside(id), part) => {
                let part = if let Some(Part::Aside(part)) = part { Some(part) } else { None };
                set(&mut self.asides, id, part, |aside| aside.number);
                Self::ASIDES
            }
            (Key::Correction(id), part) => {
                let part = if let Some(Part::Correction(part)) = part { Some(part) } else { None };
                set(&mut self.corrections, id, part, |wish| wish.number);
                Self::CORRECTIONS
            }
        }
    }

    fn forget(&mut self, audience: Audience) -> Kinds {
        let shared = self.evening.forget(audience);
        if !matches!(audience, Audience::Desk | Audience::Wall) {
            return shared;
        }
        *self = Self { evening: core::mem::take(&mut self.evening), ..Self::default() };
        shared
            | Self::WALL
            | Self::NEXT
            | Self::PERSONS
            | Self::ALL_LINES
            | Self::ASIDES
            | Self::DEBATE
            | Self::CORRECTIONS
            | Self::CARDS
    }

    fn counts_down(&self) -> bool {
        // desk and wall always show how long a stage has lasted, and the wall turns its pages
        true
    }
}

fn set<I: PartialEq, T>(list: &mut Vec<(I, T)>, id: I, new: Option<T>, order: fn(&T) -> u16) {
    let at = list.iter().position(|(each, _)| *each == id);
    match (at, new) {
        (Some(at), None) => {
            list.remove(at);
        }
        (None, None) => {}
        (Some(at), Some(new)) => {
            if let Some((_, old)) = list.get_mut(at) {
                *old = new;
            }
            list.sort_by_key(|(_, item)| order(item));
        }
        (None, Some(new)) => {
            list.push((id, new));
            list.sort_by_key(|(_, item)| order(item));
        }
    }
}

#[cfg(test)]
mod tests {
    use meeting::view::hall::{Aside, Key, Part, Wall};
    use meeting::wire::Audience;
    use meeting::{LineId, TopicId};
    use uuid::Uuid;

    use super::{Hall, Holds};

    fn aside(number: u16) -> Option<Part> {
        Some(Part::Aside(Aside {
            number,
            text: String::from("停车"),
            proposer: String::from("李叔"),
            merged_into: None,
            hidden: None,
            withdrawn: false,
        }))
    }

    #[test]
    fn lists_stand_in_order_whatever_the_order_of_arrival() {
        let mut hall = Hall::default();
        let id = |n| TopicId(Uuid::from_u128(n));
        assert_eq!(hall.put(Key::Aside(id(1)), aside(9)), Hall::ASIDES);
        hall.put(Key::Aside(id(2)), aside(3));
        hall.put(Key::Aside(id(3)), aside(5));
        hall.put(Key::Aside(id(1)), None);
        let numbers: Vec<u16> = hall.asides.iter().map(|(_, aside)| aside.number).collect();
        assert_eq!(numbers, [3, 5]);
    }

    #[test]
    fn replacing_forgets_what_was_held_before() {
        let mut hall = Hall::default();
        hall.put(Key::Aside(TopicId(Uuid::from_u128(1))), aside(1));
        hall.put(Key::Wall, Some(Part::Wall(Wall { blank: true, ..Wall::default() })));
        hall.forget(Audience::Desk);
        assert!(hall.asides.is_empty() && !hall.wall.blank);
        // dropping what was never there is harmless
        hall.put(Key::Line(LineId(Uuid::from_u128(4))), None);
    }
}
