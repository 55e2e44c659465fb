//! People who come, stay for a while, and go in every way there is, for as long as they are let; and
//! the therapist, whose sessions end and are held anew.

use std::time::Duration;

use rand::{RngExt, SeedableRng, rngs::StdRng};
use rondo_client::{Client, Closed};
use rondo_protocol::{
    Command, SessionId, View,
    frames::Resume,
    roster::{RosterCommand, Standing},
};
use rondo_tests::{Group, Guest, asking};
use tokio::{
    sync::watch,
    time::{Instant, sleep, timeout_at},
};

/// How long a session is held.
const SESSION: Duration = Duration::from_secs(90);
/// How often somebody does something while in the room, in milliseconds.
const EVERY_MS: std::ops::Range<u64> = 600..2_400;
/// How long somebody stays, in milliseconds.
const STAY_MS: std::ops::Range<u64> = 3_000..30_000;
/// How long somebody stays away, in milliseconds.
const AWAY_MS: std::ops::Range<u64> = 100..6_000;

/// Leads a group, session after session, until `end`; says which is held.
pub async fn lead(mut group: Group, held: watch::Sender<Option<SessionId>>, end: Instant) {
    while Instant::now() < end {
        let session = group.open_session().await;
        let mut hale = group.hale().await.come(session).await;
        hale.does(asking::start()).await;
        held.send_replace(Some(session));
        let until = end.min(Instant::now() + SESSION);
        listen(&mut hale.client, until).await;
        held.send_replace(None);
        hale.does(asking::close()).await;
        hale.does(asking::end()).await;
        drop(hale);
        let _page = group.page_after_the_end().await;
    }
}

/// Comes and goes until `end`, and says how often it came.
pub async fn come_and_go(
    guest: Guest,
    mut held: watch::Receiver<Option<SessionId>>,
    end: Instant,
    seed: u64,
) -> u64 {
    let mut rng = StdRng::seed_from_u64(seed);
    let (mut visits, mut had) = (0, None);
    while Instant::now() < end {
        let until = timeout_at(end, held.wait_for(Option::is_some)).await;
        let Ok(Ok(session)) = until.map(|session| session.map(|session| *session)) else {
            break;
        };
        let Some(session) = session else { break };
        had = visit(&guest, session, had.take(), end, &mut rng).await;
        visits += 1;
        sleep(Duration::from_millis(rng.random_range(AWAY_MS))).await;
    }
    visits
}

/// What somebody keeps of a connection that broke.
type Had = Option<(SessionId, (View, Resume))>;

/// One visit. The session may end at any moment of it, which ends the visit.
async fn visit(guest: &Guest, session: SessionId, had: Had, end: Instant, rng: &mut StdRng) -> Had {
    let mut web = guest.web.clone();
    let ticket = web.ticket(session, guest.invited_as.clone()).await.ok()?;
    let before = had.filter(|(of, _)| *of == session).map(|(_, had)| had);
    let mut client = Client::connect(web.origin(), ticket, before).await.ok()?;
    let stayed = stay(&mut client, guest, end, rng).await;
    match (stayed, rng.random_range(0..10)) {
        (Err(_over), _) => None,
        (Ok(()), 0) => {
            // Leaving is answered by the end of the connection.
            let _left = client.ask(Command::Roster(RosterCommand::Leave {})).await;
            None
        }
        (Ok(()), 1..4) => {
            client.close().await;
            None
        }
        (Ok(()), _) => Some((session, client.drop_hard())),
    }
}

async fn stay(
    client: &mut Client,
    guest: &Guest,
    end: Instant,
    rng: &mut StdRng,
) -> Result<(), Closed> {
    if client.view().me.standing != Standing::In {
        let version = client.view().session.ground_rules.version;
        let accept = asking::accept_rules(version, &guest.name);
        let _refused = client.ask(accept).await?;
        client
            .until(|view| view.me.standing == Standing::In)
            .await?;
    }
    let until = end.min(Instant::now() + Duration::from_millis(rng.random_range(STAY_MS)));
    while Instant::now() < until {
        let next = match rng.random_range(0..6) {
            0 => asking::raise_hand(),
            1 => asking::lower_hand(),
            2 => asking::ask_help(),
            _ => asking::say("so it goes, on and on"),
        };
        let _refused = client.ask(next).await?;
        let pause = Duration::from_millis(rng.random_range(EVERY_MS));
        let pause = until.min(Instant::now() + pause);
        while let Ok(heard) = timeout_at(pause, client.hear()).await {
            heard?;
        }
    }
    Ok(())
}

async fn listen(client: &mut Client, until: Instant) {
    while let Ok(heard) = timeout_at(until, client.hear()).await {
        // A therapist is never sent away.
        heard.unwrap();
    }
}
