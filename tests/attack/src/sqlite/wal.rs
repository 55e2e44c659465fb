//! The write-ahead log: every version of every page that was written since the file was made, older
//! ones behind the newest until they are written over.

use super::four;

const HEADER_BYTES: usize = 32;
const FRAME_HEADER_BYTES: usize = 24;

/// One version of a page.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The page's number.
    pub page: usize,
    /// Rises by one each time the log starts over.
    pub generation: usize,
    /// Whether a transaction ends with it.
    pub commits: bool,
    /// Whether it belongs to what the log now says.
    pub is_valid: bool,
    /// The page.
    pub bytes: &'a [u8],
}

/// The frames in the order in which they were written: those of older generations first.
#[must_use]
pub fn frames(wal: &[u8]) -> Vec<Frame<'_>> {
    let Some((page_bytes, salt)) = four(wal, 8).zip(wal.get(16..24)) else {
        return Vec::new();
    };
    if !matches!(four(wal, 0), Some(0x377f_0682 | 0x377f_0683)) || page_bytes < 512 {
        return Vec::new();
    }
    let mut frames = Vec::new();
    let mut is_valid = true;
    let rest = wal.get(HEADER_BYTES..).unwrap_or_default();
    for frame in rest.chunks_exact(FRAME_HEADER_BYTES + page_bytes) {
        let (header, bytes) = frame.split_at(FRAME_HEADER_BYTES);
        // The checksums are not looked at: a torn frame is evidence as well.
        is_valid &= header[8..16] == *salt;
        frames.push(Frame {
            page: four(header, 0).unwrap_or(0),
            generation: four(header, 8).unwrap_or(0),
            commits: four(header, 4).is_some_and(|pages| pages > 0),
            is_valid,
            bytes,
        });
    }
    frames.sort_by_key(|frame| frame.generation);
    frames
}
