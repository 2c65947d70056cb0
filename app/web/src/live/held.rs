//! What a screen holds (手上的状态): its parts, the server's clock, the state of the line, and one mark
//! per kind of part, so that a change of one kind draws only what looks at that kind.
//!
//! The rule kept here: a frame is applied whole and then everything that looks at a changed kind is
//! drawn once. The same on the server, where nothing ever changes, and in the browser.
//! Deliberately plain: one state and one mark type for all kinds, which keeps the phone's bundle small.

use core::ops::{BitOr, Deref};

use leptos::prelude::*;
use meeting::Moment;
use meeting::wire::{Answer, Audience, Down, Have, WayIn};

use super::Page;
use crate::start::Start;

/// A set of kinds of parts. Bits 0–23 belong to the state that is held, the upper ones to every screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(pub u32);

impl Kinds {
    /// The seconds: whoever looks at this is drawn again while a countdown runs.
    pub const CLOCK: Self = Self(1 << 24);
    /// Whether the line to the station is open.
    pub const LINE: Self = Self(1 << 25);
    /// The way in (desk and wall).
    pub const WAY_IN: Self = Self(1 << 26);
    /// How many screens are open (desk).
    pub const SCREENS: Self = Self(1 << 27);
    const ALL: usize = 28;

    /// The kind of one bit.
    #[must_use]
    pub const fn bit(n: u32) -> Self {
        Self(1 << n)
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn each(self) -> impl Iterator<Item = usize> {
        (0..Self::ALL).filter(move |n| self.0 & (1 << n) != 0)
    }
}

impl BitOr for Kinds {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.and(other)
    }
}

/// A state made of parts.
pub trait Holds: Default + Send + Sync + 'static {
    /// Names a part.
    type Key;
    /// A part.
    type Part;

    /// Takes a part, or drops it when there is none any more; says which kinds changed.
    fn put(&mut self, key: Self::Key, part: Option<Self::Part>) -> Kinds;
    /// Drops everything of an audience; says which kinds changed.
    fn forget(&mut self, audience: Audience) -> Kinds;
    /// Whether something counts down.
    fn counts_down(&self) -> bool;
}

/// A held state with what every screen knows besides. Views read it as if it were the state itself.
#[derive(Debug)]
pub struct Shown<S> {
    /// The page's fixed facts.
    pub page: Page,
    /// The server's clock, as far as this screen knows it.
    pub now: Moment,
    /// Whether the line is lost for longer than a blink.
    pub lost: bool,
    /// The way in (desk and wall).
    pub way_in: Option<WayIn>,
    /// How many screens are open (desk).
    pub screens: u32,
    /// What is held of each audience.
    pub have: Vec<Have>,
    /// The parts.
    pub parts: S,
}

impl<S> Deref for Shown<S> {
    type Target = S;
    fn deref(&self) -> &S {
        &self.parts
    }
}

impl<S: Holds> Shown<S> {
    /// The state a page starts with.
    #[must_use]
    pub fn new(mut start: Start<S::Key, S::Part>, screen: &'static str, back: String) -> Self {
        let mut shown = Self {
            page: Page::new(&mut start, screen, back),
            now: start.now,
            lost: false,
            way_in: start.way_in.take(),
            screens: 0,
            have: Vec::new(),
            parts: S::default(),
        };
        for frame in start.frames {
            shown.apply(frame);
        }
        shown
    }

    /// Seconds from now until then, begun ones counted; 0 when it has passed.
    #[must_use]
    pub fn secs_until(&self, then: Moment) -> u32 {
        u32::try_from(self.now.until(then).0.div_ceil(1000)).unwrap_or(u32::MAX)
    }

    /// Applies one frame whole; says which kinds changed.
    pub fn apply(&mut self, frame: Down<S::Key, S::Part>) -> Kinds {
        match frame {
            Down::Parts { audience, epoch, number, replace, changes } => {
                let at = self.have.iter().position(|have| same(have.audience, audience));
                let held = at.and_then(|at| self.have.get(at)).copied();
                let younger = held.is_some_and(|have| {
                    have.audience == audience && have.epoch == epoch && have.number > number
                });
                if younger && !replace {
                    return Kinds::default();
                }
                let mut kinds = Kinds::default();
                if replace || held.is_some_and(|have| have.audience != audience) {
                    kinds = kinds | self.parts.forget(audience);
                }
                for (key, part) in changes {
                    kinds = kinds | self.parts.put(key, part);
                }
                let have = Have { audience, epoch, number };
                match at.and_then(|at| self.have.get_mut(at)) {
                    Some(old) => *old = have,
                    None => self.have.push(have),
                }
                kinds
            }
            Down::Now(now) => {
                self.now = now;
                Kinds::CLOCK
            }
            Down::WayIn(way_in) => {
                self.way_in = Some(way_in);
                Kinds::WAY_IN
            }
            Down::Screens(screens) => {
                self.screens = screens;
                Kinds::SCREENS
            }
            Down::Answer(_) => Kinds::default(),
        }
    }
}

/// Two tables are the same place in the list: a person sits at one at a time.
fn same(one: Audience, other: Audience) -> bool {
    one == other || matches!((one, other), (Audience::Table(_), Audience::Table(_)))
}

/// The one handle all views and the line share; copies are the same thing.
pub struct Held<S: 'static> {
    shown: StoredValue<Shown<S>>,
    marks: StoredValue<Vec<ArcTrigger>>,
}

impl<S> Clone for Held<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Held<S> {}

impl<S: Holds> Held<S> {
    /// Holds this; to be called inside the island or page it belongs to.
    #[must_use]
    pub fn new(shown: Shown<S>) -> Self {
        let marks = (0..Kinds::ALL).map(|_| ArcTrigger::new()).collect();
        Self { shown: StoredValue::new(shown), marks: StoredValue::new(marks) }
    }

    /// Reads it; a reactive closure around this runs again when one of these kinds changes.
    pub fn read<T>(self, kinds: Kinds, read: impl FnOnce(&Shown<S>) -> T) -> T {
        self.marks.with_value(|marks| {
            for mark in kinds.each().filter_map(|n| marks.get(n)) {
                mark.track();
            }
        });
        self.shown.with_value(read)
    }

    /// A view that is drawn by this function again whenever one of these kinds changes.
    pub fn draw(self, kinds: Kinds, draw: fn(&Shown<S>) -> AnyView) -> AnyView {
        (move || self.read(kinds, draw)).into_any()
    }

    /// Applies a frame and has drawn what looks at it; an answer is handed back.
    pub fn apply(self, frame: Down<S::Key, S::Part>) -> Option<Answer> {
        if let Down::Answer(answer) = frame {
            return Some(answer);
        }
        self.change(|shown| shown.apply(frame));
        None
    }

    /// Changes what is held; the change says which kinds it touched.
    pub fn change(self, change: impl FnOnce(&mut Shown<S>) -> Kinds) {
        let kinds = self.shown.try_update_value(change).unwrap_or_default();
        self.marks.with_value(|marks| {
            for mark in kinds.each().filter_map(|n| marks.get(n)) {
                mark.notify();
            }
        });
    }
}
