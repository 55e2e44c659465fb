//! SQLite files read without SQLite, because what the database does not show any more is what a
//! thief is after: freed pages, gaps inside of pages, and every version of a page in the write-ahead
//! log.
//!
//! After <https://www.sqlite.org/fileformat2.html>. Nothing here trusts the bytes: what does not
//! make sense is skipped.

mod page;
mod record;
mod tables;
mod wal;

pub use page::{Page, PageKind};
pub use tables::{Image, Row};
pub use wal::{Frame, frames};

/// Bytes of the header in front of the first page.
const HEADER_BYTES: usize = 100;
/// How a database begins.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// A big-endian number of two bytes.
fn two(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 2)?;
    Some(usize::from(u16::from_be_bytes([bytes[0], bytes[1]])))
}

/// A big-endian number of four bytes.
fn four(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 4)?;
    usize::try_from(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])).ok()
}
