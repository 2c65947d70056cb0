//! The clients of a peer: each counts its frames and folds them into a sum.

use std::io::BufRead as _;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use peers::crowd::Crowd;
use peers::{Failure, PACE};
use serde_json::json;

#[derive(Clone, Default, PartialEq, Eq)]
struct Seen {
    frames: u64,
    last: u64,
    sum: u64,
}

/// Connects, then follows until stdin ends.
pub(crate) fn follow(address: SocketAddr, clients: usize) -> Result<(), Failure> {
    let asks = vec![("/".to_owned(), String::new()); clients];
    let mut crowd = Crowd::connect(address, &asks)?;
    println!("{}", json!({ "ready": clients }));
    let mut seen = vec![Seen::default(); clients];
    let mut target = 0;
    for line in std::io::stdin().lock().lines() {
        let count: u32 = line?.trim_start_matches("expect ").parse()?;
        target += u64::from(count);
        let until = Instant::now() + PACE * count + Duration::from_secs(10);
        let (mut behind, mut bytes) = (clients, 0);
        while behind > 0 {
            if Instant::now() > until {
                return Err(format!("{behind} clients did not get all {target} frames").into());
            }
            crowd.poll(Duration::from_millis(100), |at, frame| {
                let seen = &mut seen[at];
                let number = frame.first_chunk().map_or(0, |first| u64::from_be_bytes(*first));
                if number != seen.last + 1 {
                    return Err(format!("client {at} got frame {number} after {}", seen.last).into());
                }
                seen.last = number;
                seen.frames += 1;
                seen.sum = frame
                    .iter()
                    .fold(seen.sum, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3));
                bytes += frame.len();
                behind -= usize::from(number == target);
                Ok(())
            })?;
        }
        if seen.iter().any(|each| *each != seen[0]) {
            return Err("the clients saw different frames".into());
        }
        println!("{}", json!({ "frames": u64::from(count) * clients as u64, "bytes": bytes }));
    }
    Ok(())
}
