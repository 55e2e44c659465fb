//! What has to hold of every run.
//!
//! A witness stands beside the people while it goes on and notes what each was told. In the end it
//! replays what was stored, and compares.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::FutureExt;
use rondo_client::Screen;
use rondo_protocol::{
    CloseCode, SeatId, ServerFrame, Update, View, frames::State, roster::Standing, session::Phase,
};
use rondo_room::{By, Item, Room, Touched, limits::LINES_MAX};

use super::{
    boxes::sealed_or_void,
    cast::{id_of, opening},
    gone::{still_stored, text_of},
    operations::{EVERYBODY, Who},
    person::{Fate, Given, Person},
    secrets::{meant_for_others, not_for_members},
    world::World,
};
use crate::{
    hub::{
        feeds::Feeds,
        limits::{BATCH_MESSAGES_MAX, MISSED_UPDATES_MAX},
        outbox::outbox,
    },
    store::log::Record,
};

/// What a run can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// What was acknowledged is stored, and what was refused is not.
    Kept,
    /// Nothing is done twice.
    Once,
    /// Everybody is told the same in the same order, without holes, also after coming back.
    OneOrder,
    /// Nobody is told what is not for them.
    Private,
    /// What is stored replays to what is on the screens.
    Replay,
    /// An anonymous box is sealed whole, or void.
    Sealed,
    /// What was hidden is out of the log, and so is all of a session that ended.
    Gone,
    /// Limits are kept.
    Bounds,
    /// Once faults stop, everybody gets what they wait for.
    Answered,
}

/// A rule that was broken, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Objection {
    pub rule: Rule,
    pub about: String,
}

/// Somebody who sees everything that people are told.
pub(super) struct Witness {
    pub objections: Vec<Objection>,
    /// What happened, in order, if somebody wants to read it.
    pub trace: Option<Vec<String>>,
    /// What was met with: a suite that never meets with a thing says nothing about it.
    pub met: BTreeSet<String>,
    told: Vec<(SeatId, u64, Update)>,
    shown: Vec<(SeatId, u64, View)>,
    ids: Vec<String>,
}

impl Witness {
    pub fn new(traced: bool) -> Self {
        Self {
            objections: Vec::new(),
            trace: traced.then(Vec::new),
            met: BTreeSet::new(),
            told: Vec::new(),
            shown: Vec::new(),
            ids: EVERYBODY.map(|who| id_of(who).to_string()).into(),
        }
    }

    pub fn note(&mut self, elapsed_ms: u64, line: impl FnOnce() -> String) {
        if let Some(trace) = &mut self.trace {
            trace.push(format!("{elapsed_ms:>7} {}", line()));
        }
    }

    pub fn meets(&mut self, what: String) {
        self.met.insert(what);
    }

    pub fn objects(&mut self, rule: Rule, about: String) {
        self.objections.push(Objection { rule, about });
    }

    /// A frame reaches somebody, over what their screen shows.
    pub fn hears(&mut self, who: Who, screen: Option<&Screen>, frame: &ServerFrame, text: &str) {
        let seat = match frame {
            ServerFrame::Welcome { seat, .. } => *seat,
            ServerFrame::Update { .. }
            | ServerFrame::Ok { .. }
            | ServerFrame::Refused { .. }
            | ServerFrame::Token { .. }
            | ServerFrame::Pong { .. } => screen.map_or(SeatId(0), Screen::seat),
        };
        self.keeps_secrets(who, seat, text);
        match frame {
            ServerFrame::Update { prev, updates, .. } => self.remembers(seat, *prev, updates),
            ServerFrame::Welcome { state, seq, .. } => match state {
                State::Delta { prev, updates } => {
                    let missed = if updates.is_empty() { "none" } else { "some" };
                    self.meets(format!("missed {missed}"));
                    if updates.len() > MISSED_UPDATES_MAX {
                        self.objects(Rule::Bounds, format!("{} updates missed", updates.len()));
                    }
                    self.remembers(seat, *prev, updates);
                }
                State::View { view } => {
                    if view.lines.len() > LINES_MAX {
                        self.objects(Rule::Bounds, format!("{} lines", view.lines.len()));
                    }
                    let comes_back = screen.is_some();
                    self.meets(format!("shown all, back: {comes_back}"));
                    self.shown.push((seat, *seq, View::clone(view)));
                }
            },
            ServerFrame::Refused { code, .. } => self.meets(format!("refused {code:?}")),
            ServerFrame::Token { evaluation, .. } => {
                self.meets(format!("token: {}", evaluation.is_some()));
            }
            ServerFrame::Ok { .. } | ServerFrame::Pong { .. } => {}
        }
    }

