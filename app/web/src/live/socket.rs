//! The line to the station (连线): opened once, kept open, told on waking; its frames go into what the
//! screen holds. Only in browsers.
//!
//! The rule kept here: a resident never needs to reload. A line that breaks is opened again with
//! spread-out pauses of 0.3 to 8 s, says what the screen still holds and gets what changed since;
//! a line that looks open but does not answer within 3 s is replaced. Only a station that speaks
//! another version makes the page load itself anew.

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use meeting::Moment;
use meeting::wire::{Down, Up, decode, encode};
use serde::de::DeserializeOwned;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BinaryType, Event, MessageEvent, VisibilityState, WebSocket};

use super::forms::Forms;
use super::timer::{after, chance, local};
use super::{Held, Holds, Kinds};

const FIRST_PAUSE: u32 = 300;
const LONGEST_PAUSE: u32 = 8_000;
const ANSWER_WITHIN: i32 = 3_000;
const ASK_EVERY: i32 = 25_000;
const TICK: i32 = 250;

/// One screen's line. Everything that does not depend on what the screen holds is here, once.
pub(super) struct Line {
    address: String,
    socket: RefCell<Option<WebSocket>>,
    /// Grows with every socket, so that what an old one says late is not heard.
    life: Cell<u32>,
    tries: Cell<u32>,
    /// Whether the line was ever open: before that, forms post plainly.
    pub(super) opened: Cell<bool>,
    asked: Cell<bool>,
    offset: Cell<i64>,
    ticking: Cell<bool>,
    forms: Forms,
    hooks: Hooks,
}

/// Takes a frame in; whether it could be read.
type TakeFrame = Box<dyn Fn(&Line, &[u8]) -> bool>;

/// What the held state does for the line.
struct Hooks {
    hello: Box<dyn Fn() -> Option<Vec<u8>>>,
    frame: TakeFrame,
    lost: Box<dyn Fn(bool)>,
    tick: Box<dyn Fn(Moment) -> bool>,
}

/// Opens the line of this screen and makes the page's forms use it. `query` is what follows
/// `/live/{meeting}?`, such as `screen=phone`.
pub fn open<S>(held: Held<S>, query: &str)
where
    S: Holds,
    S::Key: DeserializeOwned,
    S::Part: DeserializeOwned,
{
    let Some(window) = web_sys::window() else { return };
    let place = window.location();
    let (Ok(scheme), Ok(host)) = (place.protocol(), place.host()) else { return };
    let scheme = if scheme == "https:" { "wss://" } else { "ws://" };
    let meeting = held.read(Kinds::default(), |shown| shown.page.meeting.clone());
    let line = Rc::new(Line {
        address: [scheme, &host, "/live/", &meeting, "?", query].concat(),
        socket: RefCell::new(None),
        life: Cell::new(0),
        tries: Cell::new(0),
        opened: Cell::new(false),
        asked: Cell::new(false),
        offset: Cell::new(0),
        ticking: Cell::new(false),
        forms: Forms::default(),
        hooks: Hooks {
            hello: Box::new(move || {
                let have = held.read(Kinds::default(), |shown| shown.have.clone());
                encode(&Up::Hello { have }).ok()
            }),
            frame: Box::new(move |line, bytes| {
                let Some(frame) = decode::<Down<S::Key, S::Part>>(bytes) else { return false };
                if let Down::Now(now) = &frame {
                    line.clock(*now);
                }
                if let Some(answer) = held.apply(frame) {
                    line.forms.answered(&answer);
                }
                true
            }),
            lost: Box::new(move |lost| {
                held.change(|shown| {
                    if shown.lost == lost {
                        return Kinds::default();
                    }
                    shown.lost = lost;
                    Kinds::LINE
                });
            }),
            tick: Box::new(move |now| {
                let mut counts = false;
                held.change(|shown| {
                    counts = shown.counts_down();
                    shown.now = now;
                    if counts { Kinds::CLOCK } else { Kinds::default() }
                });
                counts
            }),
        },
    });
    line.connect();
    Forms::listen(&line);
    wake(&line);
    line.ask_later();
}

impl Line {
    /// Sends an encoded frame if the line is open.
    pub(super) fn send(&self, frame: &[u8]) -> bool {
        let socket = self.socket.borrow();
        socket.as_ref().is_some_and(|socket| {
            socket.ready_state() == WebSocket::OPEN && socket.send_with_u8_array(frame).is_ok()
        })
    }

    /// The forms under way.
    pub(super) fn forms(&self) -> &Forms {
        &self.forms
    }

