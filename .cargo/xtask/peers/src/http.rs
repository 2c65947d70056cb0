//! A browser without a screen: requests over one kept connection, cookies, forms.
//!
//! The rule kept here: it sends what a browser on plain http sends (`Host`, `Origin`, cookies, gzip
//! alone) and follows nothing by itself.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::Failure;

/// What came back.
pub struct Reply {
    /// 200 and the like.
    pub status: u16,
    /// Where to go next.
    pub location: String,
    /// `gzip`, or empty.
    pub encoding: String,
    /// As it came, still compressed.
    pub body: Vec<u8>,
}

impl Reply {
    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// One browser.
pub struct Browser {
    address: SocketAddr,
    connection: Option<BufReader<TcpStream>>,
    /// What the server has given it to keep.
    pub cookies: BTreeMap<String, String>,
}

impl Browser {
    /// One that has not been anywhere yet.
    #[must_use]
    pub fn new(address: SocketAddr) -> Browser {
        Browser { address, connection: None, cookies: BTreeMap::new() }
    }

    /// Fetches a page, uncompressed.
    ///
    /// # Errors
    /// The server cannot be reached or does not speak http.
    pub fn get(&mut self, path: &str) -> Result<Reply, Failure> {
        self.ask("GET", path, "", "")
    }

    /// Fetches a page in this encoding.
    ///
    /// # Errors
    /// As for [`Browser::get`].
    pub fn get_encoded(&mut self, path: &str, encoding: &str) -> Result<Reply, Failure> {
        self.ask("GET", path, &format!("Accept-Encoding: {encoding}\r\n"), "")
    }

    /// Sends a form.
    ///
    /// # Errors
    /// As for [`Browser::get`].
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Reply, Failure> {
        let body: Vec<String> = fields.iter().map(|(k, v)| format!("{}={}", escape(k), escape(v))).collect();
        let body = body.join("&");
        let headers = format!(
            "Origin: http://{}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
            self.address,
            body.len()
        );
        self.ask("POST", path, &headers, &body)
    }

    /// The header line that shows its cookies.
    #[must_use]
    pub fn cookie_line(&self) -> String {
        if self.cookies.is_empty() {
            return String::new();
        }
        let shown: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        format!("Cookie: {}\r\n", shown.join("; "))
    }

    fn ask(&mut self, method: &str, path: &str, headers: &str, body: &str) -> Result<Reply, Failure> {
        let cookies = self.cookie_line();
        let ask =
            format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n{cookies}{headers}\r\n{body}", self.address);
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => {
                let stream = TcpStream::connect(self.address)?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(Duration::from_secs(30)))?;
                BufReader::new(stream)
            }
        };
        connection.get_mut().write_all(ask.as_bytes())?;
        let (reply, keep) = self.read(&mut connection)?;
        self.connection = keep.then_some(connection);
        Ok(reply)
    }

    fn read(&mut self, from: &mut BufReader<TcpStream>) -> Result<(Reply, bool), Failure> {
        let first = line(from)?;
        let status = first.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or("no status")?;
        let mut reply = Reply { status, location: String::new(), encoding: String::new(), body: Vec::new() };
        let (mut length, mut chunked, mut keep) = (0, false, true);
        loop {
            let header = line(from)?;
            let Some((name, value)) = header.split_once(':') else { break };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse()?,
                "transfer-encoding" => chunked = value == "chunked",
                "content-encoding" => value.clone_into(&mut reply.encoding),
                "location" => value.clone_into(&mut reply.location),
                "connection" => keep = !value.eq_ignore_ascii_case("close"),
                "set-cookie" => self.keep_cookie(value),
                _ => {}
            }
        }
        while chunked {
            let size = usize::from_str_radix(line(from)?.trim(), 16)?;
            read_to(from, &mut reply.body, size)?;
            line(from)?;
            chunked = size > 0;
        }
        read_to(from, &mut reply.body, length)?;
        Ok((reply, keep))
    }

    fn keep_cookie(&mut self, value: &str) {
        let Some((name, rest)) = value.split_once('=') else { return };
        let kept = rest.split(';').next().unwrap_or_default();
        self.cookies.insert(name.to_owned(), kept.to_owned());
    }
}

fn read_to(from: &mut BufReader<TcpStream>, into: &mut Vec<u8>, count: usize) -> Result<(), Failure> {
    let start = into.len();
    into.resize(start + count, 0);
    Ok(from.read_exact(&mut into[start..])?)
}

fn line(from: &mut BufReader<TcpStream>) -> Result<String, Failure> {
    let mut line = String::new();
    if from.read_line(&mut line)? == 0 {
        return Err("the server closed the connection".into());
    }
    Ok(line.trim_end().to_owned())
}

/// As forms are sent.
fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
