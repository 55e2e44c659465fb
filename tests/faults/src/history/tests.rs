//! A history as it should be, and what is objected to when it is not: the checker is worth as much as
//! what it finds.

use super::{Deed, Entry, History, Objection, Person, Shown, To, objections};

/// The therapist and two members.
const HALE: usize = 0;
const MAREN: usize = 1;
const THEO: usize = 2;
/// Their seats.
const SEATS: [u16; 3] = [1, 2, 3];

fn line(line: u32, from: u16, public: bool, words: &str) -> Shown {
    Shown::Line {
        line,
        from,
        public,
        words: words.into(),
    }
}

fn told(prev: u64, shown: Vec<Shown>) -> Entry {
    Entry::Told {
        prev,
        seq: prev + 1,
        updates: 1,
        shown,
    }
}

fn sent(n: u64, deed: Deed) -> [Entry; 2] {
    [Entry::Sent { n, deed }, Entry::Acknowledged { n }]
}

fn say(n: u64, to: To, words: &str) -> [Entry; 2] {
    let words = words.into();
    sent(n, Deed::Say { to, words })
}

fn came(life: usize, last_command: u64, from: Option<u64>, seq: u64, shown: &[Shown]) -> Entry {
    Entry::Welcomed {
        life,
        last_command,
        from,
        seq,
        shown: shown.to_vec(),
    }
}

/// Two lines, one of them for therapists, a hand, a turn and an answered check-in; a kill; one more
/// line.
fn as_it_should_be() -> History {
    let one = line(1, 2, true, "one");
    let two = line(2, 3, false, "two");
    let three = line(3, 3, true, "three");
    let turn = Shown::Turn { turn: 1, holder: 2 };
    let hands = Shown::Hands(vec![3]);
    let asked = Shown::Checkin {
        checkin: 1,
        revealed: false,
        answers: vec![],
    };
    let answered = Shown::Checkin {
        checkin: 1,
        revealed: true,
        answers: vec![(2, 7)],
    };
    let changes = |with_two: bool| {
        let mut all = vec![one.clone()];
        all.extend(with_two.then(|| two.clone()));
        all.extend([turn.clone(), hands.clone(), asked.clone(), answered.clone()]);
        all
    };
    let end = |with_two: bool| {
        let mut all = vec![one.clone(), three.clone(), turn.clone(), hands.clone()];
        all.extend(with_two.then(|| two.clone()));
        all.push(answered.clone());
        all
    };
    let mut people: Vec<Person> = SEATS
        .iter()
        .map(|seat| {
            let with_two = *seat != 2;
            let mut entries = vec![came(1, 0, None, 0, &[])];
            let changes = changes(with_two);
            let count = changes.len() as u64;
            entries.extend(
                changes
                    .into_iter()
                    .zip(0..)
                    .map(|(shown, at)| told(at, vec![shown])),
            );
            entries.push(came(2, 9, Some(count), count + 1, &end(with_two)));
            entries.push(Entry::Compared { same: true });
            entries.push(Entry::Rested {
                shown: end(with_two),
            });
            Person {
                seat: *seat,
                therapist: *seat == 1,
                entries,
            }
        })
        .collect();
    let mut asks = |person: usize, entries: Vec<Entry>| {
        people[person].entries.splice(1..1, entries);
    };
    asks(
        HALE,
        [sent(1, Deed::BeginTurn), sent(2, Deed::OpenCheckin)].concat(),
    );
    let seven = Deed::Answer {
        checkin: 1,
        value: 7,
    };
    asks(
        MAREN,
        [say(1, To::Everyone, "one"), sent(2, seven)].concat(),
    );
    let hand = sent(2, Deed::Hand { up: true });
    let lines = [
        say(1, To::Therapists, "two"),
        hand,
        say(3, To::Everyone, "three"),
    ];
    asks(THEO, lines.concat());
    History {
        people,
        calm_lives: vec![1, 2],
    }
}

/// What is objected to after something was done to a good history: the kinds, each once.
fn after(harm: impl FnOnce(&mut History)) -> Vec<&'static str> {
    let mut history = as_it_should_be();
    harm(&mut history);
    let mut kinds: Vec<_> = objections(&history)
        .iter()
        .map(|objection| match objection {
            Objection::Lost(_) => "lost",
            Objection::Twice(_) => "twice",
            Objection::Order(_) => "order",
            Objection::Hole(_) => "hole",
            Objection::NeverSent(_) => "never sent",
            Objection::Leaked(_) => "leaked",
            Objection::OutOfStep(_) => "out of step",
        })
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Changes everything a person was shown.
fn on_screen(person: &mut Person, mut change: impl FnMut(&mut Vec<Shown>)) {
    for entry in &mut person.entries {
        if let Entry::Told { shown, .. } | Entry::Welcomed { shown, .. } | Entry::Rested { shown } =
            entry
        {
            change(shown);
        }
    }
}

