//! How often somebody may type a wrong entrance code.
//!
//! The rule: only wrong codes count, per internet address and for the whole server, so a hall behind one
//! address walks in freely and a slip of the finger costs nothing. In any hour at most one code in a
//! thousand can be tried per live code: the chance of a hit stays at or below 0.1 %. Whoever is over it
//! waits seconds, not hours; the QR is never limited, its secret cannot be guessed.
//! A guess is counted before it is looked up and given back when it was right, so guessing side by side
//! gains nothing. Memory is bounded. Deliberately not here: clocks (moments are handed in).

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::codes::Digits;

const HOUR: i64 = 3_600_000;
/// Addresses remembered at once; beyond it strangers share one count.
const ADDRESSES: usize = 10_000;
/// The most wrong codes one address may type without a pause.
const FREE: i64 = 60;

/// Counts wrong codes.
#[derive(Debug)]
pub struct Guesses {
    digits: Digits,
    counts: Mutex<Counts>,
}

/// For each count the moment at which all its guesses are forgotten.
#[derive(Debug, Default)]
struct Counts {
    all: i64,
    strangers: i64,
    each: HashMap<IpAddr, i64>,
}

/// A counted guess; say [`Guesses::was_right`] if it was.
#[derive(Debug)]
pub struct Guess {
    from: IpAddr,
    cost: i64,
}

/// Too many wrong codes; another try is looked at after so long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Milliseconds.
    pub millis: i64,
}

impl Guesses {
    /// Nobody has guessed yet.
    pub fn new(digits: Digits) -> Guesses {
        Guesses { digits, counts: Mutex::default() }
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        // Nothing under the lock can panic.
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a guess from an address at moment `now` (milliseconds that never go back), while so many
    /// meetings have open doors. `Err`: do not even look the code up.
    pub fn count(&self, from: IpAddr, now: i64, live: u64) -> Result<Guess, Wait> {
        // An hour takes what may be tried at once and what is forgotten meanwhile: half of the allowance each.
        let hourly = i64::try_from(self.digits.codes() / 1000 / live.max(1)).unwrap_or(i64::MAX).max(2);
        let at_once = (hourly / 2).min(FREE);
        let cost = HOUR / (hourly - at_once).max(1) + 1;
        let shared = hourly / 2;
        let cost_for_all = HOUR / (hourly - shared).max(1) + 1;
        let cost = cost.max(cost_for_all);
        let from = whole_network(from);
        let mut counts = self.counts();
        if counts.each.len() >= ADDRESSES && !counts.each.contains_key(&from) {
            counts.each.retain(|_, forgotten| *forgotten > now);
        }
        let remembered = counts.each.len() < ADDRESSES || counts.each.contains_key(&from);
        let mine = if remembered { counts.each.get(&from).copied().unwrap_or(now) } else { counts.strangers };
        let (mine, all) = (mine.max(now) + cost, counts.all.max(now) + cost);
        let wait = (mine - now - at_once * cost).max(all - now - shared * cost);
        if wait > 0 {
            return Err(Wait { millis: wait });
        }
        counts.all = all;
        if remembered {
            counts.each.insert(from, mine);
        } else {
            counts.strangers = mine;
        }
        Ok(Guess { from, cost })
    }

    /// The guess was a right code: it does not count.
    pub fn was_right(&self, guess: Guess) {
        let mut counts = self.counts();
        counts.all -= guess.cost;
        match counts.each.get_mut(&guess.from) {
            Some(mine) => *mine -= guess.cost,
            None => counts.strangers -= guess.cost,
        }
    }
}

/// One household or attacker holds a whole /64, so it counts as one address.
fn whole_network(from: IpAddr) -> IpAddr {
    match from.to_canonical() {
        IpAddr::V6(ip) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64)),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(n: u32) -> IpAddr {
        IpAddr::from(std::net::Ipv4Addr::from_bits(0x0a00_0000 + n))
    }

    /// How many guesses get through when every address tries again and again for an hour.
    fn looked_up_in_an_hour(addresses: u32, live: u64) -> u64 {
        let guesses = Guesses::new(Digits::Six);
        let mut looked_up = 0;
        for now in (0..HOUR).step_by(500) {
            for n in 0..addresses {
                looked_up += u64::from(guesses.count(ip(n), now, live).is_ok());
            }
        }
        looked_up
    }

    #[test]
    fn an_hour_of_guessing_hits_at_most_one_time_in_a_thousand() {
        for (addresses, live) in [(1, 1), (50, 1), (1, 3), (20, 3)] {
            let looked_up = looked_up_in_an_hour(addresses, live);
            assert!(looked_up * live * 1000 <= Digits::Six.codes(), "{addresses} addresses: {looked_up}");
        }
    }

    #[test]
    fn five_hundred_people_behind_one_address_walk_in_with_the_right_code() {
        let guesses = Guesses::new(Digits::Six);
        for _ in 0..500 {
            let guess = guesses.count(ip(1), 0, 1).unwrap();
            guesses.was_right(guess);
        }
    }

    #[test]
    fn a_few_slips_cost_nothing_and_a_flood_waits_seconds() {
        let guesses = Guesses::new(Digits::Six);
        for _ in 0..FREE {
            guesses.count(ip(1), 0, 1).unwrap();
        }
        let wait = guesses.count(ip(1), 0, 1).unwrap_err();
        assert!(wait.millis <= 10_000, "{wait:?}");
        assert!(guesses.count(ip(2), 0, 1).is_ok(), "another address is not held up");
        assert!(guesses.count(ip(1), wait.millis, 1).is_ok());
    }

    #[test]
    fn guessing_side_by_side_gains_nothing() {
        let guesses = Guesses::new(Digits::Six);
        let under_way: Vec<_> = (0..10_000).filter_map(|_| guesses.count(ip(1), 0, 1).ok()).collect();
        assert_eq!(under_way.len(), 60);
    }

    #[test]
    fn addresses_without_end_do_not_fill_the_memory() {
        let guesses = Guesses::new(Digits::Nine);
        for n in 0..30_000 {
            let _ = guesses.count(ip(n), 0, 1);
        }
        assert!(guesses.counts().each.len() <= ADDRESSES);
    }

    #[test]
    fn one_ipv6_network_is_one_address() {
        let at = |text: &str| whole_network(text.parse().unwrap());
        assert_eq!(at("2001:db8::1"), at("2001:db8::ffff:1"));
        assert_ne!(at("2001:db8::1"), at("2001:db8:0:1::1"));
        assert_eq!(at("::ffff:10.0.0.1"), ip(1));
    }
}
