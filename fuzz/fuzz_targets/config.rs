//! See `rondo_hostile::config`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rondo_hostile::config::trial(bytes));
