//! The rules that every history has to keep, each a function of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::{Deed, Entry, History, Objection, Person, Seat, Shown, To};

/// Everything that is wrong with a history. None is what one hopes for.
#[must_use]
pub fn objections(history: &History) -> Vec<Objection> {
    let rules: [fn(&History) -> Vec<Objection>; 10] = [
        acknowledged_lines_are_shown_to_whom_they_are_meant_for,
        acknowledged_numbers_stay_known,
        hands_are_as_last_acknowledged,
        answers_are_as_last_acknowledged,
        what_was_asked_once_happened_once,
        one_order_for_all,
        positions_have_no_hole,
        nothing_is_shown_that_was_never_sent,
        private_lines_stay_with_whom_they_are_meant_for,
        everybody_is_back_in_step,
    ];
    rules.into_iter().flat_map(|rule| rule(history)).collect()
}

/// An acknowledged line was shown to its author and to all for whom it is; its author's lines keep
/// the order in which they were sent.
fn acknowledged_lines_are_shown_to_whom_they_are_meant_for(history: &History) -> Vec<Objection> {
    let seen: Vec<(&Person, BTreeMap<&str, u32>)> = history
        .people
        .iter()
        .map(|viewer| (viewer, viewer.shown().filter_map(Shown::line).collect()))
        .collect();
    let mut wrong = Vec::new();
    for author in &history.people {
        let mut before = None;
        for (n, deed) in author.acknowledged() {
            let Deed::Say { to, words } = deed else {
                continue;
            };
            for (viewer, seen) in &seen {
                let missing = !seen.contains_key(words.as_str());
                if missing && viewer.may_read(author.seat, *to) {
                    wrong.push(Objection::Lost(format!(
                        "seat {} never saw {words:?}, acknowledged to seat {} as {n}",
                        viewer.seat, author.seat
                    )));
                }
            }
            let own = seen.iter().find(|(viewer, _)| viewer.seat == author.seat);
            let place = own.and_then(|(_, seen)| seen.get(words.as_str()).copied());
            if place.is_some() && place < before {
                wrong.push(Objection::Order(format!(
                    "{words:?} of seat {} stands before what they said earlier",
                    author.seat
                )));
            }
            before = place.or(before);
        }
    }
    wrong
}

/// Whoever comes back finds every command known that was acknowledged to them, and what was
/// acknowledged once is never refused later.
fn acknowledged_numbers_stay_known(history: &History) -> Vec<Objection> {
    let mut wrong = Vec::new();
    for person in &history.people {
        let mut done = BTreeSet::new();
        for entry in &person.entries {
            match entry {
                Entry::Acknowledged { n } => {
                    done.insert(*n);
                }
                Entry::Refused { n } if done.contains(n) => wrong.push(Objection::Lost(format!(
                    "command {n} of seat {} was acknowledged, and later refused",
                    person.seat
                ))),
                Entry::Welcomed {
                    last_command, life, ..
                } if done.last() > Some(last_command) => wrong.push(Objection::Lost(format!(
                    "in life {life} the server knows commands of seat {} up to {last_command}, \
                     and {:?} was acknowledged",
                    person.seat,
                    done.last()
                ))),
                Entry::Refused { .. }
                | Entry::Welcomed { .. }
                | Entry::Sent { .. }
                | Entry::Told { .. }
                | Entry::Compared { .. }
                | Entry::Rested { .. } => {}
            }
        }
    }
    wrong
}

/// In the end therapists see the hands up that were last said to be up, and no others.
fn hands_are_as_last_acknowledged(history: &History) -> Vec<Objection> {
    let mut wrong = Vec::new();
    for viewer in history.people.iter().filter(|person| person.therapist) {
        let Some(rested) = viewer.rested() else {
            continue;
        };
        let seen: BTreeSet<Seat> = rested.iter().flat_map(Shown::hands).copied().collect();
        for person in &history.people {
            let up = person.acknowledged().filter_map(|(_, deed)| match deed {
                Deed::Hand { up } => Some(*up),
                // Whoever takes their place in a round has been heard.
                Deed::BeginTurn => Some(false),
                Deed::Say { .. } | Deed::Answer { .. } | Deed::OpenCheckin | Deed::Other => None,
            });
            let up = up.last().unwrap_or(false);
            if up && !seen.contains(&person.seat) {
                wrong.push(Objection::Lost(format!("the hand of seat {}", person.seat)));
            }
            if !up && seen.contains(&person.seat) {
                wrong.push(Objection::NeverSent(format!(
                    "the hand of seat {} is up",
                    person.seat
                )));
            }
        }
    }
    wrong
}

