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

    /// Takes in what one record touched since `before`, and gives each seat's frame.
    pub fn tell(
        &mut self,
        before: &Room,
        room: &Room,
        touched: &Touched,
    ) -> Vec<(SeatId, Utf8Bytes)> {
        let mut told = Vec::new();
        let mut common: BTreeMap<Lens, Vec<Utf8Bytes>> = BTreeMap::new();
        let mut frames: BTreeMap<(Lens, u64), Utf8Bytes> = BTreeMap::new();
        for seat in room.seats() {
            let feed = self.0.entry(seat).or_default();
            let prev = feed.seq;
            if touched.whole(seat) {
                // The view says everything: what came before need not be kept.
                feed.recent.clear();
                let whole = room.project(Slice::Whole(seat), Eyes::Own(seat));
                feed.push_all(whole.iter().map(written));
                told.push((seat, frame(prev, &feed.recent)));
                continue;
            }
            let lens = room.lens(seat);
            #[cfg(test)]
            let lens = flaw::with(Flaw::TellAll, || Lens::Therapists).unwrap_or(lens);
            let shared = common.entry(lens).or_insert_with(|| {
                let eyes = Eyes::Common(lens);
                let news = touched.iter().filter_map(|s| room.news(before, s, eyes));
                news.map(|update| written(&update)).collect()
            });
            let eyes = Eyes::Own(seat);
            let own = touched.iter().filter_map(|s| room.news(before, s, eyes));
            let own: Vec<Utf8Bytes> = own.map(|update| written(&update)).collect();
            if shared.is_empty() && own.is_empty() {
                #[cfg(test)]
                flaw::with(Flaw::CountUntold, || feed.seq += 1);
                continue;
            }
            feed.push_all(shared.iter().chain(&own).cloned());
            let text = if own.is_empty() {
                let shared = frames.entry((lens, prev));
                shared
                    .or_insert_with(|| frame(prev, common[&lens].iter()))
                    .clone()
            } else {
                frame(prev, common[&lens].iter().chain(&own))
            };
            told.push((seat, text));
        }
        told
    }
}

impl Feed {
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

/// An update as it stands on the wire.
fn written(update: &Update) -> Utf8Bytes {
    // Our own types have string keys and finite numbers, for which serde_json cannot fail.
    serde_json::to_string(update).unwrap_or_default().into()
}

/// An update frame around updates that are already written.
fn frame<'a>(prev: u64, updates: impl IntoIterator<Item = &'a Utf8Bytes>) -> Utf8Bytes {
    let mut text = String::new();
    let mut seq = prev;
    for update in updates {
        if seq > prev {
            text.push(',');
        }
        text.push_str(update);
        seq += 1;
    }
    format!(r#"{{"type":"update","seq":{seq},"prev":{prev},"updates":[{text}]}}"#).into()
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
        assert_eq!(frame(7, &texts).as_str(), canonical);
    }
}
