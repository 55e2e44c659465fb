//! The room's own bounds and spans, each with its unit.

/// How long a dropped person keeps seat, hand, place and turn, in milliseconds (R-PRES-1).
pub const GRACE_MS: u64 = 120_000;
/// A drop or return shorter than this is not announced, in milliseconds (R-PRES-2).
pub const SETTLED_MS: u64 = 4_000;
/// Without a therapist for this long, safe mode begins, in milliseconds (R-SAFE-1).
pub const SAFE_MODE_AFTER_MS: u64 = 20_000;
/// From the start of safe mode to the end of the session, in milliseconds (R-SAFE-3).
pub const SAFE_MODE_LASTS_MS: u64 = 600_000;
/// A session with nobody there ends after this, in milliseconds: twelve hours (R-SES-6).
pub const ABANDONED_MS: u64 = 43_200_000;
/// A call for help nobody answers shows the crisis text after this, in milliseconds (R-HELP-2).
pub const HELP_UNANSWERED_MS: u64 = 30_000;
/// Who leaves or drops within this of holding the floor raises an alert, in milliseconds (R-ALERT-1).
pub const AFTER_TURN_MS: u64 = 300_000;
/// While a clock of the room runs and nothing happens, the time is noted this often, in milliseconds
/// (R-TURN-10).
pub const TIME_NOTED_MS: u64 = 10_000;
/// How long "with you" is shown, in milliseconds (R-CON-7).
pub const WITH_YOU_MS: u64 = 30_000;
/// From a box's close to its seal, in milliseconds: clients post within 8 s (R-BOX-4).
pub const SEAL_AFTER_MS: u64 = 10_000;
/// Lines kept in the live room; older ones leave every screen (R-CON-8).
pub const LINES_MAX: usize = 500;
/// Command numbers remembered for each seat (R-CMD-1).
pub const NUMBERS_MAX: usize = 64;
/// The fewest taps of which anything is told: one tap is one's own, and of two each would learn about
/// the other (R-BOX-16).
pub const TAPS_FROM: u16 = 3;
