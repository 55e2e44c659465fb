//! Starts the whole server from its configuration, in the program and in tests alike.
//!
//! The order matters: the address is taken first, so that a second Rondo by mistake fails before it
//! touches anything; then the store; then the sessions that were live come back; only then is
//! anybody let in. What can go wrong is one sentence for the person at the terminal.

use std::{
    future::{pending, ready},
    io,
    net::SocketAddr,
    sync::Arc,
};

use rondo_protocol::http::Secret;
use tokio::{net::TcpListener, time::timeout};

use crate::{
    clock::{AnchoredClock, Clock},
    config::{Config, ConfigError, PublicUrl},
    descriptors,
    http::{
        self, AppState, Failure, Passwords,
        serve::{Bounds, serve},
    },
    hub::{Hub, HubError},
    limits,
    store::{Sqlite, StartError, StoreError},
};

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum CannotStart {
    /// The settings cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Somebody listens there already.
    #[error("Another program already listens on {0}; stop it, or choose another address.")]
    AddressInUse(SocketAddr),
    /// The system does not let us listen there.
    #[error("Rondo cannot listen on {address}: {reason}.")]
    CannotListen {
        /// The address.
        address: SocketAddr,
        /// The system's words.
        reason: io::Error,
    },
    /// The data folder cannot be used.
    #[error(transparent)]
    Data(#[from] StartError),
    /// The data folder opened, but cannot be read.
    #[error("The stored records cannot be read: {0}.")]
    Records(#[from] StoreError),
    /// Sessions that were live cannot be brought back.
    #[error("The sessions that were open cannot be brought back: {0}.")]
    Sessions(#[from] HubError),
    /// The system has no randomness to give.
    #[error("The system gives no random numbers, without which no link or password is safe.")]
    NoRandomness,
}

/// A server that has its address and its data, and lets people in once it runs.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    metrics: Option<(TcpListener, SocketAddr)>,
    state: AppState,
    setup_link: Option<Secret>,
}

impl Server {
    /// Takes the address, opens the store and brings back the sessions that were open.
    ///
    /// # Errors
    /// [`CannotStart`].
    pub async fn start(config: Config) -> Result<Self, CannotStart> {
        let (listener, address) = listen(config.listen).await?;
        let metrics = match config.metrics {
            Some(address) => Some(listen(address).await?),
            None => None,
        };
        let store = Sqlite::open(&config.data).await?;
        let clock: Arc<dyn Clock> = Arc::new(AnchoredClock::new());
        let hub = Hub::new(Arc::new(store.clone()), Arc::clone(&clock));
        hub.recover().await?;
        let public_url = config
            .public_url
            .unwrap_or_else(|| PublicUrl::local(address));
        let passwords = Passwords::new().map_err(no_randomness)?;
        let state = AppState::new(store, hub, clock, public_url, config.proxies, passwords);
        let setup_link = if state.store.has_therapist().await? {
            None
        } else {
            let link = state.setup.issue(&state.public_url);
            Some(link.map_err(no_randomness)?)
        };
        Ok(Self {
            listener,
            address,
            metrics,
            state,
            setup_link,
        })
    }

    /// The same server with a way in that only the demo has: a link without a password.
    #[must_use]
    pub fn with_entry_link(mut self) -> Self {
        self.state.entry = Some(Arc::default());
        self
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What every request may need, for whoever starts the server in their own process.
    #[must_use]
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// What to tell the person at the terminal.
    #[must_use]
    pub fn greeting(&self) -> String {
        let origin = self.state.public_url.origin();
        let mut words = format!("Rondo listens on {} and is open at {origin}", self.address);
        if let Some((_, metrics)) = &self.metrics {
            words.push_str(&format!("\nMetrics are at http://{metrics}/metrics"));
        }
        if let Some(link) = &self.setup_link {
            words.push_str(
                "\n\nThere is no therapist yet. This link makes the first account, once:\n  ",
            );
            words.push_str(&link.0);
        }
        words
    }

    /// Lets people in until `stop` is ready, then ends in order and gives the data folder back.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let Self {
            listener,
            metrics,
            state,
            ..
        } = self;
        // Until the very end, so that stopping can be watched as well.
        let metrics = metrics.map(|(listener, _)| {
            let bounds = Bounds {
                connections_max: limits::METRICS_CONNECTIONS_MAX,
                ..Bounds::default()
            };
            let router = http::meter::router(&state);
            tokio::spawn(serve(listener, router, bounds, pending(), ready(())))
        });
        let stop = async {
            stop.await;
            tracing::info!("told to stop");
        };
        tracing::info!("listening");
        let router = http::router(&state);
        let bounds = Bounds {
            connections_max: descriptors::raise(),
            ..Bounds::default()
        };
        serve(listener, router, bounds, stop, state.hub.stop()).await;
        let closed = timeout(limits::CLOSE_GRACE, state.store.close()).await;
        if closed.is_err() {
            tracing::warn!("the database did not close in time");
        }
        tracing::info!("stopped");
        if let Some(metrics) = metrics {
            metrics.abort();
        }
    }
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), CannotStart> {
    let failed = |reason: io::Error| {
        if reason.kind() == io::ErrorKind::AddrInUse {
            CannotStart::AddressInUse(address)
        } else {
            CannotStart::CannotListen { address, reason }
        }
    };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

fn no_randomness(_: Failure) -> CannotStart {
    CannotStart::NoRandomness
}