type Answers = Vec<(Seat, i16)>;

/// Answers that are shown are the last acknowledged ones.
fn answers_are_as_last_acknowledged(history: &History) -> Vec<Objection> {
    let mut last: BTreeMap<(u32, Seat), i16> = BTreeMap::new();
    for person in &history.people {
        for (_, deed) in person.acknowledged() {
            if let Deed::Answer { checkin, value } = deed {
                last.insert((*checkin, person.seat), *value);
            }
        }
    }
    let mut revealed: BTreeMap<u32, (Seat, &Answers)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for viewer in &history.people {
        for shown in viewer.shown() {
            let Shown::Checkin {
                checkin,
                revealed: true,
                answers,
            } = shown
            else {
                continue;
            };
            let (first, as_seen) = revealed.entry(*checkin).or_insert((viewer.seat, answers));
            if *as_seen != answers {
                wrong.push(Objection::OutOfStep(format!(
                    "seats {first} and {} see other answers in check-in {checkin}",
                    viewer.seat
                )));
            }
        }
    }
    for ((checkin, seat), value) in last {
        let Some((_, answers)) = revealed.get(&checkin) else {
            continue;
        };
        if !answers.contains(&(seat, value)) {
            wrong.push(Objection::Lost(format!(
                "the answer {value} of seat {seat} in check-in {checkin}"
            )));
        }
    }
    wrong
}

/// A line stands in one place, a place holds one line, and there are as many turns and check-ins as
/// were acknowledged.
fn what_was_asked_once_happened_once(history: &History) -> Vec<Objection> {
    let mut wrong = BTreeSet::new();
    let (mut places, mut lines) = (BTreeMap::new(), BTreeMap::new());
    for (words, line) in history.shown().filter_map(Shown::line) {
        if *places.entry(words).or_insert(line) != line {
            wrong.insert(format!("{words:?} stands in more than one place"));
        }
        if *lines.entry(line).or_insert(words) != words {
            wrong.insert(format!("line {line} is more than one line"));
        }
    }
    let mut wrong: Vec<_> = wrong.into_iter().map(Objection::Twice).collect();
    let done = |wanted: &Deed| {
        let done = history.people.iter().flat_map(Person::acknowledged);
        done.filter(|(_, deed)| *deed == wanted).count()
    };
    let turns = history.shown().filter_map(Shown::turn).max();
    let checkins = history.shown().filter_map(Shown::checkin).max();
    for (what, deed, numbered) in [
        ("turns", Deed::BeginTurn, turns),
        ("check-ins", Deed::OpenCheckin, checkins),
    ] {
        let (asked, numbered) = (done(&deed), numbered.unwrap_or(0) as usize);
        if numbered > asked {
            wrong.push(Objection::Twice(format!(
                "{asked} {what} were asked for, and there are {numbered}"
            )));
        }
        if numbered < asked {
            wrong.push(Objection::Lost(format!(
                "{asked} {what} were asked for, and there are {numbered}"
            )));
        }
    }
    wrong
}

/// What everybody is to see was told to all in one order. Views that show the whole at once have
/// none, and are left out.
fn one_order_for_all(history: &History) -> Vec<Objection> {
    let told: Vec<(Seat, Vec<Event>)> = history
        .people
        .iter()
        .map(|person| (person.seat, told_to_all(person)))
        .collect();
    let Some(((first, reference), others)) = told.split_first() else {
        return Vec::new();
    };
    let places: BTreeMap<&Event, usize> = reference.iter().zip(0..).collect();
    let mut wrong = Vec::new();
    for (seat, events) in &told {
        let lines = events.iter().filter_map(|event| match event {
            Event::Line(line) => Some(line),
            Event::Turn(_) | Event::Checkin(..) => None,
        });
        if !lines.is_sorted() {
            wrong.push(Objection::Order(format!(
                "seat {seat} was told lines out of their order"
            )));
        }
    }
    for (seat, events) in others {
        let common = events.iter().filter_map(|event| places.get(event));
        if !common.is_sorted() {
            wrong.push(Objection::Order(format!(
                "seats {first} and {seat} were told the same in different orders"
            )));
        }
    }
    wrong
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Line(u32),
    Turn(u32),
    Checkin(u32, bool),
}

