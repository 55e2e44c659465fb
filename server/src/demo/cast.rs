//! Who is in the demo's group: six people, each with their own ways and words.
//!
//! Everything they write was made up for this project, is about everyday burdens, and is harmless
//! to read in any company. Telephone numbers are from the range kept free for fiction.

use super::words;

/// Once in how many occasions somebody does something.
pub type OneIn = u32;

/// One simulated member.
#[derive(Debug)]
pub struct Person {
    /// The name on the roster and in the room.
    pub name: &'static str,
    /// What they leave for the therapists: where they are, and a telephone number.
    pub contact: (Option<&'static str>, Option<&'static str>),
    /// How they feel today, from 0 (low) to 100 (high).
    pub mood: u8,
    /// They let an offered turn go by this often.
    pub passes_one_in: OneIn,
    /// They would rather not answer a check-in this often.
    pub skips_one_in: OneIn,
    /// Their connection drops now and then.
    pub drops: bool,
    /// They step away now and then.
    pub steps_away: bool,
    /// They ask for help once.
    pub asks_help: bool,
    /// What they write by themselves.
    pub chat: &'static [&'static str],
    /// What they write to therapists only, once.
    pub confides: &'static [&'static str],
    /// What they write while they hold the floor.
    pub turns: &'static [&'static str],
    /// What they answer where own words are asked for.
    pub answers: &'static [&'static str],
    /// What they put into a feedback box.
    pub slips: &'static [&'static str],
}

/// The therapist, whose seat the demo keeps until the person trying it takes it.
pub const THERAPIST: &str = "Dr. Hale";
/// The member whose link is free for the person trying the demo.
pub const GUEST: &str = "Lucía";
/// The group's name.
pub const GROUP: &str = "Tuesday evening group";

/// The five who are in the room when the demo begins.
pub const IN_THE_ROOM: [&Person; 5] = [&MAREN, &THEO, &AYO, &RIVER, &NOOR];
/// The one who comes late and waits at the door.
pub const AT_THE_DOOR: &Person = &SAM;

const MAREN: Person = Person {
    name: "Maren",
    contact: (Some("At home, 4 Linden Street"), Some("555 0101")),
    mood: 55,
    passes_one_in: 8,
    skips_one_in: 10,
    drops: false,
    steps_away: false,
    asks_help: false,
    chat: words::maren::CHAT,
    confides: words::maren::CONFIDES,
    turns: words::maren::TURNS,
    answers: words::maren::ANSWERS,
    slips: words::maren::SLIPS,
};

const THEO: Person = Person {
    name: "Theo",
    contact: (Some("In the car outside work, parked"), None),
    mood: 40,
    passes_one_in: 3,
    skips_one_in: 4,
    drops: false,
    steps_away: true,
    asks_help: false,
    chat: words::theo::CHAT,
    confides: words::theo::CONFIDES,
    turns: words::theo::TURNS,
    answers: words::theo::ANSWERS,
    slips: words::theo::SLIPS,
};

const AYO: Person = Person {
    name: "Ayo",
    contact: (None, Some("555 0103")),
    mood: 65,
    passes_one_in: 6,
    skips_one_in: 8,
    drops: false,
    steps_away: false,
    asks_help: false,
    chat: words::ayo::CHAT,
    confides: &[],
    turns: words::ayo::TURNS,
    answers: words::ayo::ANSWERS,
    slips: words::ayo::SLIPS,
};

const RIVER: Person = Person {
    name: "River",
    contact: (Some("On the night train, coach 7"), Some("555 0104")),
    mood: 60,
    passes_one_in: 6,
    skips_one_in: 8,
    drops: true,
    steps_away: false,
    asks_help: false,
    chat: words::river::CHAT,
    confides: &[],
    turns: words::river::TURNS,
    answers: words::river::ANSWERS,
    slips: words::river::SLIPS,
};

const NOOR: Person = Person {
    name: "Noor",
    contact: (Some("At my mother's, 12 Mill Lane"), Some("555 0105")),
    mood: 25,
    passes_one_in: 5,
    skips_one_in: 8,
    drops: false,
    steps_away: false,
    asks_help: true,
    chat: words::noor::CHAT,
    confides: &[],
    turns: words::noor::TURNS,
    answers: words::noor::ANSWERS,
    slips: words::noor::SLIPS,
};

const SAM: Person = Person {
    name: "Sam",
    contact: (None, None),
    mood: 50,
    passes_one_in: 3,
    skips_one_in: 5,
    drops: false,
    steps_away: false,
    asks_help: false,
    chat: words::sam::CHAT,
    confides: words::sam::CONFIDES,
    turns: words::sam::TURNS,
    answers: words::sam::ANSWERS,
    slips: words::sam::SLIPS,
};

#[cfg(test)]
mod tests {
    use rondo_protocol::{
        checkins::AnswerText,
        text::{ContactText, LineText, Name, SlipText},
    };

    use super::*;

    #[test]
    fn everything_somebody_may_write_fits_where_it_is_written() {
        for person in IN_THE_ROOM.into_iter().chain([AT_THE_DOOR]) {
            Name::new(person.name).unwrap();
            for text in [person.contact.0, person.contact.1].into_iter().flatten() {
                ContactText::new(text).unwrap();
            }
            let lines = [
                person.chat,
                person.confides,
                person.turns,
                words::REPLIES,
                words::PRIVATE_REPLIES,
            ];
            for text in lines.into_iter().flatten() {
                LineText::new(text).unwrap();
            }
            for text in person.answers {
                AnswerText::new(text).unwrap();
            }
            for text in person.slips {
                SlipText::new(text).unwrap();
            }
        }
    }

    #[test]
    fn nobody_repeats_somebody_else() {
        let people = IN_THE_ROOM.into_iter().chain([AT_THE_DOOR]);
        let mut lines: Vec<_> = people
            .flat_map(|p| [p.chat, p.confides, p.turns])
            .flatten()
            .collect();
        let count = lines.len();
        lines.sort();
        lines.dedup();
        assert_eq!(lines.len(), count);
    }
}
