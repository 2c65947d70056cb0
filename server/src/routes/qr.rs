//! QR codes (二维码): as the path of an SVG for pages, as half blocks for the terminal.
//!
//! The rule kept here: four modules of quiet around it, or cameras do not find it; what is in it is
//! an address of our own and nothing else.

use fast_qr::QRBuilder;
use fast_qr::qr::QRCode;
use meeting::wire::WayIn;

use crate::store::Doors;

/// Empty modules on every side.
const QUIET: usize = 4;

/// A QR as the `d` of an SVG path, and its side in modules, quiet zone included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// The path.
    pub path: String,
    /// The side.
    pub side: u16,
}

/// Draws an address; empty when it is too long for a QR, and none of ours is.
#[must_use]
pub fn draw(address: &str) -> Drawn {
    let Ok(code) = QRBuilder::new(address).build() else { return Drawn::default() };
    let mut path = String::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let run = (column..code.size).take_while(|at| dark(&code, row, *at)).count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", column + QUIET, row + QUIET));
            }
            column += run.max(1);
        }
    }
    Drawn { path, side: u16::try_from(code.size + 2 * QUIET).unwrap_or(u16::MAX) }
}

/// The way in as wall and desk show it; nothing of it when the doors are closed.
#[must_use]
pub fn way_in(base: &str, doors: Option<&Doors>) -> WayIn {
    let address = base.split_once("://").map_or(base, |(_, address)| address).to_owned();
    let Some(doors) = doors else { return WayIn { address, ..WayIn::default() } };
    let Drawn { path, side } = draw(&format!("{base}/j/{}", doors.secret));
    WayIn { address, code: doors.code.clone(), qr_path: path, qr_side: side }
}

/// Draws an address for a terminal: two modules a letter, dark on light.
#[must_use]
pub fn blocks(address: &str) -> String {
    let Ok(code) = QRBuilder::new(address).build() else { return String::new() };
    let full = code.size + 2 * QUIET;
    let inside = |at: usize| at.checked_sub(QUIET).filter(|at| *at < code.size);
    let at = |row: usize, column: usize| match (inside(row), inside(column)) {
        (Some(row), Some(column)) => dark(&code, row, column),
        _ => false,
    };
    let mut text = String::new();
    for row in (0..full).step_by(2) {
        for column in 0..full {
            // the terminal's ink is light: what is dark in the code stays empty
            text.push(match (at(row, column), at(row + 1, column)) {
                (true, true) => ' ',
                (true, false) => '▄',
                (false, true) => '▀',
                (false, false) => '█',
            });
        }
        text.push('\n');
    }
    text
}

fn dark(code: &QRCode, row: usize, column: usize) -> bool {
    code.data.get(row * code.size + column).is_some_and(|module| module.value())
}

#[cfg(test)]
mod tests {
    use super::{blocks, draw, way_in};
    use crate::store::Doors;

    #[test]
    fn closed_doors_show_an_address_and_no_way_in() {
        let shut = way_in("http://192.168.1.5:3000", None);
        assert_eq!((shut.address.as_str(), shut.code.as_str()), ("192.168.1.5:3000", ""));
        assert!(shut.qr_path.is_empty());
    }

    #[test]
    fn open_doors_are_drawn_with_quiet_around_them() {
        let doors = Doors { meeting: "a".into(), secret: "s".repeat(26), code: "042517".into() };
        let open = way_in("http://192.168.1.5:3000", Some(&doors));
        assert_eq!(open.code, "042517");
        assert!(open.qr_side >= 21 + 8 && open.qr_path.starts_with("M4 4h7"), "{}", open.qr_path);
        assert!(!open.qr_path.contains(&doors.secret));
    }

    #[test]
    fn a_terminal_gets_square_lines() {
        let drawn = blocks("http://192.168.1.5:3000/claim");
        let side = draw("http://192.168.1.5:3000/claim").side;
        assert!(drawn.lines().all(|line| line.chars().count() == usize::from(side)));
        assert_eq!(drawn.lines().count(), usize::from(side).div_ceil(2));
    }
}
