//! The addresses at which phones in the room reach this machine.
//!
//! The rule kept here: private IPv4 addresses only, the one of the default route first, because that
//! is most often the Wi-Fi; nothing is sent to find out.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};

/// All of them, the best first.
#[must_use]
pub fn reachable() -> Vec<IpAddr> {
    let default = default_route();
    let found = if_addrs::get_if_addrs().unwrap_or_default();
    let mut ours: Vec<Ipv4Addr> = found
        .iter()
        .filter(|interface| !interface.is_loopback())
        .filter_map(|interface| match interface.ip() {
            IpAddr::V4(ip) if ip.is_private() || Some(ip) == default => Some(ip),
            IpAddr::V4(_) | IpAddr::V6(_) => None,
        })
        .collect();
    ours.sort_by_key(|ip| (Some(*ip) != default, *ip));
    ours.dedup();
    ours.into_iter().map(IpAddr::V4).collect()
}

/// The address the system would send from. Connecting a datagram socket sends nothing.
fn default_route() -> Option<Ipv4Addr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // an address of the range kept for documentation: any beyond the local network will do
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    match socket.local_addr().ok()?.ip() {
        IpAddr::V4(ip) if !ip.is_unspecified() && !ip.is_loopback() => Some(ip),
        IpAddr::V4(_) | IpAddr::V6(_) => None,
    }
}
