//! The two cookies: a device's seat in one meeting (`seat_{id}`) and a host's device (`host`).
//!
//! The rule: scripts cannot read them (HttpOnly), other sites' forms do not carry them (SameSite=Lax), they
//! last a year and hold a token, nothing else. `Secure` is set where the server is reached by https.

use cookie::time::Duration;
use cookie::{Cookie, SameSite};
use http::{HeaderMap, header};

use super::Token;

/// The host's cookie.
pub const HOST: &str = "host";

/// The name of the cookie for a seat in a meeting.
pub fn seat_name(meeting: &str) -> String {
    format!("seat_{meeting}")
}

/// The `Set-Cookie` value that gives a device its seat.
pub fn give_seat(meeting: &str, token: &Token, secure: bool) -> String {
    give(seat_name(meeting), token, secure)
}

/// The `Set-Cookie` value that makes a device a host's.
pub fn give_host(token: &Token, secure: bool) -> String {
    give(HOST.to_owned(), token, secure)
}

/// The `Set-Cookie` value that takes a cookie away.
pub fn take(name: &str) -> String {
    Cookie::build((name, ""))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::ZERO)
        .to_string()
}

fn give(name: String, token: &Token, secure: bool) -> String {
    Cookie::build((name, token.text()))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(secure)
        .max_age(Duration::days(365))
        .to_string()
}

/// The token in the cookie of this name, if the device shows one.
pub fn shown(headers: &HeaderMap, name: &str) -> Option<Token> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| Cookie::split_parse(value).filter_map(Result::ok))
        .filter(|cookie| cookie.name() == name)
        .find_map(|cookie| Token::parse(cookie.value()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_cookie_bears_every_mark_of_care() {
        let token = Token::fresh().unwrap();
        let set = give_seat("7k2m9q4xwd", &token, false);
        assert_eq!(
            set,
            format!("seat_7k2m9q4xwd={}; HttpOnly; SameSite=Lax; Path=/; Max-Age=31536000", token.text())
        );
        assert!(give_host(&token, true).contains("; Secure"));
        assert!(take(HOST).contains("Max-Age=0"));
    }

    #[test]
    fn the_right_cookie_is_found_among_others_and_a_broken_one_is_nobody() {
        let token = Token::fresh().unwrap();
        let mut headers = HeaderMap::new();
        let value = format!("a=b; seat_x={}; host=%%%", token.text());
        headers.insert(header::COOKIE, value.parse().unwrap());
        headers.append(header::COOKIE, "seat_z=short".parse().unwrap());
        assert_eq!(shown(&headers, "seat_x"), Some(token));
        assert_eq!(shown(&headers, "seat_y"), None);
        assert_eq!(shown(&headers, "seat_z"), None);
        assert_eq!(shown(&headers, HOST), None);
    }
}
