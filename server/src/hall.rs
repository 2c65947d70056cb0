//! What every route of the server shares (这台服务器): store, keepers, addresses, the rules of the house.
//!
//! The rule kept here: one store, one clock, one set of counts for the whole server; nothing in here
//! is about one person. Secrets of the process stay in the process.
//! Deliberately not here: handlers (`routes`), printing (`commands`).

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use meeting::RulePack;
use papers::Fonts;
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::auth::guesses::Guesses;
use crate::auth::token::random_16;
use crate::auth::{Addresses, NoRandomness, Token};
use crate::documents::Calendar;
use crate::live::{Clock, Interpreter, Keepers, Options};
use crate::routes::{pack, qr, reach};
use crate::store::{Station, Store, StoreError};

/// What the server is started with.
pub struct Begin {
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// How meetings are kept.
    pub options: Options,
    /// The addresses phones reach, the best first.
    pub reachable: Vec<IpAddr>,
    /// The port listened on.
    pub port: u16,
    /// The address given to people instead, if one was set.
    pub public_url: Option<String>,
    /// The data folder, for fonts of its own.
    pub folder: Option<PathBuf>,
    /// Where a claim code that changed is printed.
    pub terminal: fn(&str),
}

/// The server's shared state.
pub struct Hall {
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// The keepers of all meetings.
    pub keepers: Keepers,
    /// How often somebody typed a wrong code.
    pub guesses: Guesses,
    /// How meetings are kept.
    pub options: Options,
    /// The rules a new meeting begins with.
    pub pack: RulePack,
    /// Refusals and the way in, for pages and sockets alike.
    pub interpreter: Interpreter,
    /// Where a claim code that changed is printed.
    pub terminal: fn(&str),
    base: Arc<RwLock<String>>,
    addresses: RwLock<Arc<Addresses>>,
    given: Vec<IpAddr>,
    port: u16,
    public_url: Option<String>,
    claimed: AtomicBool,
    key: [u8; 32],
    folder: Option<PathBuf>,
    fonts: OnceCell<Result<Fonts, String>>,
}

