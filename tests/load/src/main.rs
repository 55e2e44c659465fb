//! Measures Rondo beside its peers.

fn main() {}
