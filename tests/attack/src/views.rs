//! The ways to look at what was seized: each takes it apart into pieces in some order, and what
//! stands in one piece belongs together in that view.

use std::borrow::Cow;

use super::{
    evidence::{Evidence, Exhibit, Kind, Moment},
    sqlite::{Image, Page, frames},
    times::first_time,
};

/// JSON objects longer than this, in bytes, are looked at as a part of something only.
const OBJECT_BYTES_MAX: usize = 8 * 1024;

/// One piece of the evidence.
pub struct Piece<'a> {
    /// Its bytes.
    pub bytes: Cow<'a, [u8]>,
    /// The time that stands in it, in microseconds since 1970.
    pub time: Option<u64>,
}

/// The evidence taken apart in one way.
pub struct View<'a> {
    /// What it shows, and of which moment.
    pub name: String,
    /// Whether it shows the last moment.
    pub is_last: bool,
    /// Whether a piece is a whole file, in which only nearness means something.
    pub is_whole: bool,
    /// Whether a piece is a page, in which rows lie side by side.
    pub is_pages: bool,
    /// The pieces, in their order.
    pub pieces: Vec<Piece<'a>>,
}

/// Every view of everything that was seized.
#[must_use]
pub fn views(evidence: &Evidence) -> Vec<View<'_>> {
    let mut views = Vec::new();
    for moment in &evidence.moments {
        let first = views.len();
        for exhibit in &moment.exhibits {
            let seen = by_kind(moment, exhibit);
            let seen = seen.into_iter().filter(|(_, _, p)| !p.is_empty());
            views.extend(seen.map(|(what, is_whole, pieces)| View {
                name: format!("{what} of {} {}", exhibit.name, moment.name),
                is_last: false,
                is_whole,
                is_pages: what == "frames",
                pieces,
            }));
        }
        let is_last = std::ptr::eq(moment, evidence.moments.last().unwrap());
        if is_last {
            let seen = &mut views[first..];
            seen.iter_mut().for_each(|view| view.is_last = true);
            let with_objects = seen.iter().filter(|v| !v.is_whole && !v.is_pages);
            let objects: Vec<_> = with_objects.map(objects).collect();
            let objects = objects.into_iter().filter(|v| !v.pieces.is_empty());
            views.extend(objects);
        }
    }
    views
}

type Pieces<'a> = Vec<Piece<'a>>;

fn by_kind<'a>(moment: &'a Moment, exhibit: &'a Exhibit) -> Vec<(&'static str, bool, Pieces<'a>)> {
    let bytes = &exhibit.bytes;
    let whole = vec![Piece {
        bytes: bytes.into(),
        time: None,
    }];
    let mut seen = vec![("bytes", true, whole)];
    match exhibit.kind {
        Kind::Database => {
            let beside = format!("{}-wal", exhibit.name);
            let wal = moment.exhibits.iter().find(|e| e.name == beside);
            if let Some(image) = Image::read(bytes, wal.map(|e| e.bytes.as_slice())) {
                seen.push(("rows", false, rows(&image)));
                seen.push(("scraps", false, scraps(&image)));
            }
        }
        Kind::WriteAhead => {
            seen.push(("frames", false, written(bytes)));
            seen.push(("rows in frames", false, written_rows(bytes)));
            seen.push(("scraps", false, scraps_of_frames(bytes)));
        }
        Kind::Lines => {
            let lines = bytes.split(|b| *b == b'\n');
            let lines = lines.map(|line| piece(line.into()));
            seen.push(("lines", false, lines.collect()));
        }
        Kind::Bytes => {}
    }
    seen
}

fn piece(bytes: Cow<'_, [u8]>) -> Piece<'_> {
    let time = first_time(&bytes);
    Piece { bytes, time }
}

fn rows<'a>(image: &Image<'_>) -> Pieces<'a> {
    let rows = image.rows().into_iter();
    rows.map(|row| piece(row.written_out.into())).collect()
}

/// The bytes nothing points to: free pages, gaps in pages, ends of chains.
fn scraps<'a>(image: &Image<'a>) -> Pieces<'a> {
    let free = image.free();
    let scraps = image.pages().map(|(number, bytes)| {
        if free.contains(&number) {
            return bytes.into();
        }
        match Page::read(bytes, number, image.usable()) {
            Some(page) => Cow::Owned(page.unused()),
            None => bytes.into(),
        }
    });
    let scraps = scraps.filter(|bytes| bytes.iter().any(|b| *b != 0));
    scraps.map(piece).collect()
}

/// Each version of each page in the order of writing, its rows in the order of their keys.
fn written(wal: &[u8]) -> Pieces<'_> {
    let pages = frames(wal).into_iter();
    let pages = pages.map(|f| match Page::read(f.bytes, f.page, f.bytes.len()) {
        Some(page) => Cow::Owned(page.rows().concat()),
        None => f.bytes.into(),
    });
    pages.map(piece).collect()
}

/// Each version of each row, and what goes on on further pages, in the order of writing.
fn written_rows(wal: &[u8]) -> Pieces<'_> {
    let pages = frames(wal).into_iter();
    let rows = pages.flat_map(|f| match Page::read(f.bytes, f.page, f.bytes.len()) {
        Some(page) => page.rows().into_iter().map(Cow::Owned).collect(),
        None => vec![Cow::Borrowed(f.bytes)],
    });
    rows.map(piece).collect()
}

fn scraps_of_frames(wal: &[u8]) -> Pieces<'_> {
    let pages = frames(wal).into_iter();
    let pages = pages.filter_map(|f| Page::read(f.bytes, f.page, f.bytes.len()));
    let unused = pages.map(|page| page.unused());
    let unused = unused.filter(|bytes| !bytes.is_empty());
    unused.map(|bytes| piece(bytes.into())).collect()
}

/// Every JSON object in the pieces of a view, outer ones before those inside of them.
fn objects<'a>(view: &View<'_>) -> View<'a> {
    let mut found = Vec::new();
    for whole in &view.pieces {
        let mut open = Vec::new();
        let first = found.len();
        for (at, byte) in whole.bytes.iter().enumerate() {
            match byte {
                b'{' => open.push(at),
                b'}' => {
                    let start = open.pop().filter(|s| at - s < OBJECT_BYTES_MAX);
                    found.extend(start.map(|start| (start, &whole.bytes[start..=at])));
                }
                _other => {}
            }
        }
        found[first..].sort_by_key(|(start, _)| *start);
    }
    let pieces = found.into_iter();
    let pieces = pieces.map(|(_, object)| piece(object.to_vec().into()));
    View {
        name: format!("objects in {}", view.name),
        is_last: true,
        is_whole: false,
        is_pages: false,
        pieces: pieces.collect(),
    }
}
