//! R-BOX: the arithmetic of figures, against the definitions it is made from.

use proptest::prelude::*;
use rondo_protocol::{
    checkins::{Answer, AnswerKind},
    feedback::{Outcome, Share, Spread},
};
use rondo_room::feedback::outcome::{of_answers, of_taps};

use crate::cast::*;

/// What was told of a scale.
fn mean_and_spread(outcome: &Outcome) -> (i32, Spread) {
    let Outcome::Scale {
        mean_halves,
        spread,
    } = outcome
    else {
        panic!("{outcome:?}");
    };
    (*mean_halves, *spread)
}

fn on_scale(kind: &AnswerKind, values: &[i16]) -> Outcome {
    let answers: Vec<_> = values.iter().map(|v| on(*v)).collect();
    of_answers(kind, answers.iter())
}

/// The figures by their definitions, without any shortcut: the half point nearest to the mean,
/// of two equally near the one further from zero; the deviation from the mean, squared and summed.
fn by_definition(min: i16, max: i16, values: &[i16]) -> Outcome {
    let n = i128::try_from(values.len()).unwrap();
    if n < 5 {
        return Outcome::TooFew {};
    }
    let values: Vec<i128> = values.iter().map(|v| i128::from(*v)).collect();
    let sum: i128 = values.iter().sum();
    let off = |half: i128| (2 * sum - half * n).abs();
    let halves = 2 * i128::from(min)..=2 * i128::from(max);
    let nearest = halves.min_by_key(|half| (off(*half), -half.abs())).unwrap();
    // n times the deviations, n³ times the variance, against n³ times the span's square.
    let squares: i128 = values.iter().map(|v| (n * v - sum).pow(2)).sum();
    let span = i128::from(max) - i128::from(min);
    let within = |part: i128| squares * part.pow(2) <= n.pow(3) * span.pow(2);
    let spread = match (within(8), within(4)) {
        (true, _) => Spread::Close,
        (false, true) => Spread::Mixed,
        (false, false) => Spread::Wide,
    };
    Outcome::Scale {
        mean_halves: i32::try_from(nearest).unwrap(),
        spread,
    }
}

/// All multisets of `n` values between `low` and `high`.
fn multisets(n: usize, low: i16, high: i16) -> Vec<Vec<i16>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for first in low..=high {
        for mut rest in multisets(n - 1, first, high) {
            rest.insert(0, first);
            all.push(rest);
        }
    }
    all
}

/// R-BOX-14
#[test]
fn mean_and_spread_are_what_their_definitions_say() {
    let mut seen = 0;
    for (min, max) in [(0, 1), (0, 10), (-3, 3), (-10, 0), (1, 5)] {
        let kind = scale(min, max, 1);
        for n in 0..=8 {
            for values in multisets(n, min, max)
                .into_iter()
                .filter(|_| max - min < 9 || n < 7)
            {
                let expected = by_definition(min, max, &values);
                assert_eq!(on_scale(&kind, &values), expected, "{values:?}");
                seen += 1;
            }
        }
    }
    assert!(seen > 20_000, "{seen} cases");
}

/// R-BOX-14
#[test]
fn halves_are_rounded_away_from_zero() {
    let mean = |values: &[i16]| mean_and_spread(&on_scale(&scale(-10, 10, 1), values)).0;
    // Quarter points lie between two halves: 0.25, 0.75, 1.25 and their opposites.
    assert_eq!(mean(&[0, 0, 0, 0, 0, 0, 1, 1]), 1);
    assert_eq!(mean(&[0, 0, 1, 1, 1, 1, 1, 1]), 2);
    assert_eq!(mean(&[1, 1, 1, 1, 1, 1, 2, 2]), 3);
    assert_eq!(mean(&[0, 0, 0, 0, 0, 0, -1, -1]), -1);
    assert_eq!(mean(&[0, 0, -1, -1, -1, -1, -1, -1]), -2);
    assert_eq!(mean(&[0, 0, 0, 0, 1]), 0, "0.2");
    assert_eq!(mean(&[0, 0, 0, 0, -1]), 0, "-0.2");
    assert_eq!(mean(&[-1, 1, -1, 1, 0]), 0);
}

