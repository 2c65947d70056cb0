//! One device with one seat: a resident's phone, or the host's with a desk beside it.
//!
//! The rule: what it does as the host goes over its desk, everything else over its phone.
//! Deliberately not here: how it got its seat (`seats`), what it is to do (`troupe`).

use meeting::view::{hall, phone};

use super::http::{Address, Jar};
use super::line::Line;

pub(super) type PhoneLine = Line<phone::Key, phone::Part>;
pub(super) type HallLine = Line<hall::Key, hall::Part>;

pub(super) struct Robot {
    pub(super) jar: Jar,
    pub(super) phone: PhoneLine,
    pub(super) desk: Option<HallLine>,
}

impl Robot {
    /// A device whose jar holds a seat.
    pub(super) async fn seated(address: &Address, meeting: &str, jar: Jar) -> Result<Robot, String> {
        let phone = Line::open(address, &format!("/live/{meeting}?screen=phone"), &jar).await?;
        Ok(Robot { jar, phone, desk: None })
    }

    /// Opens the desk; its jar holds the host's right too.
    pub(super) async fn open_desk(&mut self, address: &Address, meeting: &str) -> Result<(), String> {
        if self.desk.is_none() {
            self.desk = Some(Line::open(address, &format!("/live/{meeting}?screen=desk"), &self.jar).await?);
        }
        Ok(())
    }
}
