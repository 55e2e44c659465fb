//! `rondo demo`: a group in session with six simulated members, for somebody who is alone.
//!
//! The server is the usual one, on a data folder that is gone with the demo; the members are
//! ordinary clients of it. So whatever works here works for a real group, and whatever a member
//! does not see here a real member does not see. The one thing a real server does not have is the
//! link that signs the therapist in without a password.

mod acts;
mod cast;
mod host;
mod member;
mod mind;
mod part;
mod stage;
#[cfg(test)]
mod tests;
mod want;
mod wants;
mod words;

use std::{
    fs::Permissions,
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    ops::RangeInclusive,
    os::unix::fs::PermissionsExt,
    pin::pin,
    time::Duration,
};

use rand::{SeedableRng, rngs::StdRng};
use rondo_client::{Asked, Closed, Web};
use rondo_protocol::{GroupId, SessionId, http::Secret};
use tempfile::TempDir;
use tokio::{
    sync::{oneshot, watch},
    task::{JoinHandle, JoinSet},
    time::{Instant, interval},
};

use self::{
    cast::{AT_THE_DOOR, GUEST, IN_THE_ROOM, Person, THERAPIST},
    member::Member,
    mind::Memory,
    part::Part,
    stage::Stage,
};
pub use self::{mind::Tempo, stage::StageError};
use crate::{
    config::{self, Config},
    hub::Hub,
    start::{CannotStart, Server},
    telemetry,
};

