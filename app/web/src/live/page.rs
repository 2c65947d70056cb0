//! What a page knows besides the parts: where its forms go, what became of the last act, what was
//! typed into a form that was refused. The same for everybody who may open the page.

use meeting::TableNo;
use uuid::Uuid;

use crate::start::{Notice, Start};

/// The fixed facts of one page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The meeting's address, ten letters.
    pub meeting: String,
    /// `phone` or `desk`: which of the two rights the page's forms claim.
    pub screen: &'static str,
    /// Where a plain POST comes back to: `hall`, `table/2`, `desk`, `record`.
    pub back: String,
    /// Makes each form of this page a request of its own.
    pub nonce: Uuid,
    /// When the meeting is to begin, in the station's own time.
    pub starts: String,
    /// What became of the last act, where it was posted without scripts.
    pub notice: Option<Notice>,
    /// What was typed into the form that was refused.
    pub typed: Vec<(String, String)>,
}

impl Page {
    /// The facts of a page that starts like this.
    #[must_use]
    pub fn new<K, P>(start: &mut Start<K, P>, screen: &'static str, back: String) -> Self {
        Self {
            meeting: core::mem::take(&mut start.meeting),
            screen,
            back,
            nonce: start.nonce,
            starts: core::mem::take(&mut start.starts),
            notice: start.notice.take(),
            typed: core::mem::take(&mut start.typed),
        }
    }

    /// Where the page's forms go.
    #[must_use]
    pub fn action(&self) -> String {
        ["/m/", &self.meeting, "/do"].concat()
    }

    /// Where another page of the same meeting is: `hall`, `record`, `table/2`.
    #[must_use]
    pub fn address(&self, of: &str) -> String {
        ["/m/", &self.meeting, "/", of].concat()
    }

    /// The table this page is about; `TableNo(0)` when it is about none.
    #[must_use]
    pub fn table(&self) -> TableNo {
        let number = self.back.strip_prefix("table/").and_then(|number| number.parse().ok());
        TableNo(number.unwrap_or(0))
    }

    /// What was typed into this box of this form before it was refused; empty when nothing was.
    #[must_use]
    pub fn typed(&self, act: &str, name: &str) -> String {
        let find = |name: &str| self.typed.iter().find(|(field, _)| field == name).map(|(_, text)| text);
        match find("act") {
            Some(refused) if refused == act => find(name).cloned().unwrap_or_default(),
            _ => String::new(),
        }
    }
}
