//! Do slips come in the order in which something happened to their authors? Any order of slips is
//! held against any order of people, and any permutation between the two can be learnt.

use std::rc::Rc;

use sha2::{Digest, Sha256};

use crate::{
    marks::{Case, Clue, Marks, ranks},
    sightings::{Place, Seen, Sightings},
};

/// An order of the slips of a prompt.
#[derive(Clone, Copy, Debug)]
enum OfSlips {
    Shown,
    Id,
    Text,
    Length,
    Digest,
    FirstSeen(usize),
    LastSeen(usize),
}

/// An order of the people who were asked.
#[derive(Clone, Copy, Debug)]
enum OfPeople {
    Came,
    Seat,
    Name,
    Id,
    FirstSeen(usize),
    LastSeen(usize),
    /// Where they and the prompt stand together.
    SeenWithPrompt(usize),
    /// The last place before any of the slips.
    SeenBefore(usize),
    /// The first place behind all of the slips.
    SeenBehind(usize),
    /// The first place with a time at which slips were on their way.
    SeenMeanwhile(usize),
}

/// The ranks in every prompt: made once, since many clues share an order.
type InEveryPrompt = Rc<Vec<Vec<Option<u16>>>>;

struct Order {
    slips: InEveryPrompt,
    people: InEveryPrompt,
    name: String,
}

pub(super) fn clues(case: &Case<'_>) -> Vec<Box<dyn Clue>> {
    let views = || 0..case.sightings.len();
    let mut slips = vec![
        OfSlips::Shown,
        OfSlips::Id,
        OfSlips::Text,
        OfSlips::Length,
        OfSlips::Digest,
    ];
    slips.extend(views().flat_map(|v| [OfSlips::FirstSeen(v), OfSlips::LastSeen(v)]));
    let mut people = vec![OfPeople::Came, OfPeople::Seat, OfPeople::Name, OfPeople::Id];
    people.extend(views().flat_map(|v| {
        [
            OfPeople::FirstSeen(v),
            OfPeople::LastSeen(v),
            OfPeople::SeenWithPrompt(v),
            OfPeople::SeenBefore(v),
            OfPeople::SeenBehind(v),
            OfPeople::SeenMeanwhile(v),
        ]
    }));
    let prompts = || 0..case.insider.prompts.len();
    let slips = slips.into_iter().map(|order| {
        let ranks = prompts().map(|prompt| order.of(case, prompt)).collect();
        (order, InEveryPrompt::new(ranks))
    });
    let people = people.into_iter().map(|order| {
        let ranks = prompts().map(|prompt| order.of(case, prompt)).collect();
        (order, InEveryPrompt::new(ranks))
    });
    let people: Vec<_> = people.collect();
    let mut clues = Vec::<Box<dyn Clue>>::new();
    for (of_slips, slips) in slips {
        for (of_people, people) in &people {
            if fit(case, of_slips, *of_people) {
                clues.push(Box::new(Order {
                    slips: Rc::clone(&slips),
                    people: Rc::clone(people),
                    name: name(case, of_slips, *of_people),
                }));
            }
        }
    }
    clues
}

/// Orders from two views are compared for the last moment, and otherwise within one view.
fn fit(case: &Case<'_>, slips: OfSlips, people: OfPeople) -> bool {
    let is_last = |view: usize| case.sightings[view].is_last;
    match (slips.view(), people.view()) {
        (Some(a), Some(b)) => {
            let one_view = matches!(people, OfPeople::SeenBefore(_) | OfPeople::SeenBehind(_));
            a == b || !one_view && is_last(a) && is_last(b)
        }
        (None, Some(view)) => is_last(view),
        (Some(_) | None, None) => true,
    }
}

fn name(case: &Case<'_>, slips: OfSlips, people: OfPeople) -> String {
    let view = |view: Option<usize>| view.map_or("", |v| &case.sightings[v].view);
    let (a, b) = (view(slips.view()), view(people.view()));
    let b = if a == b { "" } else { b };
    format!("order of slips {slips:?} {a} against people {people:?} {b}")
}

impl OfSlips {
    fn view(self) -> Option<usize> {
        match self {
            Self::Shown | Self::Id | Self::Text | Self::Length | Self::Digest => None,
            Self::FirstSeen(view) | Self::LastSeen(view) => Some(view),
        }
    }

