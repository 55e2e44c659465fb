//! The address under which people reach Rondo: an origin, written as browsers write it.
//!
//! Links are made with it and every changing request is compared with it byte for byte, so there
//! must be exactly one way to write it. Plain HTTP is for this machine only: browsers keep Rondo's
//! cookies over HTTPS alone.

use std::{net::SocketAddr, str::FromStr};

use serde::Deserialize;
use url::{Host, Url};

/// Scheme, host and port under which people reach Rondo, without a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    https: bool,
    authority: String,
}

/// Why an address cannot be the public one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PublicUrlError {
    /// Not scheme, host and optional port alone.
    #[error("it must look like https://rondo.example.org, without a path")]
    Shape,
    /// Plain HTTP to another machine.
    #[error(
        "it must start with https:// unless it names this machine, \
         because browsers keep Rondo's cookies over HTTPS only"
    )]
    Plain,
}

impl PublicUrl {
    /// How this machine itself reaches what listens there.
    #[must_use]
    pub fn local(listens: SocketAddr) -> Self {
        let authority = if listens.ip().is_loopback() {
            listens.to_string()
        } else {
            format!("127.0.0.1:{}", listens.port())
        };
        Self {
            https: false,
            authority,
        }
    }

    /// Whether browsers come over HTTPS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// The origin as browsers write it (RFC 6454, section 6.1), which is also the URL itself.
    #[must_use]
    pub fn origin(&self) -> String {
        let scheme = if self.https { "https" } else { "http" };
        format!("{scheme}://{}", self.authority)
    }

    /// The same origin for websockets.
    #[must_use]
    pub fn websocket_origin(&self) -> String {
        let scheme = if self.https { "wss" } else { "ws" };
        format!("{scheme}://{}", self.authority)
    }
}

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|_| PublicUrlError::Shape)?;
        let https = url.scheme() == "https";
        let known = https || url.scheme() == "http";
        let user = !url.username().is_empty() || url.password().is_some();
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let (Some(host), true, true, false) = (url.host(), known, bare, user) else {
            return Err(PublicUrlError::Shape);
        };
        if !https && !names_this_machine(&host) {
            return Err(PublicUrlError::Plain);
        }
        // The usual port of a scheme is none.
        let authority = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_string(),
        };
        Ok(Self { https, authority })
    }
}

impl<'de> Deserialize<'de> for PublicUrl {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

fn names_this_machine(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_public_url_this_machine_is_pointed_to_where_it_listens() {
        for (listens, origin) in [
            ("127.0.0.1:7400", "http://127.0.0.1:7400"),
            ("0.0.0.0:7400", "http://127.0.0.1:7400"),
            ("[::]:7400", "http://127.0.0.1:7400"),
            ("[::1]:7400", "http://[::1]:7400"),
        ] {
            let url = PublicUrl::local(listens.parse().unwrap());
            assert_eq!(url.origin(), origin);
        }
    }

    #[test]
    fn a_public_url_is_written_as_browsers_write_an_origin() {
        for (given, origin) in [
            ("https://Rondo.Example.org/", "https://rondo.example.org"),
            ("https://rondo.example.org:443", "https://rondo.example.org"),
            (
                "https://rondo.example.org:8443",
                "https://rondo.example.org:8443",
            ),
            ("http://localhost:7400", "http://localhost:7400"),
            ("http://[::1]:7400", "http://[::1]:7400"),
        ] {
            let url: PublicUrl = given.parse().unwrap();
            assert_eq!(url.origin(), origin);
        }
    }

    #[test]
    fn a_public_url_with_more_than_an_origin_or_without_https_is_refused() {
        for (given, error) in [
            ("https://rondo.example.org/therapy", PublicUrlError::Shape),
            ("https://me@rondo.example.org", PublicUrlError::Shape),
            ("rondo.example.org", PublicUrlError::Shape),
            ("ftp://rondo.example.org", PublicUrlError::Shape),
            // Found by tests/hostile: brackets that close behind the colon of a port.
            ("https://rondo.example.org[:443]", PublicUrlError::Shape),
            ("http://rondo.example.org", PublicUrlError::Plain),
        ] {
            assert_eq!(given.parse::<PublicUrl>(), Err(error), "{given}");
        }
    }
}
