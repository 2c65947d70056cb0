//! How the people of a story come to their devices: by the door, or, written in at the desk, by the link to
//! their seat; and those who only watch.
//!
//! The rule: everybody gets in the way a person would; the code is read off the desk once per opening.
//! Deliberately not here: the forms themselves (`seats`).

use meeting::PersonId;
use meeting::people::Kind;
use meeting::story::Lookup;
use meeting::wire::Audience;

use super::http::Jar;
use super::line::Held;
use super::robot::Robot;
use super::seats::{self, AtTheDoor};
use super::troupe::{SHOWS_WITHIN, Told, Troupe};

impl Troupe {
    /// Lets in so many who only watch, as observers.
    ///
    /// # Errors
    /// The door did not let them in.
    pub async fn watchers(&mut self, number: u32) -> Result<(), String> {
        for n in 1..=number {
            let robot = self.let_in((&format!("旁听{n}"), "旁听席", Kind::Observer)).await?;
            self.watchers.push(robot.map_err(|_| "门口没有让旁听的进来。".to_owned())?);
        }
        Ok(())
    }

    /// Somebody comes in by the door with a phone.
    pub(super) async fn comes(&mut self, name: &str, building: &str, kind: Kind) -> Result<Told, String> {
        match self.let_in((name, building, kind)).await? {
            Ok(robot) => {
                self.people.insert(name.to_owned(), robot);
                let arrived = |held: &Held<_, _>| {
                    held.parts.get(&Audience::Desk).is_some_and(|desk| desk.person(name).is_some())
                };
                self.desk()?.until(SHOWS_WITHIN, arrived).await?;
                Ok(Told::Done(0))
            }
            Err(sentence) => Ok(Told::TurnedAway(sentence)),
        }
    }

    pub(super) async fn let_in(
        &mut self,
        entry: (&str, &str, Kind),
    ) -> Result<Result<Robot, String>, String> {
        let code = self.desk()?.held().way_in.as_ref().map(|way_in| way_in.code.clone()).unwrap_or_default();
        if self.secret.as_ref().is_none_or(|(of, _)| *of != code) && !code.is_empty() {
            self.secret = Some((code.clone(), seats::secret(&self.address, &code).await?));
        }
        let secret = self.secret.as_ref().map_or("", |(_, secret)| secret.as_str());
        match seats::come_in(&self.address, &self.meeting, secret, entry).await? {
            AtTheDoor::In(jar) => Ok(Ok(Robot::seated(&self.address, &self.meeting, jar).await?)),
            AtTheDoor::Refused(sentence) => Ok(Err(sentence)),
        }
    }

    /// Sees to it that somebody who is of the meeting has a device, with a desk if one is meant: who was
    /// written in at the desk gets their seat by a link.
    pub(super) async fn bring(
        &mut self,
        name: &str,
        known: Option<PersonId>,
        desk: bool,
    ) -> Result<Result<(), String>, String> {
        if !self.people.contains_key(name) {
            let Some(person) = known else { return Ok(Err(format!("没有叫“{name}”的人"))) };
            let which = format!("desk/seat/{person}");
            let link = seats::link(&self.address, &self.meeting, &mut self.host.jar, &which).await?;
            let mut jar = Jar::new();
            seats::spend(&self.address, &link, &mut jar).await?;
            let robot = Robot::seated(&self.address, &self.meeting, jar).await?;
            self.people.insert(name.to_owned(), robot);
        }
        if let (true, Some(robot)) = (desk, self.people.get_mut(name)) {
            if robot.desk.is_none() {
                let link = seats::link(&self.address, &self.meeting, &mut self.host.jar, "desk/link").await?;
                seats::spend(&self.address, &link, &mut robot.jar).await?;
            }
            robot.open_desk(&self.address, &self.meeting).await?;
        }
        Ok(Ok(()))
    }
}
