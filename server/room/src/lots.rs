//! Drawing lots, from the chance that came with an input.

/// Puts things in an order drawn by lot: Fisher and Yates' shuffle (Knuth, TAOCP 3.4.2 P), fed by
/// SplitMix64.
pub(crate) fn draw<T>(things: &mut [T], random: u128) {
    #[expect(clippy::cast_possible_truncation, reason = "two halves of one number")]
    let mut state = (random >> 64) as u64 ^ random as u64;
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    };
    for i in (1..things.len()).rev() {
        // The bias of a modulus by so small a number is below 2^-50.
        let span = u64::try_from(i).unwrap_or(u64::MAX).saturating_add(1);
        let j = usize::try_from(next() % span).unwrap_or(i);
        things.swap(i, j);
    }
}
