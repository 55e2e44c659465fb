//! Everybody comes back after the server was killed and started again.
//!
//! Clients do as `docs/protocol.md`, section 9, tells them: they wait a little, longer each time and
//! with chance in it, get a new ticket, connect, and say where they stood. One is back in step when
//! the welcome continues exactly there.

use std::{
    net::SocketAddr,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, anyhow, bail};
use hdrhistogram::Histogram;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use rondo_protocol::{SessionId, http as api};
use serde::Deserialize;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
    time::{sleep, timeout},
};

use super::{
    as_f64, nanoseconds,
    relay::{LINE_BYTES, Pace},
};
use crate::{
    cpus::Cpus,
    crowd::{Crowd, plan},
    http::{self, Head},
    rounds::Figures,
    stop,
    subjects::{
        Stage, join_all,
        rondo::{self, Rondo},
    },
    wire::{
        ear::{Ear, Heard},
        frame::{self, Opcode},
    },
};

/// Whoever is not back by then never will be.
const PATIENCE: Duration = Duration::from_secs(60);
/// One try takes no longer.
const TRY: Duration = Duration::from_secs(15);

/// Measures once.
pub fn run(rondo: &Rondo, cpus: Cpus, pace: Pace) -> Result<Figures> {
    let mut running = rondo.begin(pace.shape, cpus)?;
    let mut crowd = Crowd::of(join_all(&running, pace.shape)?, LINE_BYTES)?;
    let begin = crowd.now_ns();
    for due in plan::draw(pace.shape, pace.deliveries_per_s, pace.span_s, pace.seed) {
        let at = begin + due.at_ns;
        crowd.listen(at)?;
        crowd.say(due.place, at);
    }
    crowd.listen(begin + nanoseconds(pace.span_s))?;
    crowd.hear_out()?;
    let mut people = Vec::new();
    for link in &crowd.links {
        let (request, log) = running.way_back(link.place)?;
        people.push(Person {
            address: running.address,
            request,
            log,
            stood: link.seq,
        });
    }
    running.kill()?;
    let killed = Instant::now();
    drop(crowd);
    let seed = pace.seed;
    let returning = thread::spawn(move || come_back(people, killed, seed));
    let started = Instant::now();
    running
        .start_again(cpus)
        .with_context(|| running.complaints())?;
    let listening = Instant::now();
    let returned = returning
        .join()
        .map_err(|_| anyhow!("somebody fell on the way"))??;
    let mut back = Histogram::<u64>::new(3)?;
    for one in &returned {
        let since_start = one.at.saturating_duration_since(started);
        back.saturating_record(u64::try_from(since_start.as_millis())?);
    }
    let tries = returned.iter().map(|one| one.tries).sum::<u64>();
    Ok(Figures::from([
        ("people", as_f64(returned.len() as u64)),
        (
            "listens_after_ms",
            (listening - started).as_secs_f64() * 1e3,
        ),
        ("p50_ms", as_f64(back.value_at_quantile(0.5))),
        ("p99_ms", as_f64(back.value_at_quantile(0.99))),
        ("last_ms", as_f64(back.max())),
        ("tries_each", as_f64(tries) / as_f64(returned.len() as u64)),
        ("down_ms", (started - killed).as_secs_f64() * 1e3),
    ]))
}

struct Person {
    address: SocketAddr,
    /// The request for a ticket.
    request: String,
    log: SessionId,
    stood: u64,
}

struct Returned {
    at: Instant,
    tries: u64,
    /// Held until everybody is back.
    _stream: TcpStream,
}

fn come_back(people: Vec<Person>, killed: Instant, seed: u64) -> Result<Vec<Returned>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut all = JoinSet::new();
        for (nth, person) in people.into_iter().enumerate() {
            let rng = StdRng::seed_from_u64(seed ^ (nth as u64) << 20);
            all.spawn(person.come_back(killed, rng));
        }
        let mut returned = Vec::new();
        while let Some(one) = all.join_next().await {
            stop::asked()?;
            returned.push(one??);
        }
        Ok(returned)
    })
}

