//! `/proof` in debug builds: shows that a page is whole without scripts and comes alive with them.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use web::pages::proof::{Proof, ProofParts, ProofTopic};
use web::render::{self, Sheet};

use crate::assets;

fn parts() -> ProofParts {
    let texts =
        ["三号楼的电梯夜里总是停", "小广场晚上音乐太响 <b>\"几点\"</b> & 谁来管", "雨棚漏水，谁来修？"];
    let topics = (1..).zip(texts).map(|(number, text)| ProofTopic {
        number,
        text: text.to_owned(),
        people: number * 3,
    });
    ProofParts { question: "今晚我们先谈什么？".to_owned(), topics: topics.collect() }
}

pub(super) async fn page() -> Response {
    let sheet = Sheet {
        title: "样页".to_owned(),
        style: assets::address("main.css").unwrap_or_default(),
        surface: "phone",
        bundle: assets::bundle("phone"),
    };
    match render::page(sheet, parts(), Proof) {
        Ok(html) => Html(html).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
