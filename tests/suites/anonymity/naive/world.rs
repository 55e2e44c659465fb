//! Groups whose prompts were answered, without any server: who sat where, who wrote what, and when
//! it came.

use rand::{Rng, RngExt, rngs::StdRng, seq::SliceRandom};
use rondo_attack::{Circle, Insider, Person, Prompt, Slip};

use crate::anonymity::texts;

/// Prompts in all; half of them to learn from.
const PROMPTS: usize = 500;
/// Prompts of one circle.
const PROMPTS_OF_A_CIRCLE: usize = 3;
/// Members of a circle.
const MEMBERS: usize = 5;
/// Milliseconds between two prompts, and within which slips come.
const EVERY_MS: u64 = 60_000;
const WITHIN_MS: u64 = 8_000;
/// A day in 2026, in milliseconds since 1970.
const FIRST_MS: u64 = 1_782_900_000_000;

/// A slip on its way.
pub struct Sent {
    /// Which prompt it answers.
    pub prompt: usize,
    /// Its author, by their place in the circle.
    pub author: usize,
    /// Its words.
    pub text: String,
    /// The id under which therapists see it.
    pub id: String,
    /// When it came, in milliseconds since 1970.
    pub at_ms: u64,
}

/// Everything that went on.
pub struct World {
    /// What the insider knows.
    pub insider: Insider,
    /// Who wrote which slip, in every prompt.
    pub truth: Vec<Vec<usize>>,
    /// All slips, in the order in which they came.
    pub sent: Vec<Sent>,
}

impl World {
    /// Draws one by lot.
    pub fn new(rng: &mut StdRng) -> Self {
        let circles = PROMPTS.div_ceil(PROMPTS_OF_A_CIRCLE);
        let mut world = Self {
            insider: Insider {
                circles: (0..circles).map(|_| circle(rng)).collect(),
                prompts: Vec::new(),
            },
            truth: Vec::new(),
            sent: Vec::new(),
        };
        let mut is_known = [[true; PROMPTS / 2], [false; PROMPTS / 2]].concat();
        is_known.shuffle(rng);
        for (prompt, is_known) in is_known.into_iter().enumerate() {
            world.ask(rng, prompt, is_known);
        }
        world
    }

    fn ask(&mut self, rng: &mut StdRng, prompt: usize, is_known: bool) {
        let from_ms = FIRST_MS + EVERY_MS * u64::try_from(prompt).unwrap();
        let mut sent: Vec<_> = (0..MEMBERS)
            .map(|author| Sent {
                prompt,
                author,
                text: texts::slip(rng),
                id: id(rng),
                at_ms: from_ms + rng.random_range(0..WITHIN_MS),
            })
            .collect();
        sent.shuffle(rng);
        let slips = sent.iter().map(|sent| Slip {
            text: sent.text.clone(),
            handles: vec![sent.id.clone()],
        });
        let authors: Vec<_> = sent.iter().map(|sent| sent.author).collect();
        self.insider.prompts.push(Prompt {
            circle: prompt / PROMPTS_OF_A_CIRCLE,
            handles: vec![id(rng)],
            collected: from_ms * 1_000..=(from_ms + WITHIN_MS) * 1_000,
            slips: slips.collect(),
            handles_of_people: vec![],
            authors: is_known.then(|| authors.clone()),
        });
        self.truth.push(authors);
        sent.sort_by_key(|sent| sent.at_ms);
        self.sent.extend(sent);
    }

    /// Who wrote a slip.
    pub fn author(&self, sent: &Sent) -> &Person {
        let prompt = &self.insider.prompts[sent.prompt];
        &self.insider.people(prompt)[sent.author]
    }

    /// The id of the box it was sent to.
    pub fn box_id(&self, sent: &Sent) -> &str {
        &self.insider.prompts[sent.prompt].handles[0]
    }
}

fn circle(rng: &mut StdRng) -> Circle {
    let mut seats: Vec<_> = (1..=MEMBERS as u64).collect();
    seats.shuffle(rng);
    let people = seats.into_iter().map(|seat| Person {
        name: format!("Member {:08x}", rng.random::<u32>()),
        seat,
        handles: vec![id(rng)],
    });
    Circle {
        people: people.collect(),
        handles: vec![id(rng)],
    }
}

/// An id as SQLite and logs have them.
pub fn id(rng: &mut impl Rng) -> String {
    let digits = format!("{:032x}", rng.random::<u128>());
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &digits[part]);
    parts.join("-")
}
