//! All chance of a run, from its seed: the script's, and the hub's own.
//!
//! The generator is written out here, so that a seed means the same run for as long as the code it
//! runs through does, whatever becomes of a library.

use std::{
    convert::Infallible,
    sync::{Mutex, MutexGuard, PoisonError},
};

use rand::rand_core::{CryptoRng, TryCryptoRng, TryRng};

use crate::hub::chance::Chance;

/// SplitMix64 (Steele, Lea and Flood, 2014).
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// True this often in a hundred.
    pub fn percent(&mut self, often: u64) -> bool {
        self.below(100) < often
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        let count = u64::try_from(from.len()).unwrap();
        from[usize::try_from(self.below(count)).unwrap()]
    }
}

/// The hub's chance, from the seed. There is nothing to keep secret here.
pub(super) struct SeededChance(Mutex<Dice>);

impl SeededChance {
    pub fn of(seed: u64) -> Self {
        Self(Mutex::new(Dice::of(seed)))
    }

    fn dice(&self) -> MutexGuard<'_, Dice> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Chance for SeededChance {
    fn secrets(&self) -> Box<dyn CryptoRng + '_> {
        Box::new(Seeded(self))
    }

    fn lots(&self) -> u128 {
        let mut dice = self.dice();
        u128::from(dice.next()) << 64 | u128::from(dice.next())
    }
}

struct Seeded<'a>(&'a SeededChance);

impl TryRng for Seeded<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let high = self.0.dice().next() >> 32;
        Ok(u32::try_from(high).unwrap_or_default())
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.0.dice().next())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        let mut dice = self.0.dice();
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&dice.next().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for Seeded<'_> {}
