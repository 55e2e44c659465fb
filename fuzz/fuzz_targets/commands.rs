//! See `rondo_hostile::commands`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rondo_hostile::commands::trial(bytes));
