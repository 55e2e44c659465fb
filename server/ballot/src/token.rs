//! The client's side: from a nonce nobody has seen to one sealed envelope.
//!
//! Whoever holds these is one page or one program, for as long as the box is open. They are kept in
//! memory only; a page that is loaded again cannot take part in the same box any more, because the
//! server evaluates once for each seat.

use rand_core::CryptoRng;
use rondo_protocol::{BlindedElement, BoxId, BoxKey, frames::Evaluation, limits::NONCE_BYTES};
use voprf::{EvaluationElement, Group, Proof, Ristretto255, VoprfClient};
use zeroize::{ZeroizeOnDrop, Zeroizing};

use crate::{
    apart::apart,
    chance::Older,
    envelope::{Envelope, Output, TooLong},
};

/// Why there is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoToken {
    /// The server has no box for this seat.
    #[error("there is no such box for this seat")]
    NoBox,
    /// The server answered for another element: this seat asked before, from elsewhere.
    #[error("this seat's token was made for another page")]
    AnotherPage,
    /// The evaluation was not made with the key that everybody was told. Whoever posted with it
    /// could be told apart.
    #[error("the server did not prove that it used the box's key")]
    NotProven,
}

/// In a place of its own: a secret that is moved leaves copies behind.
type Nonce = Box<Zeroizing<[u8; NONCE_BYTES]>>;

/// A nonce, and what is needed to ask for its token.
pub struct Request {
    nonce: Nonce,
    client: Box<VoprfClient<Ristretto255>>,
    blinded: BlindedElement,
}

// Its secret parts wipe themselves.
impl ZeroizeOnDrop for Request {}

impl Request {
    /// Draws a nonce and blinds it.
    #[must_use]
    pub fn draw(rng: &mut impl CryptoRng) -> Self {
        apart(|| {
            let mut nonce = Box::new(Zeroizing::new([0; NONCE_BYTES]));
            loop {
                rng.fill_bytes(&mut nonce[..]);
                // It fails only for a nonce that hashes to the identity: none is known.
                if let Ok(blind) = VoprfClient::blind(&nonce[..], &mut Older(rng)) {
                    let blinded = BlindedElement(blind.message.serialize().into());
                    return Self {
                        nonce,
                        client: Box::new(blind.state),
                        blinded,
                    };
                }
            }
        })
    }

    /// What to ask with.
    #[must_use]
    pub fn blinded(&self) -> BlindedElement {
        self.blinded
    }

    /// Takes the server's answer, and the blind off it. `key` is what the room told everybody, not
    /// what came with the answer.
    ///
    /// # Errors
    /// [`NoToken`], each of which wants another explanation.
    pub fn finish(
        self,
        blinded: &BlindedElement,
        evaluation: Option<&Evaluation>,
        key: &BoxKey,
    ) -> Result<Token, NoToken> {
        let evaluation = evaluation.ok_or(NoToken::NoBox)?;
        if *blinded != self.blinded {
            return Err(NoToken::AnotherPage);
        }
        let output = apart(|| self.output(evaluation, key));
        let output = output.map_err(|_| NoToken::NotProven)?;
        Ok(Token {
            nonce: self.nonce,
            output,
        })
    }

    fn output(&self, evaluation: &Evaluation, key: &BoxKey) -> voprf::Result<Output> {
        let evaluated = EvaluationElement::deserialize(&evaluation.evaluated.0)?;
        let proof = Proof::deserialize(&evaluation.proof.0)?;
        let key = Ristretto255::deserialize_elem(&key.0)?;
        let made = self
            .client
            .finalize(&self.nonce[..], &evaluated, &proof, key)?;
        Ok(Output::take(made))
    }
}

/// The right to post one envelope.
pub struct Token {
    nonce: Nonce,
    output: Output,
}

// Both parts wipe themselves.
impl ZeroizeOnDrop for Token {}

impl Token {
    #[cfg(test)]
    pub(crate) fn output(&self) -> &Output {
        &self.output
    }

    /// Seals content, or nothing, in the one envelope this token is good for.
    ///
    /// # Errors
    /// [`TooLong`].
    pub fn seal(
        self,
        box_id: BoxId,
        content: &[u8],
        padding: &mut impl CryptoRng,
    ) -> Result<Envelope, TooLong> {
        apart(|| Envelope::write(box_id, &self.nonce[..], &self.output, content, padding))
    }
}
