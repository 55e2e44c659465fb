//! What each seat was told, counted, and the last of it kept for those who come back.
//!
//! `seq` counts the updates made for one viewer since the log began. It follows from the log alone:
//! replaying the records makes the same updates in the same order, so a client's position still
//! means something after a restart. What a record tells is written out once for all who see it alike.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use rondo_protocol::{SeatId, Update};
use rondo_room::{Eyes, Lens, Room, Slice, Touched};

#[cfg(test)]
use super::flaw::{self, Flaw};
use super::{limits::MISSED_UPDATES_MAX, outbox::Outbox};

/// Room in which to write out what most records tell; what is kept takes no more than it needs.
const TOLD_BYTES: usize = 512;

/// Updates that somebody was told at once, at least one.
#[derive(Clone)]
struct Told {
    updates: usize,
    /// The end of the frame that tells nothing else: the updates as a list, and a brace.
    end: Arc<str>,
}

#[derive(Default)]
struct Feed {
    seq: u64,
    /// What was told last; the last of it led to `seq`.
    recent: VecDeque<Told>,
    /// Updates in `recent`.
    kept: usize,
}

/// The feeds of a room's seats.
#[derive(Default)]
pub(crate) struct Feeds(BTreeMap<SeatId, Feed>);

impl Feeds {
    /// Where a seat stands.
    pub fn seq(&self, seat: SeatId) -> u64 {
        self.0.get(&seat).map_or(0, |feed| feed.seq)
    }

    /// What a seat was told after `last_seq`, if all of it is still known.
    pub fn missed(&self, seat: SeatId, last_seq: u64) -> Option<impl Iterator<Item = &str>> {
        let feed = self.0.get(&seat)?;
        let mut missed = usize::try_from(feed.seq.checked_sub(last_seq)?).ok()?;
        let mut from = feed.recent.len();
        while missed > 0 {
            from = from.checked_sub(1)?;
            missed = missed.checked_sub(feed.recent.get(from)?.updates)?;
        }
        Some(feed.recent.range(from..).map(Told::list))
    }

    /// Forgets what was told, since words in it were hidden: whoever comes back gets the view.
    pub fn forget(&mut self) {
        for feed in self.0.values_mut() {
            feed.forget();
        }
    }

    /// Takes in what one record touched since `before`, and leaves each seat a frame where somebody is
    /// there to hear it.
    pub fn tell<'a>(
        &mut self,
        before: &Room,
        room: &Room,
        touched: &Touched,
        outbox: impl Fn(SeatId) -> Option<&'a Outbox>,
    ) {
        let common = common(before, room, touched);
        let mut own = own_slices(room, touched);
        for seat in room.seats() {
            let feed = self.0.entry(seat).or_default();
            let outbox = outbox(seat);
            let prev = feed.seq;
            let own = own.remove(&seat).unwrap_or_default();
            if touched.whole(seat) {
                feed.begin_anew();
                if let Some(outbox) = outbox
                    && let Some(whole) = room.project(Slice::Whole(seat), Eyes::Own(seat))
                {
                    leave(outbox, prev, None, Told::of(&[whole]).as_ref());
                }
                continue;
            }
            let lens = room.lens(seat);
            #[cfg(test)]
            let lens = flaw::with(Flaw::TellAll, || Lens::Therapists).unwrap_or(lens);
            let own = own.into_iter();
            let own = own.filter_map(|slice| room.news(before, slice, Eyes::Own(seat)));
            let own = Told::of(&own.collect::<Vec<_>>());
            let common = common.get(&lens).and_then(Option::as_ref);
            #[cfg(test)]
            if common.is_none() && own.is_none() {
                flaw::with(Flaw::CountUntold, || feed.seq += 1);
            }
            if let Some(outbox) = outbox {
                leave(outbox, prev, common, own.as_ref());
            }
            for told in common.cloned().into_iter().chain(own) {
                feed.push(told);
            }
        }
    }
}

/// The slices that may show something to each seat's own eyes, in the order in which they are told.
fn own_slices(room: &Room, touched: &Touched) -> BTreeMap<SeatId, Vec<Slice>> {
    let mut slices: BTreeMap<SeatId, Vec<Slice>> = BTreeMap::new();
    for slice in touched.iter() {
        for seat in room.owners(slice) {
            slices.entry(seat).or_default().push(slice);
        }
    }
    slices
}

/// What a record tells all who look through each lens. What reads alike is written out once.
fn common(before: &Room, room: &Room, touched: &Touched) -> BTreeMap<Lens, Option<Told>> {
    let mut written: Vec<(Vec<Update>, Option<Told>)> = Vec::new();
    let told = |lens| {
        let eyes = Eyes::Common(lens);
        let slices = touched.iter();
        let news: Vec<_> = slices.filter_map(|s| room.news(before, s, eyes)).collect();
        if let Some((_, told)) = written.iter().find(|(alike, _)| *alike == news) {
            return (lens, told.clone());
        }
        let told = Told::of(&news);
        written.push((news, told.clone()));
        (lens, told)
    };
    Lens::ALL.into_iter().map(told).collect()
}

