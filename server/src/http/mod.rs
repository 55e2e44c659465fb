//! Everything people reach over HTTP: the JSON interface, the anonymous boxes, the client's files
//! and the door to the websocket.
//!
//! The live room is not here; this is the corridor around it. Nothing may import this module but
//! the start of the program, so that the hub and the store never depend on HTTP.

mod access;
mod address;
mod anon;
mod api;
mod assets;
mod body;
mod connection;
mod cookies;
mod entry;
mod error;
mod headers;
mod known;
pub mod meter;
mod origin;
mod passwords;
mod ready;
pub mod serve;
mod signed_in;
mod throttle;
mod tokens;
pub mod upgrade;

use std::{
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{Router, middleware::from_fn_with_state, routing::get};
use rondo_protocol::{At, http::Secret};

use self::error::Answer;
pub use self::{
    entry::EntryLink,
    error::Failure,
    passwords::{Passwords, may_be_new},
};
use crate::{
    clock::Clock,
    config::PublicUrl,
    hub::Hub,
    store::{
        Sqlite,
        records::{Followed, TokenHash},
    },
};

/// What every request may need. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// Everything that lasts.
    pub store: Sqlite,
    /// The live rooms.
    pub hub: Hub,
    /// The one source of time.
    pub clock: Arc<dyn Clock>,
    /// Under which address people come.
    pub public_url: Arc<PublicUrl>,
    /// Proxies, besides those on this machine, that tell where a request came from.
    pub proxies: Arc<[IpAddr]>,
    /// Makes and checks passwords.
    pub passwords: Passwords,
    /// The link that makes the first therapist.
    pub setup: Arc<SetupLink>,
    /// The demo's way in; none in any other server.
    pub entry: Option<Arc<EntryLink>>,
    /// Counts tries to sign in.
    tries: Arc<throttle::Tries>,
    /// Counts links that lead nowhere.
    guesses: Arc<throttle::Guesses>,
    /// Whether the store took what was written last.
    last_answer: Arc<ready::LastAnswer>,
}

impl AppState {
    /// Puts the parts together. The set-up link is closed until it is issued.
    #[must_use]
    pub fn new(
        store: Sqlite,
        hub: Hub,
        clock: Arc<dyn Clock>,
        public_url: PublicUrl,
        proxies: Vec<IpAddr>,
        passwords: Passwords,
    ) -> Self {
        Self {
            store,
            hub,
            clock,
            public_url: Arc::new(public_url),
            proxies: proxies.into(),
            passwords,
            setup: Arc::default(),
            entry: None,
            tries: Arc::default(),
            guesses: Arc::default(),
            last_answer: Arc::default(),
        }
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> At {
        self.clock.now()
    }

    /// Lets an address wait that followed too many links to nowhere.
    async fn before_a_link(&self, address: IpAddr) {
        let delay = self.guesses.delay(self.now(), address);
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
    }

    /// What a link leads to, or the failure its holder is shown; counts one that leads nowhere.
    fn followed<T>(&self, address: IpAddr, link: Followed<T>) -> Answer<T> {
        if matches!(link, Followed::Unknown) {
            self.guesses.count(self.now(), address);
        }
        error::followed(link)
    }
}

/// The one-time link that makes the first therapist. It lasts as long as the process: a restart
/// without a therapist prints a new one.
#[derive(Default)]
pub struct SetupLink(Mutex<Option<TokenHash>>);

impl SetupLink {
    /// Makes the link, which replaces an earlier one.
    ///
    /// # Errors
    /// A fault if the operating system has no randomness to give.
    pub fn issue(&self, public_url: &PublicUrl) -> Result<Secret, Failure> {
        let (token, hash) = tokens::token()?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(hash);
        Ok(tokens::link(public_url, tokens::LinkTo::Setup, &token))
    }

    fn fits(&self, token: &Secret) -> bool {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *kept == Some(TokenHash::of(&token.0))
    }

    fn close(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// All routes.
///
/// Anonymous boxes are joined after the access log is laid over the rest, so that nothing is ever
/// written about a request to them.
pub fn router(state: &AppState) -> Router {
    Router::new()
        .nest("/api", api::router(state))
        .layer(from_fn_with_state(state.hub.clone(), access::turn_away))
        .merge(room_door(state))
        .merge(entry::router(state))
        .merge(ready::router(state))
        .fallback_service(assets::router())
        .layer(from_fn_with_state(state.hub.metrics().clone(), access::log))
        .merge(anon::router(state.hub.letterbox()))
        .layer(from_fn_with_state(
            Arc::new(headers::Headers::of(&state.public_url)),
            headers::add,
        ))
}

/// The door to the websocket, for this server's own page only.
fn room_door(state: &AppState) -> Router {
    let own_page = from_fn_with_state(Arc::clone(&state.public_url), origin::check_websocket);
    Router::new()
        .route("/ws", get(upgrade::upgrade).layer(own_page))
        .with_state(state.hub.clone())
}

#[cfg(test)]
mod tests;
