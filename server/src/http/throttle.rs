//! Slows down guessing of passwords without letting a stranger lock anybody out.
//!
//! The rule, in three parts, each a bucket of tries that refills steadily:
//! 1. One address has [`limits::TRIES_PER_ADDRESS`] tries over all accounts. Empty: refused.
//! 2. One address has [`limits::TRIES_PER_ADDRESS_AND_ACCOUNT`] tries on one account. Empty:
//!    refused.
//! 3. All addresses together have [`limits::TRIES_PER_ACCOUNT`] unslowed tries on one account.
//!    Empty: looked at all the same, only [`limits::SLOWED_TRY_DELAY`] later.
//!
//! So somebody who guesses from many addresses makes the owner's own sign-in slower by seconds, but
//! never impossible. An IPv6 address counts by its /64, which is what one household has. An e-mail
//! address that has no account is counted like one that has.

use std::{
    collections::HashMap,
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
};

use rondo_protocol::At;

use crate::{limits, store::records::EmailAddress};

/// What to do with a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
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
        }
    }
}

impl Tries {
    /// Counts one try on an account from an address.
    pub fn count(&self, now: At, address: IpAddr, account: &EmailAddress) -> Verdict {
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
        let allowed = now.0 + self.every_ms * u64::from(self.at_once);
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
                tries.count(At(0), address(1), &account("hale")),
                Verdict::Go
            );
        }
        let refused = tries.count(At(0), address(1), &account("hale"));
        let Verdict::Refuse { wait_ms } = refused else {
            panic!("refused, not {refused:?}");
        };
        assert_eq!(
            tries.count(At(wait_ms), address(1), &account("hale")),
            Verdict::Go
        );
    }

    #[test]
    fn one_address_cannot_go_through_many_accounts() {
        let tries = Tries::default();
        let refused = (0..100)
            .filter(|n| {
                let verdict = tries.count(At(0), address(1), &account(&n.to_string()));
                matches!(verdict, Verdict::Refuse { .. })
            })
            .count();
        assert_eq!(refused, 100 - limits::TRIES_PER_ADDRESS as usize);
    }

    #[test]
    fn strangers_slow_the_owner_down_but_never_lock_them_out() {
        let tries = Tries::default();
        for stranger in 1..=200 {
            tries.count(At(0), address(stranger), &account("hale"));
        }
        let owner = tries.count(At(0), address(250), &account("hale"));
        assert_eq!(owner, Verdict::GoSlowly);
    }

    #[test]
    fn a_household_has_one_address_under_ipv6() {
        let tries = Tries::default();
        let mut verdicts = (0..50_u16).map(|host| {
            let address = Ipv6Addr::new(0x2001, 0xdb8, 0, 7, 0, 0, 0, host);
            tries.count(At(0), IpAddr::V6(address), &account("hale"))
        });
        assert!(verdicts.any(|verdict| matches!(verdict, Verdict::Refuse { .. })));
    }
}
