//! The parts of one audience as encoded bytes, each with the number at which it last changed, and the
//! frames made of them.
//!
//! The rule: a part is encoded once and a frame put together once for all who hold the same number; a part
//! that comes out the same has not changed. What is gone stays as a tombstone. Who holds a number from
//! before the base, or from another life of the keeper, gets everything, marked *replace*.
//! Deliberately not here: which parts there are (`projection`), and sending.

use std::collections::{BTreeMap, HashMap};

use meeting::wire::{self, Audience, Down, Have};
use serde::Serialize;

use super::frame::Frame;

/// How many frames for different numbers are kept ready at once.
const READY: usize = 64;

/// A part, or the place where one was.
struct Held {
    /// Key and part, encoded as a change; for a tombstone key and nothing.
    change: Vec<u8>,
    gone: bool,
    number: u64,
}

/// The parts of one audience.
pub(super) struct Stream<K> {
    audience: Audience,
    base: u64,
    changed: u64,
    held: BTreeMap<K, Held>,
    /// Frames at `ready_at`, by the number they start from; `None` is the whole.
    ready: HashMap<Option<u64>, Frame>,
    ready_at: u64,
}

impl<K: Ord + Copy + Serialize> Stream<K> {
    /// An audience with no parts yet; its first ones bear `base`.
    pub(super) fn new(audience: Audience, base: u64) -> Stream<K> {
        Stream { audience, base, changed: base, held: BTreeMap::new(), ready: HashMap::new(), ready_at: base }
    }

    /// Whose parts these are.
    pub(super) fn audience(&self) -> Audience {
        self.audience
    }

    /// The keys of all parts there are.
    pub(super) fn keys(&self) -> Vec<K> {
        self.held.iter().filter(|(_, held)| !held.gone).map(|(key, _)| *key).collect()
    }

    /// Puts a part as it is at `number`; `None` where there is none.
    pub(super) fn put<P: Serialize>(
        &mut self,
        key: K,
        part: Option<&P>,
        number: u64,
    ) -> Result<(), postcard::Error> {
        let before = self.held.get(&key);
        if part.is_none() && before.is_none_or(|held| held.gone) {
            return Ok(());
        }
        let change = postcard::to_extend(&(key, part), Vec::new())?;
        if before.is_some_and(|held| held.change == change) {
            return Ok(());
        }
        self.held.insert(key, Held { change, gone: part.is_none(), number });
        self.changed = self.changed.max(number);
        self.ready.clear();
        Ok(())
    }

    /// The frame that brings a screen holding `have` to `number`, and `None` when nothing changed for it.
    pub(super) fn since(
        &mut self,
        have: Option<Have>,
        epoch: u64,
        number: u64,
    ) -> Result<Option<Frame>, postcard::Error> {
        let from = have
            .filter(|have| have.epoch == epoch && have.number >= self.base && have.number <= number)
            .map(|have| have.number);
        if from.is_some_and(|from| from >= self.changed) {
            return Ok(None);
        }
        if self.ready_at != number {
            self.ready.clear();
            self.ready_at = number;
        }
        if let Some(frame) = self.ready.get(&from) {
            return Ok(Some(frame.clone()));
        }
        let frame = self.frame(from, epoch, number)?;
        if self.ready.len() < READY {
            self.ready.insert(from, frame.clone());
        }
        Ok(Some(frame))
    }

    fn frame(&self, from: Option<u64>, epoch: u64, number: u64) -> Result<Frame, postcard::Error> {
        let changes: Vec<&[u8]> = self
            .held
            .values()
            .filter(|held| from.map_or(!held.gone, |from| held.number > from))
            .map(|held| held.change.as_slice())
            .collect();
        // A frame without changes ends with their count, 0; the count and the changes take its place.
        let empty: Down<(), ()> = Down::Parts {
            audience: self.audience,
            epoch,
            number,
            replace: from.is_none(),
            changes: Vec::new(),
        };
        let mut frame = wire::encode(&empty)?;
        frame.pop();
        let mut frame = postcard::to_extend(&changes.len(), frame)?;
        for change in changes {
            frame.extend_from_slice(change);
        }
        Ok(Frame::of(&frame))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Parts = Down<u32, String>;

    const EPOCH: u64 = 9;

    fn put(stream: &mut Stream<u32>, key: u32, text: &str, number: u64) {
        stream.put(key, Some(&text.to_owned()), number).unwrap();
    }

    fn have(number: u64) -> Option<Have> {
        Some(Have { audience: Audience::Residents, epoch: EPOCH, number })
    }

    fn frame(stream: &mut Stream<u32>, have: Option<Have>, number: u64) -> Option<Parts> {
        let bytes = stream.since(have, EPOCH, number).unwrap()?;
        Some(wire::decode(bytes.payload()).expect("an assembled frame decodes"))
    }

    fn parts(number: u64, replace: bool, changes: &[(u32, Option<&str>)]) -> Option<Parts> {
        let changes = changes.iter().map(|(key, text)| (*key, text.map(str::to_owned))).collect();
        Some(Down::Parts { audience: Audience::Residents, epoch: EPOCH, number, replace, changes })
    }

    fn two() -> Stream<u32> {
        let mut stream = Stream::new(Audience::Residents, 10);
        put(&mut stream, 1, "电梯", 10);
        put(&mut stream, 2, "停车", 10);
        stream
    }

    #[test]
    fn a_frame_put_together_from_bytes_reads_as_the_frame_encoded_whole() {
        let mut stream = two();
        let whole = parts(10, true, &[(1, Some("电梯")), (2, Some("停车"))]).unwrap();
        assert_eq!(stream.since(None, EPOCH, 10).unwrap().unwrap().payload(), wire::encode(&whole).unwrap());
    }

    #[test]
    fn who_was_away_gets_only_what_changed_and_the_tombstones() {
        let mut stream = two();
        put(&mut stream, 2, "停车难", 12);
        stream.put::<String>(1, None, 13).unwrap();
        put(&mut stream, 3, "路灯", 14);
        assert_eq!(frame(&mut stream, have(12), 15), parts(15, false, &[(1, None), (3, Some("路灯"))]));
        assert_eq!(frame(&mut stream, have(14), 15), None, "nothing changed for it");
        assert_eq!(
            frame(&mut stream, None, 15),
            parts(15, true, &[(2, Some("停车难")), (3, Some("路灯"))]),
            "a whole one holds no tombstones"
        );
    }

    #[test]
    fn a_number_below_the_base_of_the_future_or_of_another_life_gets_everything() {
        let mut stream = two();
        let whole = parts(10, true, &[(1, Some("电梯")), (2, Some("停车"))]);
        let other = Some(Have { epoch: 8, ..have(10).unwrap() });
        for have in [have(9), have(11), other] {
            assert_eq!(frame(&mut stream, have, 10), whole);
        }
        assert_eq!(frame(&mut stream, have(10), 10), None);
    }

    #[test]
    fn a_part_that_comes_out_the_same_has_not_changed() {
        let mut stream = two();
        put(&mut stream, 1, "电梯", 11);
        stream.put::<String>(7, None, 11).unwrap();
        assert_eq!(frame(&mut stream, have(10), 11), None);
    }

    #[test]
    fn all_who_hold_the_same_number_share_one_buffer() {
        let mut stream = two();
        put(&mut stream, 1, "电梯停了", 11);
        let first = stream.since(have(10), EPOCH, 11).unwrap().unwrap();
        let second = stream.since(have(10), EPOCH, 11).unwrap().unwrap();
        assert_eq!(first.whole().as_ptr(), second.whole().as_ptr());
    }
}
