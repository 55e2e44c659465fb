//! One turn and its clock.
//!
//! A clock belongs to a turn, never to its holder. It stands while anything holds the floor still,
//! and nothing is cut off when its time is up.

use rondo_protocol::{
    At, SeatId, TurnId,
    floor::{TurnKind, TurnView, Wish},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Turn {
    pub id: TurnId,
    pub holder: SeatId,
    pub kind: TurnKind,
    /// Whether it uses up the holder's place in the round.
    pub uses_place: bool,
    pub started_at: At,
    pub allotment_ms: Option<u32>,
    pub paused_ms: u64,
    pub paused_since: Option<At>,
    pub responds_to: Option<SeatId>,
    pub wish: Option<Wish>,
    pub time_up: bool,
}

impl Turn {
    /// Time held up to `at`, pauses not counted, in milliseconds.
    pub fn held_ms(&self, at: At) -> u64 {
        let until = self.paused_since.unwrap_or(at);
        until
            .ms_since(self.started_at)
            .saturating_sub(self.paused_ms)
    }

    /// When its time will be up, if its clock runs towards that.
    pub fn time_up_at(&self) -> Option<At> {
        let allotment = self.allotment_ms.filter(|_| !self.time_up)?;
        let running = self.paused_since.is_none();
        running.then(|| {
            self.started_at
                .plus_ms(u64::from(allotment) + self.paused_ms)
        })
    }

    /// Stops the clock, unless it stands.
    pub fn stand(&mut self, at: At) {
        self.paused_since.get_or_insert(at);
    }

    /// Lets the clock go on.
    pub fn go_on(&mut self, at: At) {
        if let Some(since) = self.paused_since.take() {
            self.paused_ms = self.paused_ms.saturating_add(at.ms_since(since));
        }
    }

    /// Its time with so much more, in milliseconds; none if it has none, or too much to count.
    /// Added to what is left: after time up, somebody told "two minutes more" has two minutes.
    pub fn extended_to(&self, by_ms: u32, at: At) -> Option<u32> {
        let given = u64::from(self.allotment_ms?).max(self.held_ms(at));
        u32::try_from(given.saturating_add(u64::from(by_ms))).ok()
    }

    /// Gives more time.
    pub fn extend(&mut self, by_ms: u32, at: At) {
        if let Some(allotment) = self.extended_to(by_ms, at) {
            self.allotment_ms = Some(allotment);
            self.time_up = false;
        }
    }

    pub fn view(&self) -> TurnView {
        TurnView {
            turn: self.id,
            holder: self.holder,
            kind: self.kind,
            started_at: self.started_at,
            allotment_ms: self.allotment_ms,
            paused_ms: self.paused_ms,
            paused_since: self.paused_since,
            responds_to: self.responds_to,
            wish: self.wish,
            time_up: self.time_up,
        }
    }
}