/// Why the server cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum NotBegun {
    /// The shipped rules have a fault.
    #[error("{0}")]
    Pack(String),
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No secrets can be made.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl Hall {
    /// A server's state over a store that is open.
    ///
    /// # Errors
    /// A fault in the rules, a store that does not answer, no randomness.
    pub async fn begin(begin: Begin) -> Result<Hall, NotBegun> {
        let Begin { store, clock, options, reachable, port, public_url, folder, terminal } = begin;
        let pack = pack::shipped().map_err(NotBegun::Pack)?;
        let addresses = Addresses::new(&reachable, port, public_url.as_deref());
        let base = match (addresses.public(), reachable.first()) {
            (Some(public), _) => public.to_owned(),
            (None, Some(IpAddr::V6(ip))) => format!("http://[{ip}]:{port}"),
            (None, Some(IpAddr::V4(ip))) => format!("http://{ip}:{port}"),
            (None, None) => format!("http://127.0.0.1:{port}"),
        };
        let claimed = store.claim_state().await?.claimed;
        let base = Arc::new(RwLock::new(base));
        let drawn_at = Arc::clone(&base);
        let interpreter = Interpreter {
            sentence: web::words::refusal::sentence,
            way_in: Arc::new(move |doors| {
                qr::way_in(&drawn_at.read().unwrap_or_else(PoisonError::into_inner), doors)
            }),
        };
        let (first, second) = (random_16()?, random_16()?);
        let key: [u8; 32] = std::array::from_fn(|at| if at < 16 { first[at] } else { second[at - 16] });
        Ok(Hall {
            keepers: Keepers::new(Arc::clone(&store), clock, options),
            store,
            guesses: Guesses::new(options.digits),
            options,
            pack,
            interpreter,
            terminal,
            base,
            addresses: RwLock::new(Arc::new(addresses)),
            given: reachable,
            port,
            public_url,
            claimed: AtomicBool::new(claimed),
            key,
            folder,
            fonts: OnceCell::new(),
        })
    }

    /// Where phones reach the server, with scheme: what QR codes and links say.
    #[must_use]
    pub fn base(&self) -> String {
        self.base.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// All addresses that may be it, the likeliest first; a public one leaves no choice.
    #[must_use]
    pub fn bases(&self) -> Vec<String> {
        if self.public_url.is_some() {
            return vec![self.base()];
        }
        let mut all: Vec<IpAddr> = reach::reachable();
        all.extend(self.given.iter().filter(|ip| !ip.is_unspecified()));
        let mut bases: Vec<String> = Vec::new();
        for ip in all {
            let base = match ip {
                IpAddr::V4(ip) => format!("http://{ip}:{}", self.port),
                IpAddr::V6(ip) => format!("http://[{ip}]:{}", self.port),
            };
            if !bases.contains(&base) {
                bases.push(base);
            }
        }
        bases
    }

    /// Goes by another of [`Hall::bases`] from now on; `false` when it is none of them.
    pub fn go_by(&self, base: &str) -> bool {
        let known = self.bases().iter().any(|each| each == base);
        if known {
            base.clone_into(&mut self.base.write().unwrap_or_else(PoisonError::into_inner));
            self.look_again();
        }
        known
    }

    /// The addresses this server goes by.
    #[must_use]
    pub fn addresses(&self) -> Arc<Addresses> {
        Arc::clone(&self.addresses.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks at the machine's addresses again: a laptop may have changed its network meanwhile.
    pub fn look_again(&self) {
        let mut own = self.given.clone();
        own.extend(reach::reachable());
        let fresh = Arc::new(Addresses::new(&own, self.port, self.public_url.as_deref()));
        *self.addresses.write().unwrap_or_else(PoisonError::into_inner) = fresh;
    }

    /// Whether somebody claimed the server; asked of the store until it is so.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn claimed(&self) -> Result<bool, StoreError> {
        if self.claimed.load(Ordering::Relaxed) {
            return Ok(true);
        }
        let claimed = self.store.claim_state().await?.claimed;
        self.claimed.fetch_or(claimed, Ordering::Relaxed);
        Ok(claimed)
    }

    /// The moment it is, in milliseconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.keepers.clock().now().0
    }

    /// The station's calendar.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn calendar(&self) -> Result<Calendar, StoreError> {
        let station = self.store.station().await?;
        Ok(Calendar::of(station.as_ref().map_or(Station::ZONE, |station| station.zone.as_str())))
    }

    /// The fonts for printing, read once.
    ///
    /// # Errors
    /// The sentence that says how to install them.
    pub async fn fonts(&self) -> Result<Fonts, String> {
        let folder = self.folder.clone();
        let read = async || {
            let found = tokio::task::spawn_blocking(move || Fonts::find(folder.as_deref())).await;
            found.map_err(|fault| fault.to_string())?.map_err(|missing| missing.to_string())
        };
        self.fonts.get_or_init(read).await.clone()
    }

    /// The same id for the same form posted twice; another server process gives another.
    #[must_use]
    pub fn id_for(&self, what: &str, parts: &[&str]) -> Uuid {
        let mut bytes = [0; 16];
        self.drawn(what, parts).fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// The same token for the same form posted twice, known to nobody else.
    ///
    /// # Errors
    /// None in practice: the letters drawn are a token's.
    pub fn token_for(&self, what: &str, parts: &[&str]) -> Result<Token, NoRandomness> {
        Token::parse(&self.letters_for(what, parts, 26)).ok_or(NoRandomness)
    }

    /// The same letters for the same form posted twice.
    #[must_use]
    pub fn letters_for(&self, what: &str, parts: &[&str], count: usize) -> String {
        const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let mut bytes = vec![0; count];
        self.drawn(what, parts).fill(&mut bytes);
        bytes.into_iter().map(|byte| char::from(LETTERS[usize::from(byte) % LETTERS.len()])).collect()
    }

    fn drawn(&self, what: &str, parts: &[&str]) -> blake3::OutputReader {
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        for part in [what].iter().chain(parts) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize_xof()
    }
}
