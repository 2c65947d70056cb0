//! A server over the memory store, and devices that ask it as browsers without scripts do.

use std::collections::BTreeMap;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, Once, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::connect_info::MockConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use meeting::Meeting;
use server::auth::claim;
use server::hall::{Begin, Hall};
use server::live::{Options, Wall};
use server::routes;
use server::store::{Memory, Store};
use tower::ServiceExt;
use uuid::Uuid;

pub(crate) const OURS: &str = "http://192.168.1.5:3000";

/// Everything logged by all tests of this program.
static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Lines;

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LINES.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Everything logged so far.
pub(crate) fn logged() -> String {
    String::from_utf8_lossy(&LINES.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
}

fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(|| Lines)
            .init();
    });
}

/// The server.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) hall: Arc<Hall>,
    router: Router,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn to(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |to| to.to_str().unwrap())
    }

    pub(crate) fn is(&self, status: u16) -> &Answer {
        assert_eq!(self.status.as_u16(), status, "{}\n{}", self.to(), self.body);
        self
    }

    pub(crate) fn says(&self, text: &str) -> &Answer {
        assert!(self.body.contains(text), "“{text}” is not in:\n{}", self.body);
        self
    }
}

impl App {
    pub(crate) async fn new() -> App {
        listen();
        let store: Arc<dyn Store> = Arc::new(Memory::new());
        let begin = Begin {
            store,
            clock: Arc::new(Wall::start()),
            options: Options::default(),
            reachable: vec![IpAddr::V4(Ipv4Addr::new(192, 168, 1, 5))],
            port: 3000,
            public_url: None,
            folder: None,
            terminal: |_| {},
        };
        let hall = Arc::new(Hall::begin(begin).await.unwrap());
        let from = SocketAddr::from(([10, 0, 0, 9], 5000));
        let router = routes::router(Arc::clone(&hall)).layer(MockConnectInfo(from));
        App { hall, router }
    }

    /// A server with a host, the host's device, and a meeting it called.
    pub(crate) async fn with_meeting() -> (App, Device, String) {
        let app = App::new().await;
        let mut host = app.device();
        host.claim().await;
        let id = host.call_meeting("停车怎么办").await;
        (app, host, id)
    }

    pub(crate) fn device(&self) -> Device {
        Device { app: self.clone(), cookies: BTreeMap::new() }
    }

    pub(crate) async fn meeting(&self, id: &str) -> Arc<Meeting> {
        self.hall.keepers.find(id).await.unwrap().unwrap().meeting()
    }

    pub(crate) async fn secret(&self, id: &str) -> String {
        self.hall.store.doors(id).await.unwrap().unwrap().secret
    }

    pub(crate) async fn code(&self, id: &str) -> String {
        self.hall.store.doors(id).await.unwrap().unwrap().code
    }

    pub(crate) async fn raw(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 1 << 24).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }
}

/// A browser without scripts.
pub(crate) struct Device {
    pub(crate) app: App,
    pub(crate) cookies: BTreeMap<String, String>,
}

/// A form's body.
pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    let escaped = |text: &str| -> String {
        text.bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect()
    };
    let pairs: Vec<_> =
        fields.iter().map(|(name, text)| format!("{}={}", escaped(name), escaped(text))).collect();
    pairs.join("&")
}

pub(crate) fn nonce() -> String {
    Uuid::from_bytes(server::auth::token::random_16().unwrap()).simple().to_string()
}

impl Device {
    pub(crate) fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let mut request =
            Request::builder().method(method).uri(path).header(header::HOST, "192.168.1.5:3000");
        for (name, value) in &self.cookies {
            request = request.header(header::COOKIE, format!("{name}={value}"));
        }
        request
    }

    async fn send(&mut self, request: Request<Body>) -> Answer {
        let answer = self.app.raw(request).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), rest.split(';').next().unwrap().to_owned());
        }
        answer
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        let request = self.request(Method::GET, path).body(Body::empty()).unwrap();
        self.send(request).await
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header(header::ORIGIN, OURS)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form(fields)))
            .unwrap();
        self.send(request).await
    }

    pub(crate) async fn claim(&mut self) {
        let code = claim::new_code(self.app.hall.store.as_ref()).await.unwrap();
        self.post("/claim", &[("code", &code)]).await.is(303);
    }

    /// Calls a meeting and gives its id.
    pub(crate) async fn call_meeting(&mut self, theme: &str) -> String {
        let fields = [
            ("nonce", nonce()),
            ("theme", theme.to_owned()),
            ("place", "活动室".to_owned()),
            ("date", "2026-03-08".to_owned()),
            ("time", "19:00".to_owned()),
            ("station", "安丰站".to_owned()),
            ("community", "安丰社区".to_owned()),
            ("subdistrict", "白云街道".to_owned()),
            ("host", "小陈".to_owned()),
        ];
        let fields: Vec<_> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let answer = self.post("/meetings/new", &fields).await;
        let to = answer.is(303).to().to_owned();
        to.strip_prefix("/m/").unwrap().strip_suffix("/desk").unwrap().to_owned()
    }

    /// Comes in by the QR.
    pub(crate) async fn join(&mut self, id: &str, name: &str) -> Answer {
        let secret = self.app.secret(id).await;
        self.get(&format!("/j/{secret}")).await.is(200);
        let path = format!("/m/{id}");
        let fields = [("secret", secret.as_str()), ("name", name), ("building", "3幢"), ("kind", "resident")];
        self.post(&path, &[&fields[..], &[("nonce", &nonce())]].concat()).await
    }

    /// An act of a phone's page.
    pub(crate) async fn act(&mut self, id: &str, act: &str, fields: &[(&str, &str)]) -> Answer {
        self.act_from(id, "phone", "hall", act, fields).await
    }

    /// An act of the desk.
    pub(crate) async fn desk(&mut self, id: &str, act: &str, fields: &[(&str, &str)]) -> Answer {
        self.act_from(id, "desk", "desk", act, fields).await
    }

    pub(crate) async fn act_from(
        &mut self,
        id: &str,
        screen: &str,
        back: &str,
        act: &str,
        more: &[(&str, &str)],
    ) -> Answer {
        let nonce = nonce();
        let fields = [("act", act), ("screen", screen), ("back", back), ("nonce", nonce.as_str())];
        self.post(&format!("/m/{id}/do"), &[&fields[..], more].concat()).await
    }
}