    fn of(self, case: &Case<'_>, prompt: usize) -> Vec<Option<u16>> {
        let slips = &case.insider.prompts[prompt].slips;
        let place = |view: usize, last| {
            let sightings = &case.sightings[view];
            let places = (0..slips.len()).map(|s| end(sightings, Seen::Slip(prompt, s), last));
            ranks(&places.collect::<Vec<_>>())
        };
        let keys = |key: &dyn Fn(usize) -> Vec<u8>| {
            let keys: Vec<_> = (0..slips.len()).map(|slip| Some(key(slip))).collect();
            ranks(&keys)
        };
        match self {
            Self::Shown => (0..slips.len()).map(|s| u16::try_from(s).ok()).collect(),
            Self::Id => keys(&|s| slips[s].handles.concat().into_bytes()),
            Self::Text => keys(&|s| slips[s].text.clone().into_bytes()),
            Self::Length => keys(&|s| slips[s].text.len().to_be_bytes().to_vec()),
            Self::Digest => keys(&|s| Sha256::digest(&slips[s].text).to_vec()),
            Self::FirstSeen(view) => place(view, false),
            Self::LastSeen(view) => place(view, true),
        }
    }
}

impl OfPeople {
    fn view(self) -> Option<usize> {
        match self {
            Self::Came | Self::Seat | Self::Name | Self::Id => None,
            Self::FirstSeen(view)
            | Self::LastSeen(view)
            | Self::SeenWithPrompt(view)
            | Self::SeenBefore(view)
            | Self::SeenBehind(view)
            | Self::SeenMeanwhile(view) => Some(view),
        }
    }

    fn of(self, case: &Case<'_>, prompt: usize) -> Vec<Option<u16>> {
        let known = &case.insider.prompts[prompt];
        let people = case.insider.people(known);
        let seen = |person| Seen::Person(known.circle, person);
        let keys = |key: &dyn Fn(usize) -> Option<Vec<u8>>| {
            ranks(&(0..people.len()).map(key).collect::<Vec<_>>())
        };
        let places = |place: &dyn Fn(usize) -> Option<Place>| {
            ranks(&(0..people.len()).map(place).collect::<Vec<_>>())
        };
        match self {
            Self::Came => (0..people.len()).map(|p| u16::try_from(p).ok()).collect(),
            Self::Seat => keys(&|p| Some(people[p].seat.to_be_bytes().to_vec())),
            Self::Name => keys(&|p| Some(people[p].name.clone().into_bytes())),
            Self::Id => keys(&|p| Some(people[p].handles.concat().into_bytes())),
            Self::FirstSeen(v) => places(&|p| end(&case.sightings[v], seen(p), false)),
            Self::LastSeen(v) => places(&|p| end(&case.sightings[v], seen(p), true)),
            Self::SeenWithPrompt(v) => {
                let of_prompt = case.sightings[v].pieces(Seen::Prompt(prompt));
                let together = |place: &Place| of_prompt.contains(&place.0);
                places(&|p| case.sightings[v].places(seen(p)).find(together))
            }
            Self::SeenBefore(v) => {
                let first = slips_end(case, v, prompt, false);
                let before = |place: &Place| Some(*place) < first;
                places(&|p| case.sightings[v].places(seen(p)).rfind(before))
            }
            Self::SeenBehind(v) => {
                let last = slips_end(case, v, prompt, true);
                let behind = |place: &Place| last.is_some_and(|last| *place > last);
                places(&|p| case.sightings[v].places(seen(p)).find(behind))
            }
            Self::SeenMeanwhile(v) => {
                let time = |place: &Place| case.sightings[v].times[place.0];
                let meanwhile =
                    |place: &Place| time(place).is_some_and(|at| known.collected.contains(&at));
                places(&|p| case.sightings[v].places(seen(p)).find(meanwhile))
            }
        }
    }
}

/// The first or the last place at which something was seen.
fn end(sightings: &Sightings, seen: Seen, last: bool) -> Option<Place> {
    let mut places = sightings.places(seen);
    if last {
        places.next_back()
    } else {
        places.next()
    }
}

fn slips_end(case: &Case<'_>, view: usize, prompt: usize, last: bool) -> Option<Place> {
    let slips = 0..case.insider.prompts[prompt].slips.len();
    let ends = slips.filter_map(|s| end(&case.sightings[view], Seen::Slip(prompt, s), last));
    if last { ends.max() } else { ends.min() }
}

impl Clue for Order {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn marks(&self, _case: &Case<'_>, prompt: usize) -> Marks {
        let (slips, people) = (&self.slips[prompt], &self.people[prompt]);
        let width = u16::try_from(people.len()).unwrap_or(u16::MAX);
        Marks::of_pairs(slips.len(), people.len(), |slip, person| {
            let (slip, person) = slips[slip].zip(people[person])?;
            slip.checked_mul(width)?.checked_add(person)
        })
    }
}
