//! What an insider knows: everything that was on the screens of a group, members' and therapists'
//! together, and, for the prompts the script learns from, who wrote which slip.

/// Somebody in a circle.
#[derive(Clone, Debug)]
pub struct Person {
    /// The name on the roster, as it is written there.
    pub name: String,
    /// Their seat's number.
    pub seat: u64,
    /// Other words that stand for them, such as the id of the person.
    pub handles: Vec<String>,
}

/// Those who were together in a session, in the order in which they came.
#[derive(Clone, Debug)]
pub struct Circle {
    /// Words that stand for the session, such as its id.
    pub handles: Vec<String>,
    /// The members.
    pub people: Vec<Person>,
}

/// A slip as it was released.
#[derive(Clone, Debug)]
pub struct Slip {
    /// Its words.
    pub text: String,
    /// Other words that stand for it, such as the id under which therapists saw it.
    pub handles: Vec<String>,
}

/// One time that a circle was asked, and everybody wrote.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// Which circle was asked, by its place among the circles.
    pub circle: usize,
    /// Words that stand for this prompt, such as the id of its box.
    pub handles: Vec<String>,
    /// From when to when slips were on their way, in microseconds since 1970.
    pub collected: std::ops::RangeInclusive<u64>,
    /// The slips in the order in which they were shown.
    pub slips: Vec<Slip>,
    /// Words that stand for somebody in this prompt alone, such as the receipt of their envelope, by
    /// their place in the circle; as if everybody had shown their own.
    pub handles_of_people: Vec<Vec<String>>,
    /// For prompts to learn from: the author of each slip, by their place in the circle.
    pub authors: Option<Vec<usize>>,
}

/// Everything the insider knows.
#[derive(Clone, Debug, Default)]
pub struct Insider {
    /// The circles.
    pub circles: Vec<Circle>,
    /// The prompts.
    pub prompts: Vec<Prompt>,
}

impl Insider {
    /// Those who were asked a prompt.
    #[must_use]
    pub fn people(&self, prompt: &Prompt) -> &[Person] {
        &self.circles[prompt.circle].people
    }
}
