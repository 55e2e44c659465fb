//! What each seat was told, counted, and the last of it kept for those who come back.
//!
//! `seq` counts the updates made for one viewer since the log began. It follows from the log alone:
//! replaying the records makes the same updates in the same order, so a client's position still
//! means something after a restart. What a record tells is written out once for all who see it alike,
//! and kept once for the room: of a seat only where it stands, and through which lens since when.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use rondo_protocol::{SeatId, Update};
use rondo_room::{Eyes, Lens, Room, Slice, Touched};

#[cfg(test)]
use super::flaw::{self, Flaw};
use super::{
    limits::{MISSED_UPDATES_MAX, RECORDS_KEPT},
    outbox::Outbox,
};

/// Room in which to write out what most records tell; what is kept takes no more than it needs.
const TOLD_BYTES: usize = 512;
/// Room for the beginning of an update, which says where it starts and where it leads.
const HEAD_BYTES: usize = 128;

/// Updates that somebody was told at once, at least one.
#[derive(Clone)]
struct Told {
    updates: usize,
    /// The end of the frame that tells nothing else: the updates as a list, and a brace.
    end: Arc<str>,
}

/// What those who look through each lens were told, in the order of [`Lens::ALL`].
type Common = [Option<Told>; Lens::ALL.len()];

/// What one record told.
struct Record {
    common: Common,
    own: BTreeMap<SeatId, Told>,
}

/// Where a seat stands.
struct Feed {
    seq: u64,
    /// Through which it looks, since the record of this number.
    lens: Lens,
    since: u64,
}

/// The feeds of a room's seats.
#[derive(Default)]
pub(crate) struct Feeds {
    seats: BTreeMap<SeatId, Feed>,
    /// What the last records told.
    recent: VecDeque<Record>,
    /// The number of the first of them.
    first: u64,
}

impl Feeds {
    /// Where a seat stands.
    pub fn seq(&self, seat: SeatId) -> u64 {
        self.seats.get(&seat).map_or(0, |feed| feed.seq)
    }

    /// What a seat was told after `last_seq`, if all of it is still known.
    pub fn missed(&self, seat: SeatId, last_seq: u64) -> Option<Vec<&str>> {
        let feed = self.seats.get(&seat)?;
        let missed = usize::try_from(feed.seq.checked_sub(last_seq)?).ok()?;
        let mut missed = Some(missed).filter(|missed| *missed <= MISSED_UPDATES_MAX)?;
        let since = usize::try_from(feed.since.saturating_sub(self.first)).ok()?;
        let mut records = self.recent.iter().skip(since).rev();
        let mut lists = Vec::new();
        while missed > 0 {
            let (common, own) = records.next()?.told(seat, feed.lens);
            // From the last to the first.
            for told in own.into_iter().chain(common) {
                missed = missed.checked_sub(told.updates)?;
                lists.push(told.list());
            }
        }
        lists.reverse();
        Some(lists)
    }

    /// Forgets what was told, since words in it were hidden: whoever comes back gets the view.
    pub fn forget(&mut self) {
        self.first = self.next();
        self.recent.clear();
    }

    /// The number of the next record.
    fn next(&self) -> u64 {
        self.first + u64::try_from(self.recent.len()).unwrap_or(u64::MAX)
    }

