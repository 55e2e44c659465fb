//! See `rondo_hostile::frames`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rondo_hostile::frames::trial(bytes));