    fn remembers(&mut self, seat: SeatId, prev: u64, updates: &[Update]) {
        let told = updates.iter().zip(prev + 1..);
        self.told
            .extend(told.map(|(update, seq)| (seat, seq, update.clone())));
    }

    fn keeps_secrets(&mut self, who: Who, seat: SeatId, text: &str) {
        if self.ids.iter().any(|id| text.contains(id)) {
            self.objects(Rule::Private, format!("{who:?} is told an id"));
        }
        if who.leads() {
            return;
        }
        for what in meant_for_others(seat, text) {
            self.objects(Rule::Private, format!("{who:?} is told {what}"));
        }
    }

    /// A screen of somebody's has changed.
    pub fn sees(&mut self, who: Who, screen: Option<&Screen>) {
        let Some(screen) = screen.filter(|_| !who.leads()) else {
            return;
        };
        for what in not_for_members(screen.view()) {
            self.objects(Rule::Private, format!("{who:?} sees {what}"));
        }
    }
}

/// The room that some records add up to, and what everybody was told on the way.
struct Replayed {
    room: Room,
    feeds: Feeds,
    told: BTreeMap<SeatId, Vec<Update>>,
    /// What was to be seen at the positions that were asked for.
    shown: BTreeMap<(SeatId, u64), View>,
    items: Vec<Item>,
}

fn replay(records: &[Record], wanted: &BTreeSet<(SeatId, u64)>) -> Option<Replayed> {
    let first: Vec<Item> = serde_json::from_slice(&records.first()?.items).ok()?;
    let mut replayed = Replayed {
        room: Room::begin(first.first()?)?,
        feeds: Feeds::default(),
        told: BTreeMap::new(),
        shown: BTreeMap::new(),
        items: Vec::new(),
    };
    for record in records {
        let items: Vec<Item> = serde_json::from_slice(&record.items).ok()?;
        let before = replayed.room.clone();
        let mut touched = Touched::default();
        for item in &items {
            touched.join(replayed.room.apply(item));
        }
        let seats = replayed.room.seats();
        let lines: BTreeMap<SeatId, _> = seats.map(|seat| (seat, outbox(None))).collect();
        let outbox_of = |seat| lines.get(&seat).map(|(outbox, _)| outbox);
        replayed
            .feeds
            .tell(&before, &replayed.room, &touched, outbox_of);
        for (seat, (_, inbox)) in &lines {
            let text = inbox.next().now_or_never();
            if let Some(Ok(ServerFrame::Update { updates, .. })) =
                text.map(|text| serde_json::from_str(&text))
            {
                replayed.told.entry(*seat).or_default().extend(updates);
            }
        }
        for seat in replayed.room.seats() {
            let at = (seat, replayed.feeds.seq(seat));
            if let Some(view) = replayed.room.view(seat).filter(|_| wanted.contains(&at)) {
                replayed.shown.insert(at, view);
            }
        }
        replayed.items.extend(items);
    }
    Some(replayed)
}

