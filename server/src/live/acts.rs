//! What a screen's person does over its socket, and the answers on their way back.
//!
//! The rule: the person is the seat's, the host's right counts only at the desk, every text is made clean,
//! and answers come in the order of asking. A wall does nothing.
//! Deliberately not here: reading frames (`socket`), forms (`routes::forms`), deciding (`keeper`).

use std::collections::VecDeque;
use std::future::pending;

use meeting::wire::{Answer, WayIn};
use meeting::{Command, PersonId};
use tokio::sync::oneshot;
use uuid::Uuid;

use super::ask::{Answered, Ask, NotDone};
use super::handle::Handle;
use super::interpreter::Interpreter;
use super::socket::{Screen, Who};
use crate::routes::forms;
use crate::store::Doors;

type Coming = oneshot::Receiver<Result<Answered, NotDone>>;

pub(super) struct Acts {
    handle: Handle,
    who: Who,
    interpreter: Interpreter,
    waiting: VecDeque<(Uuid, Coming)>,
}

impl Acts {
    pub(super) fn new(handle: Handle, who: Who, interpreter: Interpreter) -> Acts {
        Acts { handle, who, interpreter, waiting: VecDeque::new() }
    }

    pub(super) fn handle(&self) -> &Handle {
        &self.handle
    }

    pub(super) fn who(&self) -> Who {
        self.who
    }

    pub(super) fn way_in(&self, doors: Option<&Doors>) -> WayIn {
        (self.interpreter.way_in)(doors)
    }

    /// Passes a command on; an answer comes back at once only if it went no further.
    pub(super) fn act(
        &mut self,
        request: Uuid,
        on_behalf: Option<PersonId>,
        mut command: Command,
    ) -> Option<Answer> {
        if let Err(sentence) = forms::clean(&mut command) {
            return Some(Answer { request, result: Err(sentence) });
        }
        let desk = self.who.host && self.who.screen == Screen::Desk;
        self.pass_on(request, on_behalf, desk, false, command)
    }

    /// As [`Acts::act`], from a form's fields.
    pub(super) fn form(&mut self, request: Uuid, fields: &[(String, String)]) -> Option<Answer> {
        let meeting = self.handle.meeting();
        match forms::command(fields, meeting.pack()) {
            Ok(filled) => {
                let desk = self.who.host && filled.desk;
                self.pass_on(request, filled.on_behalf, desk, filled.paper, filled.command)
            }
            Err(sentence) => Some(Answer { request, result: Err(sentence) }),
        }
    }

    fn pass_on(
        &mut self,
        request: Uuid,
        on_behalf: Option<PersonId>,
        desk: bool,
        paper: bool,
        command: Command,
    ) -> Option<Answer> {
        let Some(person) = self.who.person.filter(|_| self.who.screen != Screen::Wall) else {
            return Some(Answer { request, result: Err("请先入场，再来操作。".to_owned()) });
        };
        let ask = Ask::sent(person, desk, paper, on_behalf, request, command);
        match self.handle.send(ask) {
            Ok(coming) => {
                self.waiting.push_back((request, coming));
                None
            }
            Err(not) => Some(self.put(request, Err(not))),
        }
    }

    /// The next answer, in the order of asking; waits for ever while nothing was asked.
    pub(super) async fn next(&mut self) -> Answer {
        let Some((request, coming)) = self.waiting.front_mut() else { return pending().await };
        let (request, result) = (*request, coming.await.unwrap_or_else(|_| Err(NotDone::gone())));
        self.waiting.pop_front();
        self.put(request, result)
    }

    fn put(&self, request: Uuid, result: Result<Answered, NotDone>) -> Answer {
        let result = result.map(|answered| answered.number).map_err(|not| match not {
            NotDone::Refusal(refusal) => (self.interpreter.sentence)(&refusal, self.handle.meeting().pack()),
            NotDone::Unsaved(sentence) => sentence,
        });
        Answer { request, result }
    }
}