/// R-BOX-14
#[test]
fn the_bands_of_the_spread_end_at_an_eighth_and_a_quarter_of_the_span() {
    let spread = |max: i16, values: &[i16]| mean_and_spread(&on_scale(&scale(0, max, 1), values)).1;
    // The deviation of half the answers at 0 and half at 2 is 1.
    let one = [0, 0, 0, 2, 2, 2];
    assert_eq!(spread(9, &one), Spread::Close);
    assert_eq!(spread(8, &one), Spread::Close, "an eighth");
    assert_eq!(spread(7, &one), Spread::Mixed);
    assert_eq!(spread(4, &one), Spread::Mixed, "a quarter");
    assert_eq!(spread(3, &one), Spread::Wide);
    assert_eq!(spread(2, &one), Spread::Wide, "the most there can be");
    assert_eq!(spread(10, &[3; 5]), Spread::Close, "all alike");
}

/// R-BOX-14
#[test]
fn the_widest_scale_and_the_largest_crowd_do_not_overflow() {
    let kind = scale(i16::MIN, i16::MAX, 65_535);
    let lows = vec![i16::MIN; 65_535];
    let expected = Outcome::Scale {
        mean_halves: -65_536,
        spread: Spread::Close,
    };
    assert_eq!(on_scale(&kind, &lows), expected);
    let mut both = vec![i16::MAX; 32_768];
    both.extend(&lows[..32_768]);
    let expected = Outcome::Scale {
        mean_halves: -1,
        spread: Spread::Wide,
    };
    assert_eq!(on_scale(&kind, &both), expected);
}

/// One choice between two of which `first` chose the first and `second` the second.
fn two(first: usize, second: usize) -> Outcome {
    let of = |option, n| vec![Answer::Choice { option }; n];
    let answers = [of(0, first), of(1, second)].concat();
    of_answers(&choice(&["stay", "move"]), answers.iter())
}

/// R-BOX-15
#[test]
fn shares_are_what_the_rule_says_for_every_two_counts() {
    for (first, second) in (0..30).flat_map(|a| (0..30).map(move |b| (a, b))) {
        let n = first + second;
        let share = |count: usize| match (count >= 5, 2 * count > n) {
            (false, _) => Share::Untold,
            (true, true) => Share::Most,
            (true, false) => Share::Some,
        };
        let expected = if n < 6 {
            Outcome::TooFew {}
        } else {
            let shares = vec![share(first), share(second)];
            Outcome::Shares { shares }
        };
        assert_eq!(two(first, second), expected, "{first} and {second}");
    }
}

/// R-BOX-16
#[test]
fn taps_are_what_the_rule_says_for_every_two_counts() {
    for (taps, empty) in (0..30_usize).flat_map(|a| (0..30).map(move |b| (a, b))) {
        let expected = match (taps >= 3, taps > empty) {
            (false, _) => Share::Untold,
            (true, true) => Share::Most,
            (true, false) => Share::Some,
        };
        let number = Some(u16::try_from(taps).unwrap());
        let told = Outcome::MeToo {
            share: expected,
            taps: number,
        };
        assert_eq!(of_taps(taps, taps + empty), told);
    }
}

/// A scale or a list, and answers of which some fit it, with skips in between.
fn asked() -> impl Strategy<Value = (AnswerKind, Vec<Answer>)> {
    let on_scale =
        prop::collection::vec(prop::option::weighted(0.8, 0..11i16), 0..14).prop_map(|values| {
            let answer = |v: Option<i16>| v.map_or(Answer::Skip {}, on);
            (ten(), values.into_iter().map(answer).collect())
        });
    let of_list =
        prop::collection::vec(prop::option::weighted(0.8, 0..3u8), 0..14).prop_map(|chosen| {
            let answer =
                |c: Option<u8>| c.map_or(Answer::Skip {}, |option| Answer::Choice { option });
            (
                choice(&["a", "b", "c"]),
                chosen.into_iter().map(answer).collect(),
            )
        });
    let some = prop::sample::subsequence(vec![0u8, 1, 2, 3], 1..=4);
    let felt = prop::collection::vec(prop::option::weighted(0.8, some), 0..14).prop_map(|felt| {
        let answer =
            |f: Option<Vec<u8>>| f.map_or(Answer::Skip {}, |words| Answer::Feelings { words });
        (
            feelings(&["a", "b", "c", "d"], 4),
            felt.into_iter().map(answer).collect(),
        )
    });
    prop_oneof![on_scale, of_list, felt]
}

