//! See `rondo_hostile::envelopes`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rondo_hostile::envelopes::trial(bytes));