impl Person {
    async fn come_back(self, killed: Instant, mut rng: StdRng) -> Result<Returned> {
        let mut last = anyhow!("no try yet");
        for tries in 1.. {
            let longest = (0.5 * f64::powi(2.0, tries - 1)).min(10.0);
            sleep(Duration::from_secs_f64(
                longest * rng.random_range(0.5..1.0),
            ))
            .await;
            if killed.elapsed() > PATIENCE {
                break;
            }
            match timeout(TRY, self.try_once()).await {
                Ok(Ok(stream)) => {
                    return Ok(Returned {
                        at: Instant::now(),
                        tries: u64::try_from(tries)?,
                        _stream: stream,
                    });
                }
                Ok(Err(error)) => last = error,
                Err(elapsed) => last = elapsed.into(),
            }
        }
        Err(last.context("did not come back"))
    }

    async fn try_once(&self) -> Result<TcpStream> {
        let ticket: api::Ticket = serde_json::from_slice(&self.ask().await?)?;
        let mut stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        let request = http::upgrade(self.address, "/ws", &rondo::headers(self.address));
        stream.write_all(request.as_bytes()).await?;
        let (head, came) = read_head(&mut stream).await?;
        if head.status != 101 {
            bail!("{} instead of a websocket", head.status);
        }
        let hello = rondo::hello(&ticket.ticket.0, Some((self.log, self.stood)));
        let mut out = Vec::new();
        frame::write(&mut out, Opcode::Text, hello.as_bytes(), [7, 1, 9, 5]);
        stream.write_all(&out).await?;
        self.welcomed(&mut stream, &came).await?;
        Ok(stream)
    }

    /// Gets a ticket, over a connection of its own.
    async fn ask(&self) -> Result<Vec<u8>> {
        let mut stream = TcpStream::connect(self.address).await?;
        stream.write_all(self.request.as_bytes()).await?;
        let (head, mut body) = read_head(&mut stream).await?;
        let here = body.len();
        body.resize(head.length.max(here), 0);
        stream.read_exact(&mut body[here..]).await?;
        if head.status != 200 {
            bail!("{} instead of a ticket", head.status);
        }
        Ok(body)
    }

    /// Waits for the welcome, and sees that it goes on where one stood.
    async fn welcomed(&self, stream: &mut TcpStream, came: &[u8]) -> Result<()> {
        let mut ear = Ear::keeping(usize::MAX);
        let mut buffer = vec![0; 16 * 1024];
        let mut first = None;
        let mut hear = |bytes: &[u8]| {
            ear.hear(bytes, |heard| match heard {
                Heard::Message(message) if first.is_none() => {
                    first = Some(Ok(message.to_vec()));
                }
                Heard::Close(code) if first.is_none() => first = Some(Err(code)),
                Heard::Message(_) | Heard::Line(_) | Heard::Ping(_) | Heard::Close(_) => {}
            });
            first.take()
        };
        let mut said = hear(came);
        while said.is_none() {
            let n = stream.read(&mut buffer).await?;
            if n == 0 {
                bail!("the server hung up");
            }
            said = hear(&buffer[..n]);
        }
        match said {
            Some(Ok(message)) => follows(&message, self.stood),
            Some(Err(code)) => bail!("closed with {code:?}"),
            None => bail!("nothing was said"),
        }
    }
}

#[derive(Deserialize)]
struct Welcome {
    seq: u64,
    state: State,
}

#[derive(Deserialize)]
struct State {
    kind: String,
    prev: Option<u64>,
}

/// Whether a welcome goes on exactly where one stood.
fn follows(message: &[u8], stood: u64) -> Result<()> {
    let Welcome { seq, state } = serde_json::from_slice(message)?;
    if state.kind != "delta" || state.prev != Some(stood) || seq < stood {
        bail!("stood at {stood}, and was given a {} at {seq}", state.kind);
    }
    Ok(())
}

async fn read_head(stream: &mut TcpStream) -> Result<(Head, Vec<u8>)> {
    let mut came = Vec::new();
    loop {
        if stream.read_buf(&mut came).await? == 0 {
            bail!("the server hung up");
        }
        if let Some(head) = Head::read(&came)? {
            let behind = came.split_off(head.bytes);
            return Ok((head, behind));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_goes_on_where_one_stood_is_in_step() {
        let delta =
            br#"{"type":"welcome","seq":44,"state":{"kind":"delta","prev":41,"updates":[]}}"#;
        assert!(follows(delta, 41).is_ok());
        assert!(follows(delta, 42).is_err());
        let view = br#"{"type":"welcome","seq":44,"state":{"kind":"view","view":{}}}"#;
        assert!(follows(view, 41).is_err());
    }
}
