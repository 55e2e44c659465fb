//! Random tokens for links and cookies: made here, handed out once, kept only as a hash.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rondo_protocol::http::{InvitationRef, Secret};

use super::error::Failure;
use crate::{config::PublicUrl, store::records::TokenHash};

/// Bytes of a token: 256 bits, twice what guessing could ever reach.
const TOKEN_BYTES: usize = 32;
/// Bytes of an invitation's public name: 64 bits, so that two never meet.
const REF_BYTES: usize = 8;

/// Where a link leads; its token stands in the fragment, which browsers never send to a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkTo {
    /// The first therapist's set-up.
    Setup,
    /// A person's place in their group.
    Join,
    /// Another therapist's place beside the group.
    Colleague,
}

/// A new token and what may be kept of it.
///
/// # Errors
/// A fault if the operating system has no randomness to give.
pub fn token() -> Result<(Secret, TokenHash), Failure> {
    let token = URL_SAFE_NO_PAD.encode(random::<TOKEN_BYTES>()?);
    let hash = TokenHash::of(&token);
    Ok((Secret(token), hash))
}

/// A new invitation's public name.
///
/// # Errors
/// A fault if the operating system has no randomness to give.
pub fn invitation_ref() -> Result<InvitationRef, Failure> {
    let bytes = random::<REF_BYTES>()?;
    let text = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(InvitationRef(text))
}

/// The whole link for a token.
#[must_use]
pub fn link(public: &PublicUrl, to: LinkTo, token: &Secret) -> Secret {
    let page = match to {
        LinkTo::Setup => "setup",
        LinkTo::Join => "join",
        LinkTo::Colleague => "colleague",
    };
    Secret(format!("{}/#/{page}/{}", public.origin(), token.0))
}

fn random<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Failure::fault(&error))?;
    Ok(bytes)
}
