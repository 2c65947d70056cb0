//! Who is asking: the seat and the host's right a request shows.
//!
//! The rule: the person is named by the token, never by the message, and a seat counts only in its own
//! meeting. A request with a bearer token is judged by that alone, its cookies are not looked at; so a page
//! from elsewhere can neither borrow cookies nor leave `Origin` out.
//! Deliberately not here: what the person may do, and rate limits.

use http::{HeaderMap, header};

use super::cookies;
use super::origin::{Addresses, host_known, origin_allowed};
use super::token::Token;
use crate::store::{Seat, Store, StoreError};

/// How a POST or socket came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// From a page of ours.
    Browser,
    /// From a program that shows a bearer token.
    Robot,
}

/// Whom a request comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asking {
    /// The seat in the meeting asked about, if there is one.
    pub seat: Option<Seat>,
    /// Whether it is a host's device.
    pub host: bool,
}

/// How this POST or socket came in; `None`: refuse it with 403 before anything else.
pub fn came(headers: &HeaderMap, addresses: &Addresses) -> Option<Came> {
    if headers.contains_key(header::AUTHORIZATION) && !headers.contains_key(header::ORIGIN) {
        return (host_known(headers, addresses) && bearer(headers).is_some()).then_some(Came::Robot);
    }
    origin_allowed(headers, addresses).then_some(Came::Browser)
}

/// Whom the request comes from, for the meeting it asks about.
pub async fn asking(store: &dyn Store, headers: &HeaderMap, meeting: &str) -> Result<Asking, StoreError> {
    let (seat, host) = if headers.contains_key(header::AUTHORIZATION) {
        (bearer(headers), bearer(headers))
    } else {
        (cookies::shown(headers, &cookies::seat_name(meeting)), cookies::shown(headers, cookies::HOST))
    };
    let seat = match seat {
        Some(token) => store.seat(token.hash()).await?.filter(|seat| seat.meeting == meeting),
        None => None,
    };
    let host = match host {
        Some(token) => store.host(token.hash()).await?,
        None => false,
    };
    Ok(Asking { seat, host })
}

/// The token after `Authorization: Bearer`.
fn bearer(headers: &HeaderMap) -> Option<Token> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| Token::parse(token.trim()))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Memory, RightsChange};
    use uuid::Uuid;

    const OURS: &str = "http://localhost:3000";

    fn addresses() -> Addresses {
        Addresses::new(&[], 3000, None)
    }

    fn request(lines: &[(header::HeaderName, String)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "localhost:3000".parse().unwrap());
        for (name, value) in lines {
            headers.append(name, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn browsers_come_with_an_origin_and_robots_with_a_bearer_token() {
        let token = Token::fresh().unwrap();
        let bearer = (header::AUTHORIZATION, format!("Bearer {}", token.text()));
        let cookie = (header::COOKIE, format!("host={}", token.text()));
        assert_eq!(came(&request(&[(header::ORIGIN, OURS.into())]), &addresses()), Some(Came::Browser));
        assert_eq!(came(&request(std::slice::from_ref(&bearer)), &addresses()), Some(Came::Robot));
        assert_eq!(came(&request(&[cookie]), &addresses()), None, "a cookie without an origin");
        assert_eq!(came(&request(&[(header::AUTHORIZATION, "Basic abc".into())]), &addresses()), None);
        assert_eq!(
            came(&request(&[bearer, (header::ORIGIN, "http://evil.example".into())]), &addresses()),
            None
        );
    }

    #[tokio::test]
    async fn a_seat_counts_only_in_its_own_meeting_and_the_token_names_the_person() {
        let (store, token) = (Memory::new(), Token::fresh().unwrap());
        let seat = Seat { meeting: "aaaaaaaaaa".into(), person: Uuid::from_u128(7) };
        store
            .change_rights(RightsChange::SeatGiven { token: token.hash(), seat: seat.clone() })
            .await
            .unwrap();
        let by_cookie = |name: &str| request(&[(header::COOKIE, format!("{name}={}", token.text()))]);
        let by_bearer = request(&[(header::AUTHORIZATION, format!("Bearer {}", token.text()))]);
        let own = Asking { seat: Some(seat), host: false };
        assert_eq!(asking(&store, &by_cookie("seat_aaaaaaaaaa"), "aaaaaaaaaa").await.unwrap(), own);
        assert_eq!(asking(&store, &by_bearer, "aaaaaaaaaa").await.unwrap(), own);
        assert_eq!(
            asking(&store, &by_cookie("seat_bbbbbbbbbb"), "bbbbbbbbbb").await.unwrap(),
            Asking::default()
        );
        assert_eq!(asking(&store, &by_bearer, "bbbbbbbbbb").await.unwrap(), Asking::default());
        assert_eq!(asking(&store, &by_cookie("host"), "aaaaaaaaaa").await.unwrap(), Asking::default());
    }

    #[tokio::test]
    async fn a_bearer_token_is_judged_alone_and_cookies_beside_it_are_not_looked_at() {
        let (store, token) = (Memory::new(), Token::fresh().unwrap());
        store.change_rights(RightsChange::HostGiven { token: token.hash() }).await.unwrap();
        let other = Token::fresh().unwrap();
        let headers = request(&[
            (header::AUTHORIZATION, format!("Bearer {}", other.text())),
            (header::COOKIE, format!("host={}", token.text())),
        ]);
        assert!(!asking(&store, &headers, "aaaaaaaaaa").await.unwrap().host);
    }
}
