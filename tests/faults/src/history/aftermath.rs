//! What is left of a room after the power was cut, held against what people knew before.

use std::{collections::BTreeSet, ops::Add};

use super::{Deed, Entry, Objection, Person, Seat, Shown};

/// What somebody finds when the server is back.
#[derive(Clone, Debug)]
pub struct Found {
    /// Whose eyes.
    pub seat: Seat,
    /// The last of their commands that the server knows.
    pub last_command: u64,
    /// Where they stand.
    pub seq: u64,
    /// All they see.
    pub shown: Vec<Shown>,
}

/// What people of one room were told before the power was cut and do not find after it: commands
/// that were acknowledged, lines that were on a screen, positions that were reached. `before` is
/// everybody's history up to the cut. A room of at most as many lines as a view holds.
#[must_use]
pub fn losses(before: &[Person], after: &[Found]) -> Vec<Objection> {
    let mut lost = Vec::new();
    for found in after {
        let Some(viewer) = before.iter().find(|person| person.seat == found.seat) else {
            continue;
        };
        let seat = found.seat;
        for (n, deed) in viewer.acknowledged() {
            if n > found.last_command {
                lost.push(Objection::Lost(format!(
                    "command {n} of seat {seat}, {deed:?}: the server knows {}",
                    found.last_command
                )));
            }
        }
        let stood = viewer
            .entries
            .iter()
            .filter_map(Entry::position)
            .next_back();
        if stood > Some(found.seq) {
            lost.push(Objection::Lost(format!(
                "seat {seat} stood at {stood:?}, and stands at {}",
                found.seq
            )));
        }
        let lines: BTreeSet<&Shown> = found.shown.iter().filter(|shown| shown.is_line()).collect();
        let seen: BTreeSet<&Shown> = viewer.shown().filter(|shown| shown.is_line()).collect();
        for line in seen.difference(&lines) {
            lost.push(Objection::Lost(format!("seat {seat} had seen {line:?}")));
        }
        let words: BTreeSet<&str> = lines.iter().filter_map(|line| line.words()).collect();
        for author in before {
            for (n, deed) in author.acknowledged() {
                if let Deed::Say { to, words: said } = deed
                    && viewer.may_read(author.seat, *to)
                    && !words.contains(said.as_str())
                {
                    lost.push(Objection::Lost(format!(
                        "seat {seat} does not see {said:?}, acknowledged to seat {} as {n}",
                        author.seat
                    )));
                }
            }
        }
    }
    lost
}

/// How many commands were acknowledged to people before the power was cut, and how many of them the
/// server does not know after it. Whoever is not let in any more has lost all of them.
#[must_use]
pub fn commands(before: &[Person], after: &[Found]) -> Commands {
    let mut commands = Commands::default();
    for person in before {
        let found = after.iter().find(|found| found.seat == person.seat);
        let known = found.map_or(0, |found| found.last_command);
        commands.acknowledged += person.acknowledged().count();
        commands.lost += person.acknowledged().filter(|(n, _)| *n > known).count();
    }
    commands
}

/// Commands over a power cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Commands {
    /// Acknowledged before it.
    pub acknowledged: usize,
    /// Of them, not known after it.
    pub lost: usize,
}

impl Add for Commands {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            acknowledged: self.acknowledged + other.acknowledged,
            lost: self.lost + other.lost,
        }
    }
}

impl Entry {
    /// Where somebody stood after it.
    fn position(&self) -> Option<u64> {
        match self {
            Self::Welcomed { seq, .. } | Self::Told { seq, .. } => Some(*seq),
            Self::Sent { .. }
            | Self::Acknowledged { .. }
            | Self::Refused { .. }
            | Self::Compared { .. }
            | Self::Rested { .. } => None,
        }
    }
}

impl Shown {
    fn is_line(&self) -> bool {
        self.words().is_some()
    }

    fn words(&self) -> Option<&str> {
        match self {
            Self::Line { words, .. } => Some(words),
            Self::Turn { .. } | Self::Hands(_) | Self::PrivateHands(_) | Self::Checkin { .. } => {
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::To, *};

    fn line(words: &str) -> Shown {
        Shown::Line {
            line: 1,
            from: 2,
            public: true,
            words: words.into(),
        }
    }

    /// Somebody who said one line, saw it acknowledged and on the screen.
    fn before() -> Vec<Person> {
        let deed = Deed::Say {
            to: To::Everyone,
            words: "one".into(),
        };
        let told = Entry::Told {
            prev: 0,
            seq: 1,
            updates: 1,
            shown: vec![line("one")],
        };
        vec![Person {
            seat: 2,
            therapist: false,
            entries: vec![
                Entry::Sent { n: 1, deed },
                told,
                Entry::Acknowledged { n: 1 },
            ],
        }]
    }

    fn found(last_command: u64, seq: u64, words: &str) -> Vec<Found> {
        vec![Found {
            seat: 2,
            last_command,
            seq,
            shown: vec![line(words)],
        }]
    }

    #[test]
    fn nothing_is_lost_when_all_is_found_and_more() {
        assert_eq!(losses(&before(), &found(1, 1, "one")), []);
        assert_eq!(losses(&before(), &found(4, 9, "one")), []);
    }

    #[test]
    fn a_command_a_position_and_a_line_that_are_not_found_are_lost() {
        assert_eq!(losses(&before(), &found(0, 1, "one")).len(), 1);
        assert_eq!(losses(&before(), &found(1, 0, "one")).len(), 1);
        // Acknowledged to the author, and seen on the screen.
        assert_eq!(losses(&before(), &found(1, 1, "another")).len(), 2);
    }

    #[test]
    fn commands_are_counted_as_lost_if_the_server_does_not_know_them_or_lets_nobody_in() {
        let counted = |after: &[Found]| commands(&before(), after).lost;
        assert_eq!(counted(&found(1, 1, "one")), 0);
        assert_eq!(counted(&found(0, 1, "one")), 1);
        assert_eq!(counted(&[]), 1);
        assert_eq!(commands(&before(), &[]).acknowledged, 1);
    }

    #[test]
    fn what_was_not_acknowledged_may_be_gone() {
        let mut before = before();
        before[0].entries.truncate(1);
        assert_eq!(losses(&before, &found(0, 0, "another")), []);
    }
}
