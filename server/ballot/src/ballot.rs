//! One box from its opening to its seal: who was given a token, and what was posted.
//!
//! The two lists cannot be joined: a blinded element says nothing about its nonce, whoever looks
//! and however long. Envelopes lie in the order of their nonces, so not even the order in which they
//! came is kept, and nothing in them is read before the seal. What is refused is refused without a
//! word.
//!
//! **What a flood costs.** Whoever knows the id of a box can post into it. What can be told apart
//! without the key is, and costs next to nothing: another size, too early, too late, a nonce that
//! is spent, and everything once as many genuine envelopes are there as tokens were issued. What is
//! left costs one evaluation and one MAC each: a little over one and a half multiplications on the
//! curve, or sixteen hashes of an envelope (`examples/cost.rs`). The caller bounds it by taking them
//! one after the other. No number of bad envelopes closes the box for good ones: a budget of tries
//! would let one person in the circle spend it for all.

use std::collections::BTreeMap;

use rand_core::CryptoRng;
use rondo_protocol::{
    BlindedElement, BoxId, BoxKey, Receipt, SeatId, SlipId,
    feedback::{Ask, Content},
    frames::Evaluation,
};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{apart::apart, envelope::Envelope, secret::BoxSecret};

/// What one seat was given.
struct Issued {
    blinded: BlindedElement,
    evaluation: Evaluation,
}

impl Drop for Issued {
    fn drop(&mut self) {
        self.blinded.0.zeroize();
        self.evaluation.evaluated.0.zeroize();
        self.evaluation.proof.0.zeroize();
    }
}

/// An open box.
pub struct Ballot {
    box_id: BoxId,
    ask: Ask,
    secret: BoxSecret,
    collecting: bool,
    /// Each in a place of its own, so that a growing list leaves no copies behind.
    issued: BTreeMap<SeatId, Box<Issued>>,
    /// Genuine envelopes, in the order of their nonces.
    posted: Vec<Envelope>,
}

// All its parts wipe themselves but for the id, what is asked, and the stage, which are no secrets.
impl ZeroizeOnDrop for Ballot {}

/// What a box held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// One for each envelope, in the order of their bytes.
    pub receipts: Vec<Receipt>,
    /// What was written, in the order of ids drawn now. Nothing joins it to the receipts.
    pub slips: Vec<(SlipId, Content)>,
}

impl Ballot {
    /// A box that asks for this, and whose tokens this secret makes.
    #[must_use]
    pub fn new(box_id: BoxId, ask: Ask, secret: BoxSecret) -> Self {
        Self {
            box_id,
            ask,
            secret,
            collecting: false,
            issued: BTreeMap::new(),
            posted: Vec::new(),
        }
    }

    /// Which box.
    #[must_use]
    pub fn box_id(&self) -> BoxId {
        self.box_id
    }

    /// The public key of its tokens.
    #[must_use]
    pub fn key(&self) -> BoxKey {
        self.secret.key()
    }

    /// Evaluates for a seat, once: asked again, it gives the first answer and the element that was
    /// made for. An element that is none leaves the seat its chance. Nothing is evaluated from the
    /// close on, when envelopes are on their way: whoever saw one could ask with its nonce, and put
    /// other words under it.
    pub fn issue(
        &mut self,
        seat: SeatId,
        blinded: BlindedElement,
        rng: &mut impl CryptoRng,
    ) -> Option<(BlindedElement, Evaluation)> {
        if !self.issued.contains_key(&seat) && !self.collecting {
            let evaluation = apart(|| self.secret.evaluate(&blinded, rng))?;
            let issued = Issued {
                blinded,
                evaluation,
            };
            self.issued.insert(seat, Box::new(issued));
        }
        let issued = self.issued.get(&seat)?;
        Some((issued.blinded, issued.evaluation.clone()))
    }

    /// Writing is over: envelopes are taken from now on.
    pub fn collect(&mut self) {
        self.collecting = true;
    }

    /// Takes an envelope, if it is one. Whoever posts it must not learn whether it was.
    pub fn post(&mut self, bytes: &[u8]) {
        apart(|| self.take(bytes));
    }

    fn take(&mut self, bytes: &[u8]) {
        if !self.collecting || self.posted.len() >= self.issued.len() {
            return;
        }
        let Some(envelope) = Envelope::read(bytes) else {
            return;
        };
        let nonces = |posted: &Envelope| posted.nonce().cmp(envelope.nonce());
        let Err(place) = self.posted.binary_search_by(nonces) else {
            return;
        };
        // Only a genuine envelope spends its nonce, so that nobody can spend another's.
        let output = self.secret.output_of(envelope.nonce());
        if output.is_some_and(|output| envelope.is_genuine(self.box_id, &output)) {
            self.posted.insert(place, envelope);
        }
    }

    /// Ends the box: opens what came if that is enough, and wipes everything else. With fewer
    /// envelopes than `threshold` nothing is read.
    #[must_use]
    pub fn seal(self, threshold: u16, rng: &mut impl CryptoRng) -> Opened {
        apart(|| self.open(threshold, rng))
    }

    fn open(self, threshold: u16, rng: &mut impl CryptoRng) -> Opened {
        let mut receipts: Vec<Receipt> = self.posted.iter().map(Envelope::receipt).collect();
        receipts.sort_unstable();
        let mut slips = BTreeMap::new();
        if receipts.len() >= usize::from(threshold) {
            for envelope in &self.posted {
                let Some(content) = Content::read(&self.ask, envelope.content()) else {
                    continue;
                };
                let mut id = [0; 16];
                rng.fill_bytes(&mut id);
                slips.insert(SlipId::from_random(u128::from_be_bytes(id)), content);
            }
        }
        Opened {
            receipts,
            slips: slips.into_iter().collect(),
        }
    }
}
