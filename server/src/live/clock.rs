//! What time it is, for everything that is recorded.
//!
//! The rule: moments start from the wall clock once and go on with the machine's own count of time, so
//! they never run backwards, and a laptop that slept knows how long. A rehearsal may have a fast clock.
//! Deliberately not here: zones and dates (the pages' side writes them).

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use meeting::Moment;

/// A source of moments; a test brings its own.
pub trait Clock: Send + Sync {
    /// The moment it is. Never earlier than one given before.
    fn now(&self) -> Moment;

    /// How long to sleep, in real time, until `moment`; nothing when it has passed.
    fn until(&self, moment: Moment) -> Duration {
        Duration::from_millis(self.now().until(moment).0)
    }
}

/// The wall clock at the start, then the count of time since the machine started.
pub struct Wall {
    began: Moment,
    count_then: Duration,
}

impl Wall {
    /// A clock that reads the wall clock now and never again.
    #[must_use]
    pub fn start() -> Wall {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Wall { began: Moment(whole_millis(since)), count_then: count() }
    }
}

impl Clock for Wall {
    fn now(&self) -> Moment {
        Moment(self.began.0.saturating_add(whole_millis(count().saturating_sub(self.count_then))))
    }
}

/// A rehearsal's clock: since `from`, time runs `speed` times as fast.
pub struct Fast {
    base: Arc<dyn Clock>,
    from: Moment,
    speed: u32,
}

impl Fast {
    /// `base` made `speed` times as fast since `from`.
    #[must_use]
    pub fn new(base: Arc<dyn Clock>, from: Moment, speed: u32) -> Fast {
        Fast { base, from, speed: speed.max(1) }
    }
}

impl Clock for Fast {
    fn now(&self) -> Moment {
        let since = self.base.now().0.saturating_sub(self.from.0);
        Moment(self.from.0.saturating_add(since.saturating_mul(i64::from(self.speed))))
    }

    fn until(&self, moment: Moment) -> Duration {
        Duration::from_millis(self.now().until(moment).0) / self.speed
    }
}

fn whole_millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

/// Time since the machine started, the time it slept included.
#[cfg(target_os = "linux")]
fn count() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    let secs = u64::try_from(time.tv_sec).unwrap_or(0);
    Duration::new(secs, u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// Time since the first look, by the system's steady clock.
#[cfg(not(target_os = "linux"))]
fn count() -> Duration {
    static FIRST: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    FIRST.get_or_init(std::time::Instant::now).elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Still(Moment);

    impl Clock for Still {
        fn now(&self) -> Moment {
            self.0
        }
    }

    #[test]
    fn the_wall_clock_never_runs_backwards() {
        let clock = Wall::start();
        let mut last = clock.now();
        for _ in 0..1000 {
            let now = clock.now();
            assert!(now >= last);
            last = now;
        }
    }

    #[test]
    fn a_fast_clock_starts_where_it_was_told_and_sleeps_less() {
        let fast = Fast::new(Arc::new(Still(Moment(61_000))), Moment(1_000), 10);
        assert_eq!(fast.now(), Moment(601_000));
        assert_eq!(fast.until(Moment(611_000)), Duration::from_secs(1));
        assert_eq!(fast.until(Moment(0)), Duration::ZERO);
    }
}