    /// Takes in what one record touched since `before`, and sends each seat a frame where somebody is
    /// there to hear it.
    pub fn tell<'a>(
        &mut self,
        before: &Room,
        room: &Room,
        touched: &Touched,
        outbox: impl Fn(SeatId) -> Option<&'a Outbox>,
    ) {
        let number = self.next();
        let mut record = Record {
            common: common(before, room, touched),
            own: BTreeMap::new(),
        };
        let mut own = own_slices(room, touched);
        let mut head = String::with_capacity(HEAD_BYTES);
        // Sent to once all are counted: each write takes what the processor has at hand.
        let mut listening = Vec::with_capacity(room.seats().len());
        for (seat, lens) in room.lenses() {
            #[cfg(test)]
            let lens = flaw::with(Flaw::TellAll, || Lens::Therapists).unwrap_or(lens);
            let feed = self.seats.entry(seat).or_insert(Feed {
                seq: 0,
                lens,
                since: number,
            });
            feed.look_through(lens, number);
            let outbox = outbox(seat);
            let prev = feed.seq;
            let own = own.remove(&seat).unwrap_or_default();
            if touched.whole(seat) {
                feed.begin_anew(number);
                if let Some(outbox) = outbox
                    && let Some(whole) = room.project(Slice::Whole(seat), Eyes::Own(seat))
                {
                    send(outbox, &mut head, prev, None, Told::of(&[whole]).as_ref());
                }
                continue;
            }
            let own = own.into_iter();
            let own = own.filter_map(|slice| room.news(before, slice, Eyes::Own(seat)));
            if let Some(own) = Told::of(&own.collect::<Vec<_>>()) {
                record.own.insert(seat, own);
            }
            let (common, own) = record.told(seat, lens);
            #[cfg(test)]
            if common.is_none() && own.is_none() {
                flaw::with(Flaw::CountUntold, || feed.seq += 1);
            }
            for told in common.into_iter().chain(own) {
                feed.seq = led_to(feed.seq, told.updates);
            }
            listening.extend(outbox.map(|outbox| (outbox, seat, lens, prev)));
        }
        for (outbox, seat, lens, prev) in listening {
            let (common, own) = record.told(seat, lens);
            send(outbox, &mut head, prev, common, own);
        }
        self.keep(record);
    }

    fn keep(&mut self, record: Record) {
        self.recent.push_back(record);
        if self.recent.len() > RECORDS_KEPT {
            self.recent.pop_front();
            self.first += 1;
        }
    }
}

