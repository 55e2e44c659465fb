//! What many samples say together: the middle one, and how far the others lie apart.

use serde::{Deserialize, Serialize};

/// The median of some figures, with the smallest and the largest.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    pub median: f64,
    pub min: f64,
    pub max: f64,
}

impl Spread {
    /// Of these figures; none if there are none.
    pub fn of(figures: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut figures: Vec<f64> = figures.into_iter().collect();
        figures.sort_by(f64::total_cmp);
        let (min, max) = (*figures.first()?, *figures.last()?);
        let half = figures.len() / 2;
        let median = if figures.len() % 2 == 1 {
            figures[half]
        } else {
            f64::midpoint(figures[half - 1], figures[half])
        };
        Some(Self { median, min, max })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wild_sample_moves_the_ends_and_not_the_middle() {
        let spread = Spread::of([3.0, 1.0, 900.0, 2.0, 2.5]).unwrap();
        assert_eq!((spread.min, spread.median, spread.max), (1.0, 2.5, 900.0));
    }

    #[test]
    fn an_even_number_of_samples_has_its_middle_between_two() {
        let spread = Spread::of([4.0, 1.0, 2.0, 3.0]).unwrap();
        assert!((spread.median - 2.5).abs() < f64::EPSILON);
        assert_eq!(Spread::of([]), None);
    }
}
