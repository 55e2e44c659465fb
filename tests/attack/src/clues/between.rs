//! Go-betweens: something that stands beside the slip in one place and beside its author in another,
//! such as a number of a connection, a pseudonym, or the key of a row.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::{
    marks::{Case, Clue, Marks},
    sightings::{Seen, Sightings},
    views::View,
};

/// Shorter words stand everywhere.
const WORD_BYTES_MIN: usize = 2;
/// Pieces with more words than this join too much.
const WORDS_IN_PIECE_MAX: usize = 400;
/// Words in more pieces than this join too much.
const PIECES_MAX: usize = 64;

/// A word beside the slip, and the person it also stands beside.
struct Beside(Vec<Marks>);
/// A word beside the slip that also stands beside other slips of the person, by what is known.
struct Again(Vec<Marks>);

pub(super) fn clues(case: &Case<'_>) -> Vec<Box<dyn Clue>> {
    let web = Web::of(case);
    let prompts = || 0..case.insider.prompts.len();
    let words: Vec<_> = prompts().map(|p| web.words_of_slips(case, p)).collect();
    let beside = prompts().map(|p| web.beside(case, p, &words[p])).collect();
    let again = again(case, &words);
    vec![Box::new(Beside(beside)), Box::new(Again(again))]
}

impl Clue for Beside {
    fn name(&self) -> String {
        "go-between to a person".to_owned()
    }

    fn marks(&self, _case: &Case<'_>, prompt: usize) -> Marks {
        self.0[prompt].clone()
    }
}

impl Clue for Again {
    fn name(&self) -> String {
        "go-between to known slips".to_owned()
    }

    fn marks(&self, _case: &Case<'_>, prompt: usize) -> Marks {
        self.0[prompt].clone()
    }
}

/// Which words stand in which pieces, and in which pieces people stand.
struct Web<'a> {
    views: Vec<(&'a View<'a>, &'a Sightings)>,
    pieces_with: HashMap<&'a [u8], Vec<(usize, usize)>>,
    people_in: HashMap<(usize, usize), Vec<(usize, usize)>>,
}

type Words<'a> = BTreeSet<&'a [u8]>;

impl<'a> Web<'a> {
    fn of(case: &Case<'a>) -> Self {
        let views = case.views.iter().zip(case.sightings);
        let views: Vec<_> = views.filter(|(_, s)| s.is_last && !s.is_whole).collect();
        let mut near_slips = BTreeSet::new();
        let mut people_in = HashMap::<_, Vec<_>>::new();
        for (v, (view, sightings)) in views.iter().enumerate() {
            for ((piece, _), seen) in &sightings.all {
                match seen {
                    Seen::Slip(..) => near_slips.extend(words(&view.pieces[*piece].bytes)),
                    Seen::Person(circle, person) => {
                        people_in
                            .entry((v, *piece))
                            .or_default()
                            .push((*circle, *person));
                    }
                    Seen::Prompt(_) | Seen::Circle(_) | Seen::Seat(_) => {}
                }
            }
        }
        let mut pieces_with = HashMap::<_, Vec<_>>::new();
        for (v, (view, _)) in views.iter().enumerate() {
            for (number, piece) in view.pieces.iter().enumerate() {
                let known = words(&piece.bytes).into_iter();
                for word in known.filter(|word| near_slips.contains(word)) {
                    pieces_with.entry(word).or_default().push((v, number));
                }
            }
        }
        Self {
            views,
            pieces_with,
            people_in,
        }
    }

    /// For each slip, the words that stand beside it, and in the same view beside no other slip of
    /// the prompt.
    fn words_of_slips(&self, case: &Case<'_>, prompt: usize) -> Vec<Words<'a>> {
        let mut all = vec![Words::new(); case.insider.prompts[prompt].slips.len()];
        for (view, sightings) in &self.views {
            let beside = (0..all.len()).map(|slip| {
                let pieces = sightings.pieces(Seen::Slip(prompt, slip)).into_iter();
                let words = pieces.flat_map(|piece| words(&view.pieces[piece].bytes));
                words.collect::<Words<'_>>()
            });
            let beside: Vec<_> = beside.collect();
            let mut count = BTreeMap::<_, usize>::new();
            for word in beside.iter().flatten() {
                *count.entry(*word).or_default() += 1;
            }
            for (all, beside) in all.iter_mut().zip(beside) {
                all.extend(beside.into_iter().filter(|word| count[word] == 1));
            }
        }
        all
    }

    /// How many words lead from a slip to one person alone.
    fn beside(&self, case: &Case<'_>, prompt: usize, words: &[Words<'a>]) -> Marks {
        let circle = case.insider.prompts[prompt].circle;
        let people = case.insider.circles[circle].people.len();
        let leads: Vec<_> = words
            .iter()
            .map(|beside| {
                let mut leads = vec![0_u16; people];
                for word in beside {
                    let pieces = self.pieces_with.get(word).map_or(&[][..], Vec::as_slice);
                    if pieces.len() > PIECES_MAX {
                        continue;
                    }
                    let met = pieces.iter().filter_map(|piece| self.people_in.get(piece));
                    let met = met.flatten().filter(|(c, _)| *c == circle);
                    let met: BTreeSet<_> = met.map(|(_, person)| *person).collect();
                    if let (1, Some(person)) = (met.len(), met.first()) {
                        leads[*person] += 1;
                    }
                }
                leads
            })
            .collect();
        marks(&leads, people)
    }
}

fn again(case: &Case<'_>, words: &[Vec<Words<'_>>]) -> Vec<Marks> {
    // Of each word, whose slips it is known to stand beside, and in which prompt.
    let mut known = HashMap::<&[u8], Vec<(usize, usize)>>::new();
    for (p, prompt) in case.insider.prompts.iter().enumerate() {
        for (slip, author) in prompt.authors.iter().flatten().enumerate() {
            for word in &words[p][slip] {
                known.entry(word).or_default().push((p, *author));
            }
        }
    }
    let prompts = case.insider.prompts.iter().enumerate();
    let marked = prompts.map(|(p, prompt)| {
        let people = case.insider.people(prompt).len();
        let leads: Vec<_> = words[p]
            .iter()
            .map(|beside| {
                let mut leads = vec![0_u16; people];
                let met = beside.iter().filter_map(|word| known.get(word)).flatten();
                for (other, author) in met {
                    if *other != p && case.insider.prompts[*other].circle == prompt.circle {
                        leads[*author] = leads[*author].saturating_add(1);
                    }
                }
                leads
            })
            .collect();
        marks(&leads, people)
    });
    marked.collect()
}

/// Who has how many leads, and how many others have fewer.
fn marks(leads: &[Vec<u16>], people: usize) -> Marks {
    Marks::of_pairs(leads.len(), people, |slip, person| {
        let here = leads[slip][person];
        let fewer = leads[slip].iter().filter(|other| **other < here).count();
        let silent = leads[slip].iter().all(|other| *other == 0);
        let mark = u16::try_from(fewer).ok()? * 4 + here.min(3);
        (!silent).then_some(mark)
    })
}

/// The words of a piece: letters, digits and hyphens.
fn words(bytes: &[u8]) -> Vec<&[u8]> {
    let in_word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
    let words = bytes.split(|b| !in_word(b));
    let words: Vec<_> = words.filter(|w| w.len() >= WORD_BYTES_MIN).collect();
    if words.len() > WORDS_IN_PIECE_MAX {
        return Vec::new();
    }
    words
}
