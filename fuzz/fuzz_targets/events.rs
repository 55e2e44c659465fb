//! See `rondo_hostile::events`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rondo_hostile::events::trial(bytes));