fn is_line(shown: &Shown, wanted: u32) -> bool {
    matches!(shown, Shown::Line { line, .. } if *line == wanted)
}

#[test]
fn nothing_is_objected_to_in_a_history_as_it_should_be() {
    assert_eq!(objections(&as_it_should_be()), []);
    let size = as_it_should_be().size();
    assert_eq!((size.sent, size.acknowledged), (7, 7));
    assert_eq!((size.updates, size.returns, size.compared), (17, 6, 3));
}

#[test]
fn a_line_that_was_acknowledged_and_is_nowhere_is_lost() {
    let nowhere = after(|history| {
        for person in &mut history.people {
            on_screen(person, |shown| shown.retain(|shown| !is_line(shown, 3)));
        }
    });
    assert_eq!(nowhere, ["lost"]);
}

#[test]
fn a_line_that_one_of_those_it_is_for_never_saw_is_lost() {
    let unseen = after(|history| {
        on_screen(&mut history.people[HALE], |shown| {
            shown.retain(|shown| !is_line(shown, 2));
        });
    });
    assert_eq!(unseen, ["lost"]);
}

#[test]
fn a_command_that_the_server_forgot_over_a_restart_is_lost() {
    let forgotten = after(|history| {
        for entry in &mut history.people[THEO].entries {
            if let Entry::Welcomed { last_command, .. } = entry {
                *last_command = 2;
            }
        }
    });
    assert_eq!(forgotten, ["lost"]);
}

#[test]
fn a_command_that_is_refused_after_it_was_acknowledged_is_lost() {
    let refused = after(|history| {
        history.people[THEO].entries.push(Entry::Refused { n: 1 });
    });
    assert_eq!(refused, ["lost"]);
}

#[test]
fn a_hand_that_is_down_although_it_was_raised_is_lost_and_one_that_nobody_raised_was_never_sent() {
    let down = after(|history| {
        for person in &mut history.people {
            on_screen(person, |shown| {
                shown.retain(|shown| !matches!(shown, Shown::Hands(_)));
            });
        }
    });
    assert_eq!(down, ["lost"]);
    let up = after(|history| {
        for person in &mut history.people {
            on_screen(person, |shown| {
                for shown in shown {
                    if let Shown::Hands(hands) = shown {
                        hands.push(2);
                    }
                }
            });
        }
    });
    assert_eq!(up, ["never sent"]);
}

#[test]
fn an_answer_that_is_not_the_last_one_given_is_lost() {
    let changed = after(|history| {
        let six = Deed::Answer {
            checkin: 1,
            value: 6,
        };
        history.people[MAREN].entries.splice(1..1, sent(9, six));
        for person in &mut history.people {
            on_screen(person, |shown| {
                for shown in shown {
                    if let Shown::Checkin { answers, .. } = shown {
                        answers.iter_mut().for_each(|(_, value)| *value = 6);
                    }
                }
            });
        }
    });
    assert_eq!(changed, ["lost"]);
}

#[test]
fn a_line_in_two_places_was_done_twice() {
    let twice = after(|history| {
        for person in &mut history.people {
            on_screen(person, |shown| {
                if shown.iter().any(|shown| is_line(shown, 3)) {
                    shown.push(line(4, 3, true, "three"));
                }
            });
        }
    });
    assert_eq!(twice, ["twice"]);
}

#[test]
fn two_lines_in_one_place_are_objected_to() {
    let shared = after(|history| {
        on_screen(&mut history.people[MAREN], |shown| {
            for shown in shown {
                if is_line(shown, 1) {
                    *shown = line(3, 2, true, "one");
                }
            }
        });
    });
    assert!(shared.contains(&"twice"), "{shared:?}");
}

#[test]
fn a_turn_more_than_were_asked_for_was_begun_twice_and_one_fewer_was_lost() {
    let more = after(|history| {
        for person in &mut history.people {
            on_screen(person, |shown| {
                for shown in shown {
                    if let Shown::Turn { turn, .. } = shown {
                        *turn = 2;
                    }
                }
            });
        }
    });
    assert_eq!(more, ["twice"]);
    let fewer = after(|history| {
        let again = sent(3, Deed::OpenCheckin);
        history.people[HALE].entries.splice(1..1, again);
    });
    assert_eq!(fewer, ["lost"]);
}

