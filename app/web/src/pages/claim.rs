//! Claiming (`/claim`): the eight letters on the terminal make this device the host's. Anyone may see
//! it; only who stands at the laptop knows the letters.

use crate::kit::{self, Typing};
use crate::render::Sheet;
use crate::start::Notice;
use crate::words::plain as w;

use super::plain;

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct Claim {
    /// What became of a typed code.
    pub notice: Option<Notice>,
    /// The fields as typed.
    pub typed: Vec<(String, String)>,
}

/// The page.
///
/// # Errors
/// None in practice: the page has no parts.
pub fn page(sheet: Sheet, claim: Claim) -> Result<String, postcard::Error> {
    let Claim { notice, typed } = claim;
    plain::page(sheet, w::CLAIM_TITLE, notice.as_ref(), || {
        vec![
            kit::para("lead", w::CLAIM_LEAD),
            kit::post(
                "form",
                "/claim".to_owned(),
                Vec::new(),
                vec![
                    kit::line(
                        Typing::new("code", w::CLAIM_ASK, w::CLAIM_EXAMPLE, 12),
                        plain::typed(&typed, "code"),
                    ),
                    kit::button("button button--primary", w::CLAIM),
                ],
            ),
        ]
    })
}
