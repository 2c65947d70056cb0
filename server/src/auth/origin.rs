//! Whether a browser's request comes from a page of ours.
//!
//! The rule: on every POST and every socket, `Origin` must be there, once, and be exactly one of the
//! server's own addresses (`http://host:port`) or the public address; `Host` must be one of them too, so
//! no borrowed name ends up in a link. Plain http has no better sign than this.
//! Deliberately not here: robots, who come without `Origin` (`asking`).

use std::net::IpAddr;

use http::{HeaderMap, header};

/// The addresses this server goes by.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// Lower-case `scheme://host[:port]`, a default port left out as browsers do.
    known: Vec<String>,
    public: Option<String>,
}

impl Addresses {
    /// `localhost`, these addresses at this port, and the public address if one was given.
    pub fn new(own: &[IpAddr], port: u16, public_url: Option<&str>) -> Addresses {
        let loopback = ["localhost".to_owned(), "127.0.0.1".to_owned(), "[::1]".to_owned()];
        let hosts = loopback.into_iter().chain(own.iter().map(|ip| match ip {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        }));
        let mut known: Vec<String> =
            hosts.filter_map(|host| origin_of(&format!("http://{host}:{port}"))).collect();
        let public = public_url.and_then(origin_of);
        known.extend(public.clone());
        known.dedup();
        Addresses { known, public }
    }

    /// Whether people reach the server by https, so that cookies can be `Secure`.
    pub fn secure(&self) -> bool {
        self.public.as_deref().is_some_and(|public| public.starts_with("https://"))
    }

    /// The public address, without a path, if one was given.
    pub fn public(&self) -> Option<&str> {
        self.public.as_deref()
    }

    fn knows_origin(&self, origin: &str) -> bool {
        self.known.iter().any(|known| known.eq_ignore_ascii_case(origin))
    }

    fn knows_host(&self, host: &str) -> bool {
        let hosts = self.known.iter().filter_map(|known| known.split_once("://"));
        hosts.into_iter().any(|(scheme, known)| {
            let host = host.strip_suffix(if scheme == "https" { ":443" } else { ":80" }).unwrap_or(host);
            known.eq_ignore_ascii_case(host)
        })
    }
}

/// Scheme and host of a URL as a browser writes them in `Origin`.
fn origin_of(url: &str) -> Option<String> {
    let uri: http::Uri = url.trim().parse().ok()?;
    let scheme = uri.scheme_str()?.to_ascii_lowercase();
    let host = uri.host()?.to_ascii_lowercase();
    match (scheme.as_str(), uri.port_u16()) {
        ("http", None | Some(80)) | ("https", None | Some(443)) => Some(format!("{scheme}://{host}")),
        ("http" | "https", Some(port)) => Some(format!("{scheme}://{host}:{port}")),
        _ => None,
    }
}

/// The only value of a header; `None` if absent, repeated or not text.
fn only<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() { None } else { value.to_str().ok() }
}

/// Whether `Host` is a name this server goes by. Asked on every request.
pub fn host_known(headers: &HeaderMap, addresses: &Addresses) -> bool {
    only(headers, &header::HOST).is_some_and(|host| addresses.knows_host(host))
}

/// Whether this POST or socket comes from a page of ours.
pub fn origin_allowed(headers: &HeaderMap, addresses: &Addresses) -> bool {
    host_known(headers, addresses)
        && only(headers, &header::ORIGIN).is_some_and(|origin| addresses.knows_origin(origin))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses() -> Addresses {
        Addresses::new(&["192.168.1.5".parse().unwrap()], 3000, Some("https://yishi.example.cn/"))
    }

    fn request(host: &str, origins: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        for origin in origins {
            headers.append(header::ORIGIN, origin.parse().unwrap());
        }
        headers
    }

    #[test]
    fn pages_of_our_own_addresses_may_post() {
        for (host, origin) in [
            ("192.168.1.5:3000", "http://192.168.1.5:3000"),
            ("localhost:3000", "http://localhost:3000"),
            ("[::1]:3000", "http://[::1]:3000"),
            ("yishi.example.cn", "https://yishi.example.cn"),
            ("yishi.example.cn:443", "https://Yishi.Example.cn"),
        ] {
            assert!(origin_allowed(&request(host, &[origin]), &addresses()), "{host} {origin}");
        }
        let plain = Addresses::new(&["10.0.0.2".parse().unwrap()], 80, None);
        assert!(origin_allowed(&request("10.0.0.2", &["http://10.0.0.2"]), &plain));
    }

    #[test]
    fn foreign_null_missing_doubled_look_alike_and_other_port_may_not() {
        let ours = "http://192.168.1.5:3000";
        for origins in [
            &[][..],
            &["null"],
            &["http://evil.example"],
            &["http://192.168.1.5:3001"],
            &["http://192.168.1.5"],
            &["https://192.168.1.5:3000"],
            &["http://192.168.1.5:3000.evil.example"],
            &["http://192.168.1.5:30000"],
            &["https://yishi.example.cn.evil.example"],
            &["https://not-yishi.example.cn"],
            &[ours, ours],
        ] {
            assert!(!origin_allowed(&request("192.168.1.5:3000", origins), &addresses()), "{origins:?}");
        }
        assert!(!origin_allowed(&request("evil.example", &[ours]), &addresses()), "a borrowed Host");
    }
}
