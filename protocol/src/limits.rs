//! The bounds of everything a client may send, with their units.

/// Largest websocket frame and message a client may send, in bytes.
pub const FRAME_BYTES_MAX: usize = 16 * 1024;
/// Words in a feelings check-in.
pub const FEELINGS_MAX: usize = 40;
/// Options in a choice check-in.
pub const OPTIONS_MAX: usize = 12;
/// Steps on a scale, ends included.
pub const SCALE_STEPS_MAX: u32 = 101;
/// Characters a text check-in may ask for.
pub const ANSWER_CHARS_MAX: u16 = 1_000;
/// Longest allotment of a turn, in milliseconds: an hour.
pub const ALLOTMENT_MS_MAX: u32 = 3_600_000;
/// Shortest allotment of a turn, in milliseconds.
pub const ALLOTMENT_MS_MIN: u32 = 10_000;
/// How long a feedback box may stand open, in seconds.
pub const BOX_SECONDS: std::ops::RangeInclusive<u16> = 15..=900;
/// Boxes of one kind that may be sealed in one session.
pub const BOXES_OF_A_KIND_MAX: u8 = 3;
/// The fewest answers that figures are made of, whatever threshold the group fixed.
pub const FIGURES_FROM: u16 = 5;
/// The fewest answers from a list of which anything is told, one more than figures need: of five
/// nothing could be told but that all five chose an entry, and that gives everybody away.
pub const SHARES_FROM: u16 = FIGURES_FROM + 1;
/// Bytes of the nonce an envelope begins with.
pub const NONCE_BYTES: usize = 32;
/// Bytes of the HMAC-SHA-512 that follows it.
pub const MAC_BYTES: usize = 64;
/// Bytes of an envelope posted to `/anon/{box_id}`: every one has exactly this size.
pub const ENVELOPE_BYTES: usize = 2_048;
/// Bytes of content an envelope may have: UTF-8.
pub const SLIP_BYTES_MAX: usize = 1_500;
/// Largest command number: JavaScript's greatest exact integer, 2^53-1.
pub const NUMBER_MAX: u64 = (1 << 53) - 1;
/// Seats a session may have, over its whole life.
pub const SEATS_MAX: usize = 1_000;