fn is_skip(answer: &Answer) -> bool {
    *answer == Answer::Skip {}
}

fn chose(answer: &Answer, entry: u8) -> bool {
    match answer {
        Answer::Choice { option } => *option == entry,
        Answer::Feelings { words } => words.contains(&entry),
        Answer::Scale { .. } | Answer::Text { .. } | Answer::Skip {} => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// R-BOX-14, R-BOX-15
    #[test]
    fn no_figure_is_made_of_fewer_than_five((kind, answers) in asked()) {
        let given = answers.iter().filter(|a| !is_skip(a)).count();
        match of_answers(&kind, answers.iter()) {
            Outcome::TooFew {} => prop_assert!(given < 6),
            Outcome::Scale { .. } => prop_assert!(given >= 5),
            Outcome::Shares { shares } => {
                prop_assert!(given >= 6);
                for (entry, share) in (0u8..).zip(shares) {
                    let count = answers.iter().filter(|a| chose(a, entry)).count();
                    prop_assert_eq!(share == Share::Untold, count < 5);
                    prop_assert_eq!(share == Share::Most, count >= 5 && 2 * count > given);
                }
            }
            Outcome::MeToo { .. } => prop_assert!(false, "of answers"),
        }
    }

    /// R-BOX-10, R-BOX-14, R-BOX-15
    #[test]
    fn neither_order_nor_skips_change_a_figure(
        ((kind, answers), mixed) in asked().prop_flat_map(|(kind, answers)| {
            let mixed = Just(answers.clone()).prop_shuffle();
            (Just((kind, answers)), mixed)
        }),
    ) {
        let told = of_answers(&kind, answers.iter());
        prop_assert_eq!(&of_answers(&kind, mixed.iter()), &told);
        let given: Vec<_> = answers.into_iter().filter(|a| !is_skip(a)).collect();
        prop_assert_eq!(&of_answers(&kind, given.iter()), &told);
    }

    /// R-BOX-15
    #[test]
    fn an_untold_entry_never_says_whether_nobody_or_four_chose_it(
        told in prop::collection::vec(5..9usize, 1..4),
        (few, fewer) in (0..5usize, 0..5usize),
    ) {
        // Besides entries that are told there is one chosen by fewer than five, and so many skip
        // or choose otherwise that the number of answers is the same.
        let list = feelings(&["few", "a", "b", "c"], 4);
        let of = |few: usize| {
            let mut answers = Vec::new();
            for i in 0..12 {
                let mut words: Vec<u8> = (1..).zip(&told).filter(|(_, n)| i < **n).map(|(e, _)| e).collect();
                if i < few {
                    words.insert(0, 0);
                }
                answers.push(Answer::Feelings { words });
            }
            of_answers(&list, answers.iter())
        };
        prop_assert_eq!(of(few), of(fewer));
    }

    /// R-BOX-14
    #[test]
    fn a_mean_lies_on_its_scale(ends in any::<(i16, i16)>(), parts in prop::collection::vec(0.0..=1.0f64, 5..20)) {
        let (min, max) = (ends.0.min(ends.1), ends.0.max(ends.1));
        prop_assume!(min < max);
        #[expect(clippy::cast_possible_truncation, reason = "between two numbers of 16 bits")]
        let value = |part: &f64| (f64::from(min) + part * (f64::from(max) - f64::from(min))).round() as i16;
        let values: Vec<i16> = parts.iter().map(value).collect();
        let (mean_halves, _) = mean_and_spread(&on_scale(&scale(min, max, 1), &values));
        prop_assert!((2 * i32::from(min)..=2 * i32::from(max)).contains(&mean_halves));
    }
}
