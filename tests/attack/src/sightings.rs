//! Where slips and people are seen in the evidence.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, MatchKind};
use sha2::{Digest, Sha256};

use super::{
    insider::{Insider, Person, Prompt, Slip},
    views::View,
};

/// Bytes of a long handle that are looked for.
const HANDLE_BYTES_MAX: usize = 48;
/// Shorter handles stand everywhere.
const HANDLE_BYTES_MIN: usize = 4;
/// Bytes of a digest that are looked for.
const DIGEST_BYTES: usize = 8;
/// What stands before the number of a seat.
const BEFORE_SEATS: [&str; 6] = [
    "\"seat\":",
    "seat=",
    "seat: ",
    "seat ",
    "SeatId(",
    "seat\":\"",
];

/// What was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seen {
    /// A slip, by its prompt and place.
    Slip(usize, usize),
    /// Somebody, by their circle and place.
    Person(usize, usize),
    /// A prompt.
    Prompt(usize),
    /// A circle.
    Circle(usize),
    /// A seat by its number, of whichever circle.
    Seat(u64),
}

/// Where: the piece, then the place in it.
pub type Place = (usize, usize);

/// What was seen in one view.
pub struct Sightings {
    /// The view's name.
    pub view: String,
    /// Whether it shows the last moment.
    pub is_last: bool,
    /// Whether a piece is a whole file.
    pub is_whole: bool,
    /// Everything, by place.
    pub all: Vec<(Place, Seen)>,
    /// The time of each piece.
    pub times: Vec<Option<u64>>,
    places: BTreeMap<Seen, Vec<usize>>,
}

impl Sightings {
    /// Where something was seen, from the first place on, as positions in [`Sightings::all`].
    #[must_use]
    pub fn of(&self, seen: Seen) -> &[usize] {
        self.places.get(&seen).map_or(&[], Vec::as_slice)
    }

    /// The places at which something was seen.
    pub fn places(&self, seen: Seen) -> impl DoubleEndedIterator<Item = Place> + '_ {
        self.of(seen).iter().map(|i| self.all[*i].0)
    }

    /// The pieces in which something was seen.
    #[must_use]
    pub fn pieces(&self, seen: Seen) -> BTreeSet<usize> {
        self.places(seen).map(|(piece, _)| piece).collect()
    }
}

/// Finds everything the insider knows in any view.
pub struct Finder<'i> {
    insider: &'i Insider,
    words: AhoCorasick,
    /// What each of the words stands for; several people may have the same name.
    stand_for: Vec<Vec<Seen>>,
}

impl<'i> Finder<'i> {
    /// Gathers all words that stand for somebody or something.
    ///
    /// # Panics
    /// If there are too many.
    #[must_use]
    pub fn new(insider: &'i Insider) -> Self {
        let mut words = BTreeMap::<Vec<u8>, BTreeSet<Seen>>::new();
        let mut stands_for = |word: Vec<u8>, seen| {
            if word.len() >= HANDLE_BYTES_MIN {
                words.entry(word).or_default().insert(seen);
            }
        };
        for (c, circle) in insider.circles.iter().enumerate() {
            for word in circle.handles.iter().flat_map(|h| forms(h)) {
                stands_for(word, Seen::Circle(c));
            }
            for (i, person) in circle.people.iter().enumerate() {
                for word in words_for_person(person) {
                    stands_for(word, Seen::Person(c, i));
                }
            }
        }
        for (p, prompt) in insider.prompts.iter().enumerate() {
            for word in prompt.handles.iter().flat_map(|h| forms(h)) {
                stands_for(word, Seen::Prompt(p));
            }
            for (i, person) in insider.people(prompt).iter().enumerate() {
                let own = prompt.handles_of_people.get(i).into_iter().flatten();
                let own = own.map(|handle| handle.clone().into_bytes());
                for word in own.chain(pseudonyms(person, prompt)) {
                    stands_for(word, Seen::Person(prompt.circle, i));
                }
            }
            for (i, slip) in prompt.slips.iter().enumerate() {
                for word in words_for_slip(slip) {
                    stands_for(word, Seen::Slip(p, i));
                }
            }
        }
        for before in BEFORE_SEATS {
            words.insert(before.into(), BTreeSet::new());
        }
        let (words, stand_for): (Vec<_>, Vec<_>) = words.into_iter().unzip();
        let words = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(words);
        Self {
            insider,
            words: words.unwrap(),
            stand_for: stand_for
                .into_iter()
                .map(|s| s.into_iter().collect())
                .collect(),
        }
    }

