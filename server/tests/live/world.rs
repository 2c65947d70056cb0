//! A meeting behind a small server of its own.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use meeting::people::Kind;
use meeting::wire::WayIn;
use meeting::{Act, Command, Door, Moment, PersonId, RulePack, Setup, Standing, people};
use server::live::{
    Answered, Ask, Clock, Handle, Interpreter, Keepers, NotDone, Opening, Options, Screen, Wall, Who, socket,
};
use server::routes::listen::serve;
use server::store::Store;
use uuid::Uuid;

/// The meeting's id in all these tests.
pub(crate) const ID: &str = "7k2m9q4xwd";

pub(crate) fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

/// The host, who also holds a seat.
pub(crate) const HOST: u128 = 1;

#[derive(Clone)]
pub(crate) struct World {
    pub(crate) keepers: Keepers,
    pub(crate) address: SocketAddr,
}

fn pack() -> RulePack {
    toml::from_str(include_str!("../../../app/meeting/packs/open-space.toml")).unwrap()
}

pub(crate) fn interpreter() -> Interpreter {
    Interpreter {
        sentence: |refusal, _pack| format!("{:?}", refusal.why),
        way_in: Arc::new(|doors| WayIn {
            code: doors.map(|doors| doors.code.clone()).unwrap_or_default(),
            ..WayIn::default()
        }),
    }
}

async fn let_in(
    Path((kind, number)): Path<(String, u128)>,
    State(keepers): State<Keepers>,
    opening: Opening,
) -> Response {
    let handle = keepers.find(ID).await.unwrap().unwrap();
    let (screen, person, host) = match kind.as_str() {
        "phone" => (Screen::Phone, Some(person(number)), false),
        "desk" => (Screen::Desk, Some(person(number)), true),
        _ => (Screen::Wall, None, false),
    };
    socket::admit(opening, handle, Who { person, host, screen }, interpreter())
}

/// Serves the meetings of a store; the meeting must be there or be called afterwards.
pub(crate) async fn open(store: Arc<dyn Store>, clock: Arc<dyn Clock>, options: Options) -> World {
    let keepers = Keepers::new(store, clock, options);
    let router = Router::new().route("/live/{kind}/{number}", get(let_in)).with_state(keepers.clone());
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    // A connection is full soon: what must hold then is met by every test.
    socket.set_send_buffer_size(4096).unwrap();
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
    let listener = socket.listen(1024).unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, router, std::future::pending()));
    World { keepers, address }
}

/// A called meeting with so many residents, persons 2 and on.
pub(crate) async fn called(store: Arc<dyn Store>, residents: u128) -> World {
    let world = open(store, Arc::new(Wall::start()), Options::default()).await;
    world.call(residents).await;
    world
}

impl World {
    pub(crate) async fn call(&self, residents: u128) {
        let act = Act {
            by: person(HOST),
            on_behalf: None,
            standing: Standing::Host,
            door: Door::Desk,
            at: self.keepers.clock().now(),
            seed: 7,
        };
        let setup = Setup {
            station: "鼓楼驿站".into(),
            community: "鼓楼社区".into(),
            subdistrict: "鼓楼街道".into(),
            theme: "电梯怎么办？".into(),
            place: "活动室".into(),
            starts: act.at,
            rehearsal: true,
            pack: pack(),
            host: "主持人小林".into(),
        };
        self.keepers.create(&act, setup, ID, Vec::new()).await.unwrap();
        for number in 2..2 + residents {
            self.ask(number, join(number)).await.unwrap();
        }
    }

    pub(crate) async fn handle(&self) -> Handle {
        self.keepers.find(ID).await.unwrap().unwrap()
    }

    /// Asks in a person's name, the host's right for person 1.
    pub(crate) async fn ask(&self, number: u128, command: Command) -> Result<Answered, NotDone> {
        self.handle().await.ask(ask(number, fresh(), command)).await
    }
}

pub(crate) fn ask(number: u128, request: Uuid, command: Command) -> Ask {
    let (standing, door) =
        if number == HOST { (Standing::Host, Door::Desk) } else { (Standing::Resident, Door::Phone) };
    Ask { person: person(number), on_behalf: None, standing, door, request, command, rights: Vec::new() }
}

pub(crate) fn join(number: u128) -> Command {
    let (name, building) = (format!("居民{number}"), "3号楼".to_owned());
    Command::People(people::Command::Join { name, building, kind: Kind::Resident })
}

pub(crate) fn post(text: &str) -> Command {
    Command::Topics(meeting::topics::Command::Post { text: text.to_owned() })
}

/// A clock a test moves by hand.
pub(crate) struct Stepped(AtomicI64);

impl Stepped {
    pub(crate) fn at(moment: i64) -> Arc<Stepped> {
        Arc::new(Stepped(AtomicI64::new(moment)))
    }

    pub(crate) fn pass(&self, span: Duration) {
        self.0.fetch_add(i64::try_from(span.as_millis()).unwrap(), Ordering::SeqCst);
    }
}

impl Clock for Stepped {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }

    fn until(&self, moment: Moment) -> Duration {
        if moment <= self.now() { Duration::ZERO } else { Duration::from_millis(2) }
    }
}

/// A request's id.
pub(crate) fn fresh() -> Uuid {
    Uuid::from_bytes(server::auth::token::random_16().unwrap())
}
