//! Work with secrets on a part of the stack that is overwritten afterwards.
//!
//! The libraries below calculate with copies of keys and nonces that nobody wipes. They lie on the
//! stack of whichever thread did it, and a thread that waits would keep them for as long as it
//! waits. It is done with what the language offers, so a compiler may defeat it; a test looks
//! whether it does.

use std::hint::black_box;

/// Deeper than anything here calls, as the test finds by looking.
const STACK_BYTES: usize = 32 * 1024;

/// Does something that leaves nothing of its own on the stack.
pub(crate) fn apart<T>(work: impl FnOnce() -> T) -> T {
    let done = below(work);
    overwrite();
    done
}

/// In a frame of its own, which the next call's frame covers.
#[inline(never)]
fn below<T>(work: impl FnOnce() -> T) -> T {
    work()
}

#[inline(never)]
fn overwrite() {
    // A variable, because a constant would not lie on the stack.
    let mut stack = [0_u8; STACK_BYTES];
    black_box(&mut stack);
}
