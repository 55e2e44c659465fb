//! Browsers in which somebody has signed in before: they have tries of their own.
//!
//! Tries are counted by address, so whoever guesses from the network of a practice, from behind the
//! same carrier's gateway, or from a great many addresses, would use up or slow down the tries of
//! the person whose password it is. A browser that signed in once therefore keeps a proof of it (a
//! *device cookie*, as OWASP calls it), and what strangers do no longer touches it. It lets nobody
//! in: the password is needed all the same.
//!
//! The proof is a MAC whose key is the account's password hash, so nothing is stored for it, and it
//! ends with the password.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use rondo_protocol::http::Secret;
use sha2::Sha256;

use super::error::Failure;
use crate::store::records::Account;

const NONCE_BYTES: usize = 16;
const MAC_BYTES: usize = 32;

/// One browser in which somebody signed in.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KnownBrowser([u8; NONCE_BYTES]);

#[cfg(test)]
impl KnownBrowser {
    pub(super) fn from_random(nonce: [u8; NONCE_BYTES]) -> Self {
        Self(nonce)
    }
}

impl std::fmt::Debug for KnownBrowser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KnownBrowser(..)")
    }
}

/// A new proof that this account signed in, for one browser to keep.
///
/// # Errors
/// A fault if the operating system has no randomness to give.
pub fn proof(account: &Account) -> Result<Secret, Failure> {
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce).map_err(|error| Failure::fault(&error))?;
    let mac = mac(account, nonce)?.finalize().into_bytes();
    let proof = [nonce.as_slice(), mac.as_slice()].concat();
    Ok(Secret(URL_SAFE_NO_PAD.encode(proof)))
}

/// The browser that a proof names, if it is one for this account.
#[must_use]
pub fn browser(account: &Account, proof: &str) -> Option<KnownBrowser> {
    let mut bytes = [0; NONCE_BYTES + MAC_BYTES];
    let length = URL_SAFE_NO_PAD.decode_slice(proof, &mut bytes).ok()?;
    let (nonce, tag) = bytes.split_first_chunk()?;
    let right = length == bytes.len() && mac(account, *nonce).ok()?.verify_slice(tag).is_ok();
    right.then_some(KnownBrowser(*nonce))
}

fn mac(account: &Account, nonce: [u8; NONCE_BYTES]) -> Result<Hmac<Sha256>, Failure> {
    let key = account.password.reveal().as_bytes();
    let mac = Hmac::<Sha256>::new_from_slice(key).map_err(|error| Failure::fault(&error))?;
    Ok(mac.chain_update(b"rondo known browser").chain_update(nonce))
}

#[cfg(test)]
mod tests {
    use rondo_protocol::{PersonId, text::Name};

    use super::*;
    use crate::store::records::{EmailAddress, PasswordHash};

    fn account(password: &str) -> Account {
        Account {
            id: PersonId::from_random(1),
            name: Name::new("Dr Hale").unwrap(),
            email: EmailAddress("hale@example.org".into()),
            password: PasswordHash(password.into()),
        }
    }

    #[test]
    fn a_proof_names_its_browser_to_its_own_account_and_password() {
        let hale = account("$argon2id$one");
        let [first, second] = [(); 2].map(|()| proof(&hale).unwrap());
        let known = browser(&hale, &first.0);
        assert!(known.is_some());
        assert_ne!(known, browser(&hale, &second.0));
        assert_eq!(browser(&account("$argon2id$two"), &first.0), None);
    }

    #[test]
    fn what_is_no_proof_names_none() {
        let hale = account("$argon2id$one");
        let Secret(proof) = proof(&hale).unwrap();
        let other = if proof.starts_with('A') { "B" } else { "A" };
        let changed = format!("{other}{}", &proof[1..]);
        let short = &proof[..proof.len() - 4];
        let long = format!("{proof}AAAA");
        for wrong in ["", "x", "=", changed.as_str(), short, long.as_str()] {
            assert_eq!(browser(&hale, wrong), None, "{wrong:?}");
        }
    }
}
