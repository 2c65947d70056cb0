//! Sizes: the page of GB/T 9704-2012 and the steps by which a one-page paper shrinks.
//!
//! Rule: nothing is set below 10.5 pt (五号), and PDF and DOCX use the same step.
//! Who: the two page writers.
//! Not here: fonts and their names.

/// How far a paper was shrunk: 0 is the full size, [`Step::LAST`] the smallest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step(u8);

/// Points, except margins in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sizes {
    pub(crate) title: f64,
    pub(crate) body: f64,
    pub(crate) pitch: f64,
    pub(crate) table: f64,
    pub(crate) small: f64,
    pub(crate) foot: f64,
    pub(crate) top_mm: f64,
    pub(crate) bottom_mm: f64,
}

pub(crate) const LEFT_MM: f64 = 28.0;
pub(crate) const RIGHT_MM: f64 = 26.0;
/// The type area (版心) is 156 mm wide.
pub(crate) const WIDTH_PT: f64 = 442.2;

/// title, body, pitch, table, small, foot, top, bottom
const STEPS: [[f64; 8]; 7] = [
    [22.0, 16.0, 28.98, 12.0, 12.0, 14.0, 37.0, 35.0],
    [22.0, 15.0, 26.0, 12.0, 12.0, 14.0, 35.0, 33.0],
    [20.0, 14.0, 23.5, 12.0, 12.0, 12.0, 32.0, 30.0],
    [20.0, 13.0, 21.0, 11.0, 11.0, 12.0, 29.0, 27.0],
    [18.0, 12.0, 18.5, 11.0, 10.5, 12.0, 26.0, 24.0],
    [18.0, 11.0, 16.5, 10.5, 10.5, 10.5, 24.0, 22.0],
    [16.0, 10.5, 15.0, 10.5, 10.5, 10.5, 22.0, 20.0],
];

impl Step {
    /// The smallest sizes.
    pub const LAST: Self = Self(6);

    /// The step by its number; beyond the last is the last.
    #[must_use]
    pub fn new(number: u8) -> Self {
        Self(number.min(Self::LAST.0))
    }

    /// Its number, 0 for full size.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    pub(crate) fn sizes(self) -> Sizes {
        let last = STEPS[STEPS.len() - 1];
        let [title, body, pitch, table, small, foot, top_mm, bottom_mm] =
            STEPS.get(usize::from(self.0)).copied().unwrap_or(last);
        Sizes { title, body, pitch, table, small, foot, top_mm, bottom_mm }
    }
}

/// Points as twentieths, the unit of DOCX.
#[expect(clippy::cast_possible_truncation, reason = "page measures are far below 2^31")]
pub(crate) fn twips(points: f64) -> i32 {
    (points * 20.0).round() as i32
}

/// Millimetres as twentieths of a point.
pub(crate) fn twips_mm(mm: f64) -> i32 {
    twips(mm * 72.0 / 25.4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_step_goes_below_ten_and_a_half_points_and_each_is_no_larger_than_the_one_before() {
        for n in 0..=Step::LAST.number() {
            let (now, next) = (Step::new(n).sizes(), Step::new(n + 1).sizes());
            for size in [now.title, now.body, now.table, now.small, now.foot] {
                assert!(size >= 10.5);
            }
            assert!(next.body <= now.body && next.pitch <= now.pitch && next.top_mm <= now.top_mm);
        }
    }

    #[test]
    fn the_full_page_is_the_standards_grid() {
        let full = Step::default().sizes();
        assert_eq!(twips_mm(full.top_mm), 2098);
        assert_eq!(twips_mm(LEFT_MM), 1587);
        assert_eq!(twips_mm(RIGHT_MM), 1474);
        assert_eq!(twips_mm(full.bottom_mm), 1984);
        assert_eq!(twips(full.pitch), 580);
    }
}
