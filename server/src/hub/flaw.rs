//! Mistakes that tests put into the hub, to show that the simulation would find them.
//!
//! A checker that never objects proves nothing. Each flaw is one that a hub could well have; a run
//! has at most one, for its thread only. None of this is in the program.

use std::cell::Cell;

/// A mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// The log takes a record from anybody: neither epoch nor position is compared.
    NoFence,
    /// Commands are answered before their record is stored.
    AnswerBeforeAppend,
    /// The numbers of commands done before a restart are forgotten.
    ForgetNumbers,
    /// A command that was done is refused when it is said again.
    RefuseRepeats,
    /// A write whose answer was lost is simply done again.
    RetryBlindly,
    /// An update that a member is not told counts in their `prev`.
    CountUntold,
    /// What therapists are told is told to everybody.
    TellAll,
    /// Words that were hidden stay in the log.
    KeepHidden,
    /// A box is opened at the seal without a look into it.
    LoseEnvelope,
    /// A command that could not be stored is not answered.
    RefuseSilently,
}

thread_local! {
    static PRESENT: Cell<Option<Flaw>> = const { Cell::new(None) };
}

/// Whether this thread's hub has this flaw.
pub(super) fn is(flaw: Flaw) -> bool {
    PRESENT.get() == Some(flaw)
}

/// Does what this flaw does, if it is there.
pub(super) fn with<T>(flaw: Flaw, mistake: impl FnOnce() -> T) -> Option<T> {
    is(flaw).then(mistake)
}

/// Gives this thread's hub a flaw, or takes it away.
pub(super) fn put(flaw: Option<Flaw>) {
    PRESENT.set(flaw);
}
