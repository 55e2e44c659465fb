//! Whose log line, row or event bears a time close to that of the slip: before it, after it, or
//! either way?

use std::rc::Rc;

use crate::{
    marks::{Case, Clue, Marks, ranks},
    sightings::{Seen, Sightings},
};

#[derive(Clone, Copy, Debug)]
enum Side {
    Before,
    After,
    Either,
}

/// In every prompt, the times of each of some.
type Times = Rc<Vec<Vec<Vec<u64>>>>;

struct Time {
    slips: Times,
    people: Times,
    side: Side,
    name: String,
}

pub(super) fn clues(case: &Case<'_>) -> Vec<Box<dyn Clue>> {
    let views = case.sightings.iter();
    let with_times = views.filter(|s| !s.is_whole && s.times.iter().any(Option::is_some));
    let views: Vec<_> = with_times
        .map(|s| (s, times_of_slips(case, s), times_of_people(case, s)))
        .collect();
    let mut clues = Vec::<Box<dyn Clue>>::new();
    for (a, slips, _) in &views {
        for (b, _, people) in &views {
            if a.view != b.view && !(a.is_last && b.is_last) {
                continue;
            }
            for side in [Side::Before, Side::After, Side::Either] {
                clues.push(Box::new(Time {
                    slips: Rc::clone(slips),
                    people: Rc::clone(people),
                    side,
                    name: format!("time ({side:?}) in {} against {}", a.view, b.view),
                }));
            }
        }
    }
    clues
}

fn times_of_slips(case: &Case<'_>, sightings: &Sightings) -> Times {
    let prompts = case.insider.prompts.iter().enumerate();
    let times = prompts.map(|(p, prompt)| {
        let slips = 0..prompt.slips.len();
        slips.map(|s| times(sightings, Seen::Slip(p, s))).collect()
    });
    Times::new(times.collect())
}

fn times_of_people(case: &Case<'_>, sightings: &Sightings) -> Times {
    let prompts = case.insider.prompts.iter();
    let times = prompts.map(|prompt| {
        let people = 0..case.insider.people(prompt).len();
        let people = people.map(|i| times(sightings, Seen::Person(prompt.circle, i)));
        people.collect()
    });
    Times::new(times.collect())
}

fn times(sightings: &Sightings, seen: Seen) -> Vec<u64> {
    let pieces = sightings.pieces(seen).into_iter();
    pieces.filter_map(|piece| sightings.times[piece]).collect()
}

impl Clue for Time {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn marks(&self, _case: &Case<'_>, prompt: usize) -> Marks {
        let (slips, people) = (&self.slips[prompt], &self.people[prompt]);
        let away: Vec<_> = slips
            .iter()
            .map(|of_slip| {
                let away = people.iter().map(|of_person| self.away(of_slip, of_person));
                ranks(&away.collect::<Vec<_>>())
            })
            .collect();
        Marks::of_pairs(slips.len(), people.len(), |slip, person| away[slip][person])
    }
}

impl Time {
    /// The least time between the two.
    fn away(&self, of_slip: &[u64], of_person: &[u64]) -> Option<u64> {
        let pairs = of_slip
            .iter()
            .flat_map(|s| of_person.iter().map(move |p| (*s, *p)));
        let away = pairs.filter_map(|(slip, person)| match self.side {
            Side::Before => slip.checked_sub(person),
            Side::After => person.checked_sub(slip),
            Side::Either => Some(slip.abs_diff(person)),
        });
        away.min()
    }
}
