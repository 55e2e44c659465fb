//! The secret of one box: a key that evaluates what it cannot read, and opens what it made.

use rand_core::CryptoRng;
use rondo_protocol::{BlindedElement, BoxKey, EvaluatedElement, Proof, frames::Evaluation};
use voprf::{Group, Ristretto255, VoprfServer, VoprfServerEvaluateResult};
use zeroize::ZeroizeOnDrop;

use crate::{apart::apart, chance::Older, envelope::Output};

/// The key of one box. It is drawn before the box opens and never leaves this process.
pub struct BoxSecret {
    /// In a place of its own: a secret that is moved leaves copies behind.
    server: Box<VoprfServer<Ristretto255>>,
    /// The public half, asked for with every command that reaches a room.
    key: BoxKey,
}

// The only secret part wipes itself.
impl ZeroizeOnDrop for BoxSecret {}

impl BoxSecret {
    /// Draws a key.
    #[must_use]
    pub fn draw(rng: &mut impl CryptoRng) -> Self {
        apart(|| {
            loop {
                // It fails only if 256 hashes in a row are zero.
                if let Ok(server) = VoprfServer::new(&mut Older(rng)) {
                    return Self::of(server);
                }
            }
        })
    }

    pub(crate) fn of(server: VoprfServer<Ristretto255>) -> Self {
        let key = Ristretto255::serialize_elem(server.get_public_key());
        Self {
            server: Box::new(server),
            key: BoxKey(key.into()),
        }
    }

    #[cfg(test)]
    pub(crate) fn scalar(&self) -> zeroize::Zeroizing<Vec<u8>> {
        let mut both = self.server.serialize();
        let scalar = both[..32].to_vec().into();
        zeroize::Zeroize::zeroize(&mut both[..]);
        scalar
    }

    /// The public half, by which everybody can tell that all tokens are made alike.
    #[must_use]
    pub fn key(&self) -> BoxKey {
        self.key
    }

    /// Evaluates a blinded element, with the proof that it was this key (RFC 9497, section 3.3.2).
    /// None if the bytes are not the canonical encoding of an element, or the identity.
    #[must_use]
    pub fn evaluate(
        &self,
        blinded: &BlindedElement,
        rng: &mut impl CryptoRng,
    ) -> Option<Evaluation> {
        let element = voprf::BlindedElement::deserialize(&blinded.0).ok()?;
        let VoprfServerEvaluateResult { message, proof } =
            self.server.blind_evaluate(&mut Older(rng), &element);
        Some(Evaluation {
            evaluated: EvaluatedElement(message.serialize().into()),
            proof: Proof(proof.serialize().into()),
        })
    }

    /// What the client has that was given a token for this nonce.
    pub(crate) fn output_of(&self, nonce: &[u8]) -> Option<Output> {
        // It fails only for a nonce that hashes to the identity: none is known.
        self.server.evaluate(nonce).map(Output::take).ok()
    }
}
