//! The name, id or seat of whom stands nearest to the slip? Before it, behind it, or either way.

use crate::{
    marks::{Case, Clue, Marks, ranks},
    sightings::{Place, Seen, Sightings},
};

/// How many sightings to each side of a slip are looked at.
const AROUND: usize = 60;

#[derive(Clone, Copy, Debug)]
enum Side {
    Before,
    Behind,
    Either,
}

struct Near {
    view: usize,
    name: String,
    side: Side,
}

pub(super) fn clues(case: &Case<'_>) -> Vec<Box<dyn Clue>> {
    let mut clues = Vec::<Box<dyn Clue>>::new();
    for (view, sightings) in case.sightings.iter().enumerate() {
        for side in [Side::Before, Side::Behind, Side::Either] {
            let name = sightings.view.clone();
            clues.push(Box::new(Near { view, name, side }));
        }
    }
    clues
}

impl Clue for Near {
    fn name(&self) -> String {
        format!("nearest person ({:?}) in {}", self.side, self.name)
    }

    fn marks(&self, case: &Case<'_>, prompt: usize) -> Marks {
        let sightings = &case.sightings[self.view];
        let known = &case.insider.prompts[prompt];
        let people = case.insider.people(known).len();
        let marks: Vec<_> = (0..known.slips.len())
            .map(|slip| {
                let mut nearest = vec![None; people];
                for &at in sightings.of(Seen::Slip(prompt, slip)) {
                    self.look_around(case, sightings, at, prompt, &mut nearest);
                }
                ranks(&nearest)
            })
            .collect();
        Marks::of_pairs(known.slips.len(), people, |slip, person| {
            marks[slip][person]
        })
    }
}

impl Near {
    fn look_around(
        &self,
        case: &Case<'_>,
        sightings: &Sightings,
        at: usize,
        prompt: usize,
        nearest: &mut [Option<usize>],
    ) {
        let (slip_at, _) = sightings.all[at];
        let end = sightings.all.len().min(at + 1 + AROUND);
        let before = sightings.all[at.saturating_sub(AROUND)..at].iter();
        let behind = sightings.all[at + 1..end].iter();
        let around: Vec<_> = match self.side {
            Side::Before => before.collect(),
            Side::Behind => behind.collect(),
            Side::Either => before.chain(behind).collect(),
        };
        for &&(place, seen) in &around {
            let person = who(case, prompt, seen);
            let Some((person, away)) = person.zip(distance(slip_at, place)) else {
                continue;
            };
            let known = &mut nearest[person];
            *known = Some(known.map_or(away, |known| known.min(away)));
        }
    }
}

/// Somebody who was asked this prompt; a seat's number is taken to be one of theirs.
fn who(case: &Case<'_>, prompt: usize, seen: Seen) -> Option<usize> {
    let known = &case.insider.prompts[prompt];
    match seen {
        Seen::Person(circle, person) => (circle == known.circle).then_some(person),
        Seen::Seat(seat) => {
            let people = case.insider.people(known);
            people.iter().position(|person| person.seat == seat)
        }
        Seen::Slip(..) | Seen::Prompt(_) | Seen::Circle(_) => None,
    }
}

fn distance(a: Place, b: Place) -> Option<usize> {
    (a.0 == b.0).then(|| a.1.abs_diff(b.1))
}
