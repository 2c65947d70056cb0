//! A page that proves the way pages come alive: parts in a data block, one island, one button.
//!
//! It holds no data of anybody and is served by debug builds alone.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::parts;

/// What the page begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofParts {
    /// The heading.
    pub question: String,
    /// The list, one part per item.
    pub topics: Vec<ProofTopic>,
}

/// One item of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofTopic {
    /// Its number in the list.
    pub number: u32,
    /// Its text, as typed.
    pub text: String,
    /// How many people stand by it.
    pub people: u32,
}

/// The island of the page: a shell, so that its export name changes only with this line.
#[island]
pub fn Proof() -> impl IntoView {
    parts::starting::<ProofParts>().map(proof)
}

fn proof(parts: ProofParts) -> impl IntoView {
    let topics = RwSignal::new(parts.topics);
    let people = move || topics.with(|list| list.iter().map(|t| t.people).sum::<u32>());
    let join = move |_| {
        topics.update(|list| {
            if let Some(first) = list.first_mut() {
                first.people += 1;
            }
        });
    };
    view! {
        <main>
            <h1>{parts.question}</h1>
            <ol>
                <For each=move || topics.get() key=|t| (t.number, t.people) children=topic />
            </ol>
            <p id="people">"一共 " {people} " 人"</p>
            <form method="post" on:submit=move |event| event.prevent_default()>
                <button type="submit" class="primary" on:click=join>"我也关心"</button>
            </form>
        </main>
    }
}

fn topic(topic: ProofTopic) -> impl IntoView {
    view! { <li>{topic.text} "（" {topic.people} " 人）"</li> }
}
