//! Learns from the prompts whose authors are known what each mark means, and names the authors of
//! the others.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    clues,
    evidence::Evidence,
    insider::Insider,
    marks::{Case, Clue, Marks},
    sightings::{Finder, Seen},
    verdict::{Findings, Guesses, Suspicion},
    views::views,
};

/// How many of the best clues are also put together.
const TOGETHER: usize = 6;

/// Takes the evidence apart, tries every clue, and guesses with the best.
///
/// To compare clues fairly, each learns from one half of the prompts with known authors and is tried
/// on the other half; before it guesses it learns from all of them.
///
/// # Panics
/// If there are no prompts to learn from.
#[must_use]
pub fn attack(evidence: &Evidence, insider: &Insider) -> Findings {
    let views = views(evidence);
    let finder = Finder::new(insider);
    let sightings: Vec<_> = views.iter().map(|v| finder.look_through(v)).collect();
    let case = Case {
        insider,
        views: &views,
        sightings: &sightings,
    };
    let lessons = Lessons::of(insider);
    let clues = clues::all(&case);
    let mut tried: Vec<_> = clues
        .iter()
        .map(|clue| Tried::by(&[clue.as_ref()], &case, &lessons))
        .collect();
    tried.sort_by(|a, b| b.right.cmp(&a.right).then_with(|| a.name.cmp(&b.name)));
    let best: Vec<_> = tried
        .iter()
        .take(TOGETHER)
        .map(|t| t.name.clone())
        .collect();
    let best = clues.iter().filter(|clue| best.contains(&clue.name()));
    let best: Vec<_> = best.map(AsRef::as_ref).collect();
    let together = Tried::by(&best, &case, &lessons);
    if together.right > tried[0].right {
        tried.insert(0, together);
    } else {
        tried.insert(1, together);
    }
    let slips = |prompts: &[usize]| {
        let slips = prompts.iter().map(|p| insider.prompts[*p].slips.len());
        slips.sum::<usize>()
    };
    let last = sightings.iter().filter(|s| s.is_last);
    let seen: BTreeSet<_> = last
        .flat_map(|s| s.all.iter().map(|(_, seen)| *seen))
        .collect();
    Findings {
        views: views
            .iter()
            .map(|v| (v.name.clone(), v.pieces.len()))
            .collect(),
        slips_seen: seen.iter().filter(|s| matches!(s, Seen::Slip(..))).count(),
        people_seen: seen
            .iter()
            .filter(|s| matches!(s, Seen::Person(..)))
            .count(),
        tried_on: slips(&lessons.second),
        suspicions: tried.into_iter().map(Suspicion::from).collect(),
    }
}

/// Prompts by what they are for.
struct Lessons {
    /// The first half of those with known authors.
    first: Vec<usize>,
    /// The second.
    second: Vec<usize>,
    /// Those whose authors are to be named.
    unknown: Vec<usize>,
}

impl Lessons {
    fn of(insider: &Insider) -> Self {
        let all = 0..insider.prompts.len();
        let known = |p: &usize| insider.prompts[*p].authors.is_some();
        let (known, unknown): (Vec<_>, Vec<_>) = all.partition(known);
        let (first, second) = known.split_at(known.len() / 2);
        Self {
            first: first.to_vec(),
            second: second.to_vec(),
            unknown,
        }
    }
}

/// A clue, or several together, tried out.
struct Tried {
    name: String,
    /// How many it got right of those it was tried on.
    right: usize,
    guesses: Guesses,
}

impl From<Tried> for Suspicion {
    fn from(tried: Tried) -> Self {
        Self {
            clue: tried.name,
            right_in_trial: tried.right,
            guesses: tried.guesses,
        }
    }
}

impl Tried {
    fn by(clues: &[&dyn Clue], case: &Case<'_>, lessons: &Lessons) -> Self {
        let prompts = 0..case.insider.prompts.len();
        let marks: Vec<Vec<_>> = prompts
            .map(|p| clues.iter().map(|clue| clue.marks(case, p)).collect())
            .collect();
        let mut meaning = vec![Meaning::default(); clues.len()];
        learn(&mut meaning, &lessons.first, &marks, case.insider);
        let trial = guess(&meaning, &lessons.second, &marks);
        let right = trial.iter().map(|(p, guessed)| {
            let authors = case.insider.prompts[*p].authors.iter().flatten();
            authors.zip(guessed).filter(|(a, g)| a == g).count()
        });
        let right = right.sum();
        learn(&mut meaning, &lessons.second, &marks, case.insider);
        let guesses = guess(&meaning, &lessons.unknown, &marks);
        let names: Vec<_> = clues.iter().map(|clue| clue.name()).collect();
        let name = match names.as_slice() {
            [one] => one.clone(),
            several => format!("together: {}", several.join(" + ")),
        };
        Self {
            name,
            right,
            guesses,
        }
    }
}

/// What a mark means: how often it was on an author, and how often on anybody.
#[derive(Clone, Default)]
struct Meaning(BTreeMap<u16, (f64, f64)>);

impl Meaning {
    /// How much likelier the mark is on an author than on somebody else, as a logarithm.
    fn weight(&self, mark: Option<u16>, people: usize) -> f64 {
        let Some((authors, anybody)) = mark.and_then(|mark| self.0.get(&mark)) else {
            return 0.0;
        };
        let chance = 1.0 / people_as_number(people);
        let share = (authors + 2.0 * chance) / (anybody + 2.0);
        (share / (1.0 - share).max(1e-9) * (1.0 - chance) / chance).ln()
    }
}

fn people_as_number(people: usize) -> f64 {
    u32::try_from(people.max(2)).map_or(f64::INFINITY, f64::from)
}

fn learn(meaning: &mut [Meaning], from: &[usize], marks: &[Vec<Marks>], insider: &Insider) {
    for prompt in from {
        let authors = insider.prompts[*prompt].authors.as_deref();
        for (meaning, marks) in meaning.iter_mut().zip(&marks[*prompt]) {
            for (slip, author) in authors.unwrap().iter().enumerate() {
                for person in 0..marks.people() {
                    if let Some(mark) = marks.on(slip, person) {
                        let counted = meaning.0.entry(mark).or_default();
                        counted.0 += if person == *author { 1.0 } else { 0.0 };
                        counted.1 += 1.0;
                    }
                }
            }
        }
    }
}

/// Names an author for every slip: the likeliest pair first, and nobody twice, since everybody wrote.
fn guess(meaning: &[Meaning], prompts: &[usize], marks: &[Vec<Marks>]) -> Guesses {
    let named = prompts.iter().map(|prompt| {
        let marks = &marks[*prompt];
        let (slips, people) = (marks[0].slips(), marks[0].people());
        let mut pairs = Vec::with_capacity(slips * people);
        for slip in 0..slips {
            for person in 0..people {
                let weights = meaning.iter().zip(marks);
                let weights = weights.map(|(m, marks)| m.weight(marks.on(slip, person), people));
                pairs.push((weights.sum::<f64>(), slip, person));
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut named = vec![usize::MAX; slips];
        let mut taken = vec![false; people];
        for (_, slip, person) in pairs {
            if named[slip] == usize::MAX && !taken[person] {
                named[slip] = person;
                taken[person] = true;
            }
        }
        (*prompt, named)
    });
    named.collect()
}
