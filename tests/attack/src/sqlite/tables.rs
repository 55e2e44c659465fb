//! A database as its readers see it: the file, and over it what the write-ahead log has committed.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    HEADER_BYTES, MAGIC, four, frames,
    page::{Cell, Page, PageKind},
    record, two,
};

/// Trees deeper than this, and chains longer, are none.
const DEPTH_MAX: usize = 20;
const CHAIN_MAX: usize = 10_000;

/// A row of a table.
pub struct Row {
    /// The table.
    pub table: String,
    /// Its number and its values, each on a line.
    pub written_out: Vec<u8>,
}

/// A database at one moment.
pub struct Image<'a> {
    pages: BTreeMap<usize, &'a [u8]>,
    usable: usize,
    /// The newest first page: with the file's header in it.
    first: &'a [u8],
}

impl<'a> Image<'a> {
    /// Reads a database and the write-ahead log that was found beside it.
    #[must_use]
    pub fn read(database: &'a [u8], wal: Option<&'a [u8]>) -> Option<Self> {
        let frames = wal.map(frames).unwrap_or_default();
        let committed = frames.iter().rposition(|f| f.commits && f.is_valid);
        let committed = committed.map_or(&[][..], |last| &frames[..=last]);
        let in_log = committed.iter().filter(|f| f.is_valid);
        let in_log: BTreeMap<_, _> = in_log.map(|f| (f.page, f.bytes)).collect();
        let first = in_log.get(&1).copied().unwrap_or(database);
        if !first.starts_with(MAGIC) || first.len() < HEADER_BYTES {
            return None;
        }
        let page_bytes = match two(first, 16)? {
            1 => 65_536,
            bytes @ 512.. => bytes,
            _too_few => return None,
        };
        let usable = page_bytes.checked_sub(usize::from(first[20]))?;
        let on_disk = database.chunks_exact(page_bytes).enumerate();
        let mut pages: BTreeMap<_, _> = on_disk.map(|(i, bytes)| (i + 1, bytes)).collect();
        pages.extend(in_log);
        Some(Self {
            pages,
            usable,
            first,
        })
    }

    /// Bytes of a page that the format uses.
    #[must_use]
    pub fn usable(&self) -> usize {
        self.usable
    }

    /// All pages by number.
    pub fn pages(&self) -> impl Iterator<Item = (usize, &'a [u8])> {
        self.pages.iter().map(|(number, bytes)| (*number, *bytes))
    }

    /// Every row of every table, by table and key.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut schema = Vec::new();
        self.walk(1, 0, &mut |_, payload| schema.push(payload));
        for entry in schema {
            let mut columns = Vec::new();
            let _cut_off = record::written_out(&entry, &mut columns);
            // type, name, tbl_name, rootpage, sql
            let columns = String::from_utf8_lossy(&columns).into_owned();
            let mut columns = columns.split('\n');
            let (kind, name) = (columns.next(), columns.next());
            let root = columns.nth(1).and_then(|root| root.parse().ok());
            let (Some("table"), Some(name), Some(root)) = (kind, name, root) else {
                continue;
            };
            self.walk(root, 0, &mut |row, payload| {
                let mut written_out = format!("{name}\n{row}\n").into_bytes();
                let _cut_off = record::written_out(&payload, &mut written_out);
                let table = name.to_owned();
                rows.push(Row { table, written_out });
            });
        }
        rows
    }

    fn walk(&self, root: usize, depth: usize, each: &mut impl FnMut(u64, Vec<u8>)) {
        let page = self.pages.get(&root);
        let page = page.and_then(|bytes| Page::read(bytes, root, self.usable));
        let Some(page) = page.filter(|_| depth < DEPTH_MAX) else {
            return;
        };
        match page.kind {
            PageKind::TableLeaf => {
                for cell in page.cells() {
                    each(cell.row.unwrap_or(0), self.whole(&cell));
                }
            }
            PageKind::TableInterior => {
                let below = page.cells().filter_map(|cell| cell.below);
                for child in below.chain(page.right_most()) {
                    self.walk(child, depth + 1, each);
                }
            }
            // A table without row numbers is a tree of keys, and rows stand in its inner pages as well.
            PageKind::IndexLeaf => {
                for cell in page.cells() {
                    each(0, self.whole(&cell));
                }
            }
            PageKind::IndexInterior => {
                for cell in page.cells() {
                    self.walk(cell.below.unwrap_or(0), depth + 1, each);
                    each(0, self.whole(&cell));
                }
                self.walk(page.right_most().unwrap_or(0), depth + 1, each);
            }
        }
    }

    /// The payload of a cell with all that stands on further pages.
    fn whole(&self, cell: &Cell<'_>) -> Vec<u8> {
        let mut payload = cell.payload.to_vec();
        let mut next = cell.goes_on;
        for _ in 0..CHAIN_MAX {
            let Some(page) = next.and_then(|number| self.pages.get(&number)) else {
                break;
            };
            payload.extend(&page[4..self.usable]);
            next = four(page, 0);
        }
        payload.truncate(cell.payload_bytes);
        payload
    }

    /// The numbers of the pages that are free.
    #[must_use]
    pub fn free(&self) -> BTreeSet<usize> {
        let mut free = BTreeSet::new();
        let mut trunk = four(self.first, 32).unwrap_or(0);
        while let Some(page) = self.pages.get(&trunk) {
            if !free.insert(trunk) {
                break;
            }
            let leaves = four(page, 4).unwrap_or(0).min(self.usable / 4 - 2);
            free.extend((0..leaves).filter_map(|i| four(page, 8 + 4 * i)));
            trunk = four(page, 0).unwrap_or(0);
        }
        free
    }
}
