//! The lines of a conversation, kept so that a room can be copied without copying what was said.
//!
//! Each turn of a room works on a copy of it. Lines therefore stand on pages that copies share: to
//! write one down copies its page, which holds no words but only says where they are. It costs the
//! same however long people have talked.

use std::{
    collections::BTreeMap,
    ops::{Deref, DerefMut},
};

use rondo_protocol::LineId;

use crate::{conversation::Line, shared::Shared};

/// Lines on one page.
const PAGE_LINES: u32 = 32;

/// Lines by their id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lines {
    /// No page is empty; each stands at the number of its lines' ids, divided by [`PAGE_LINES`].
    pages: BTreeMap<u32, Shared<Page>>,
}

type Page = BTreeMap<LineId, Shared<Line>>;

fn page_of(id: LineId) -> u32 {
    id.0 / PAGE_LINES
}

impl Lines {
    pub fn get(&self, id: LineId) -> Option<&Line> {
        self.pages.get(&page_of(id))?.get(&id).map(Deref::deref)
    }

    /// A line, to be changed.
    pub fn get_mut(&mut self, id: LineId) -> Option<&mut Line> {
        let page = self.pages.get_mut(&page_of(id))?;
        page.get_mut(&id).map(DerefMut::deref_mut)
    }

    /// All lines from one on, in order.
    pub fn from(&self, first: LineId) -> impl Iterator<Item = (LineId, &Line)> {
        let pages = self.pages.range(page_of(first)..);
        let lines = pages.flat_map(move |(_, page)| page.range(first..));
        lines.map(|(id, line)| (*id, &**line))
    }

    /// The line that has so many newer ones.
    pub fn behind(&self, newer: usize) -> Option<LineId> {
        let mut left = newer;
        for page in self.pages.values().rev() {
            if left < page.len() {
                return page.keys().rev().nth(left).copied();
            }
            left -= page.len();
        }
        None
    }

    pub fn insert(&mut self, id: LineId, line: Line) {
        let page = self.pages.entry(page_of(id)).or_default();
        page.insert(id, line.into());
    }

    /// Lets the oldest pages go of which no line is among the `newest`.
    pub fn keep(&mut self, newest: usize) {
        let Some(oldest) = newest.checked_sub(1).and_then(|newer| self.behind(newer)) else {
            return;
        };
        while let Some(first) = self.pages.first_entry() {
            if *first.key() >= page_of(oldest) {
                return;
            }
            first.remove();
        }
    }
}

#[cfg(test)]
mod tests {
    use rondo_protocol::{At, SeatId, conversation::Audience, text::Name};

    use super::*;

    fn line(at: u32) -> Line {
        Line {
            from: SeatId(1),
            from_name: Name::new("Maren").unwrap(),
            audience: Audience::Everyone {},
            text: None,
            at: At(at.into()),
            held: false,
            origin: None,
        }
    }

    fn lines(ids: impl IntoIterator<Item = u32>) -> Lines {
        let mut lines = Lines::default();
        for id in ids {
            lines.insert(LineId(id), line(id));
        }
        lines
    }

    fn ids(lines: &Lines, first: u32) -> Vec<u32> {
        lines.from(LineId(first)).map(|(id, _)| id.0).collect()
    }

    #[test]
    fn lines_are_found_by_id_and_read_in_order_from_any() {
        let lines = lines(1..=100);
        assert_eq!(lines.get(LineId(64)).unwrap().at, At(64));
        assert_eq!(lines.get(LineId(101)), None);
        assert_eq!(ids(&lines, 0), Vec::from_iter(1..=100));
        assert_eq!(ids(&lines, 63), Vec::from_iter(63..=100));
        assert_eq!(ids(&lines, 101), [0; 0]);
    }

    #[test]
    fn a_line_is_counted_from_the_newest() {
        let lines = lines([1, 2, 3, 40, 41, 99]);
        let behind = |newer| lines.behind(newer).map(|id| id.0);
        let all: Vec<_> = (0..7).map(behind).collect();
        let expected = [
            Some(99),
            Some(41),
            Some(40),
            Some(3),
            Some(2),
            Some(1),
            None,
        ];
        assert_eq!(all, expected);
    }

    #[test]
    fn a_copy_does_not_see_what_is_changed_later() {
        let mut lines = lines(1..=40);
        let before = lines.clone();
        lines.get_mut(LineId(7)).unwrap().at = At(9_999);
        lines.insert(LineId(41), line(41));
        assert_eq!(before.get(LineId(7)).unwrap().at, At(7));
        assert_eq!(before.get(LineId(41)), None);
        assert_ne!(before, lines);
    }

    #[test]
    fn at_least_the_newest_are_kept_and_at_most_a_page_more() {
        for newest in 0..=200 {
            let mut lines = lines(1..=200);
            lines.keep(newest);
            let left = ids(&lines, 0);
            assert!(left.len() >= newest, "{newest}");
            assert!(
                newest == 0 || left.len() < newest + PAGE_LINES as usize,
                "{newest}"
            );
            assert_eq!(left.last(), Some(&200));
        }
    }
}