impl Record {
    /// What it told a seat that looks through this lens: in common with others, and its own.
    fn told(&self, seat: SeatId, lens: Lens) -> (Option<&Told>, Option<&Told>) {
        let common = self.common.get(lens as usize).and_then(Option::as_ref);
        (common, self.own.get(&seat))
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

/// What a record tells all who look through each lens. Those who are told the same share the writing of
/// it.
fn common(before: &Room, room: &Room, touched: &Touched) -> Common {
    let mut written: Vec<(Vec<Update>, Option<Told>)> = Vec::new();
    Lens::ALL.map(|lens| {
        let eyes = Eyes::Common(lens);
        let slices = touched.iter();
        let news: Vec<_> = slices.filter_map(|s| room.news(before, s, eyes)).collect();
        if let Some((_, told)) = written.iter().find(|(alike, _)| *alike == news) {
            return told.clone();
        }
        let told = Told::of(&news);
        written.push((news, told.clone()));
        told
    })
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

/// Sends somebody who stood at `prev` the frame of what they see in common with others, and of what
/// is their own. `head` is scratch memory.
fn send(outbox: &Outbox, head: &mut String, prev: u64, common: Option<&Told>, own: Option<&Told>) {
    let told = common.iter().chain(&own);
    let seq = led_to(prev, told.map(|told| told.updates).sum());
    let [a, b, c] = match (common, own) {
        (None, None) => return,
        (Some(told), None) | (None, Some(told)) => [&*told.end, "", ""],
        (Some(common), Some(own)) => [
            common.end.strip_suffix("]}").unwrap_or("["),
            ",",
            own.end.strip_prefix('[').unwrap_or("]}"),
        ],
    };
    let mut digits = itoa::Buffer::new();
    head.clear();
    head.push_str(r#"{"type":"update","seq":"#);
    head.push_str(digits.format(seq));
    head.push_str(r#","prev":"#);
    head.push_str(digits.format(prev));
    head.push_str(r#","updates":"#);
    outbox.send(&[head, a, b, c]);
}

/// Where somebody stands who stood at `prev` and was told so many updates.
fn led_to(prev: u64, updates: usize) -> u64 {
    prev.saturating_add(u64::try_from(updates).unwrap_or(u64::MAX))
}

impl Feed {
    /// What it was told through another lens, it cannot be told again.
    fn look_through(&mut self, lens: Lens, record: u64) {
        if self.lens != lens {
            self.lens = lens;
            self.since = record;
        }
    }

    /// Counts a whole view. It says everything, so nothing before it counts; nor is the view itself
    /// kept, since whoever missed it gets the one of that moment.
    fn begin_anew(&mut self, record: u64) {
        self.seq += 1;
        self.since = record + 1;
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
        let mut head = String::new();
        send(&outbox, &mut head, 7, None, None);
        send(&outbox, &mut head, 7, common.as_ref(), own.as_ref());
        assert_eq!(inbox.next().await, canonical);
        send(&outbox, &mut head, 7, Some(&all), None);
        assert_eq!(inbox.next().await, canonical);
        send(&outbox, &mut head, 7, None, Some(&all));
        assert_eq!(inbox.next().await, canonical);
    }

    const MAREN: SeatId = SeatId(1);

    fn told(updates: usize) -> Option<Told> {
        let end = "[]}".into();
        (updates > 0).then_some(Told { updates, end })
    }

    /// Tells the circle this much in common, and maren as much of her own.
    fn tell(feeds: &mut Feeds, common: usize, own: usize) {
        let since = feeds.next();
        let own_told = told(own).map(|told| (MAREN, told));
        feeds.keep(Record {
            common: [None, told(common), None, None],
            own: own_told.into_iter().collect(),
        });
        let feed = feeds.seats.entry(MAREN).or_insert(Feed {
            seq: 0,
            lens: Lens::Circle,
            since,
        });
        feed.seq = led_to(feed.seq, common + own);
    }

    /// How many lists of updates maren missed, from each of these positions.
    fn missed<const N: usize>(feeds: &Feeds, from: [u64; N]) -> [Option<usize>; N] {
        from.map(|seq| feeds.missed(MAREN, seq).map(|lists| lists.len()))
    }

    #[test]
    fn somebody_catches_up_from_where_a_frame_left_them_while_that_is_kept() {
        let mut feeds = Feeds::default();
        tell(&mut feeds, 2, 0);
        tell(&mut feeds, 0, 0);
        tell(&mut feeds, 2, 1);
        let all = [Some(3), None, Some(2), None, None, Some(0), None];
        assert_eq!(missed(&feeds, [0, 1, 2, 3, 4, 5, 6]), all);
        tell(&mut feeds, MISSED_UPDATES_MAX - 3, 0);
        let latest = [None, None, Some(3), Some(1)];
        assert_eq!(missed(&feeds, [0, 1, 2, 5]), latest);
        feeds.forget();
        let seq = feeds.seq(MAREN);
        assert_eq!(
            missed(&feeds, [2, 5, seq - 1, seq]),
            [None, None, None, Some(0)]
        );
        tell(&mut feeds, 1, 0);
        assert_eq!(missed(&feeds, [5, seq, seq + 1]), [None, Some(1), Some(0)]);
    }

    #[test]
    fn what_a_room_told_is_kept_for_so_many_records() {
        let mut feeds = Feeds::default();
        tell(&mut feeds, 1, 0);
        for _ in 1..RECORDS_KEPT {
            tell(&mut feeds, 0, 0);
        }
        assert_eq!(missed(&feeds, [0]), [Some(1)]);
        tell(&mut feeds, 0, 0);
        assert_eq!(missed(&feeds, [0, 1]), [None, Some(0)]);
    }

    #[test]
    fn what_was_told_before_a_view_or_through_another_lens_is_not_told_again() {
        let mut feeds = Feeds::default();
        tell(&mut feeds, 1, 0);
        tell(&mut feeds, 1, 0);
        let number = feeds.next();
        let feed = feeds.seats.get_mut(&MAREN).unwrap();
        feed.begin_anew(number);
        feeds.keep(Record {
            common: [const { None }; 4],
            own: BTreeMap::new(),
        });
        tell(&mut feeds, 1, 0);
        assert_eq!(missed(&feeds, [0, 2, 3, 4]), [None, None, Some(1), Some(0)]);
        let number = feeds.next();
        let feed = feeds.seats.get_mut(&MAREN).unwrap();
        feed.look_through(Lens::Door, number);
        assert_eq!(missed(&feeds, [3, 4]), [None, Some(0)]);
    }
}
