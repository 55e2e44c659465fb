//! See `rondo_hostile::resume`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rondo_hostile::resume::trial(bytes));