/// What somebody was told and everybody is to see, each once: when they first saw it.
fn told_to_all(person: &Person) -> Vec<Event> {
    let mut seen = BTreeSet::new();
    let mut events = Vec::new();
    for entry in &person.entries {
        let whole = matches!(
            entry,
            Entry::Welcomed { .. } | Entry::Rested { .. } | Entry::Sent { .. }
        );
        for shown in entry.shown() {
            let event = match shown {
                Shown::Line {
                    line, public: true, ..
                } => Event::Line(*line),
                Shown::Turn { turn, .. } => Event::Turn(*turn),
                Shown::Checkin {
                    checkin, revealed, ..
                } => Event::Checkin(*checkin, *revealed),
                Shown::Line { public: false, .. } | Shown::Hands(_) | Shown::PrivateHands(_) => {
                    continue;
                }
            };
            if seen.insert(event) && !whole {
                events.push(event);
            }
        }
    }
    events
}

/// Every frame goes on where the one before ended, over all connections, and holds as much as it
/// says.
fn positions_have_no_hole(history: &History) -> Vec<Objection> {
    let mut wrong = Vec::new();
    for person in &history.people {
        let mut stood = None;
        for entry in &person.entries {
            let (from, seq, fits) = match entry {
                Entry::Welcomed { from, seq, .. } => (*from, *seq, true),
                Entry::Told {
                    prev, seq, updates, ..
                } => (Some(*prev), *seq, prev + updates == *seq),
                Entry::Sent { .. }
                | Entry::Acknowledged { .. }
                | Entry::Refused { .. }
                | Entry::Compared { .. }
                | Entry::Rested { .. } => continue,
            };
            if !fits || from.is_some_and(|from| Some(from) != stood) || Some(seq) < stood {
                wrong.push(Objection::Hole(format!(
                    "seat {} stood at {stood:?}, and was told from {from:?} to {seq}",
                    person.seat
                )));
            }
            stood = Some(seq);
        }
    }
    wrong
}

/// Every line and every answer on a screen was sent by the person it stands under.
fn nothing_is_shown_that_was_never_sent(history: &History) -> Vec<Objection> {
    let (mut lines, mut answers) = (BTreeSet::new(), BTreeSet::new());
    for author in &history.people {
        for (_, deed) in author.sent() {
            match deed {
                Deed::Say { words, .. } => {
                    lines.insert((author.seat, words.as_str()));
                }
                Deed::Answer { checkin, value } => {
                    answers.insert((*checkin, author.seat, *value));
                }
                Deed::Hand { .. } | Deed::BeginTurn | Deed::OpenCheckin | Deed::Other => {}
            }
        }
    }
    let mut wrong = BTreeSet::new();
    for shown in history.shown() {
        match shown {
            Shown::Line { from, words, .. } if !lines.contains(&(*from, words.as_str())) => {
                wrong.insert(format!("{words:?} stands under seat {from}"));
            }
            Shown::Checkin {
                checkin,
                answers: seen,
                ..
            } => {
                let made_up =
                    |(seat, value): &&(Seat, i16)| !answers.contains(&(*checkin, *seat, *value));
                wrong.extend(seen.iter().filter(made_up).map(|(seat, value)| {
                    format!("{value} stands under seat {seat} in check-in {checkin}")
                }));
            }
            Shown::Line { .. } | Shown::Turn { .. } | Shown::Hands(_) | Shown::PrivateHands(_) => {}
        }
    }
    wrong.into_iter().map(Objection::NeverSent).collect()
}

