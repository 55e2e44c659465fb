//! Slows down guessing without letting a stranger lock anybody out.
//!
//! The rule for passwords, in three parts, each a bucket of tries that refills steadily:
//! 1. One address has [`limits::TRIES_PER_ADDRESS`] tries over all accounts. Empty: refused.
//! 2. One address has [`limits::TRIES_PER_ADDRESS_AND_ACCOUNT`] tries on one account. Empty:
//!    refused.
//! 3. All addresses together have [`limits::TRIES_PER_ACCOUNT`] unslowed tries on one account.
//!    Empty: looked at all the same, only [`limits::SLOWED_TRY_DELAY`] later.
//!
//! So somebody who guesses from many addresses makes the owner's own sign-in slower by seconds, but
//! never impossible. Somebody who guesses from the owner's address, such as the network of their
//! practice, uses up tries that the owner would need; but a browser in which the owner signed in
//! before (`known.rs`) has a bucket of its own, as large as that of rule 2, and only when that is
//! empty counts like any other. An IPv6 address counts by its /64, which is what one household has. An e-mail
//! address that has no account is counted like one that has.
//!
//! Links hold 256 random bits, which nobody guesses. What is slowed is the work of looking for them:
//! an address that followed [`limits::GUESSES_PER_ADDRESS`] links to nowhere waits
//! [`limits::SLOWED_TRY_DELAY`] before any link is looked at. A link that leads somewhere never
//! counts and is always followed.

use std::{
    collections::HashMap,
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use rondo_protocol::At;

use super::known::KnownBrowser;
use crate::{limits, store::records::EmailAddress};

/// What to do with a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Look at it, whatever else is being looked at: it comes from a browser that is known.
    GoAhead,
    /// Look at it.
    Go,
    /// Look at it after [`limits::SLOWED_TRY_DELAY`].
    GoSlowly,
    /// Refuse it; another is possible in so many milliseconds.
    Refuse {
        /// Milliseconds until then.
        wait_ms: u64,
    },
}

/// Counts tries to sign in.
#[derive(Debug)]
pub struct Tries {
    by_address: Buckets<IpAddr>,
    by_pair: Buckets<(IpAddr, EmailAddress)>,
    by_account: Buckets<EmailAddress>,
    by_browser: Buckets<(KnownBrowser, EmailAddress)>,
}

impl Default for Tries {
    fn default() -> Self {
        Self {
            by_address: Buckets::new(
                limits::TRIES_PER_ADDRESS,
                limits::TRIES_PER_ADDRESS_EVERY_MS,
            ),
            by_pair: Buckets::new(
                limits::TRIES_PER_ADDRESS_AND_ACCOUNT,
                limits::TRIES_PER_ADDRESS_AND_ACCOUNT_EVERY_MS,
            ),
            by_account: Buckets::new(
                limits::TRIES_PER_ACCOUNT,
                limits::TRIES_PER_ACCOUNT_EVERY_MS,
            ),
            by_browser: Buckets::new(
                limits::TRIES_PER_ADDRESS_AND_ACCOUNT,
                limits::TRIES_PER_ADDRESS_AND_ACCOUNT_EVERY_MS,
            ),
        }
    }
}

impl Tries {
    /// Counts one try on an account from an address, in a browser that may be known.
    pub fn count(
        &self,
        now: At,
        address: IpAddr,
        known: Option<KnownBrowser>,
        account: &EmailAddress,
    ) -> Verdict {
        if let Some(browser) = known
            && self
                .by_browser
                .take(now, (browser, account.clone()))
                .is_ok()
        {
            return Verdict::GoAhead;
        }
        let address = household(address);
        let taken = self
            .by_address
            .take(now, address)
            .and_then(|()| self.by_pair.take(now, (address, account.clone())));
        match taken {
            Err(wait_ms) => Verdict::Refuse { wait_ms },
            Ok(()) => match self.by_account.take(now, account.clone()) {
                Ok(()) => Verdict::Go,
                Err(_) => Verdict::GoSlowly,
            },
        }
    }
}

/// Counts links that lead nowhere.
#[derive(Debug)]
pub struct Guesses {
    by_address: Buckets<IpAddr>,
}

impl Default for Guesses {
    fn default() -> Self {
        Self {
            by_address: Buckets::new(
                limits::GUESSES_PER_ADDRESS,
                limits::GUESSES_PER_ADDRESS_EVERY_MS,
            ),
        }
    }
}

impl Guesses {
    /// How long to wait before a link from this address is looked at. Counts nothing.
    #[must_use]
    pub fn delay(&self, now: At, address: IpAddr) -> Duration {
        if self.by_address.is_empty(now, &household(address)) {
            limits::SLOWED_TRY_DELAY
        } else {
            Duration::ZERO
        }
    }

    /// Counts a link that led nowhere.
    pub fn count(&self, now: At, address: IpAddr) {
        // An empty bucket stays empty.
        let _empty = self.by_address.take(now, household(address));
    }
}

fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
    }
}

/// One bucket per key, as the time at which it will be full again (the generic cell rate algorithm,
/// ITU-T I.371). A key that is not there has a full bucket.
#[derive(Debug)]
struct Buckets<K> {
    full_at: Mutex<HashMap<K, u64>>,
    at_once: u32,
    every_ms: u64,
}

