//! Forms and cookies of one device, over plain http.
//!
//! The rule: each request says which page it comes from, as a browser does; cookies are kept by name.
//! Deliberately not here: https (a rehearsal is played in the room), redirects (the robot reads where to).

use std::collections::BTreeMap;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// The server's address, as `http://localhost:3000`.
#[derive(Clone, Debug)]
pub(super) struct Address {
    authority: String,
}

/// Cookies by name.
pub(super) type Jar = BTreeMap<String, String>;

/// An answer.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    /// Where it sends the browser next.
    pub(super) next: Option<String>,
    pub(super) body: String,
}

impl Address {
    pub(super) fn read(url: &str) -> Result<Address, String> {
        let rest = url.trim().trim_end_matches('/').strip_prefix("http://");
        let authority = rest.filter(|rest| !rest.is_empty() && !rest.contains('/'));
        let authority = authority.ok_or_else(|| format!("{url} 要像 http://localhost:3000 这样写。"))?;
        let port = if authority.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok()) {
            ""
        } else {
            ":80"
        };
        Ok(Address { authority: format!("{authority}{port}") })
    }

    /// The page address of a path.
    pub(super) fn page(&self, path: &str) -> String {
        format!("http://{}{path}", self.shown())
    }

    /// The socket address of a path.
    pub(super) fn socket(&self, path: &str) -> String {
        format!("ws://{}{path}", self.shown())
    }

    pub(super) fn origin(&self) -> String {
        self.page("")
    }

    fn shown(&self) -> &str {
        self.authority.strip_suffix(":80").unwrap_or(&self.authority)
    }

    /// Sends a form; new cookies go into the jar.
    pub(super) async fn post(
        &self,
        path: &str,
        jar: &mut Jar,
        fields: &[(&str, &str)],
    ) -> Result<Answer, String> {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(HOST, self.shown())
            .header(ORIGIN, self.origin())
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(COOKIE, cookies(jar))
            .body(Full::new(Bytes::from(form.finish())))
            .map_err(|error| error.to_string())?;
        let offline = |error: &dyn std::fmt::Display| format!("连不上 {}（{error}）。", self.origin());
        let stream = TcpStream::connect(&self.authority).await.map_err(|error| offline(&error))?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
            .await
            .map_err(|error| offline(&error))?;
        // It ends with the answer; what goes wrong in it the request hears.
        tokio::spawn(connection);
        let answer = sender.send_request(request).await.map_err(|error| offline(&error))?;
        let status = answer.status();
        let next = answer.headers().get(LOCATION).and_then(|next| next.to_str().ok()).map(str::to_owned);
        for cookie in answer.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = answer.into_body().collect().await.map_err(|error| offline(&error))?.to_bytes();
        Ok(Answer { status, next, body: String::from_utf8_lossy(&body).into_owned() })
    }
}

/// The jar as the header a browser sends.
pub(super) fn cookies(jar: &Jar) -> String {
    jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_scheme_and_host_and_nothing_else() {
        assert_eq!(
            Address::read("http://localhost:3000/").unwrap().page("/claim"),
            "http://localhost:3000/claim"
        );
        assert_eq!(Address::read("http://hall.lan").unwrap().socket("/live"), "ws://hall.lan/live");
        for wrong in ["", "localhost:3000", "https://hall.lan", "http://", "http://hall.lan/m/1"] {
            assert!(Address::read(wrong).is_err(), "{wrong}");
        }
    }
}