/// Looks at all that is left of a run.
pub(super) fn check(world: &mut World) {
    let archive = world.disk().archive();
    let stored = world.disk().stored(opening().session);
    let witness = &world.witness;
    let wanted = witness.shown.iter().map(|(seat, seq, _)| (*seat, *seq));
    let Some(first) = replay(&archive, &wanted.collect()) else {
        world
            .witness
            .objects(Rule::Replay, "it cannot be read".into());
        return;
    };
    let mut found = Vec::new();
    let text = text_of(&archive);
    kept_and_once(&world.given, &text, &first.items, &mut found);
    let boxes = sealed_or_void(&first.items, &text, &world.posted);
    found.extend(boxes.into_iter().map(|about| (Rule::Sealed, about)));
    let still = still_stored(world.disk());
    found.extend(still.into_iter().map(|about| (Rule::Gone, about)));
    // Only where words were taken out of the log is there anything to compare.
    let again = if stored == archive {
        None
    } else {
        replay(&stored, &BTreeSet::new())
    };
    one_order(witness, &first, again.as_ref(), &mut found);
    replays(world.people(), &first, again.as_ref(), &mut found);
    for record in &archive {
        let items = serde_json::from_slice::<Vec<Item>>(&record.items).map_or(0, |i| i.len());
        if items > 2 * BATCH_MESSAGES_MAX {
            found.push((Rule::Bounds, format!("{items} items in a record")));
        }
    }
    let kinds = text.split(r#""type":""#).skip(1);
    let kinds = kinds.filter_map(|rest| rest.split('"').next());
    for kind in kinds.collect::<BTreeSet<_>>() {
        world.witness.meets(format!("event {kind}"));
    }
    for (rule, about) in found {
        world.witness.objects(rule, about);
    }
}

type Found = Vec<(Rule, String)>;

fn kept_and_once(given: &[Given], text: &str, items: &[Item], found: &mut Found) {
    let mut times: BTreeMap<(SeatId, u64), usize> = BTreeMap::new();
    for By { seat, n } in items.iter().filter_map(|item| item.by) {
        *times.entry((seat, n)).or_default() += 1;
    }
    for ((seat, n), times) in times.iter().filter(|(_, times)| **times > 1) {
        found.push((Rule::Once, format!("{seat:?} did {n} {times} times")));
    }
    for one in given.iter().filter(|one| one.n > 0) {
        let at = (one.seat, one.n);
        let shared = given.iter().filter(|other| (other.seat, other.n) == at);
        let shared = shared.count() > 1;
        let has_word = serde_json::to_string(&one.command).is_ok_and(|c| c.contains(&one.word));
        let done = if has_word {
            text.matches(&one.word).count()
        } else {
            times.get(&at).copied().unwrap_or_default()
        };
        let which = || format!("{:?}'s {} of page {}", one.who, one.n, one.page);
        if has_word && done > 1 {
            found.push((Rule::Once, format!("{} was done {done} times", which())));
        }
        match one.fate {
            Fate::Done if done == 0 => {
                found.push((Rule::Kept, format!("{} is done, but not stored", which())));
            }
            // On another page the same number may have meant something else.
            Fate::Refused(_) if done > 0 && (has_word || !shared) => {
                found.push((Rule::Kept, format!("{} is refused, but stored", which())));
            }
            Fate::Done | Fate::Refused(_) | Fate::Waits | Fate::Lost => {}
        }
    }
}

/// What everybody was told is what the log tells, as it was first stored or, where words were taken
/// out of it since, as it is stored now.
fn one_order(witness: &Witness, first: &Replayed, again: Option<&Replayed>, found: &mut Found) {
    let at = |replayed: &Replayed, seat: SeatId, seq: u64| {
        let place = usize::try_from(seq.checked_sub(1)?).ok()?;
        replayed.told.get(&seat)?.get(place).cloned()
    };
    for (seat, seq, update) in &witness.told {
        let same = |replayed: &Replayed| at(replayed, *seat, *seq).as_ref() == Some(update);
        if !same(first) && !again.is_some_and(same) {
            let about = format!("{seat:?} was told at {seq} what the log does not tell there");
            found.push((Rule::OneOrder, about));
        }
    }
    for (seat, seq, view) in &witness.shown {
        if first.shown.get(&(*seat, *seq)) != Some(view) {
            let about = format!("{seat:?} was shown at {seq} what was not to be seen there");
            found.push((Rule::OneOrder, about));
        }
    }
}

fn replays(people: &[Person], first: &Replayed, again: Option<&Replayed>, found: &mut Found) {
    for person in people {
        let Some(screen) = &person.page.screen else {
            continue;
        };
        let seat = screen.seat();
        let view = first.room.view(seat);
        if person.page.welcomed && person.sent_away.is_none() {
            if view.as_ref() != Some(screen.view()) {
                let about = format!("{:?} sees something else than is stored", person.who);
                found.push((Rule::Replay, about));
            }
            if first.feeds.seq(seat) != screen.position().last_seq {
                let about = format!("{:?} stands elsewhere than the log", person.who);
                found.push((Rule::Replay, about));
            }
        }
        if let Some(again) = again {
            let same =
                again.room.view(seat) == view && again.feeds.seq(seat) == first.feeds.seq(seat);
            if !same {
                let about = format!("taking words out of the log changed {:?}", person.who);
                found.push((Rule::Replay, about));
            }
        }
        let standing = view.map(|view| view.me.standing);
        let goes_on = match first.room.phase() {
            Phase::Waiting | Phase::Live => true,
            Phase::Closing => person.who.leads(),
            Phase::Ended => false,
        };
        let inside = |standing| {
            use Standing::{Arriving, In, Waiting};
            matches!(standing, Arriving | Waiting | In)
        };
        // Who has left on their own screen knows why; a late hello may have brought their seat back.
        let inside = standing.is_some_and(inside) && inside(screen.view().me.standing);
        if goes_on && inside && person.sent_away == Some(CloseCode::Over) {
            let about = format!("{:?} was told that it is over", person.who);
            found.push((Rule::Answered, about));
        }
    }
}
