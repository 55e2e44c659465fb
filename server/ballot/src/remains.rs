//! What is left in the memory of a process that held a box, found by looking at all of it.
//!
//! Linux shows a process its own memory as a file. Everything writable is searched for what only the
//! box and its clients knew. What is searched for is kept in another form, or the search would find
//! itself; and it is searched for once while the box is open, or finding nothing would prove nothing.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    os::unix::fs::FileExt,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

use rand::{SeedableRng, rngs::StdRng};
use rondo_protocol::{BlindedElement, BoxId, BoxKey, SeatId, feedback::Ask, frames::Evaluation};
use zeroize::Zeroize;

use crate::{Ballot, BoxSecret, Envelope, Request};

const SEATS: u16 = 5;
/// Bytes looked at together.
const WINDOW_BYTES: usize = 1 << 20;
/// The shortest piece of a secret that is recognised wherever it lies.
const PIECE_BYTES: usize = 16;

/// Something to look for, in a form in which it is not found.
struct Sought {
    what: String,
    hidden: Vec<u8>,
}

impl Sought {
    fn new(what: &str, bytes: &[u8]) -> Self {
        Self {
            what: what.to_owned(),
            hidden: bytes[..PIECE_BYTES].iter().map(|byte| !byte).collect(),
        }
    }

    fn is_at(&self, bytes: &[u8]) -> bool {
        bytes.len() >= PIECE_BYTES && self.hidden.iter().zip(bytes).all(|(h, byte)| *h == !byte)
    }
}

/// What of it lies anywhere in this process.
fn found(sought: &[Sought]) -> BTreeSet<&str> {
    let mut begins = [false; 256];
    for s in sought {
        begins[usize::from(!s.hidden[0])] = true;
    }
    let mut found = BTreeSet::new();
    let memory = File::open("/proc/self/mem").unwrap();
    let mut window = vec![0; WINDOW_BYTES];
    for line in fs::read_to_string("/proc/self/maps").unwrap().lines() {
        let (range, rest) = line.split_once(' ').unwrap();
        if !rest.starts_with("rw") {
            continue;
        }
        let (from, to) = range.split_once('-').unwrap();
        let [mut at, to] = [from, to].map(|hex| u64::from_str_radix(hex, 16).unwrap());
        while at < to {
            let length = usize::try_from(to - at).unwrap_or(WINDOW_BYTES);
            let window = &mut window[..length.min(WINDOW_BYTES)];
            // A part that cannot be read is one that nobody wrote to.
            let Ok(read @ 1..) = memory.read_at(window, at) else {
                break;
            };
            for (start, first) in window[..read].iter().enumerate() {
                if begins[usize::from(*first)] {
                    let here = sought.iter().filter(|s| s.is_at(&window[start..read]));
                    found.extend(here.map(|s| s.what.as_str()));
                }
            }
            // Pieces that lie across the end of a window are at the beginning of the next.
            at += u64::try_from(read.saturating_sub(PIECE_BYTES).max(1)).unwrap();
        }
    }
    window.zeroize();
    found
}

/// The box, on a thread that stays, as those of a server do.
struct Server {
    asked: Receiver<(SeatId, BlindedElement)>,
    issued: Sender<(BoxKey, BlindedElement, Evaluation)>,
    posted: Receiver<Envelope>,
    open: Sender<Vec<Sought>>,
    seal: Receiver<()>,
    sealed: Sender<usize>,
    over: Receiver<()>,
}

impl Server {
    fn run(self) {
        let mut rng = StdRng::seed_from_u64(rand::random());
        let secret = BoxSecret::draw(&mut rng);
        let sought = vec![Sought::new("the key", &secret.scalar()[..])];
        let key = secret.key();
        let mut ballot = Ballot::new(BoxId::from_random(1), Ask::Words {}, secret);
        for (seat, blinded) in self.asked {
            let (blinded, evaluation) = ballot.issue(seat, blinded, &mut rng).unwrap();
            self.issued.send((key, blinded, evaluation)).unwrap();
        }
        ballot.collect();
        for envelope in self.posted {
            ballot.post(envelope.bytes());
        }
        self.open.send(sought).unwrap();
        self.seal.recv().unwrap();
        let opened = ballot.seal(SEATS, &mut rng);
        self.sealed.send(opened.receipts.len()).unwrap();
        // It waits for the end, as a thread does that has nothing to do.
        self.over.recv().ok();
    }
}

/// All clients, on a thread that stays as well.
struct Clients {
    ask: Sender<(SeatId, BlindedElement)>,
    issued: Receiver<(BoxKey, BlindedElement, Evaluation)>,
    post: Sender<Envelope>,
    done: Sender<Vec<Sought>>,
    over: Receiver<()>,
}

impl Clients {
    fn run(self) {
        let Self { ask, post, .. } = self;
        let mut rng = StdRng::seed_from_u64(rand::random());
        let mut sought = Vec::new();
        let mut envelopes = Vec::new();
        for seat in 1..=SEATS {
            let request = Request::draw(&mut rng);
            ask.send((SeatId(seat), request.blinded())).unwrap();
            let (key, blinded, evaluation) = self.issued.recv().unwrap();
            let token = request.finish(&blinded, Some(&evaluation), &key);
            let token = token.ok().unwrap();
            sought.push(Sought::new(
                &format!("output {seat}"),
                token.output().bytes(),
            ));
            let envelope = token
                .seal(BoxId::from_random(1), b"", &mut rng)
                .ok()
                .unwrap();
            let bytes = envelope.bytes();
            sought.push(Sought::new(&format!("nonce {seat}"), bytes));
            sought.push(Sought::new(&format!("mac {seat}"), &bytes[32..]));
            sought.push(Sought::new(&format!("body {seat}"), &bytes[1_000..]));
            envelopes.push(envelope);
        }
        drop(ask);
        for envelope in envelopes {
            post.send(envelope).unwrap();
        }
        drop(post);
        self.done.send(sought).unwrap();
        self.over.recv().ok();
    }
}

#[test]
fn once_a_box_is_sealed_no_key_token_nonce_or_envelope_is_anywhere_in_memory() {
    let (ask, asked) = channel();
    let (issue, issued) = channel();
    let (post, posted) = channel();
    let (open, opened) = channel();
    let (seal, to_seal) = channel();
    let (tell, sealed) = channel();
    let (done, clients_done) = channel();
    let (server_over, over) = channel();
    let (clients_over, over_too) = channel();
    let server = Server {
        asked,
        issued: issue,
        posted,
        open,
        seal: to_seal,
        sealed: tell,
        over,
    };
    let clients = Clients {
        ask,
        issued,
        post,
        done,
        over: over_too,
    };
    let threads = [
        thread::spawn(|| server.run()),
        thread::spawn(|| clients.run()),
    ];
    let mut sought = clients_done.recv().unwrap();
    sought.extend(opened.recv().unwrap());
    let while_open = found(&sought);
    for what in ["the key", "nonce 1", "mac 1", "body 1"] {
        assert!(
            while_open.contains(what),
            "{what} is not found: {while_open:?}"
        );
    }
    seal.send(()).unwrap();
    assert_eq!(sealed.recv(), Ok(usize::from(SEATS)));
    assert_eq!(found(&sought), BTreeSet::new());
    drop((server_over, clients_over));
    for thread in threads {
        thread.join().unwrap();
    }
}
