//! One page: its cells, and the bytes of it that are in use for nothing.

use super::{HEADER_BYTES, four, record, record::varint, two};

/// What a page says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// Leads to rows.
    TableInterior,
    /// Holds rows.
    TableLeaf,
    /// Leads to entries of an index, and holds some.
    IndexInterior,
    /// Holds entries of an index.
    IndexLeaf,
}

/// A page of a tree.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    bytes: &'a [u8],
    /// Where its own header starts: behind the file's on the first page.
    start: usize,
    /// Bytes of it that the format uses.
    usable: usize,
    /// What it is.
    pub kind: PageKind,
}

/// A cell, as far as it is on its page.
pub(super) struct Cell<'a> {
    /// The page below, if it leads to one.
    pub below: Option<usize>,
    /// The number of the row, in tables.
    pub row: Option<u64>,
    /// Bytes of the whole payload.
    pub payload_bytes: usize,
    /// The part that is here.
    pub payload: &'a [u8],
    /// The page on which it goes on.
    pub goes_on: Option<usize>,
    /// Bytes of the cell.
    bytes: usize,
}

impl<'a> Page<'a> {
    /// Reads a page; none if it is none of a tree.
    #[must_use]
    pub fn read(bytes: &'a [u8], number: usize, usable: usize) -> Option<Self> {
        let start = if number == 1 { HEADER_BYTES } else { 0 };
        let kind = match bytes.get(start)? {
            2 => PageKind::IndexInterior,
            5 => PageKind::TableInterior,
            10 => PageKind::IndexLeaf,
            13 => PageKind::TableLeaf,
            _other => return None,
        };
        let page = Self {
            bytes,
            start,
            usable,
            kind,
        };
        (page.pointers_end() <= usable).then_some(page)
    }

    fn is_interior(&self) -> bool {
        match self.kind {
            PageKind::TableInterior | PageKind::IndexInterior => true,
            PageKind::TableLeaf | PageKind::IndexLeaf => false,
        }
    }

    fn is_table(&self) -> bool {
        match self.kind {
            PageKind::TableInterior | PageKind::TableLeaf => true,
            PageKind::IndexInterior | PageKind::IndexLeaf => false,
        }
    }

    fn header_bytes(&self) -> usize {
        if self.is_interior() { 12 } else { 8 }
    }

    fn pointers_end(&self) -> usize {
        let count = two(self.bytes, self.start + 3).unwrap_or(0);
        self.start + self.header_bytes() + 2 * count
    }

    /// The last page below.
    pub(super) fn right_most(&self) -> Option<usize> {
        self.is_interior()
            .then(|| four(self.bytes, self.start + 8))?
    }

    /// The cells in the order of their keys.
    pub(super) fn cells(&self) -> impl Iterator<Item = Cell<'a>> + use<'a> {
        let page = *self;
        let first = page.start + page.header_bytes();
        let pointers = (first..page.pointers_end()).step_by(2);
        pointers.filter_map(move |at| page.cell(two(page.bytes, at)?))
    }

    fn cell(&self, at: usize) -> Option<Cell<'a>> {
        let cell = self.bytes.get(at..self.usable)?;
        let (below, mut head) = if self.is_interior() {
            (Some(four(cell, 0)?), 4)
        } else {
            (None, 0)
        };
        let mut payload_bytes = 0;
        if self.kind != PageKind::TableInterior {
            let (length, bytes) = varint(cell.get(head..)?)?;
            payload_bytes = usize::try_from(length).ok()?;
            head += bytes;
        }
        let mut row = None;
        if self.is_table() {
            let (number, bytes) = varint(cell.get(head..)?)?;
            row = Some(number);
            head += bytes;
        }
        let here = self.local_bytes(payload_bytes);
        let payload = cell.get(head..head + here)?;
        let goes_on = (here < payload_bytes).then(|| four(cell, head + here));
        let goes_on = goes_on.flatten();
        let bytes = head + here + if goes_on.is_some() { 4 } else { 0 };
        Some(Cell {
            below,
            row,
            payload_bytes,
            payload,
            goes_on,
            bytes,
        })
    }

    /// How much of a payload is on the page itself (section 1.6 of the format).
    fn local_bytes(&self, payload_bytes: usize) -> usize {
        let usable = self.usable;
        let most = if self.is_table() {
            usable - 35
        } else {
            (usable - 12) * 64 / 255 - 23
        };
        if payload_bytes <= most {
            return payload_bytes;
        }
        let least = (usable - 12) * 32 / 255 - 23;
        let fitting = least + (payload_bytes - least) % (usable - 4);
        if fitting <= most { fitting } else { least }
    }

    /// The values of each cell, as far as they are on this page, in the order of their keys.
    #[must_use]
    pub fn rows(&self) -> Vec<Vec<u8>> {
        let rows = self.cells().map(|cell| {
            let number = cell.row.map(|row| format!("{row}\n"));
            let mut out = number.unwrap_or_default().into_bytes();
            // What was read before it made no sense stands.
            let _cut_off = record::written_out(cell.payload, &mut out);
            out
        });
        rows.collect()
    }

    /// What stands in parts of the page that nothing points to: the gap before the cells, and freed
    /// cells among them.
    #[must_use]
    pub fn unused(&self) -> Vec<u8> {
        let mut used = vec![false; self.bytes.len()];
        used[..self.pointers_end()].fill(true);
        let first = self.start + self.header_bytes();
        for at in (first..self.pointers_end()).step_by(2) {
            let Some(start) = two(self.bytes, at) else {
                continue;
            };
            if let Some(cell) = self.cell(start) {
                used[start..start + cell.bytes].fill(true);
            }
        }
        let bytes = self.bytes.iter().zip(used);
        let unused = bytes.filter(|(byte, used)| !used && **byte != 0);
        unused.map(|(byte, _)| *byte).collect()
    }
}
