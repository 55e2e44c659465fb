//! The server is killed where it stands, again and again, in the middle of everything; its people
//! come back, repeat what was not answered and go on. What they sent, saw acknowledged and were shown
//! is judged by [`history`](crate::history).

use std::{fmt, sync::Arc, time::Duration};

use rand::{RngExt, SeedableRng, rngs::StdRng};
use rondo_tests::Stage;

use crate::{
    history::{History, Objection, Size, objections},
    watch::Watch,
};

/// How much is to be done.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Rooms at once.
    pub rooms: usize,
    /// How often the server is killed.
    pub kills: usize,
    /// Draws who asks for what, and when the server is killed.
    pub seed: u64,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The kills.
    pub kills: usize,
    /// Of them, those in the middle of people coming back.
    pub early: usize,
    /// How much was done, over all rooms.
    pub size: Size,
    /// From the start of a server to each person's welcome, sorted.
    pub times_back: Vec<Duration>,
    /// What is wrong, with the room it is wrong in.
    pub objections: Vec<(usize, Objection)>,
}

/// Kills the server that often, and judges what its people went through. `told` hears of each kill.
///
/// # Panics
/// If a server does not start, or if somebody hears what does not follow from what they heard.
pub async fn run(plan: Plan, told: impl Fn(usize)) -> Outcome {
    let mut rng = StdRng::seed_from_u64(plan.seed);
    let stage = Stage::new().await;
    let mut watch = Watch::begin(stage, plan.rooms, &mut rng, Arc::new(|| 0)).await;
    let everybody = watch.everybody();
    let mut calm_lives = Vec::new();
    for kill in 1..=plan.kills {
        // The first life begins with everybody there.
        let early = kill > 1 && rng.random_ratio(1, 6);
        if early {
            let some = rng.random_range(1..everybody);
            watch.until_back(some).await;
        } else {
            watch.until_all_are_back().await;
            calm_lives.push(kill);
            let answers = rng.random_range(1..everybody * ANSWERS_EACH);
            watch.until_answered(answers).await;
        }
        watch.kill_and_start().await;
        told(kill);
    }
    watch.until_all_are_back().await;
    calm_lives.push(plan.kills + 1);
    let early = plan.kills + 1 - calm_lives.len();
    let times_back = watch.times_back();
    let (_stage, rooms) = watch.rest().await;
    let mut outcome = Outcome {
        kills: plan.kills,
        early,
        size: Size::default(),
        times_back,
        objections: Vec::new(),
    };
    for (room, people) in rooms.iter().enumerate() {
        let history = History {
            people: people
                .iter()
                .map(|person| person.history().clone())
                .collect(),
            calm_lives: calm_lives.clone(),
        };
        outcome.size = outcome.size + history.size();
        let wrong = objections(&history).into_iter();
        outcome.objections.extend(wrong.map(|wrong| (room, wrong)));
    }
    outcome
}

/// Answers everybody is given at most, on average, before the next kill: fewer than they ask for, so
/// that something is always on the way.
const ANSWERS_EACH: u64 = 12;

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Size {
            sent,
            acknowledged,
            updates,
            returns,
            compared,
        } = self.size;
        writeln!(
            f,
            "{} kills, {} of them while people were coming back",
            self.kills, self.early
        )?;
        writeln!(
            f,
            "{sent} commands, {acknowledged} acknowledged, {updates} updates told, {returns} \
             welcomes, {compared} folded views compared with fresh ones"
        )?;
        write!(f, "back in step after the start of the server:")?;
        for (name, share) in [("p50", 0.5), ("p99", 0.99), ("last", 1.0)] {
            let time = quantile(&self.times_back, share);
            write!(f, " {name} {} ms", time.as_millis())?;
        }
        writeln!(f)?;
        for (room, wrong) in &self.objections {
            writeln!(f, "room {room}: {wrong}")?;
        }
        write!(f, "{} objections", self.objections.len())
    }
}

/// The smallest of sorted times that this share of them does not exceed.
fn quantile(sorted: &[Duration], share: f64) -> Duration {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a list"
    )]
    let place = (sorted.len() as f64 * share).ceil() as usize;
    sorted
        .get(place.saturating_sub(1))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_that_a_share_of_people_does_not_exceed_is_one_that_somebody_took() {
        let times: Vec<_> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(quantile(&times, 0.5), Duration::from_millis(100));
        assert_eq!(quantile(&times, 0.99), Duration::from_millis(198));
        assert_eq!(quantile(&times, 1.0), Duration::from_millis(200));
        assert_eq!(quantile(&[], 0.5), Duration::ZERO);
    }
}
