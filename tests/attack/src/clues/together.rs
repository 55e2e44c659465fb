//! Who stands in the same row, log line, JSON object or version of a page as the slip, and who of
//! the others?

use crate::{
    marks::{Case, Clue, Marks},
    sightings::Seen,
};

struct Together {
    view: usize,
    name: String,
}

pub(super) fn clues(case: &Case<'_>) -> Vec<Box<dyn Clue>> {
    let views = case.sightings.iter().enumerate();
    let views = views.filter(|(_, sightings)| !sightings.is_whole);
    let clues = views.map(|(view, sightings)| -> Box<dyn Clue> {
        let name = sightings.view.clone();
        Box::new(Together { view, name })
    });
    clues.collect()
}

impl Clue for Together {
    fn name(&self) -> String {
        format!("together in {}", self.name)
    }

    /// In how many pieces both stand, and who else does: more pieces mean more, company less.
    fn marks(&self, case: &Case<'_>, prompt: usize) -> Marks {
        let sightings = &case.sightings[self.view];
        let known = &case.insider.prompts[prompt];
        let people = case.insider.people(known).len();
        let of_people: Vec<_> = (0..people)
            .map(|person| sightings.pieces(Seen::Person(known.circle, person)))
            .collect();
        let shared: Vec<Vec<usize>> = (0..known.slips.len())
            .map(|slip| {
                let pieces = sightings.pieces(Seen::Slip(prompt, slip));
                let shared = of_people.iter().map(|of| of.intersection(&pieces).count());
                shared.collect()
            })
            .collect();
        Marks::of_pairs(known.slips.len(), people, |slip, person| {
            let here = shared[slip][person];
            let fewer = shared[slip].iter().filter(|other| **other < here).count();
            if here == 0 && fewer == 0 && shared[slip].iter().all(|s| *s == 0) {
                return None;
            }
            u16::try_from(here.min(3) * 64 + fewer).ok()
        })
    }
}