impl<K: Hash + Eq> Buckets<K> {
    fn new(at_once: u32, every_ms: u64) -> Self {
        Self {
            full_at: Mutex::new(HashMap::new()),
            at_once,
            every_ms,
        }
    }

    /// Whether there is none to take.
    fn is_empty(&self, now: At, key: &K) -> bool {
        let buckets = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        buckets
            .get(key)
            .is_some_and(|full_at| full_at + self.every_ms > self.allowed(now))
    }

    /// The latest time at which a bucket may be full again.
    fn allowed(&self, now: At) -> u64 {
        now.0 + self.every_ms * u64::from(self.at_once)
    }

    /// Takes one, or tells in how many milliseconds there will be one.
    fn take(&self, now: At, key: K) -> Result<(), u64> {
        let mut buckets = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= limits::THROTTLE_KEYS_MAX {
            buckets.retain(|_, full_at| *full_at > now.0);
            if buckets.len() >= limits::THROTTLE_KEYS_MAX {
                buckets.clear();
            }
        }
        let full_at = buckets.entry(key).or_insert(now.0);
        let after = (*full_at).max(now.0) + self.every_ms;
        let allowed = self.allowed(now);
        if after > allowed {
            return Err(after - allowed);
        }
        *full_at = after;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(name: &str) -> EmailAddress {
        EmailAddress(format!("{name}@example.org"))
    }

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn one_address_soon_has_no_more_tries_on_one_account_and_gets_them_back_with_time() {
        let tries = Tries::default();
        for _ in 0..limits::TRIES_PER_ADDRESS_AND_ACCOUNT {
            assert_eq!(
                tries.count(At(0), address(1), None, &account("hale")),
                Verdict::Go
            );
        }
        let refused = tries.count(At(0), address(1), None, &account("hale"));
        let Verdict::Refuse { wait_ms } = refused else {
            panic!("refused, not {refused:?}");
        };
        assert_eq!(
            tries.count(At(wait_ms), address(1), None, &account("hale")),
            Verdict::Go
        );
    }

    #[test]
    fn one_address_cannot_go_through_many_accounts() {
        let tries = Tries::default();
        let refused = (0..100)
            .filter(|n| {
                let verdict = tries.count(At(0), address(1), None, &account(&n.to_string()));
                matches!(verdict, Verdict::Refuse { .. })
            })
            .count();
        assert_eq!(refused, 100 - limits::TRIES_PER_ADDRESS as usize);
    }

    #[test]
    fn strangers_slow_the_owner_down_but_never_lock_them_out() {
        let tries = Tries::default();
        for stranger in 1..=200 {
            tries.count(At(0), address(stranger), None, &account("hale"));
        }
        let owner = tries.count(At(0), address(250), None, &account("hale"));
        assert_eq!(owner, Verdict::GoSlowly);
    }

    #[test]
    fn whoever_guesses_beside_the_owner_leaves_them_the_tries_of_their_browser() {
        let (tries, hale) = (Tries::default(), account("hale"));
        let known = Some(KnownBrowser::from_random([7; 16]));
        let beside = |tries: &Tries| tries.count(At(0), address(1), None, &hale);
        while !matches!(beside(&tries), Verdict::Refuse { .. }) {}
        for stranger in 2..=200 {
            tries.count(At(0), address(stranger), None, &hale);
        }
        let owner = || tries.count(At(0), address(1), known, &hale);
        for _ in 0..limits::TRIES_PER_ADDRESS_AND_ACCOUNT {
            assert_eq!(owner(), Verdict::GoAhead);
        }
        // Not without end: whoever sits at the owner's own browser guesses no faster than others.
        assert!(matches!(owner(), Verdict::Refuse { .. }));
        let later = At(limits::TRIES_PER_ADDRESS_AND_ACCOUNT_EVERY_MS);
        assert_eq!(
            tries.count(later, address(1), known, &hale),
            Verdict::GoAhead
        );
        let another = Some(KnownBrowser::from_random([8; 16]));
        assert_eq!(
            tries.count(At(0), address(1), another, &hale),
            Verdict::GoAhead
        );
    }

    #[test]
    fn links_to_nowhere_slow_their_address_down_until_time_has_passed() {
        let guesses = Guesses::default();
        for _ in 0..limits::GUESSES_PER_ADDRESS {
            assert_eq!(guesses.delay(At(0), address(1)), Duration::ZERO);
            guesses.count(At(0), address(1));
        }
        // Going on does not make it worse.
        for _ in 0..1_000 {
            guesses.count(At(0), address(1));
        }
        assert_eq!(guesses.delay(At(0), address(1)), limits::SLOWED_TRY_DELAY);
        assert_eq!(guesses.delay(At(0), address(2)), Duration::ZERO);
        let later = At(limits::GUESSES_PER_ADDRESS_EVERY_MS);
        assert_eq!(guesses.delay(later, address(1)), Duration::ZERO);
    }

    #[test]
    fn a_household_has_one_address_under_ipv6() {
        let tries = Tries::default();
        let mut verdicts = (0..50_u16).map(|host| {
            let address = Ipv6Addr::new(0x2001, 0xdb8, 0, 7, 0, 0, 0, host);
            tries.count(At(0), IpAddr::V6(address), None, &account("hale"))
        });
        assert!(verdicts.any(|verdict| matches!(verdict, Verdict::Refuse { .. })));
    }
}
