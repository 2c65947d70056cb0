//! B1, steady fan-out: one event each 50 ms to 500 phones, as CPU time of the server per frame.
//!
//! Ours is the whole way: a form on a resident's socket, the rules, the log on the disk, the parts,
//! the frame on every phone. The peers only send. All get clients of the same load generator, which
//! compare every frame; the peers' frames are as long as ours were on the average of a first run.
//! The rule kept here: the runs take turns, and the median counts.

use std::path::Path;

use super::Row;
use super::program::{LOAD, Program, SERVER, figure, median, span};
use super::station::{self, CLIENTS};
use crate::Outcome;

/// Events in a run: four seconds.
const EVENTS: u32 = 80;
const WARM: u32 = 20;
const RUNS: usize = 5;

struct Peer {
    name: &'static str,
    goal: f64,
    server: Program,
    load: Program,
    nanos: Vec<f64>,
}

pub(super) fn rows() -> Outcome<Vec<Row>> {
    let mut ours = station::open("b1")?;
    let first = ours.load.ask(&format!("fan {WARM}"))?;
    let bytes = (figure(&first, "bytes")? / figure(&first, "frames")?).round() as usize;
    let size = bytes.to_string();
    let script = station::node_peer("ws.mjs")?;
    let mut peers = [
        Peer::start("send(2) floor", 1.4, &station::peer("floor")?, &[&size, CLIENTS])?,
        Peer::start("ws (node)", 0.8, Path::new("node"), &[&script.to_string_lossy(), &size])?,
        Peer::start("axum, as it comes", 0.8, &station::peer("stock")?, &[&size])?,
    ];
    for peer in &mut peers {
        peer.run(WARM)?;
    }
    let (mut nanos, mut others) = (Vec::new(), 0.0);
    for _ in 0..RUNS {
        let before = ours.server.cpu()?;
        let seen = ours.load.ask(&format!("fan {EVENTS}"))?;
        let spent = ours.server.cpu()?.since(&before);
        nanos.push(spent as f64 / figure(&seen, "frames")?);
        others += figure(&seen, "others")?;
        for peer in &mut peers {
            let one = peer.run(EVENTS)?;
            peer.nanos.push(one);
        }
    }
    println!("   frames of {bytes} bytes to {CLIENTS}; ours besides: {others:.0} frames to one phone alone");
    println!("   {:<20} {:>6.0} ns a frame ({})", "ours", median(&nanos), span(&nanos));
    for peer in &peers {
        println!("   {:<20} {:>6.0} ns a frame ({})", peer.name, median(&peer.nanos), span(&peer.nanos));
    }
    let row = |peer: &Peer| Row {
        id: "B1",
        what: format!("CPU per {bytes}-byte frame, {CLIENTS} phones, 20/s"),
        ours: median(&nanos),
        peer: median(&peer.nanos),
        peer_name: peer.name,
        goal: peer.goal,
        unit: "ns",
    };
    Ok(peers.iter().map(row).collect())
}

impl Peer {
    fn start(name: &'static str, goal: f64, program: &Path, args: &[&str]) -> Outcome<Peer> {
        let short = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut server = Program::start(SERVER, &short, program, args)?;
        let port = server.line()?;
        let mut load = Program::start(
            LOAD,
            &format!("{short}-load"),
            &station::peer("load")?,
            &["plain", &port, CLIENTS],
        )?;
        load.json()?;
        Ok(Peer { name, goal, server, load, nanos: Vec::new() })
    }

    /// One run; CPU nanoseconds per frame that arrived.
    fn run(&mut self, events: u32) -> Outcome<f64> {
        let before = self.server.cpu()?;
        self.load.tell(&format!("expect {events}"))?;
        self.server.tell(&format!("go {events}"))?;
        let seen = self.load.json()?;
        let spent = self.server.cpu()?.since(&before);
        if self.server.line()? != "sent" {
            return Err(format!("{} did not send all", self.name).into());
        }
        Ok(spent as f64 / figure(&seen, "frames")?)
    }
}