impl Told {
    /// These updates as they stand on the wire, if there are any.
    fn of(updates: &[Update]) -> Option<Self> {
        if updates.is_empty() {
            return None;
        }
        let mut end = Vec::with_capacity(TOLD_BYTES);
        // Our own types have string keys and finite numbers, for which serde_json cannot fail.
        let _written = serde_json::to_writer(&mut end, updates);
        end.push(b'}');
        Some(Self {
            updates: updates.len(),
            end: str::from_utf8(&end).unwrap_or_default().into(),
        })
    }

    /// The updates, with commas between them.
    fn list(&self) -> &str {
        self.end
            .strip_prefix('[')
            .and_then(|list| list.strip_suffix("]}"))
            .unwrap_or_default()
    }
}

/// Leaves somebody who stood at `prev` the frame of what they see in common with others, and of what
/// is their own.
fn leave(outbox: &Outbox, prev: u64, common: Option<&Told>, own: Option<&Told>) {
    let told = common.iter().chain(&own);
    let seq = led_to(prev, told.map(|told| told.updates).sum());
    let list = match (common, own) {
        (None, None) => return,
        (Some(told), None) | (None, Some(told)) => ["", "", "", &told.end],
        (Some(common), Some(own)) => ["[", common.list(), ",", own.end.get(1..).unwrap_or("]}")],
    };
    let mut digits = [itoa::Buffer::new(); 2];
    let [seq_digits, prev_digits] = &mut digits;
    let [a, b, c, d] = list;
    outbox.leave(&[
        r#"{"type":"update","seq":"#,
        seq_digits.format(seq),
        r#","prev":"#,
        prev_digits.format(prev),
        r#","updates":"#,
        a,
        b,
        c,
        d,
    ]);
}

/// Where somebody stands who stood at `prev` and was told so many updates.
fn led_to(prev: u64, updates: usize) -> u64 {
    prev.saturating_add(u64::try_from(updates).unwrap_or(u64::MAX))
}

impl Feed {
    /// Counts a whole view. It says everything, so nothing before it is kept; nor is the view itself,
    /// since whoever missed it gets the one of that moment.
    fn begin_anew(&mut self) {
        self.seq += 1;
        self.forget();
    }

    fn forget(&mut self) {
        self.recent.clear();
        self.kept = 0;
    }

    fn push(&mut self, told: Told) {
        self.seq = led_to(self.seq, told.updates);
        self.kept += told.updates;
        self.recent.push_back(told);
        while self.kept > MISSED_UPDATES_MAX
            && let Some(oldest) = self.recent.pop_front()
        {
            self.kept -= oldest.updates;
        }
    }
}

#[cfg(test)]
mod tests {
    use rondo_protocol::{
        ServerFrame,
        conversation::{ConversationUpdate, LinesMode},
    };

    use super::*;
    use crate::hub::outbox::outbox;

    #[tokio::test]
    async fn a_frame_around_written_updates_is_the_canonical_one() {
        let mode = |mode| Update::Conversation(ConversationUpdate::Mode { mode });
        let updates = vec![mode(LinesMode::Held), mode(LinesMode::Open)];
        let all = Told::of(&updates).unwrap();
        let [common, own] = [&updates[..1], &updates[1..]].map(Told::of);
        let canonical = ServerFrame::Update {
            seq: 9,
            prev: 7,
            updates,
        };
        let canonical = serde_json::to_string(&canonical).unwrap();
        let (outbox, inbox) = outbox(None);
        leave(&outbox, 7, None, None);
        leave(&outbox, 7, common.as_ref(), own.as_ref());
        assert_eq!(inbox.next().await, canonical);
        leave(&outbox, 7, Some(&all), None);
        assert_eq!(inbox.next().await, canonical);
        leave(&outbox, 7, None, Some(&all));
        assert_eq!(inbox.next().await, canonical);
    }

    #[test]
    fn somebody_catches_up_from_where_a_frame_left_them_while_that_is_kept() {
        let told = |updates| Told {
            updates,
            end: "[]}".into(),
        };
        let seat = SeatId(1);
        let mut feeds = Feeds::default();
        let tell = |feeds: &mut Feeds, updates| {
            feeds.0.entry(seat).or_default().push(told(updates));
        };
        let missed = |feeds: &Feeds| {
            let from = |seq| feeds.missed(seat, seq).map(Iterator::count);
            Vec::from_iter((0..=6).map(from))
        };
        tell(&mut feeds, 2);
        tell(&mut feeds, 3);
        let all = [Some(2), None, Some(1), None, None, Some(0), None];
        assert_eq!(missed(&feeds), all);
        tell(&mut feeds, MISSED_UPDATES_MAX - 3);
        let latest = [None, None, Some(2), None, None, Some(1), None];
        assert_eq!(missed(&feeds), latest);
        feeds.forget();
        assert_eq!(missed(&feeds), [None; 7]);
        assert_eq!(
            feeds.missed(seat, feeds.seq(seat)).map(Iterator::count),
            Some(0)
        );
    }
}
