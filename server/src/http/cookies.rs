//! The cookies that say who is asking: one for the signed-in therapist, one per opened invitation.
//! A third kind says only that somebody signed in here before.
//!
//! Each invitation has its own cookie, named after it, so that two people who share a browser never
//! become each other. The `__Host-` prefix binds a cookie to this host and to HTTPS; `HttpOnly` and
//! `SameSite=Strict` keep scripts and other sites away from it.

use axum::http::{HeaderMap, HeaderValue, header};
use rondo_protocol::http::{InvitationRef, Secret};

use super::error::Failure;
use crate::store::records::TokenHash;

const THERAPIST: &str = "__Host-rondo_therapist";
const KNOWN_BROWSER: &str = "__Host-rondo_known";
const INVITATION_PREFIX: &str = "__Host-rondo_";

/// The therapist's cookie of a request, as its hash.
#[must_use]
pub fn therapist(headers: &HeaderMap) -> Option<TokenHash> {
    find(headers, THERAPIST)
}

/// One invitation's cookie of a request, as its hash.
#[must_use]
pub fn invitation(headers: &HeaderMap, invitation: &InvitationRef) -> Option<TokenHash> {
    find(headers, &invitation_name(invitation))
}

/// The proof of a request that somebody signed in with its browser before.
#[must_use]
pub fn known_browser(headers: &HeaderMap) -> Option<&str> {
    find_value(headers, KNOWN_BROWSER)
}

/// Sets the proof that somebody signed in.
///
/// # Errors
/// A fault if the value cannot stand in a header, which a proof always can.
pub fn set_known_browser(proof: &Secret, age_ms: u64) -> Result<HeaderValue, Failure> {
    set(KNOWN_BROWSER, &proof.0, age_ms)
}

/// Sets the therapist's cookie.
///
/// # Errors
/// A fault if the value cannot stand in a header, which a token always can.
pub fn set_therapist(token: &Secret, age_ms: u64) -> Result<HeaderValue, Failure> {
    set(THERAPIST, &token.0, age_ms)
}

/// Sets one invitation's cookie.
///
/// # Errors
/// A fault if the value cannot stand in a header, which a token always can.
pub fn set_invitation(
    invitation: &InvitationRef,
    token: &Secret,
    age_ms: u64,
) -> Result<HeaderValue, Failure> {
    set(&invitation_name(invitation), &token.0, age_ms)
}

/// Makes the browser forget the therapist's cookie.
///
/// # Errors
/// Never for this value.
pub fn forget_therapist() -> Result<HeaderValue, Failure> {
    set(THERAPIST, "", 0)
}

fn invitation_name(invitation: &InvitationRef) -> String {
    format!("{INVITATION_PREFIX}{}", invitation.0)
}

fn set(name: &str, value: &str, age_ms: u64) -> Result<HeaderValue, Failure> {
    let age_s = age_ms / 1_000;
    let cookie =
        format!("{name}={value}; Max-Age={age_s}; Path=/; Secure; HttpOnly; SameSite=Strict");
    let mut cookie =
        HeaderValue::try_from(cookie).map_err(|_| Failure::fault(&"a cookie's value"))?;
    cookie.set_sensitive(true);
    Ok(cookie)
}

fn find(headers: &HeaderMap, name: &str) -> Option<TokenHash> {
    find_value(headers, name).map(TokenHash::of)
}

fn find_value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, value)| *found == name && !value.is_empty())
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_invitation_reads_only_its_own_cookie() {
        let mut headers = HeaderMap::new();
        let line = "__Host-rondo_aa=one; __Host-rondo_bb=two; __Host-rondo_therapist=three";
        headers.insert(header::COOKIE, HeaderValue::from_static(line));
        let of = |name: &str| invitation(&headers, &InvitationRef(name.into()));
        assert_eq!(of("aa"), Some(TokenHash::of("one")));
        assert_eq!(of("bb"), Some(TokenHash::of("two")));
        assert_eq!(of("a"), None);
        assert_eq!(therapist(&headers), Some(TokenHash::of("three")));
    }

    #[test]
    fn a_cookie_is_bound_to_this_host_and_hidden_from_scripts() {
        let cookie = set_therapist(&Secret("t".into()), 5_000).unwrap();
        assert_eq!(
            cookie.to_str().unwrap(),
            "__Host-rondo_therapist=t; Max-Age=5; Path=/; Secure; HttpOnly; SameSite=Strict"
        );
        assert!(!format!("{cookie:?}").contains("=t;"));
    }
}
