//! A form as it was posted: names and texts, bounded.
//!
//! The rule kept here: what is too large or no form at all gets a sentence, like every other trouble.
//! Deliberately not here: what the fields mean (`forms`).

use axum::Form;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;

use super::answer::Stop;

/// A form's fields as sent.
pub(super) type Typed = Vec<(String, String)>;

/// The fields of a posted form.
pub(super) struct Posted(pub(super) Typed);

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Stop;

    async fn from_request(request: Request, state: &S) -> Result<Posted, Stop> {
        match Form::<Typed>::from_request(request, state).await {
            Ok(Form(typed)) => Ok(Posted(typed)),
            Err(fault) if fault.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                let sentence = "一次写得太多了，没有收下。请按返回键回去，删短一些再交。";
                Err(Stop::new(StatusCode::PAYLOAD_TOO_LARGE, "写得太长了", sentence))
            }
            Err(fault) => {
                let sentence = "这张表没有读懂，没有收下。请按返回键回去，刷新页面再试一次。";
                Err(Stop::new(fault.status(), "没有读懂", sentence))
            }
        }
    }
}

/// A field's text; empty when it is not there.
pub(super) fn field<'a>(typed: &'a [(String, String)], name: &str) -> &'a str {
    typed.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text.as_str())
}

/// All fields as one text, each set apart by its length.
pub(super) fn whole(typed: &[(String, String)]) -> String {
    typed
        .iter()
        .fold(String::new(), |all, (name, text)| all + &format!("{}:{name}{}:{text}", name.len(), text.len()))
}
