//! Forms by the open line (表单): one listener for the whole page turns every form that posts to
//! `…/do` into a frame with its fields. Only in browsers.
//!
//! The rule kept here: nothing typed is lost. A form waits for its answer with its request id and is
//! sent again with the same id after the line was broken; refused, its text stays in the box and the
//! sentence stands beside it. A page whose line never opened posts plainly, as without scripts.

use core::cell::RefCell;
use std::rc::Rc;

use meeting::wire::{Answer, LARGEST_UP, Up, encode};
use uuid::Uuid;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, FormData, HtmlElement, HtmlFormElement, SubmitEvent};

use super::socket::Line;
use super::timer::{after, chance};
use crate::words;

/// The `id` of the line of text that says what became of the last act.
pub const SAID: &str = "said";

/// A form whose answer has not come.
struct UnderWay {
    request: Uuid,
    frame: Vec<u8>,
    form: HtmlFormElement,
    button: Option<HtmlElement>,
}

/// All forms whose answers have not come.
#[derive(Default)]
pub(super) struct Forms(RefCell<Vec<UnderWay>>);

impl Forms {
    /// Begins to listen, once for the whole page.
    pub(super) fn listen(line: &Rc<Line>) {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let line = Rc::clone(line);
        let on = Closure::<dyn FnMut(SubmitEvent)>::new(move |event: SubmitEvent| {
            submitted(&line, &event);
        })
        .into_js_value();
        let _ = document.add_event_listener_with_callback("submit", on.unchecked_ref());
    }

    /// Sends everything again whose answer has not come; the station knows the request ids.
    pub(super) fn send_again(&self, line: &Line) {
        for form in self.0.borrow().iter() {
            line.send(&form.frame);
        }
    }

    /// An answer has come.
    pub(super) fn answered(&self, answer: &Answer) {
        let mut waiting = self.0.borrow_mut();
        let Some(at) = waiting.iter().position(|form| form.request == answer.request) else { return };
        let UnderWay { form, button, .. } = waiting.remove(at);
        drop(waiting);
        let _ = form.remove_attribute("aria-busy");
        if let Some(button) = button {
            let _ = button.remove_attribute("disabled");
        }
        match &answer.result {
            Ok(_) => {
                form.reset();
                beside(&form, "");
                say(words::SAVED, false);
            }
            Err(sentence) => {
                beside(&form, sentence);
                say(sentence, true);
            }
        }
    }
}

fn submitted(line: &Rc<Line>, event: &SubmitEvent) {
    let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) else {
        return;
    };
    let ours = form.get_attribute("action").is_some_and(|action| action.ends_with("/do"));
    if !ours || !line.opened.get() {
        return;
    }
    event.prevent_default();
    if form.has_attribute("aria-busy") {
        return;
    }
    let Ok(data) = FormData::new_with_form(&form) else { return };
    let button = event.submitter();
    let mut fields = Vec::new();
    for pair in js_sys::Array::from(&data).iter() {
        let pair = js_sys::Array::from(&pair);
        if let (Some(name), Some(text)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            fields.push((name, text));
        }
    }
    if let Some(button) = &button {
        let name = button.get_attribute("name").unwrap_or_default();
        if !name.is_empty() {
            fields.push((name, button.get_attribute("value").unwrap_or_default()));
        }
    }
    let request = uuid::Builder::from_random_bytes(chance()).into_uuid();
    let Ok(frame) = encode(&Up::Form { request, fields }) else { return };
    if frame.len() > LARGEST_UP {
        // the station would close the line on it, and it would be sent again for ever
        beside(&form, words::TOO_MUCH);
        say(words::TOO_MUCH, true);
        return;
    }
    let _ = form.set_attribute("aria-busy", "true");
    if let Some(button) = &button {
        let _ = button.set_attribute("disabled", "");
    }
    if !line.send(&frame) {
        say(words::SENT_LATER, false);
    }
    line.forms().0.borrow_mut().push(UnderWay { request, frame, form, button });
}

/// Says it in the page's one line for such things.
fn say(text: &str, refused: bool) {
    let Some(line) = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(SAID))
    else {
        return;
    };
    let _ = line.set_attribute("class", if refused { "said said--refused" } else { "said" });
    line.set_text_content(Some(text));
    if !refused {
        let kept = text.to_owned();
        after(5_000, move || hush(&line, &kept));
    }
}

/// Takes a sentence away again, unless another one stands there by now.
fn hush(line: &Element, text: &str) {
    if line.text_content().as_deref() == Some(text) {
        line.set_text_content(None);
    }
}

/// Says it beside the form, where the form has a place for it.
fn beside(form: &HtmlFormElement, text: &str) {
    if let Ok(Some(place)) = form.query_selector("output") {
        place.set_text_content(Some(text));
    }
}
