//! What each seat was told, counted, and the last of it kept for those who come back.
//!
//! `seq` counts the updates made for one viewer since the log began. It follows from the log alone:
//! replaying the records makes the same updates in the same order, so a client's position still
//! means something after a restart. An update is written out once for all who see it alike.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use rondo_protocol::{SeatId, Update};
use rondo_room::{Eyes, Lens, Room, Slice, Touched};

#[cfg(test)]
use super::flaw::{self, Flaw};
use super::{frame::Frame, limits::MISSED_UPDATES_MAX};

#[derive(Default)]
struct Feed {
    seq: u64,
    /// The latest updates, written out; the last one led to `seq`.
    recent: VecDeque<Arc<str>>,
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
        Some(feed.recent.range(from..).map(AsRef::as_ref))
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
    ) -> Vec<(SeatId, Frame)> {
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
                    told.push((seat, frame(prev, &[], &[written(&whole)])));
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
            let own: Vec<Arc<str>> = own.map(|update| written(&update)).collect();
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
    updates: Vec<Arc<str>>,
    /// The end of the frames of those who are told nothing else.
    end: Arc<str>,
}

impl Common {
    fn of(before: &Room, room: &Room, touched: &Touched, lens: Lens) -> Self {
        let eyes = Eyes::Common(lens);
        let news = touched.iter().filter_map(|s| room.news(before, s, eyes));
        let updates: Vec<_> = news.map(|update| written(&update)).collect();
        let end = end_of_frame(&updates, &[]).into();
        Self { updates, end }
    }

    /// The frame of somebody who stood at `prev`, with what is their own.
    fn frame(&self, prev: u64, own: &[Arc<str>]) -> Frame {
        if own.is_empty() {
            let begin = begin_of_frame(prev, self.updates.len());
            return Frame::text(&begin, Some(Arc::clone(&self.end)));
        }
        frame(prev, &self.updates, own)
    }
}

impl Feed {
    /// Counts a whole view. It says everything, so nothing before it is kept; nor is the view itself,
    /// since whoever missed it gets the one of that moment.
    fn begin_anew(&mut self) {
        self.seq += 1;
        self.recent.clear();
    }

    fn push_all(&mut self, updates: impl Iterator<Item = Arc<str>>) {
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
fn written(update: &Update) -> Arc<str> {
    // Our own types have string keys and finite numbers, for which serde_json cannot fail.
    serde_json::to_string(update).unwrap_or_default().into()
}

/// An update frame that somebody shares with nobody.
fn frame(prev: u64, common: &[Arc<str>], own: &[Arc<str>]) -> Frame {
    let mut text = begin_of_frame(prev, common.len() + own.len());
    text.push_str(&end_of_frame(common, own));
    Frame::text(&text, None)
}

/// An update frame up to its updates, which are so many.
fn begin_of_frame(prev: u64, updates: usize) -> String {
    let seq = prev + u64::try_from(updates).unwrap_or(u64::MAX);
    format!(r#"{{"type":"update","seq":{seq},"prev":{prev},"updates":["#)
}

/// An update frame from its updates on.
fn end_of_frame(common: &[Arc<str>], own: &[Arc<str>]) -> String {
    let mut text = [common, own].concat().join(",");
    text.push_str("]}");
    text
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
        let (common, own) = texts.split_at(1);
        assert_eq!(frame(7, common, own).to_string(), canonical);
        let shared = Common {
            updates: texts.clone(),
            end: end_of_frame(&texts, &[]).into(),
        };
        assert_eq!(shared.frame(7, &[]).to_string(), canonical);
    }
}
