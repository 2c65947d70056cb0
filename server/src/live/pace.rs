//! How fast one screen may send: a short burst, then a steady pace.
//!
//! The rule: a person's taps never meet it; a program that floods does, and its socket is closed.

use std::time::Duration;

use tokio::time::Instant;

const BURST: u32 = 30;
const PER_SECOND: u32 = 10;

/// What one socket may still send.
pub(super) struct Pace {
    left: f64,
    seen: Instant,
}

impl Pace {
    pub(super) fn new(now: Instant) -> Pace {
        Pace { left: f64::from(BURST), seen: now }
    }

    /// Counts one frame; `false` when it comes too fast.
    pub(super) fn take(&mut self, now: Instant) -> bool {
        let passed: Duration = now.saturating_duration_since(self.seen);
        self.seen = now;
        self.left = (self.left + passed.as_secs_f64() * f64::from(PER_SECOND)).min(f64::from(BURST));
        if self.left < 1.0 {
            return false;
        }
        self.left -= 1.0;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_a_flood_does_not_and_a_pause_lets_it_go_on() {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        assert!((0..30).all(|_| pace.take(start)));
        assert!(!pace.take(start));
        assert!(pace.take(start + Duration::from_millis(150)));
        assert!(!pace.take(start + Duration::from_millis(150)));
    }
}