/// Nobody was shown a line that was not for them, whatever the line says about itself; hands for
/// therapists are seen by them and their owner, and answers by nobody before they are shown.
fn private_lines_stay_with_whom_they_are_meant_for(history: &History) -> Vec<Objection> {
    let mut meant: BTreeMap<&str, (Seat, To)> = BTreeMap::new();
    for author in &history.people {
        for (_, deed) in author.sent() {
            if let Deed::Say { to, words } = deed {
                meant.insert(words, (author.seat, *to));
            }
        }
    }
    let mut wrong = BTreeSet::new();
    for viewer in &history.people {
        for shown in viewer.shown() {
            let leaked = match shown {
                Shown::Line { words, .. } => meant
                    .get(words.as_str())
                    .is_some_and(|(author, to)| !viewer.may_read(*author, *to)),
                Shown::PrivateHands(hands) => {
                    !viewer.therapist && hands.iter().any(|seat| *seat != viewer.seat)
                }
                Shown::Checkin {
                    revealed, answers, ..
                } => !revealed && !answers.is_empty(),
                Shown::Turn { .. } | Shown::Hands(_) => false,
            };
            if leaked {
                wrong.insert(format!("seat {} was shown {shown:?}", viewer.seat));
            }
        }
    }
    wrong.into_iter().map(Objection::Leaked).collect()
}

/// After each restart everybody came back; what they folded is what a fresh view shows; in the end
/// all is answered, and all see the same of what is for all.
fn everybody_is_back_in_step(history: &History) -> Vec<Objection> {
    let mut wrong = Vec::new();
    let mut object = |words: String| wrong.push(Objection::OutOfStep(words));
    let of_all = |person: &Person| -> Option<Vec<Shown>> {
        let rested = person.rested()?.iter();
        Some(rested.filter(|shown| shown.is_for_all()).cloned().collect())
    };
    let first = history.people.first().and_then(of_all);
    for person in &history.people {
        let seat = person.seat;
        let mut open: BTreeSet<u64> = person.sent().map(|(n, _)| n).collect();
        let mut lives = BTreeSet::new();
        for entry in &person.entries {
            match entry {
                Entry::Acknowledged { n } | Entry::Refused { n } => {
                    open.remove(n);
                }
                Entry::Welcomed { life, .. } => {
                    lives.insert(*life);
                }
                Entry::Compared { same: false } => object(format!(
                    "what seat {seat} folded is not what a fresh view shows"
                )),
                Entry::Compared { same: true }
                | Entry::Sent { .. }
                | Entry::Told { .. }
                | Entry::Rested { .. } => {}
            }
        }
        if !open.is_empty() {
            object(format!("seat {seat} has no answer to {open:?}"));
        }
        let missed = history
            .calm_lives
            .iter()
            .filter(|life| !lives.contains(life));
        for life in missed {
            object(format!("seat {seat} did not come back in life {life}"));
        }
        if of_all(person) != first {
            object(format!("seat {seat} does not see what the others see"));
        }
    }
    wrong
}

impl History {
    /// Everything anybody was ever shown.
    fn shown(&self) -> impl Iterator<Item = &Shown> {
        self.people.iter().flat_map(Person::shown)
    }
}

impl Shown {
    /// The words of a line and its place.
    fn line(&self) -> Option<(&str, u32)> {
        match self {
            Self::Line { line, words, .. } => Some((words, *line)),
            Self::Turn { .. } | Self::Hands(_) | Self::PrivateHands(_) | Self::Checkin { .. } => {
                None
            }
        }
    }

    fn turn(&self) -> Option<u32> {
        match self {
            Self::Turn { turn, .. } => Some(*turn),
            Self::Line { .. } | Self::Hands(_) | Self::PrivateHands(_) | Self::Checkin { .. } => {
                None
            }
        }
    }

    fn checkin(&self) -> Option<u32> {
        match self {
            Self::Checkin { checkin, .. } => Some(*checkin),
            Self::Line { .. } | Self::Turn { .. } | Self::Hands(_) | Self::PrivateHands(_) => None,
        }
    }

    fn hands(&self) -> &[Seat] {
        match self {
            Self::Hands(seats) | Self::PrivateHands(seats) => seats,
            Self::Line { .. } | Self::Turn { .. } | Self::Checkin { .. } => &[],
        }
    }

    fn is_for_all(&self) -> bool {
        match self {
            Self::Line { public, .. } => *public,
            Self::Turn { .. } | Self::Hands(_) | Self::Checkin { .. } => true,
            Self::PrivateHands(_) => false,
        }
    }
}
