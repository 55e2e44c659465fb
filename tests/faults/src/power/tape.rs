//! Everything a disk was told, in order, and what it may hold if the power is cut at some point.
//!
//! A disk has a cache: what it was given since the last flush that it completed may be there or not,
//! page by page, in any combination; what came before is there. That is all a disk promises, and all
//! a file system counts on.

/// What is written at once or not at all, in bytes: a page, and a block of the file system.
pub const PAGE: usize = 4_096;

/// One thing a disk was told.
#[derive(Clone, Debug)]
enum Op {
    /// Bytes at a place.
    Write { at: usize, bytes: Vec<u8> },
    /// All before is to be durable. Stands where it was answered.
    Flush,
}

/// What a disk held at first, and everything it was told since.
#[derive(Clone, Debug)]
pub struct Tape {
    first: Vec<u8>,
    now: Vec<u8>,
    ops: Vec<Op>,
}

/// What becomes of the writes since the last flush.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// All are there.
    Kept,
    /// None is there.
    Dropped,
    /// Chance decides, for each page of each write.
    Scattered,
    /// Flushes meant nothing: the last so many writes and flushes are not there. No honest disk does
    /// this; it shows whether a loss would be found.
    Lied(usize),
}

impl Tape {
    /// A disk that holds this.
    #[must_use]
    pub fn of(first: Vec<u8>) -> Self {
        Self {
            now: first.clone(),
            first,
            ops: Vec::new(),
        }
    }

    /// What is read at a place; nothing beyond the end.
    #[must_use]
    pub fn read(&self, at: usize, bytes: usize) -> &[u8] {
        let end = at.saturating_add(bytes).min(self.now.len());
        self.now.get(at..end).unwrap_or_default()
    }

    /// Writes. False, and nothing done, if it does not fit.
    pub fn write(&mut self, at: usize, bytes: &[u8]) -> bool {
        let fits = put(&mut self.now, at, bytes);
        if fits {
            let bytes = bytes.to_vec();
            self.ops.push(Op::Write { at, bytes });
        }
        fits
    }

    /// Makes all before durable.
    pub fn flush(&mut self) {
        self.ops.push(Op::Flush);
    }

    /// How much the disk was told so far: a point at which the power can be cut.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ops.len()
    }

    /// Whether it was told nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ops.is_empty()
    }

    /// How big the disk is, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.first.len()
    }

    /// How many flushes there were.
    #[must_use]
    pub fn flushes(&self) -> usize {
        let flushes = self.ops.iter().filter(|op| matches!(op, Op::Flush));
        flushes.count()
    }

    /// What is on the disk after the power is cut at `point`. `survives` is asked about each page
    /// that may be lost.
    #[must_use]
    pub fn cut(&self, point: usize, cache: Cache, mut survives: impl FnMut() -> bool) -> Vec<u8> {
        let point = point.min(self.ops.len());
        let flushed = self.ops[..point]
            .iter()
            .rposition(|op| matches!(op, Op::Flush));
        let (durable, until) = match cache {
            Cache::Lied(backlog) => (0, point.saturating_sub(backlog)),
            Cache::Kept | Cache::Dropped | Cache::Scattered => (flushed.unwrap_or(0), point),
        };
        let mut disk = self.first.clone();
        for (op, nth) in self.ops[..until].iter().zip(0..) {
            let Op::Write { at, bytes } = op else {
                continue;
            };
            // Pages of the disk, wherever the write begins.
            let (mut at, mut rest) = (*at, bytes.as_slice());
            while !rest.is_empty() {
                let (page, behind) = rest.split_at(rest.len().min(PAGE - at % PAGE));
                let there = nth < durable
                    || match cache {
                        Cache::Kept | Cache::Lied(_) => true,
                        Cache::Dropped => false,
                        Cache::Scattered => survives(),
                    };
                if there {
                    put(&mut disk, at, page);
                }
                at += page.len();
                rest = behind;
            }
        }
        disk
    }
}

fn put(disk: &mut [u8], at: usize, bytes: &[u8]) -> bool {
    let place = disk.get_mut(at..at.saturating_add(bytes.len()));
    let fits = place.is_some();
    if let Some(place) = place {
        place.copy_from_slice(bytes);
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a` over two pages, flushed; then `b` over both, and `c` over the first.
    fn tape() -> Tape {
        let mut tape = Tape::of(vec![b'-'; 2 * PAGE]);
        assert!(tape.write(0, &[b'a'; 2 * PAGE]));
        tape.flush();
        assert!(tape.write(0, &[b'b'; 2 * PAGE]));
        assert!(tape.write(0, &[b'c'; PAGE]));
        tape
    }

    /// What stands on each page.
    fn pages(disk: &[u8]) -> String {
        disk.chunks(PAGE)
            .map(|page| {
                assert!(page.iter().all(|byte| *byte == page[0]), "a torn page");
                char::from(page[0])
            })
            .collect()
    }

    #[test]
    fn what_was_flushed_is_there_whatever_becomes_of_the_cache() {
        let tape = tape();
        for cache in [Cache::Kept, Cache::Dropped, Cache::Scattered] {
            assert_eq!(pages(&tape.cut(2, cache, || false)), "aa", "{cache:?}");
        }
        assert_eq!(pages(&tape.cut(4, Cache::Dropped, || true)), "aa");
        assert_eq!(pages(&tape.cut(4, Cache::Kept, || false)), "cb");
    }

    #[test]
    fn a_flush_covers_only_what_was_written_before_it() {
        let tape = tape();
        assert_eq!(pages(&tape.cut(1, Cache::Dropped, || true)), "--");
        assert_eq!(pages(&tape.cut(0, Cache::Kept, || true)), "--");
    }

    #[test]
    fn pages_that_were_not_flushed_are_there_in_any_combination() {
        let mut seen = std::collections::BTreeSet::new();
        for chance in 0..8 {
            let mut bits = (0..3).map(|bit| chance >> bit & 1 == 1);
            let disk = tape().cut(4, Cache::Scattered, || bits.next().unwrap());
            seen.insert(pages(&disk));
        }
        let all = ["aa", "ab", "ba", "bb", "ca", "cb"].map(String::from);
        assert_eq!(seen, all.into());
    }

    #[test]
    fn a_disk_that_lies_forgets_what_it_said_was_flushed() {
        assert_eq!(pages(&tape().cut(4, Cache::Lied(4), || true)), "--");
        assert_eq!(pages(&tape().cut(4, Cache::Lied(2), || true)), "aa");
    }

    #[test]
    fn what_is_read_is_what_was_written_last_and_nothing_lies_beyond_the_end() {
        let mut tape = tape();
        assert_eq!(tape.read(PAGE - 1, 2), b"cb");
        assert_eq!(tape.read(2 * PAGE - 1, 10), b"b");
        assert_eq!(tape.read(2 * PAGE, 10), b"");
        assert!(!tape.write(2 * PAGE - 1, b"xx"));
        assert_eq!((tape.len(), tape.flushes(), tape.bytes()), (4, 1, 2 * PAGE));
    }
}
