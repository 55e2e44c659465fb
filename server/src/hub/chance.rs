//! Chance, passed in: the hub draws none but from here, so that a simulation can repeat a run.

use rand::{
    rand_core::{CryptoRng, UnwrapErr},
    rngs::SysRng,
};
use rondo_ballot::BoxSecret;

/// Where a hub's random numbers come from.
pub(crate) trait Chance: Send + Sync + 'static {
    /// For secrets: keys of boxes, and what is made with them.
    fn secrets(&self) -> Box<dyn CryptoRng + '_>;

    /// 128 bits for drawing lots and naming boxes.
    fn lots(&self) -> u128;

    /// A key for a box to come.
    fn box_secret(&self) -> BoxSecret {
        BoxSecret::draw(&mut self.secrets())
    }
}

/// The running server's chance.
///
/// Secrets are drawn from the operating system, whose generator cannot be run backwards. The state
/// of a generator in this process could: whoever seized the process after the seal could calculate
/// the key that was wiped.
pub(crate) struct SystemChance;

impl Chance for SystemChance {
    fn secrets(&self) -> Box<dyn CryptoRng + '_> {
        // It fails only on a system that has no randomness, on which no ticket could have been
        // drawn either.
        Box::new(UnwrapErr(SysRng))
    }

    fn lots(&self) -> u128 {
        rand::random()
    }
}