/// How often to look whether the session is over.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Human seconds in which the first members arrive.
const FIRST_ARRIVE_S: RangeInclusive<u64> = 0..=3;
/// Human seconds, once the therapist is there, until somebody comes to the door.
const LATE_ARRIVES_S: RangeInclusive<u64> = 4..=8;

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum NoDemo {
    /// The server did not start.
    #[error(transparent)]
    Server(#[from] CannotStart),
    /// There is no place for its data.
    #[error("The demo finds no place for its data: {0}.")]
    Folder(#[from] io::Error),
    /// The group could not be set up.
    #[error("The demo's group could not be set up: {0}.")]
    Stage(#[from] StageError),
    /// The session could not be begun.
    #[error("The demo's session could not be begun: {0}.")]
    Session(#[from] Closed),
    /// The system has no randomness to give.
    #[error("The system gives no random numbers, without which no link is safe.")]
    NoRandomness,
}

impl From<Asked> for NoDemo {
    fn from(error: Asked) -> Self {
        Self::Stage(error.into())
    }
}

/// A demo that goes on.
pub struct Demo {
    /// Signs the therapist in and leads to the room.
    pub therapist_link: Secret,
    /// Leads to the seat that is free.
    pub member_link: Secret,
    /// The session that was opened.
    pub session: SessionId,
    group: GroupId,
    hub: Hub,
    people: JoinSet<()>,
    server: JoinHandle<()>,
    stop_server: oneshot::Sender<()>,
    folder: TempDir,
}

/// Plays the demo until `stop` is ready.
///
/// # Errors
/// [`NoDemo`].
pub async fn run(config: Config, stop: impl Future<Output = ()>) -> Result<(), NoDemo> {
    telemetry::tell("Rondo's demo begins; the members are arriving ...");
    let mut stop = pin!(stop);
    let started = tokio::select! {
        started = Demo::start(config, Tempo::HUMAN, rand::random()) => Some(started?),
        // Dropping what was begun removes it.
        () = &mut stop => None,
    };
    if let Some(demo) = started {
        telemetry::tell(&demo.words());
        demo.until(stop).await;
    }
    telemetry::tell("The demo is over and everything is removed.");
    Ok(())
}

impl Demo {
    /// Starts a server on a folder of its own, and a group in session on it. The same `seed` makes
    /// members throw the same dice.
    ///
    /// # Errors
    /// [`NoDemo`].
    pub async fn start(config: Config, tempo: Tempo, seed: u64) -> Result<Self, NoDemo> {
        let only_ours = Permissions::from_mode(0o700);
        let folder = tempfile::Builder::new()
            .prefix("rondo-demo-")
            .permissions(only_ours)
            .tempdir()?;
        let server = listening(config, &folder).await?.with_entry_link();
        let state = server.state().clone();
        let origin = state.public_url.origin();
        let web = Web::reaching(&format!("http://{}", nearby(server.address())), &origin);
        let setup = state.setup.issue(&state.public_url);
        let setup = setup.map_err(|_| NoDemo::NoRandomness)?;
        let (stop_server, stop) = oneshot::channel::<()>();
        // A demo that is dropped stops its server just as one that says so.
        let server = tokio::spawn(server.run(async { drop(stop.await) }));

        let mut stage = stage::set(web, &setup).await?;
        let entry = state.entry.as_ref().ok_or(NoDemo::NoRandomness)?;
        let entry = entry.issue(&state.public_url, stage.therapist, stage.group);
        let therapist_link = entry.map_err(|_| NoDemo::NoRandomness)?;
        let mut people = JoinSet::new();
        bring_in(&mut stage, &mut people, tempo, seed).await?;
        Ok(Self {
            therapist_link,
            member_link: stage.guest,
            session: stage.session,
            group: stage.group,
            hub: state.hub,
            people,
            server,
            stop_server,
            folder,
        })
    }

    /// What to tell the person at the terminal.
    #[must_use]
    pub fn words(&self) -> String {
        format!(
            "\nA group is in session, with simulated members. Nothing of it is kept.\n\
             \n  You lead it as {THERAPIST}. Open this in your browser:\n    {}\n\
             \n  To be a member as well, {GUEST}, open this in another window:\n    {}\n\
             \nFive things to try:\n\
             \x20 1. Let {} in, who comes to the door soon after you.\n\
             \x20 2. Give the floor to a raised hand; then go once around the group.\n\
             \x20 3. Ask everybody a check-in, and show the answers when they are there.\n\
             \x20 4. Open an anonymous box for 30 seconds, and see what the group wrote.\n\
             \x20 5. As {GUEST}, watch what happens when the therapist's page is closed for half a minute.\n\
             \nCtrl-C ends the demo and removes everything.\n",
            self.therapist_link.0, self.member_link.0, AT_THE_DOOR.name,
        )
    }

    /// Goes on until `stop` is ready, and tells when the session is over; then ends in order.
    pub async fn until(mut self, stop: impl Future<Output = ()>) {
        tokio::select! {
            () = stop => {}
            () = tell_the_end(&self.hub, self.group) => {}
        }
        self.people.shutdown().await;
        // A server that is already gone needs not be stopped.
        let _ = self.stop_server.send(());
        let _ = self.server.await;
        if let Err(error) = self.folder.close() {
            tracing::warn!(%error, "the demo's folder could not be removed");
        }
    }
}

/// The server, at the usual address or, if that is taken, at any free one.
async fn listening(config: Config, folder: &TempDir) -> Result<Server, CannotStart> {
    let config = Config {
        data: folder.path().to_owned(),
        ..config
    };
    match Server::start(config.clone()).await {
        Err(CannotStart::AddressInUse(taken)) if taken == config::LISTEN => {
            let listen = SocketAddr::new(taken.ip(), 0);
            Server::start(Config { listen, ..config }).await
        }
        started => started,
    }
}

/// The address at which this machine reaches its own server.
fn nearby(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip @ (IpAddr::V4(_) | IpAddr::V6(_)) => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Brings the members in: five before the session begins, one to the door once the person who
/// tries the demo is there.
async fn bring_in(
    stage: &mut Stage,
    people: &mut JoinSet<()>,
    tempo: Tempo,
    seed: u64,
) -> Result<(), NoDemo> {
    let session = stage.session;
    let (taken, is_taken) = watch::channel(false);
    let mut hale = host::sit_down(&mut stage.web, session).await?;
    let everybody = IN_THE_ROOM.into_iter().chain([AT_THE_DOOR]);
    for ((person, token), seed) in everybody.zip(&stage.tokens).zip(seed..) {
        let member = member(stage, person, token, &is_taken, (tempo, seed)).await?;
        if IN_THE_ROOM.len() > people.len() {
            people.spawn(member.live(session, FIRST_ARRIVE_S));
        } else {
            let mut is_taken = is_taken.clone();
            people.spawn(async move {
                // Fails only when the demo is over.
                if is_taken.wait_for(|taken| *taken).await.is_ok() {
                    member.live(session, LATE_ARRIVES_S).await;
                }
            });
        }
    }
    host::begin(&mut hale, IN_THE_ROOM.len()).await?;
    people.spawn(host::keep_seat(hale, stage.web.clone(), session, taken));
    Ok(())
}

/// A member who has opened their link.
async fn member(
    stage: &Stage,
    person: &'static Person,
    token: &str,
    lively: &watch::Receiver<bool>,
    (tempo, seed): (Tempo, u64),
) -> Result<Member, NoDemo> {
    let mut web = Web::reaching(stage.web.address(), stage.web.origin());
    let invited = web.open_invitation(token).await?;
    Ok(Member {
        web,
        invited_as: invited.r#as,
        memory: Memory::of(person, tempo),
        dice: StdRng::seed_from_u64(seed),
        lively: lively.clone(),
        since: Instant::now(),
        part: Part::default(),
    })
}

/// Says it once whenever a session of the group has ended.
async fn tell_the_end(hub: &Hub, group: GroupId) {
    let mut look = interval(LOOK_EVERY);
    let mut open = true;
    loop {
        look.tick().await;
        let is_open = hub.session_of(group).is_some();
        if open && !is_open {
            telemetry::tell(
                "The session is over, and what was said in it is erased. To begin again, open \
                 another session on the group's page, and the members come again. Or end \
                 the demo with Ctrl-C and start it once more.",
            );
        }
        open = is_open;
    }
}
