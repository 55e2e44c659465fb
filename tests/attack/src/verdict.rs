//! What the script found, and how often it was right.

use std::fmt;

/// For each prompt, by its place, whom the script names for each slip.
pub type Guesses = Vec<(usize, Vec<usize>)>;

/// Standard errors from chance that are still chance.
pub const STANDARD_ERRORS: f64 = 3.0;

/// What one clue says.
pub struct Suspicion {
    /// The clue.
    pub clue: String,
    /// How many it got right when it was tried.
    pub right_in_trial: usize,
    /// Whom it names.
    pub guesses: Guesses,
}

/// What the script found: the clue it trusts first, then the others from the best down.
pub struct Findings {
    /// The views of the evidence, and how many pieces each has.
    pub views: Vec<(String, usize)>,
    /// Slips that were seen somewhere in what was seized last.
    pub slips_seen: usize,
    /// People who were.
    pub people_seen: usize,
    /// How many slips clues were tried on.
    pub tried_on: usize,
    /// What the clues say.
    pub suspicions: Vec<Suspicion>,
}

impl Findings {
    /// Compares what the script trusts with what is true: the authors in every prompt.
    ///
    /// # Panics
    /// If there were no clues.
    #[must_use]
    pub fn verdict(&self, truth: &[Vec<usize>]) -> Verdict {
        Verdict::of(&self.suspicions[0], truth)
    }
}

/// How often a clue was right.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The clue.
    pub clue: String,
    /// Slips whose author it named.
    pub right: usize,
    /// Slips.
    pub slips: usize,
    /// How many it would get right by chance.
    pub by_chance: f64,
    /// The standard error of that.
    pub error: f64,
}

impl Verdict {
    /// Compares guesses with the truth.
    #[must_use]
    pub fn of(suspicion: &Suspicion, truth: &[Vec<usize>]) -> Self {
        let mut verdict = Self {
            clue: suspicion.clue.clone(),
            right: 0,
            slips: 0,
            by_chance: 0.0,
            error: 0.0,
        };
        let mut variance = 0.0;
        for (prompt, guessed) in &suspicion.guesses {
            let right = guessed.iter().zip(&truth[*prompt]);
            verdict.right += right.filter(|(guess, author)| guess == author).count();
            verdict.slips += guessed.len();
            verdict.by_chance += 1.0;
            variance += variance_by_chance(guessed);
        }
        verdict.error = variance.sqrt();
        verdict
    }

    /// The share it got right.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        number(self.right) / number(self.slips)
    }

    /// How far from chance that is, in standard errors.
    #[must_use]
    pub fn errors_from_chance(&self) -> f64 {
        let away = number(self.right) - self.by_chance;
        // A clue without variance names the same person for all slips, and is right exactly once.
        if self.error > 0.0 {
            away / self.error
        } else {
            0.0
        }
    }

    /// Whether it is no better, and no worse, than guessing.
    #[must_use]
    pub fn is_chance(&self) -> bool {
        self.errors_from_chance().abs() <= STANDARD_ERRORS
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = 100.0 * self.accuracy();
        let chance = 100.0 * self.by_chance / number(self.slips);
        let away = self.errors_from_chance();
        write!(
            f,
            "{share:5.1} % of {} (by chance {chance:.1} %, {away:+.1} standard errors): {}",
            self.slips, self.clue
        )
    }
}

/// The variance of how many guesses are right in one prompt if the authors are a permutation drawn
/// by lot: each guess is right in one of N, two for different people are right together in one of
/// N(N-1), and two for the same person never.
fn variance_by_chance(guessed: &[usize]) -> f64 {
    let n = number(guessed.len());
    let mut variance = 1.0 - 1.0 / n;
    for (i, a) in guessed.iter().enumerate() {
        for (j, b) in guessed.iter().enumerate() {
            if i != j {
                let both = if a == b { 0.0 } else { 1.0 / (n * (n - 1.0)) };
                variance += both - 1.0 / (n * n);
            }
        }
    }
    variance.max(0.0)
}

fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(guesses: Vec<Vec<usize>>) -> Verdict {
        let truth = vec![vec![0, 1, 2, 3, 4]; guesses.len()];
        let suspicion = Suspicion {
            clue: String::new(),
            right_in_trial: 0,
            guesses: guesses.into_iter().enumerate().collect(),
        };
        Verdict::of(&suspicion, &truth)
    }

    #[test]
    fn one_in_five_is_chance_and_all_is_not() {
        // Of five people drawn by lot, one is where they belong on average, with variance one.
        let one_right = verdict(vec![vec![0, 2, 3, 4, 1]; 100]);
        assert_eq!((one_right.right, one_right.slips), (100, 500));
        assert!((one_right.error - 10.0).abs() < 1e-9);
        assert!(one_right.is_chance());
        let all_right = verdict(vec![vec![0, 1, 2, 3, 4]; 100]);
        assert!((all_right.errors_from_chance() - 40.0).abs() < 1e-9);
        assert!(!all_right.is_chance());
        let none_right = verdict(vec![vec![1, 2, 3, 4, 0]; 100]);
        assert!(!none_right.is_chance());
    }

    #[test]
    fn whoever_always_names_the_same_person_is_right_once_and_never_by_luck() {
        let same = verdict(vec![vec![3; 5]; 10]);
        assert_eq!(same.right, 10);
        assert!(same.error.abs() < 1e-9 && same.is_chance());
    }
}
