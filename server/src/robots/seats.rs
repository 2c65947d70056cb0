//! How robots get their rights: claiming, calling the meeting, the door, links made at the desk.
//!
//! The rule: the very forms people use; nothing is read from the server's files.

use meeting::people::Kind;
use meeting::story::Script;

use super::http::{Address, Answer, Jar};
use crate::auth::token::random_16;

/// A meeting that was called, and the host's jar.
pub(super) struct Called {
    pub(super) id: String,
    pub(super) jar: Jar,
}

/// Makes a device the host's by the code on the server's terminal.
pub(super) async fn claim(address: &Address, code: &str) -> Result<Jar, String> {
    let mut jar = Jar::new();
    address.post("/claim", &mut jar, &[("code", code)]).await?;
    if jar.contains_key("host") {
        return Ok(jar);
    }
    Err("启用码没有对上。请运行 yishiting claim 取一个新的，再用 --claim 写上。".to_owned())
}

/// Calls the meeting of a story, marked as a rehearsal.
pub(super) async fn call(address: &Address, mut jar: Jar, script: &Script) -> Result<Called, String> {
    let nonce = nonce()?;
    let fields = [
        ("nonce", nonce.as_str()),
        ("theme", &script.theme),
        ("station", &script.station),
        ("community", &script.community),
        ("subdistrict", &script.subdistrict),
        ("place", &script.place),
        ("host", &script.host),
        ("rehearsal", "1"),
    ];
    let answer = address.post("/meetings/new", &mut jar, &fields).await?;
    let id = answer
        .next
        .as_deref()
        .and_then(|next| next.strip_prefix("/m/"))
        .and_then(|next| next.split('/').next());
    let id = id.ok_or_else(|| unexpected("这场会没有开成", &answer))?.to_owned();
    Ok(Called { id, jar })
}

/// The secret of the doors a typed code opens.
pub(super) async fn secret(address: &Address, code: &str) -> Result<String, String> {
    let answer = address.post("/", &mut Jar::new(), &[("code", code)]).await?;
    let secret = answer.next.as_deref().and_then(|next| next.strip_prefix("/j/"));
    secret.map(str::to_owned).ok_or_else(|| unexpected("入场码没有打开门", &answer))
}

/// What the door said.
pub(super) enum AtTheDoor {
    /// In, with a seat in the jar.
    In(Jar),
    /// Not let in, and why.
    Refused(String),
}

/// Comes in by the door's form.
pub(super) async fn come_in(
    address: &Address,
    meeting: &str,
    secret: &str,
    entry: (&str, &str, Kind),
) -> Result<AtTheDoor, String> {
    let (name, building, kind) = entry;
    let (mut jar, nonce) = (Jar::new(), nonce()?);
    let fields = [
        ("secret", secret),
        ("name", name),
        ("building", building),
        ("kind", word(kind)),
        ("nonce", nonce.as_str()),
    ];
    let answer = address.post(&format!("/m/{meeting}"), &mut jar, &fields).await?;
    Ok(if answer.status.is_redirection() {
        AtTheDoor::In(jar)
    } else {
        AtTheDoor::Refused(said(&answer).unwrap_or_else(|| answer.status.to_string()))
    })
}

/// The sentence a page says again.
fn said(answer: &Answer) -> Option<String> {
    let (_, after) = answer.body.split_once("id=\"said\"")?;
    let (_, text) = after.split_once('>')?;
    text.split('<').next().map(str::to_owned)
}

/// A link the host makes at the desk: `desk/link`, `desk/seat/{person}`; its path with the meeting.
pub(super) async fn link(
    address: &Address,
    meeting: &str,
    host: &mut Jar,
    which: &str,
) -> Result<String, String> {
    let answer = address.post(&format!("/m/{meeting}/{which}"), host, &[]).await?;
    let token = answer
        .body
        .split("/link/")
        .nth(1)
        .map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect::<String>());
    match token.filter(|token| !token.is_empty()) {
        Some(token) => Ok(format!("/link/{token}?m={meeting}")),
        None => Err(unexpected("主持台没有给出链接", &answer)),
    }
}

/// Uses a link up for a device.
pub(super) async fn spend(address: &Address, link: &str, jar: &mut Jar) -> Result<(), String> {
    let before = jar.clone();
    let answer = address.post(link, jar, &[]).await?;
    if *jar == before { Err(unexpected("链接没有用上", &answer)) } else { Ok(()) }
}

/// The address of the wall, link and all.
pub(super) async fn wall(address: &Address, meeting: &str, host: &mut Jar) -> Result<String, String> {
    let answer = address.post(&format!("/m/{meeting}/desk/wall"), host, &[]).await?;
    answer.next.clone().ok_or_else(|| unexpected("大屏没有打开", &answer))
}

fn unexpected(what: &str, answer: &Answer) -> String {
    format!("{what}（服务器答 {}）。", answer.status.as_u16())
}

fn nonce() -> Result<String, String> {
    let bytes = random_16().map_err(|error| error.to_string())?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid().to_string())
}

/// A kind as the door's form sends it.
fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Resident => "resident",
        Kind::Owner => "owner",
        Kind::Tenant => "tenant",
        Kind::PropertyManager => "property_manager",
        Kind::Organisation => "organisation",
        Kind::SocialOrganisation => "social_organisation",
        Kind::Observer => "observer",
    }
}
