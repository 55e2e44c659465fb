//! The envelope: 2,048 bytes that all look alike, and of which the box's key alone tells whether
//! they are genuine.
//!
//! | bytes | what |
//! | --- | --- |
//! | 0..32 | nonce |
//! | 32..96 | HMAC-SHA-512 with the nonce's output as its key, over label, box, nonce and the rest |
//! | 96..98 | length of the content, big-endian; 0 if nothing was written |
//! | 98.. | content, UTF-8 |
//! | ..2048 | random padding |
//!
//! The padding is under the MAC too, so that of one token exactly one envelope is genuine and its
//! receipt cannot be changed on the way.

use hmac::{Hmac, KeyInit, Mac, digest::Key};
use rand_core::CryptoRng;
use rondo_protocol::{
    BoxId, Receipt,
    limits::{ENVELOPE_BYTES, MAC_BYTES, NONCE_BYTES, SLIP_BYTES_MAX},
};
use sha2::{Digest, Sha256, Sha512};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Bytes that the function gives for a nonce.
const OUTPUT_BYTES: usize = 64;

/// Sets the MAC apart from every other use of the same bytes, and names the layout.
const LABEL: &[u8] = b"rondo box envelope v1";
const REST: usize = NONCE_BYTES + MAC_BYTES;
const CONTENT: usize = REST + 2;

/// The content does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the content is longer than {SLIP_BYTES_MAX} bytes")]
pub struct TooLong;

/// What the box's key makes of a nonce: the client that was given a token has it, and nobody else.
pub(crate) struct Output(Box<Zeroizing<[u8; OUTPUT_BYTES]>>);

impl ZeroizeOnDrop for Output {}

impl Output {
    /// Takes what a library made, which does not wipe it itself.
    pub fn take(mut made: impl AsMut<[u8]>) -> Self {
        let made = made.as_mut();
        let mut output = Self(Box::new(Zeroizing::new([0; OUTPUT_BYTES])));
        output.0.copy_from_slice(made);
        made.zeroize();
        output
    }

    #[cfg(test)]
    pub fn bytes(&self) -> &[u8] {
        &self.0[..]
    }
}

/// An envelope as it is posted. It lies in one place until it is wiped.
pub struct Envelope(Box<Zeroizing<[u8; ENVELOPE_BYTES]>>);

impl ZeroizeOnDrop for Envelope {}

impl Envelope {
    fn empty() -> Self {
        Self(Box::new(Zeroizing::new([0; ENVELOPE_BYTES])))
    }

    /// Takes bytes that have the size of an envelope. What they hold is not looked at.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.len() != ENVELOPE_BYTES {
            return None;
        }
        let mut envelope = Self::empty();
        envelope.0.copy_from_slice(bytes);
        Some(envelope)
    }

    /// Seals content under the output of a nonce.
    pub(crate) fn write(
        box_id: BoxId,
        nonce: &[u8],
        output: &Output,
        content: &[u8],
        padding: &mut impl CryptoRng,
    ) -> Result<Self, TooLong> {
        let length = u16::try_from(content.len()).map_err(|_| TooLong)?;
        if content.len() > SLIP_BYTES_MAX {
            return Err(TooLong);
        }
        let mut envelope = Self::empty();
        let end = CONTENT + content.len();
        envelope.0[..NONCE_BYTES].copy_from_slice(nonce);
        envelope.0[REST..CONTENT].copy_from_slice(&length.to_be_bytes());
        envelope.0[CONTENT..end].copy_from_slice(content);
        padding.fill_bytes(&mut envelope.0[end..]);
        let mac = envelope.mac(box_id, output).finalize().into_bytes();
        envelope.0[NONCE_BYTES..REST].copy_from_slice(&mac);
        Ok(envelope)
    }

    /// The bytes to post.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0[..]
    }

    /// By which its sender finds it again once the box is sealed.
    #[must_use]
    pub fn receipt(&self) -> Receipt {
        Receipt(Sha256::digest(self.bytes()).into())
    }

    pub(crate) fn nonce(&self) -> &[u8] {
        &self.0[..NONCE_BYTES]
    }

    /// Whether it was sealed under this output, for this box, as it is. Takes the same time for
    /// every MAC that is not.
    pub(crate) fn is_genuine(&self, box_id: BoxId, output: &Output) -> bool {
        let mac = &self.0[NONCE_BYTES..REST];
        self.mac(box_id, output).verify_slice(mac).is_ok()
    }

    /// What was written; nothing if it says that it is longer than it can be.
    pub(crate) fn content(&self) -> &[u8] {
        let length = u16::from_be_bytes([self.0[REST], self.0[REST + 1]]);
        let end = CONTENT + usize::from(length);
        self.0.get(CONTENT..end).unwrap_or_default()
    }

    fn mac(&self, box_id: BoxId, output: &Output) -> Hmac<Sha512> {
        // HMAC itself fills a short key up with zeros (RFC 2104, section 2); done here, nothing about
        // its length can fail.
        let mut key = Key::<Hmac<Sha512>>::default();
        key[..OUTPUT_BYTES].copy_from_slice(&output.0[..]);
        let mac = Hmac::<Sha512>::new(&key)
            .chain_update(LABEL)
            .chain_update(box_id.0.as_bytes())
            .chain_update(self.nonce())
            .chain_update(&self.0[REST..]);
        key.as_mut_slice().zeroize();
        mac
    }
}