    fn connect(self: &Rc<Self>) {
        let life = self.life.get().wrapping_add(1);
        self.life.set(life);
        if let Some(old) = self.socket.take() {
            let _ = old.close();
        }
        let Ok(socket) = WebSocket::new(&self.address) else {
            self.broken();
            return;
        };
        socket.set_binary_type(BinaryType::Arraybuffer);
        let line = Rc::clone(self);
        let on = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            if line.life.get() == life {
                line.happened(&event);
            }
        })
        .into_js_value();
        let on = on.unchecked_ref();
        socket.set_onopen(Some(on));
        socket.set_onmessage(Some(on));
        socket.set_onclose(Some(on));
        self.socket.replace(Some(socket));
    }

    fn happened(self: &Rc<Self>, event: &Event) {
        match event.type_().as_str() {
            "open" => {
                self.opened.set(true);
                self.asked.set(false);
                if let Some(hello) = (self.hooks.hello)() {
                    self.send(&hello);
                }
                self.forms.send_again(self);
            }
            "message" => {
                let Some(message) = event.dyn_ref::<MessageEvent>() else { return };
                let bytes = js_sys::Uint8Array::new(&message.data()).to_vec();
                if (self.hooks.frame)(self, &bytes) {
                    self.tries.set(0);
                    (self.hooks.lost)(false);
                    self.tick();
                } else {
                    reload_soon();
                }
            }
            _ => self.broken(),
        }
    }

    fn broken(self: &Rc<Self>) {
        let tries = self.tries.get();
        self.tries.set(tries.saturating_add(1));
        if tries > 0 {
            (self.hooks.lost)(true);
        }
        let longest = (FIRST_PAUSE << tries.min(5)).min(LONGEST_PAUSE);
        let [low, high, ..] = chance();
        // between half and the whole of the pause, so that a hall of phones does not come at once
        let pause = longest / 2 + longest * u32::from(u16::from_le_bytes([low, high])) / 131_072;
        let (line, life) = (Rc::clone(self), self.life.get());
        after(i32::try_from(pause).unwrap_or(TICK), move || {
            if line.life.get() == life {
                line.connect();
            }
        });
    }

    /// "Are you there?"; without an answer in time the line is replaced.
    fn ask(self: &Rc<Self>) {
        if !self.send(&ping()) {
            self.connect();
            return;
        }
        self.asked.set(true);
        let (line, life) = (Rc::clone(self), self.life.get());
        after(ANSWER_WITHIN, move || {
            if line.asked.get() && line.life.get() == life {
                line.tries.set(line.tries.get().max(1));
                (line.hooks.lost)(true);
                line.connect();
            }
        });
    }

    fn ask_later(self: &Rc<Self>) {
        let line = Rc::clone(self);
        after(ASK_EVERY, move || {
            if line.socket.borrow().as_ref().is_some_and(|s| s.ready_state() == WebSocket::OPEN) {
                line.ask();
            }
            line.ask_later();
        });
    }

    fn clock(&self, now: Moment) {
        self.asked.set(false);
        self.offset.set(now.0.saturating_sub(local()));
    }

    /// Moves the clock while something counts down; stands still otherwise.
    fn tick(self: &Rc<Self>) {
        if self.ticking.get() {
            return;
        }
        self.ticking.set((self.hooks.tick)(Moment(local().saturating_add(self.offset.get()))));
        if self.ticking.get() {
            let line = Rc::clone(self);
            after(TICK, move || {
                line.ticking.set(false);
                line.tick();
            });
        }
    }
}

fn ping() -> Vec<u8> {
    encode(&Up::Ping).unwrap_or_default()
}

/// A phone that was asleep asks at once whether its line still stands.
fn wake(line: &Rc<Line>) {
    let (Some(window), line) = (web_sys::window(), Rc::clone(line)) else { return };
    let Some(document) = window.document() else { return };
    let seen = document.clone();
    let on = Closure::<dyn FnMut()>::new(move || {
        if line.opened.get() && seen.visibility_state() == VisibilityState::Visible {
            line.ask();
        }
    })
    .into_js_value();
    let on = on.unchecked_ref();
    let _ = document.add_event_listener_with_callback("visibilitychange", on);
    for name in ["pageshow", "online"] {
        let _ = window.add_event_listener_with_callback(name, on);
    }
}

/// The station speaks another version: the page is loaded anew, not all phones in the same instant.
fn reload_soon() {
    let [first, ..] = chance();
    after(500 + i32::from(first) * 8, || {
        if let Some(window) = web_sys::window() {
            let _: Result<(), JsValue> = window.location().reload();
        }
    });
}
