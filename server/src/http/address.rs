//! Where a request came from, for limiting sign-in attempts and for nothing else.
//!
//! Behind a proxy every request comes from the proxy, so its `X-Forwarded-For` is believed; from
//! anybody else the header is a stranger's claim. The address must never be stored or logged.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};

use super::AppState;

/// The other end of the connection, put beside each request by the server.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// Where a request came from.
#[derive(Debug, Clone, Copy)]
pub struct CameFrom(pub IpAddr);

impl FromRequestParts<AppState> for CameFrom {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<Peer>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
        Ok(Self(believed(peer, &parts.headers, &state.proxies)))
    }
}

/// What a believed proxy added last, or the peer's own if that is no address: what stands before it
/// is the stranger's claim.
fn believed(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let peer = peer.to_canonical();
    if !peer.is_loopback() && !proxies.contains(&peer) {
        return peer;
    }
    headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .next_back()
        .and_then(|address| address.trim().parse().ok())
        .unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_known_proxy_is_believed_and_only_its_own_entry() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "6.6.6.6, 192.0.2.7".parse().unwrap());
        let stranger: IpAddr = "198.51.100.1".parse().unwrap();
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        let here: IpAddr = "127.0.0.1".parse().unwrap();
        let client: IpAddr = "192.0.2.7".parse().unwrap();
        assert_eq!(believed(stranger, &headers, &[proxy]), stranger);
        assert_eq!(believed(proxy, &headers, &[proxy]), client);
        assert_eq!(believed(here, &headers, &[]), client);
        assert_eq!(believed(here, &HeaderMap::new(), &[]), here);
    }

    #[test]
    fn a_claim_before_an_entry_that_is_no_address_is_not_believed() {
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-forwarded-for",
            "6.6.6.6, 192.0.2.7:4711".parse().unwrap(),
        );
        let here: IpAddr = "127.0.0.1".parse().unwrap();
        assert_eq!(believed(here, &headers, &[]), here);
    }
}