    /// Looks through a view.
    #[must_use]
    pub fn look_through(&self, view: &View<'_>) -> Sightings {
        let mut all = Vec::new();
        for (number, piece) in view.pieces.iter().enumerate() {
            let first = all.len();
            for found in self.words.find_overlapping_iter(&piece.bytes[..]) {
                let stands_for = &self.stand_for[found.pattern().as_usize()];
                let place = (number, found.start());
                all.extend(stands_for.iter().map(|seen| (place, *seen)));
                if stands_for.is_empty()
                    && let Some(seat) = number_at(&piece.bytes[found.end()..])
                {
                    all.push((place, Seen::Seat(seat)));
                }
            }
            if !view.is_whole {
                let seated = self.seated(&all[first..]);
                all.extend(seated);
            }
        }
        all.sort_unstable();
        all.dedup();
        let mut places = BTreeMap::<Seen, Vec<usize>>::new();
        for (i, (_, seen)) in all.iter().enumerate() {
            places.entry(*seen).or_default().push(i);
        }
        Sightings {
            view: view.name.clone(),
            is_last: view.is_last,
            is_whole: view.is_whole,
            all,
            times: view.pieces.iter().map(|piece| piece.time).collect(),
            places,
        }
    }

    /// Who sits on the seats seen in a piece, if it says of which circle it speaks.
    fn seated(&self, seen: &[(Place, Seen)]) -> Vec<(Place, Seen)> {
        let circle = seen.iter().find_map(|(_, seen)| match seen {
            Seen::Circle(circle) => Some(*circle),
            Seen::Prompt(prompt) | Seen::Slip(prompt, _) => {
                Some(self.insider.prompts[*prompt].circle)
            }
            Seen::Person(circle, _) => Some(*circle),
            Seen::Seat(_) => None,
        });
        let Some(circle) = circle else {
            return Vec::new();
        };
        let people = &self.insider.circles[circle].people;
        let seated = seen.iter().filter_map(|(place, seen)| match seen {
            Seen::Seat(seat) => {
                let person = people.iter().position(|p| p.seat == *seat)?;
                Some((*place, Seen::Person(circle, person)))
            }
            Seen::Slip(..) | Seen::Person(..) | Seen::Prompt(_) | Seen::Circle(_) => None,
        });
        seated.collect()
    }
}

fn number_at(bytes: &[u8]) -> Option<u64> {
    let digits = bytes.iter().take(7).take_while(|b| b.is_ascii_digit());
    let number = digits.fold((0, 0), |(n, count), digit| {
        (n * 10 + u64::from(digit - b'0'), count + 1)
    });
    (1..=6).contains(&number.1).then_some(number.0)
}

fn words_for_person(person: &Person) -> Vec<Vec<u8>> {
    let mut words: Vec<_> = person.handles.iter().flat_map(|h| forms(h)).collect();
    words.push(person.name.clone().into_bytes());
    for word in person.handles.iter().chain([&person.name]) {
        words.extend(digests(&[word]));
    }
    words
}

/// What a store may write in place of an author that is to differ from box to box.
fn pseudonyms(person: &Person, prompt: &Prompt) -> Vec<Vec<u8>> {
    let mut words = Vec::new();
    if let Some((word, of_prompt)) = person.handles.first().zip(prompt.handles.first()) {
        words.extend(digests(&[word, of_prompt]));
        words.extend(digests(&[of_prompt, word]));
    }
    words
}

/// The start and the end of its text, which may lie on different pages, and its other handles.
fn words_for_slip(slip: &Slip) -> Vec<Vec<u8>> {
    let mut words: Vec<_> = slip.handles.iter().flat_map(|h| forms(h)).collect();
    let text = slip.text.as_bytes();
    words.push(text[..text.len().min(HANDLE_BYTES_MAX)].to_vec());
    if text.len() > 2 * HANDLE_BYTES_MAX {
        words.push(text[text.len() - HANDLE_BYTES_MAX..].to_vec());
    }
    words
}

/// A word as it may be written: an id with and without hyphens, and as its sixteen bytes.
fn forms(word: &str) -> Vec<Vec<u8>> {
    let mut forms = vec![word.as_bytes().to_vec()];
    let digits: String = word.chars().filter(|c| *c != '-').collect();
    if word.len() == 36 && digits.len() == 32 {
        let bytes = (0..16).map(|i| u8::from_str_radix(&digits[2 * i..2 * i + 2], 16));
        forms.extend(bytes.collect::<Result<Vec<u8>, _>>());
        forms.push(digits.into_bytes());
    }
    forms
}

/// SHA-256 of words one after the other, in hexadecimal and in bytes; the beginning tells enough.
fn digests(words: &[&str]) -> [Vec<u8>; 2] {
    let digest = Sha256::digest(words.concat());
    let digest = &digest[..DIGEST_BYTES];
    let hexadecimal: String = digest.iter().map(|b| format!("{b:02x}")).collect();
    [hexadecimal.into_bytes(), digest.to_vec()]
}
