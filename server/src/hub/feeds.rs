//! What each seat was told, counted, and the last of it kept for those who come back.
//!
//! `seq` counts the updates made for one viewer since the log began. It follows from the log alone:
//! replaying the records makes the same updates in the same order, so a client's position still
//! means something after a restart. An update is written out once for all who see it alike.

use std::collections::{BTreeMap, VecDeque};

use axum::extract::ws::Utf8Bytes;
use rondo_protocol::{SeatId, Update};
use rondo_room::{Eyes, Lens, Room, Slice, Touched};

#[cfg(test)]
use super::flaw::{self, Flaw};
use super::limits::MISSED_UPDATES_MAX;

#[derive(Default)]
struct Feed {
    seq: u64,
    /// The latest updates, written out; the last one led to `seq`.
    recent: VecDeque<Utf8Bytes>,
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
        let missed = usize::try_from(feed.seq.checked_sub(last_seq)?).ok()?;
        let from = feed.recent.len().checked_sub(missed)?;
        Some(feed.recent.range(from..).map(Utf8Bytes::as_str))
    }

    /// Forgets what was told, since words in it were hidden: whoever comes back gets the view.
    pub fn forget(&mut self) {
        for feed in self.0.values_mut() {
            feed.recent.clear();
        }
    }

    /// Takes in what one record touched since `before`, and gives each seat's frame, if somebody is
    /// there to hear it.
    pub fn tell(
        &mut self,
        before: &Room,
        room: &Room,
        touched: &Touched,
        hears: impl Fn(SeatId) -> bool,
    ) -> Vec<(SeatId, Utf8Bytes)> {
        let mut told = Vec::new();
        let mut common: BTreeMap<Lens, Common> = BTreeMap::new();
        let mut own = own_slices(room, touched);
        for seat in room.seats() {
            let feed = self.0.entry(seat).or_default();
            let prev = feed.seq;
            let own = own.remove(&seat).unwrap_or_default();
            if touched.whole(seat) {
                feed.begin_anew();
                if hears(seat)
                    && let Some(whole) = room.project(Slice::Whole(seat), Eyes::Own(seat))
                {
                    told.push((seat, frame(prev, [written(&whole)].iter())));
                }
                continue;
            }
            let lens = room.lens(seat);
            #[cfg(test)]
            let lens = flaw::with(Flaw::TellAll, || Lens::Therapists).unwrap_or(lens);
            let common = common
                .entry(lens)
                .or_insert_with(|| Common::of(before, room, touched, lens));
            let own = own.into_iter();
            let own = own.filter_map(|slice| room.news(before, slice, Eyes::Own(seat)));
            let own: Vec<Utf8Bytes> = own.map(|update| written(&update)).collect();
            if common.updates.is_empty() && own.is_empty() {
                #[cfg(test)]
                flaw::with(Flaw::CountUntold, || feed.seq += 1);
                continue;
            }
            feed.push_all(common.updates.iter().chain(&own).cloned());
            if hears(seat) {
                told.push((seat, common.frame(prev, &own)));
            }
        }
        told
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

/// What all who look through one lens are told of a record.
struct Common {
    updates: Vec<Utf8Bytes>,
    /// The frames of those who are told nothing else, by where they stood.
    frames: BTreeMap<u64, Utf8Bytes>,
}

impl Common {
    fn of(before: &Room, room: &Room, touched: &Touched, lens: Lens) -> Self {
        let eyes = Eyes::Common(lens);
        let news = touched.iter().filter_map(|s| room.news(before, s, eyes));
        Self {
            updates: news.map(|update| written(&update)).collect(),
            frames: BTreeMap::new(),
        }
    }

    /// The frame of somebody who stood at `prev`, with what is their own.
    fn frame(&mut self, prev: u64, own: &[Utf8Bytes]) -> Utf8Bytes {
        let all = self.updates.iter().chain(own);
        if !own.is_empty() {
            return frame(prev, all);
        }
        let shared = self.frames.entry(prev);
        shared.or_insert_with(|| frame(prev, all)).clone()
    }
}

impl Feed {
    /// Counts a whole view. It says everything, so nothing before it is kept; nor is the view itself,
    /// since whoever missed it gets the one of that moment.
    fn begin_anew(&mut self) {
        self.seq += 1;
        self.recent.clear();
    }

    fn push_all(&mut self, updates: impl Iterator<Item = Utf8Bytes>) {
        for update in updates {
            self.seq += 1;
            self.recent.push_back(update);
        }
        while self.recent.len() > MISSED_UPDATES_MAX {
            self.recent.pop_front();
        }
    }
}

/// An update as it stands on the wire. It may be kept for long, so it takes no more than it needs.
fn written(update: &Update) -> Utf8Bytes {
    // Our own types have string keys and finite numbers, for which serde_json cannot fail.
    let text = serde_json::to_string(update).unwrap_or_default();
    String::from(text.into_boxed_str()).into()
}

/// Room for what stands around the updates of a frame, two numbers included.
const AROUND_BYTES: usize = 96;

/// An update frame around updates that are already written.
fn frame<'a>(prev: u64, updates: impl Iterator<Item = &'a Utf8Bytes> + Clone) -> Utf8Bytes {
    let (count, bytes) = updates.clone().fold((0, 0), |(count, bytes), update| {
        (count + 1, bytes + update.as_str().len() + 1)
    });
    let seq = prev + count;
    let mut text = String::with_capacity(AROUND_BYTES + bytes);
    text.push_str(r#"{"type":"update","seq":"#);
    text.push_str(&seq.to_string());
    text.push_str(r#","prev":"#);
    text.push_str(&prev.to_string());
    text.push_str(r#","updates":["#);
    for (place, update) in updates.enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push_str(update);
    }
    text.push_str("]}");
    text.into()
}

#[cfg(test)]
mod tests {
    use rondo_protocol::{
        ServerFrame,
        conversation::{ConversationUpdate, LinesMode},
    };

    use super::*;

    #[test]
    fn a_frame_around_written_updates_is_the_canonical_one() {
        let mode = |mode| Update::Conversation(ConversationUpdate::Mode { mode });
        let updates = vec![mode(LinesMode::Held), mode(LinesMode::Open)];
        let texts: Vec<_> = updates.iter().map(written).collect();
        let canonical = ServerFrame::Update {
            seq: 9,
            prev: 7,
            updates,
        };
        let canonical = serde_json::to_string(&canonical).unwrap();
        assert_eq!(frame(7, texts.iter()).as_str(), canonical);
    }
}
