//! The standing records around live rooms, as the rest of the server speaks of them.
//!
//! Accounts, groups, rosters, invitations and templates change slowly and are read by many, so they
//! are plain rows and not events. Nothing here may show a name or a hash in its `Debug` text.

use std::fmt;

use rondo_protocol::{
    GroupId, PersonId,
    http::{InvitationRef, InvitedRole},
    text::{Name, PageText},
};
use sha2::{Digest, Sha256};

use crate::limits;

/// SHA-256 of a token: all that is kept of links and cookies.
///
/// A plain hash is enough because tokens are random and at least 128 bits long; there is nothing to
/// guess from a stolen file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// The hash of a token as it stands in a link or a cookie.
    #[must_use]
    pub fn of(token: &str) -> Self {
        Self(Sha256::digest(token.as_bytes()).into())
    }

    /// The bytes for a column.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(..)")
    }
}

/// A cookie to remember: its hash and when it stops working.
#[derive(Debug, Clone, Copy)]
pub struct NewCookie {
    /// Hash of the cookie's value.
    pub hash: TokenHash,
    /// When it stops working, in milliseconds since 1970.
    pub expires_at: u64,
}

/// A sign-in address as accounts hold it: trimmed, lower-case, plausible.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(pub(crate) String);

impl EmailAddress {
    /// Trims and lower-cases an address that can be one: something, an @, and a domain.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let email = text.trim().to_lowercase();
        let plain = !email.chars().any(|c| c.is_control() || c.is_whitespace());
        let parts = email.rsplit_once('@');
        let whole = parts.is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
        let fits = email.len() <= limits::EMAIL_BYTES_MAX;
        (plain && whole && fits).then_some(Self(email))
    }

    /// The address itself, for the account's owner and the store only.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(..)")
    }
}

/// A password as accounts hold it: an argon2id PHC string.
#[derive(Clone)]
pub struct PasswordHash(pub(crate) String);

impl PasswordHash {
    /// The PHC string, to verify against.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}

/// A therapist's account.
#[derive(Debug, Clone)]
pub struct Account {
    /// Who they are in every group.
    pub id: PersonId,
    /// The name shown to groups.
    pub name: Name,
    /// Sign-in address.
    pub email: EmailAddress,
    /// Password.
    pub password: PasswordHash,
}

/// What a link leads to, or why it leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Followed<T> {
    /// It works.
    Good(T),
    /// It was never made here.
    Unknown,
    /// Its time is over.
    Expired,
    /// It was good for one use, and was used.
    Used,
    /// It was taken back or replaced.
    Revoked,
}

/// Who acts through an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitee {
    /// The invitation's public name.
    pub invitation: InvitationRef,
    /// The person.
    pub person: PersonId,
    /// Their group.
    pub group: GroupId,
    /// The group's name.
    pub group_name: Name,
    /// Their name on the roster.
    pub name: Name,
    /// Their role.
    pub role: InvitedRole,
    /// Where the group's members turn in a crisis.
    pub crisis_text: PageText,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_trimmed_and_lower_cased_and_must_have_two_sides() {
        let read = |text: &str| EmailAddress::read(text).map(|email| email.0);
        assert_eq!(read(" Hale@Example.ORG "), Some("hale@example.org".into()));
        for wrong in ["", "hale", "@example.org", "hale@", "ha le@example.org"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
