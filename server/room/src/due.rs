//! What becomes due in a room, and when. Every deadline is read off the state, so none can be
//! forgotten over a restart and none is kept beside it.

use rondo_protocol::{
    At, BoxId,
    safety::AlertKind,
    session::{EndReason, Phase},
};

use crate::{
    event::Event,
    limits::{ABANDONED_MS, SAFE_MODE_AFTER_MS, SAFE_MODE_LASTS_MS, TIME_NOTED_MS},
    room::{Draft, Room},
    roster::RosterEvent,
    session::SessionEvent,
};

impl Room {
    /// When the room wants to be told the time next, by [`crate::Input::Tick`] or, if
    /// [`Room::to_seal`] says so, by [`crate::Input::Seal`].
    #[must_use]
    pub fn next_deadline(&self) -> Option<At> {
        let seal = self.feedback.to_seal().map(|(at, _)| at);
        let first = self.deadlines().map(|(at, _)| at).min();
        [seal, first].into_iter().flatten().min()
    }

    /// The box whose envelopes are to be opened now.
    #[must_use]
    pub fn to_seal(&self, now: At) -> Option<BoxId> {
        let (at, id) = self.feedback.to_seal()?;
        (at <= now).then_some(id)
    }

    fn deadlines(&self) -> impl Iterator<Item = (At, Event)> + '_ {
        let over = self.session.phase == Phase::Ended;
        let safe = self.session.safe_mode.is_some();
        let roster = self.roster.deadlines().map(|(at, e)| (at, e.into()));
        let floor = self.floor.deadline().map(|(at, e)| (at, e.into()));
        let feedback = self
            .feedback
            .deadline()
            .filter(|_| !safe)
            .map(|(at, e)| (at, e.into()));
        let safety = self.safety.deadlines().map(|(at, e)| (at, e.into()));
        let session = self.session_deadline().map(|(at, e)| (at, e.into()));
        let noted = self.clock_runs().then(|| {
            let at = self.last_at.plus_ms(TIME_NOTED_MS);
            (at, SessionEvent::TimeNoted {}.into())
        });
        let all = roster
            .chain(floor)
            .chain(feedback)
            .chain(safety)
            .chain(session)
            .chain(noted);
        all.filter(move |_| !over)
    }

    /// Whether time passes that a crash must not give back (R-TURN-10): a turn's, or safe mode's.
    fn clock_runs(&self) -> bool {
        let turn = self.floor.turn.as_ref();
        let turn_runs = turn.is_some_and(|turn| turn.paused_since.is_none());
        turn_runs || self.session.safe_mode.is_some()
    }

    /// When the absence of people changes the session (R-SAFE-1, R-SAFE-3, R-SES-6).
    fn session_deadline(&self) -> Option<(At, SessionEvent)> {
        let ended = |reason| SessionEvent::Ended { reason };
        match (self.session.phase, self.session.safe_mode) {
            (Phase::Waiting, _) => {
                let gone = self.roster.everybody_gone_since(self.session.opened_at)?;
                Some((gone.plus_ms(ABANDONED_MS), ended(EndReason::Abandoned)))
            }
            (Phase::Live, None) => {
                let gone = self.roster.therapist_gone_since(self.session.opened_at)?;
                Some((
                    gone.plus_ms(SAFE_MODE_AFTER_MS),
                    SessionEvent::SafeModeEntered {},
                ))
            }
            (Phase::Live, Some(safe_mode)) => {
                Some((safe_mode.ends_at, ended(EndReason::TherapistLost)))
            }
            (Phase::Closing, _) => {
                let gone = self.roster.therapist_gone_since(self.session.opened_at)?;
                let at = gone.plus_ms(SAFE_MODE_AFTER_MS + SAFE_MODE_LASTS_MS);
                Some((at, ended(EndReason::TherapistLost)))
            }
            (Phase::Ended, _) => None,
        }
    }
}

impl Draft<'_> {
    /// Brings about everything that is due, earliest first.
    pub(crate) fn tick(&mut self) {
        let now = self.at;
        loop {
            let due = self.room().deadlines().filter(|(at, _)| *at <= now);
            let Some((_, event)) = due.min_by_key(|(at, _)| *at) else {
                return;
            };
            match event {
                Event::Roster(RosterEvent::Left { seat, why }) => self.leave(seat, why),
                Event::Roster(RosterEvent::PresenceShown {
                    seat,
                    connected: false,
                }) => {
                    if !self.room().roster.went_with_the_server(seat) {
                        self.alert_after_turn(seat, AlertKind::DroppedAfterTurn);
                    }
                    self.emit(event);
                }
                Event::Session(_)
                | Event::Roster(_)
                | Event::Floor(_)
                | Event::Conversation(_)
                | Event::Checkins(_)
                | Event::Feedback(_)
                | Event::Moderation(_)
                | Event::Safety(_) => self.emit(event),
            }
            self.follow_up();
        }
    }
}