#[test]
fn things_told_to_two_people_in_different_orders_are_objected_to() {
    let swapped = after(|history| {
        let entries = &mut history.people[MAREN].entries;
        let shown: Vec<usize> = (0..entries.len())
            .filter(|at| matches!(entries[*at], Entry::Told { .. }))
            .collect();
        let (first, second) = (shown[0], shown[1]);
        let taken = |entry: &mut Entry| {
            let Entry::Told { shown, .. } = entry else {
                unreachable!("chosen above")
            };
            std::mem::take(shown)
        };
        let (one, turn) = (taken(&mut entries[first]), taken(&mut entries[second]));
        entries[first] = told(0, turn);
        entries[second] = told(1, one);
    });
    assert_eq!(swapped, ["order"]);
}

#[test]
fn a_line_that_stands_before_an_earlier_one_of_its_author_is_objected_to() {
    let swapped = after(|history| {
        for person in &mut history.people {
            on_screen(person, |shown| {
                for shown in shown {
                    if is_line(shown, 3) {
                        *shown = line(0, 3, true, "three");
                    }
                }
            });
        }
    });
    assert_eq!(swapped, ["order"]);
}

#[test]
fn a_frame_that_does_not_go_on_where_the_last_one_ended_leaves_a_hole() {
    for (prev, seq, updates) in [(8, 9, 1), (5, 6, 1), (6, 8, 1), (6, 7, 2)] {
        let hole = after(|history| {
            let entries = &mut history.people[MAREN].entries;
            entries.push(Entry::Told {
                prev,
                seq,
                updates,
                shown: Vec::new(),
            });
        });
        assert_eq!(hole, ["hole"], "{prev} {seq} {updates}");
    }
}

#[test]
fn a_position_that_goes_back_over_a_restart_is_a_hole() {
    let back = after(|history| {
        history.people[MAREN].entries.push(came(2, 9, None, 3, &[]));
    });
    assert_eq!(back, ["hole"]);
    let elsewhere = after(|history| {
        history.people[MAREN]
            .entries
            .push(came(2, 9, Some(4), 9, &[]));
    });
    assert_eq!(elsewhere, ["hole"]);
}

#[test]
fn words_that_nobody_sent_and_words_under_another_name_are_objected_to() {
    let made_up = after(|history| {
        on_screen(&mut history.people[THEO], |shown| {
            shown.push(line(9, 2, false, "made up"));
        });
    });
    assert_eq!(made_up, ["never sent"]);
    let borrowed = after(|history| {
        for person in &mut history.people {
            on_screen(person, |shown| {
                for shown in shown {
                    if is_line(shown, 1) {
                        *shown = line(1, 3, true, "one");
                    }
                }
            });
        }
    });
    assert_eq!(borrowed, ["never sent"]);
}

#[test]
fn a_line_on_the_screen_of_somebody_it_was_not_meant_for_has_leaked() {
    let leaked = after(|history| {
        // Whatever it says about itself.
        on_screen(&mut history.people[MAREN], |shown| {
            shown.push(line(2, 3, false, "two"));
        });
    });
    assert_eq!(leaked, ["leaked"]);
}

#[test]
fn a_private_hand_and_an_answer_before_its_time_have_leaked() {
    let hand = after(|history| {
        on_screen(&mut history.people[MAREN], |shown| {
            shown.push(Shown::PrivateHands(vec![3]));
        });
    });
    assert_eq!(hand, ["leaked"]);
    let answer = after(|history| {
        let early = Shown::Checkin {
            checkin: 1,
            revealed: false,
            answers: vec![(2, 7)],
        };
        let seen = vec![early];
        history.people[THEO].entries.push(Entry::Told {
            prev: 7,
            seq: 8,
            updates: 1,
            shown: seen,
        });
    });
    assert_eq!(answer, ["leaked"]);
}

#[test]
fn somebody_who_is_not_back_not_answered_or_sees_something_else_is_out_of_step() {
    let absent = after(|history| history.calm_lives.push(3));
    assert_eq!(absent, ["out of step"]);
    let unanswered = after(|history| {
        let deed = Deed::Other;
        history.people[THEO]
            .entries
            .push(Entry::Sent { n: 9, deed });
    });
    assert_eq!(unanswered, ["out of step"]);
    let folded = after(|history| {
        let same = false;
        history.people[THEO].entries.push(Entry::Compared { same });
    });
    assert_eq!(folded, ["out of step"]);
    let elsewhere = after(|history| {
        if let Some(Entry::Rested { shown }) = history.people[THEO].entries.last_mut() {
            shown.retain(|shown| !is_line(shown, 1));
        }
    });
    assert_eq!(elsewhere, ["out of step"]);
}
