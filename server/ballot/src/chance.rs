//! Joins two generations of one interface: chance comes in by the traits of `rand_core` 0.10, and
//! `voprf` takes it by those of 0.6.
//!
//! It only passes on what it is asked for. Nothing is drawn, kept or mixed here.

use rand_core::CryptoRng;
use rand_core_06 as older;

/// Today's source of chance, seen by yesterday's traits.
pub(crate) struct Older<'a, R>(pub &'a mut R);

impl<R: CryptoRng> older::RngCore for Older<'_, R> {
    fn next_u32(&mut self) -> u32 {
        self.0.next_u32()
    }

    fn next_u64(&mut self) -> u64 {
        self.0.next_u64()
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), older::Error> {
        self.0.fill_bytes(bytes);
        Ok(())
    }
}

impl<R: CryptoRng> older::CryptoRng for Older<'_, R> {}
