//! See `rondo_hostile::invitations`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rondo_hostile::invitations::trial(bytes));
