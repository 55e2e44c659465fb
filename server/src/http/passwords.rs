//! Makes and checks passwords with argon2id, one or two at a time.
//!
//! Hashing is slow on purpose (RFC 9106; OWASP's 19 MiB and two passes), so it runs off the async
//! threads and behind a small gate. Checking a password takes the same work whether or not the
//! address has an account, so that nobody can find out who has one.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use argon2::{
    Argon2, Params,
    password_hash::{PasswordHasher, PasswordVerifier},
};
use rondo_protocol::http::{ErrorCode, Secret};
use tokio::sync::Semaphore;

use super::error::Failure;
use crate::{limits, store::records::PasswordHash};

/// Who waits to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// Anybody: all share the places there are.
    Anybody,
    /// Somebody in a browser that is known, for whom there are places that strangers cannot take.
    Ahead,
}

/// Whether an account may have this as its password from now on.
#[must_use]
pub fn may_be_new(password: &Secret) -> bool {
    is_bounded(password) && password.0.chars().count() >= limits::PASSWORD_CHARS_MIN
}

/// Whether this can be a password at all.
#[must_use]
pub fn is_bounded(password: &Secret) -> bool {
    password.0.chars().count() <= limits::PASSWORD_CHARS_MAX
}

/// The gate to argon2id. Cheap to clone.
#[derive(Clone)]
pub struct Passwords {
    inside: Arc<Inside>,
}

struct Inside {
    params: Params,
    gate: Semaphore,
    waiting: AtomicUsize,
    waiting_ahead: AtomicUsize,
    nobodys: PasswordHash,
}

impl Passwords {
    /// With the usual cost.
    ///
    /// # Errors
    /// A fault if the operating system has no randomness to give.
    pub fn new() -> Result<Self, Failure> {
        Self::with_params(Params::default())
    }

    /// With a cost of one's own; for tests, which have no secret to protect.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with_params(params: Params) -> Result<Self, Failure> {
        let nobodys = hash(&params, &Secret("nobody has this password".into()))?;
        Ok(Self {
            inside: Arc::new(Inside {
                params,
                gate: Semaphore::new(limits::HASHINGS_MAX),
                waiting: AtomicUsize::new(0),
                waiting_ahead: AtomicUsize::new(0),
                nobodys,
            }),
        })
    }

    /// Makes the hash to keep of a new password.
    ///
    /// # Errors
    /// [`ErrorCode::Busy`] if too many are waiting.
    pub async fn make(&self, password: Secret) -> Result<PasswordHash, Failure> {
        self.at_the_gate(Waiting::Anybody, move |inside| {
            hash(&inside.params, &password)
        })
        .await?
    }

    /// Whether `password` is the one kept; false, after the same work, if there is none.
    ///
    /// # Errors
    /// [`ErrorCode::Busy`] if too many are waiting.
    pub async fn check(
        &self,
        waiting: Waiting,
        password: Secret,
        kept: Option<PasswordHash>,
    ) -> Result<bool, Failure> {
        self.at_the_gate(waiting, move |inside| {
            let known = kept.is_some();
            let kept = kept.as_ref().unwrap_or(&inside.nobodys);
            verify(&password, kept) & known
        })
        .await
    }

    async fn at_the_gate<T: Send + 'static>(
        &self,
        waiting: Waiting,
        work: impl FnOnce(&Inside) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let _place = Place::take(&self.inside, waiting)?;
        let permit = self.inside.gate.acquire().await;
        let _permit = permit.map_err(|error| Failure::fault(&error))?;
        let inside = Arc::clone(&self.inside);
        tokio::task::spawn_blocking(move || work(&inside))
            .await
            .map_err(|error| Failure::fault(&error))
    }
}

/// One of the places to wait in; given back when dropped.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(inside: &'a Inside, waiting: Waiting) -> Result<Self, Failure> {
        let place = Self(match waiting {
            Waiting::Anybody => &inside.waiting,
            Waiting::Ahead => &inside.waiting_ahead,
        });
        if place.0.fetch_add(1, Ordering::Relaxed) >= limits::HASHINGS_WAITING_MAX {
            return Err(ErrorCode::Busy.into());
        }
        Ok(place)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn hash(params: &Params, password: &Secret) -> Result<PasswordHash, Failure> {
    let hash = Argon2::from(params)
        .hash_password(password.0.as_bytes())
        .map_err(|error| Failure::fault(&error))?;
    Ok(PasswordHash(hash.to_string()))
}

fn verify(password: &Secret, kept: &PasswordHash) -> bool {
    // The cost is the kept hash's own.
    Argon2::default()
        .verify_password(password.0.as_bytes(), kept.reveal())
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cheap() -> Passwords {
        Passwords::with_params(Params::new(8, 1, 1, None).unwrap()).unwrap()
    }

    #[tokio::test]
    async fn the_right_password_is_recognised_and_another_is_not() {
        let passwords = cheap();
        let kept = passwords.make(Secret("a long enough one".into())).await;
        let kept = kept.unwrap();
        assert!(kept.reveal().starts_with("$argon2id$"));
        for (tried, right) in [("a long enough one", true), ("a long enough two", false)] {
            let tried = Secret(tried.into());
            let checked = passwords.check(Waiting::Anybody, tried, Some(kept.clone()));
            assert_eq!(checked.await, Ok(right));
        }
    }

    #[tokio::test]
    async fn no_password_opens_an_account_that_is_not_there() {
        let nobodys = Secret("nobody has this password".into());
        let checked = cheap().check(Waiting::Anybody, nobodys, None).await;
        assert_eq!(checked, Ok(false));
    }

    #[tokio::test]
    async fn strangers_take_no_place_of_those_who_are_known() {
        let passwords = cheap();
        let inside = &passwords.inside;
        let places = (0..limits::HASHINGS_WAITING_MAX)
            .map(|_| Place::take(inside, Waiting::Anybody).unwrap());
        let _taken: Vec<_> = places.collect();
        let check = |waiting| passwords.check(waiting, Secret("any".into()), None);
        let refused = check(Waiting::Anybody).await;
        assert_eq!(refused, Err(ErrorCode::Busy.into()));
        assert_eq!(check(Waiting::Ahead).await, Ok(false));
    }

    #[test]
    fn the_usual_cost_is_the_recommended_one() {
        let usual = Params::default();
        assert_eq!(
            (usual.m_cost(), usual.t_cost(), usual.p_cost()),
            (19 * 1_024, 2, 1)
        );
    }
}
