//! One frame of parts as it goes over the wire: the websocket's head, then the payload, in one buffer.
//!
//! The rule: it is put together once and shared by all who get it; a server's frames bear no mask.
//! Deliberately not here: what the payload says (`stream`), and writing it (`pipe`).

use bytes::Bytes;

/// The first byte of a head: the last and only piece of a binary message.
const BINARY: u8 = 0x82;

/// A frame, ready for every socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    whole: Bytes,
    head: usize,
}

/// What brings one screen up to now: at most one frame for each of its audiences.
pub(super) type Frames = [Option<Frame>; 3];

impl Frame {
    pub(super) fn of(payload: &[u8]) -> Frame {
        let length = payload.len();
        let mut whole = Vec::with_capacity(length + 10);
        whole.push(BINARY);
        match (u8::try_from(length), u16::try_from(length)) {
            (Ok(short @ ..126), _) => whole.push(short),
            (_, Ok(middle)) => {
                whole.push(126);
                whole.extend_from_slice(&middle.to_be_bytes());
            }
            (_, Err(_)) => {
                whole.push(127);
                whole.extend_from_slice(&(length as u64).to_be_bytes());
            }
        }
        let head = whole.len();
        whole.extend_from_slice(payload);
        Frame { whole: whole.into(), head }
    }

    /// Head and payload.
    pub(super) fn whole(&self) -> &Bytes {
        &self.whole
    }

    /// The payload alone.
    pub(super) fn payload(&self) -> &[u8] {
        self.whole.get(self.head..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use tokio_tungstenite::tungstenite::protocol::frame::FrameHeader;
    use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

    use super::*;

    #[test]
    fn a_head_reads_as_what_it_stands_before() {
        for length in [0_usize, 1, 125, 126, 127, 255, 256, 65_535, 65_536, 70_000] {
            let payload = vec![7; length];
            let frame = Frame::of(&payload);
            assert_eq!(frame.payload(), payload);
            let mut bytes = Cursor::new(frame.whole());
            let (head, said) = FrameHeader::parse(&mut bytes).unwrap().unwrap();
            assert!(head.is_final && head.mask.is_none());
            assert_eq!(head.opcode, OpCode::Data(Data::Binary));
            assert_eq!((said, bytes.position()), (length as u64, frame.head as u64));
        }
    }
}
