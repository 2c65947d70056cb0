//! A station with one meeting, made the way a host and residents make it: through the forms.
//!
//! The rule kept here: no door but those the browsers use. From its files only what nobody can ask
//! for is read: the secret that hangs on the wall, the last number kept, the count of commits.

use std::fs;
use std::io::Read as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use peers::Failure;
use peers::http::{Browser, Reply};
use rusqlite::{Connection, OpenFlags};

use crate::form;

/// A station with an open meeting.
pub(crate) struct Station {
    pub(crate) address: SocketAddr,
    /// The first resident, once seated.
    pub(crate) resident: Option<Browser>,
    pub(crate) meeting: String,
    database: PathBuf,
}

/// Claims the station with the code from its terminal and calls a meeting.
pub(crate) fn open(address: SocketAddr, code: &str, data: &Path) -> Result<Station, Failure> {
    let mut host = Browser::new(address);
    let page = ok(host.get("/claim")?)?;
    submit(&mut host, "/claim", "code", &page.text(), &[("code", code)])?;
    let page = ok(host.get("/meetings/new")?)?;
    let typed = [
        ("theme", "三号楼加装电梯与小广场夜间音乐怎么办"),
        ("place", "居民活动室"),
        ("host", "老王"),
        ("station", "春和里议事厅"),
        ("community", "春和社区"),
        ("subdistrict", "清河街道"),
    ];
    let reply = submit(&mut host, "/meetings/new", "theme", &page.text(), &typed)?;
    let meeting = reply.location.split('/').nth(2).ok_or("no address of the new meeting")?.to_owned();
    let database = data.join("yishiting.db");
    Ok(Station { address, resident: None, meeting, database })
}

impl Station {
    /// Seats so many residents, each with a cookie of their own; gives what their sockets ask.
    pub(crate) fn seat(&mut self, count: usize) -> Result<Vec<(String, String)>, Failure> {
        let secret: String = self.read("SELECT secret FROM doors WHERE meeting = ?1", &self.meeting)?;
        let (way_in, door) = (format!("/j/{secret}"), format!("/m/{}", self.meeting));
        let path = format!("/live/{}?screen=phone", self.meeting);
        let mut browser = Browser::new(self.address);
        let mut asks = Vec::with_capacity(count);
        for number in 1..=count {
            browser.cookies.clear();
            let mut page = browser.get(&way_in)?;
            if page.status == 303 {
                page = browser.get(&page.location)?;
            }
            // sixteen characters, the longest name there may be
            let name = format!("三号楼二单元热心居民{}", han(number, 6));
            let typed = [("name", name.as_str()), ("building", "三号楼二单元"), ("kind", "owner")];
            submit(&mut browser, &door, "name", &ok(page)?.text(), &typed)?;
            if browser.cookies.is_empty() {
                return Err("the door gave no seat".into());
            }
            asks.push((
                path.clone(),
                format!("Origin: http://{}\r\n{}", self.address, browser.cookie_line()),
            ));
        }
        self.resident = Some(browser);
        Ok(asks)
    }

    /// The last number in the file's log.
    pub(crate) fn kept(&self) -> Result<u64, Failure> {
        let stream = format!("meeting/{}", self.meeting);
        let last: i64 = self.read("SELECT max(number) FROM log WHERE stream = ?1", &stream)?;
        Ok(u64::try_from(last)?)
    }

    /// SQLite's own count of commits, which stands in the index of its write-ahead log; with
    /// synchronous=FULL each is an fsync.
    pub(crate) fn commits(&self) -> Result<u32, Failure> {
        let mut index = [0; 12];
        let path = self.database.with_extension("db-shm");
        fs::File::open(&path)?.read_exact(&mut index)?;
        let [.., a, b, c, d] = index;
        Ok(u32::from_ne_bytes([a, b, c, d]))
    }

    fn read<T: rusqlite::types::FromSql>(&self, sql: &str, key: &str) -> Result<T, Failure> {
        let database = Connection::open_with_flags(&self.database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        Ok(database.query_row(sql, [key], |row| row.get(0))?)
    }
}

/// A number in Chinese digits, which take as many bytes as other characters.
pub(crate) fn han(number: usize, width: usize) -> String {
    let digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    format!("{number:0width$}").bytes().map(|digit| digits[usize::from(digit - b'0')]).collect()
}

/// Fills in the page's form that has this field and sends it; what is not taken is an error with the page's words.
fn submit(
    browser: &mut Browser,
    to: &str,
    has: &str,
    page: &str,
    typed: &[(&str, &str)],
) -> Result<Reply, Failure> {
    let fields =
        form::fill(page, has, typed).ok_or_else(|| format!("no form with {has:?} in the page: {page}"))?;
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let reply = browser.post(to, &fields)?;
    if reply.status == 303 {
        return Ok(reply);
    }
    Err(format!("{to} answered {} to {fields:?}: {}", reply.status, reply.text()).into())
}

fn ok(reply: Reply) -> Result<Reply, Failure> {
    if reply.status == 200 {
        return Ok(reply);
    }
    Err(format!("answered {} {}: {}", reply.status, reply.location, reply.text()).into())
}
