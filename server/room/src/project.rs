//! What each person sees: the one place that decides it.
//!
//! A viewer looks through a [`Lens`], shared with all who look through the same, and sees besides
//! what is their own. Views and updates are made of the same slices here, so there is no second
//! opinion to leak through.

use rondo_protocol::{
    LineId, SeatId, Update, View,
    checkins::{AnswerView, CheckinStage, CheckinView, CheckinsUpdate, ShownTo},
    conversation::{Audience, ConversationUpdate, LineView},
    feedback::FeedbackUpdate,
    floor::FloorUpdate,
    observation::{ObservationUpdate, SeatNotes},
    roster::{MeView, ObserverAsked, Role, RosterUpdate, SeatView, Standing},
    safety::{HelpView, SafetyUpdate},
    session::{Phase, SafeMode, SessionUpdate, SessionView},
    update::ViewUpdate,
};

use crate::{conversation::Line, room::Room, roster::Seat, slice::Slice};

/// What people see in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lens {
    /// Therapists.
    Therapists,
    /// Members and observers in the circle.
    Circle,
    /// People at the door.
    Door,
    /// People who left or were removed, and everybody once the session has ended.
    Outside,
}

impl Lens {
    /// Every lens.
    pub const ALL: [Lens; 4] = [Lens::Therapists, Lens::Circle, Lens::Door, Lens::Outside];
}

/// Through which eyes a slice is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Eyes {
    /// Those of all who share a lens.
    Common(Lens),
    /// One's own, on top.
    Own(SeatId),
}

impl Room {
    /// The lens a seat looks through.
    #[must_use]
    pub fn lens(&self, seat: SeatId) -> Lens {
        let seat = self.roster.seats.get(&seat);
        seat.map_or(Lens::Outside, |seat| self.lens_of(seat))
    }

    /// All seats there ever were, in order, and the lens each looks through.
    pub fn lenses(&self) -> impl Iterator<Item = (SeatId, Lens)> {
        let seats = self.roster.seats.iter();
        seats.map(|(id, seat)| (*id, self.lens_of(seat)))
    }

    fn lens_of(&self, seat: &Seat) -> Lens {
        if self.session.phase == Phase::Ended {
            return Lens::Outside;
        }
        match (seat.standing, seat.role) {
            (Standing::In, Role::Therapist) => Lens::Therapists,
            (Standing::In, Role::Member | Role::Observer) => Lens::Circle,
            (Standing::Arriving | Standing::Waiting, _) => Lens::Door,
            (Standing::Left | Standing::Removed, _) => Lens::Outside,
        }
    }

    /// What these eyes are told of a slice, as it now stands.
    #[must_use]
    pub fn project(&self, slice: Slice, eyes: Eyes) -> Option<Update> {
        match eyes {
            Eyes::Common(lens) => self.project_common(slice, lens),
            Eyes::Own(seat) => self.project_own(slice, seat),
        }
    }

    /// What these eyes are told of a slice that was touched since `before`: nothing, if they see it
    /// as they did. A private hand or an answer touches slices that others see too; they must not
    /// even learn that something happened (R-SEE-10).
    ///
    /// A line is always news: its words may have been taken out of the log since, and what was told
    /// then has to be counted again when the log is replayed.
    #[must_use]
    pub fn news(&self, before: &Room, slice: Slice, eyes: Eyes) -> Option<Update> {
        let now = self.project(slice, eyes)?;
        let changed = || before.project(slice, eyes).as_ref() != Some(&now);
        (matches!(slice, Slice::Line(_)) || changed()).then_some(now)
    }

    fn project_common(&self, slice: Slice, lens: Lens) -> Option<Update> {
        let therapists = match lens {
            Lens::Therapists => true,
            Lens::Circle => false,
            Lens::Door | Lens::Outside => {
                return (slice == Slice::Session).then(|| self.session_update());
            }
        };
        let for_therapists = |update: Update| therapists.then_some(update);
        match slice {
            Slice::Whole(_) | Slice::Me(_) => None,
            Slice::Session => Some(self.session_update()),
            Slice::Seat(id) => {
                let seat = self.roster.seats.get(&id)?;
                let seen = if therapists {
                    seat.announced
                } else {
                    seat.is_in()
                };
                seen.then(|| {
                    Update::Roster(RosterUpdate::Seat {
                        seat: self.seat_view(id, seat),
                    })
                })
            }
            Slice::Chair(id) => {
                let seat = self.roster.seats.get(&id)?;
                let emptied = !therapists && seat.was_in && !seat.is_in();
                emptied.then_some(Update::Roster(RosterUpdate::SeatGone { seat: id }))
            }
            Slice::Notes(id) => {
                let seat = self.roster.seats.get(&id).filter(|s| s.announced)?;
                let notes = self.notes(id, seat);
                for_therapists(Update::Observation(ObservationUpdate::Notes { notes }))
            }
            Slice::Absent => {
                let names = self.roster.absent();
                for_therapists(Update::Roster(RosterUpdate::Absent { names }))
            }
            Slice::Floor => {
                let floor = self.floor.view(therapists);
                Some(Update::Floor(FloorUpdate::Floor { floor }))
            }
            Slice::LinesMode => {
                let mode = self.conversation.mode;
                Some(Update::Conversation(ConversationUpdate::Mode { mode }))
            }
            Slice::Line(id) => {
                let line = self.conversation.lines.get(id)?;
                let seen = therapists || (is_for_all(line) && !line.held);
                seen.then(|| Update::Conversation(line_update(id, line)))
            }
            Slice::Checkin => {
                let checkin = self.checkin_view(therapists);
                Some(Update::Checkins(CheckinsUpdate::Checkin { checkin }))
            }
            Slice::Box => {
                let feedback_box = self.feedback.view(therapists);
                Some(Update::Feedback(FeedbackUpdate::Box { feedback_box }))
            }
            Slice::Alert(alert) => {
                let update = match self.safety.alerts.get(&alert) {
                    Some(view) => SafetyUpdate::Alert {
                        alert: view.clone(),
                    },
                    None => SafetyUpdate::AlertGone { alert },
                };
                for_therapists(Update::Safety(update))
            }
        }
    }

    fn project_own(&self, slice: Slice, viewer: SeatId) -> Option<Update> {
        let seat = self.roster.seats.get(&viewer)?;
        match slice {
            Slice::Whole(id) if id == viewer => {
                let view = self.view(viewer)?;
                Some(Update::View(Box::new(ViewUpdate::Whole { view })))
            }
            Slice::Me(id) if id == viewer => {
                let me = self.me(viewer, seat);
                Some(Update::Roster(RosterUpdate::Me { me }))
            }
            Slice::Line(id) => {
                let line = self.conversation.lines.get(id)?;
                let own = self.is_own_line(viewer, line);
                own.then(|| Update::Conversation(line_update(id, line)))
            }
            Slice::Whole(_)
            | Slice::Me(_)
            | Slice::Session
            | Slice::Seat(_)
            | Slice::Chair(_)
            | Slice::Notes(_)
            | Slice::Absent
            | Slice::Floor
            | Slice::LinesMode
            | Slice::Checkin
            | Slice::Box
            | Slice::Alert(_) => None,
        }
    }

    /// Whether a line is seen by somebody in the circle because it is theirs or for them.
    fn is_own_line(&self, viewer: SeatId, line: &Line) -> bool {
        self.lens(viewer) == Lens::Circle && owners_of(line).contains(&Some(viewer))
    }

    /// Whose own eyes may see something of a slice; nobody else's need to be asked about it.
    pub fn owners(&self, slice: Slice) -> impl Iterator<Item = SeatId> + use<> {
        let owners = match slice {
            Slice::Whole(seat) | Slice::Me(seat) => [Some(seat), None],
            Slice::Line(id) => self.conversation.lines.get(id).map_or([None; 2], owners_of),
            Slice::Session
            | Slice::Seat(_)
            | Slice::Chair(_)
            | Slice::Notes(_)
            | Slice::Absent
            | Slice::Floor
            | Slice::LinesMode
            | Slice::Checkin
            | Slice::Box
            | Slice::Alert(_) => [None; 2],
        };
        owners.into_iter().flatten()
    }

    /// All that a seat may see.
    #[must_use]
    pub fn view(&self, viewer: SeatId) -> Option<View> {
        let own = self.roster.seats.get(&viewer)?;
        let mut view = View {
            session: self.session_view(),
            me: self.me(viewer, own),
            seats: Vec::new(),
            notes: Vec::new(),
            absent: Vec::new(),
            floor: None,
            lines_mode: None,
            lines: Vec::new(),
            checkin: None,
            feedback_box: None,
            alerts: Vec::new(),
        };
        let lens = self.lens(viewer);
        match lens {
            Lens::Door | Lens::Outside => return Some(view),
            Lens::Therapists | Lens::Circle => {}
        }
        let seats = self.roster.seats.keys();
        let lines = self.conversation.lines.from(own.lines_from);
        let slices = [
            Slice::Absent,
            Slice::Floor,
            Slice::LinesMode,
            Slice::Checkin,
            Slice::Box,
        ]
        .into_iter()
        .chain(seats.flat_map(|id| [Slice::Seat(*id), Slice::Notes(*id)]))
        .chain(
            lines
                .filter(|(_, l)| l.text.is_some())
                .map(|(id, _)| Slice::Line(id)),
        )
        .chain(self.safety.alerts.keys().map(|id| Slice::Alert(*id)));
        for slice in slices {
            for eyes in [Eyes::Common(lens), Eyes::Own(viewer)] {
                if let Some(update) = self.project(slice, eyes) {
                    view.fold(update);
                }
            }
        }
        Some(view)
    }

    fn session_update(&self) -> Update {
        let session = self.session_view();
        Update::Session(SessionUpdate::Session { session })
    }

    fn session_view(&self) -> SessionView {
        let opening = &self.opening;
        let safe_mode = self
            .session
            .safe_mode
            .map(|s| SafeMode { ends_at: s.ends_at });
        SessionView {
            session: opening.session,
            group_name: opening.group_name.clone(),
            number: opening.number,
            phase: self.session.phase,
            started_at: self.session.started_at,
            planned_minutes: opening.planned_minutes,
            locked: self.session.locked,
            admission: self.session.admission,
            safe_mode,
            ended: self.session.ended,
            ground_rules: opening.ground_rules.clone(),
            crisis_text: opening.crisis_text.clone(),
            empty_chairs: u16::try_from(self.roster.empty_chairs()).unwrap_or(u16::MAX),
            feedback_threshold: opening.feedback_threshold,
            feedback_confirmed: self.feedback.confirmed,
            boxes_left: self.feedback.left,
        }
    }

    fn seat_view(&self, id: SeatId, seat: &Seat) -> SeatView {
        SeatView {
            seat: id,
            name: seat.name.clone(),
            role: seat.role,
            standing: seat.standing,
            presence: seat.presence(),
            with_you_until: self.conversation.with_you_until.get(&id).copied(),
        }
    }

    fn me(&self, id: SeatId, seat: &Seat) -> MeView {
        let asked = seat.role == Role::Member;
        let observers = self.roster.observers().filter(|_| asked && seat.is_here());
        let question = |(observer, other): (SeatId, &Seat)| ObserverAsked {
            seat: observer,
            name: other.name.clone(),
            agreed: self.roster.answer_about(observer, id),
        };
        let help = self.safety.help_of(id).map(|call| HelpView {
            raised_at: call.raised_at,
            acknowledged_by: call
                .acknowledged_by
                .and_then(|t| self.roster.name(t))
                .cloned(),
            unanswered: call.unanswered,
        });
        MeView {
            seat: id,
            role: seat.role,
            name: seat.name.clone(),
            standing: seat.standing,
            rules_accepted: seat.rules,
            away: seat.away,
            muted: self.moderation.muted.contains(&id),
            hand_private: self.floor.hand(id).is_some_and(|h| h.private),
            answer: self
                .checkins
                .open
                .as_ref()
                .and_then(|c| c.answers.get(&id))
                .cloned(),
            help,
            contact: self.safety.contacts.get(&id).cloned(),
            observers: observers.map(question).collect(),
        }
    }

    fn notes(&self, id: SeatId, seat: &Seat) -> SeatNotes {
        let share = self.floor.share(id);
        // Nobody is asked any more about an observer who left.
        let observed = seat.role == Role::Observer && seat.is_here();
        SeatNotes {
            seat: id,
            held_ms: share.held_ms,
            turns: share.turns,
            responses: share.responses,
            last_held_at: share.last_at,
            muted: self.moderation.muted.contains(&id),
            roster_name: self.roster.rostered(seat.person).cloned(),
            contact: self.safety.contacts.get(&id).cloned(),
            consent: observed.then(|| self.roster.consent(id)),
        }
    }

    fn checkin_view(&self, therapists: bool) -> Option<CheckinView> {
        let open = self.checkins.open.as_ref()?;
        let shown = open.stage == CheckinStage::Revealed
            && (therapists || open.template.shown_to == ShownTo::Group);
        let mut answers = Vec::new();
        if shown {
            for (seat, answer) in &open.answers {
                if let Some(name) = self.roster.name(*seat).cloned() {
                    answers.push(AnswerView {
                        seat: *seat,
                        name,
                        answer: answer.clone(),
                    });
                }
            }
        }
        let answered = open.answers.keys().copied().filter(|_| therapists);
        Some(CheckinView {
            checkin: open.id,
            template: open.template.clone(),
            stage: open.stage,
            opened_at: open.opened_at,
            answered: answered.collect(),
            answers,
        })
    }
}

fn is_for_all(line: &Line) -> bool {
    match line.audience {
        Audience::Everyone {} => true,
        Audience::Therapists {} | Audience::One { .. } => false,
    }
}

/// Who sees a line of their own that others do not: who wrote it and whom it is for.
fn owners_of(line: &Line) -> [Option<SeatId>; 2] {
    match line.audience {
        Audience::Everyone {} if !line.held => [None; 2],
        Audience::Everyone {} | Audience::Therapists {} => [Some(line.from), None],
        Audience::One { seat } => [Some(line.from), Some(seat)],
    }
}

fn line_update(id: LineId, line: &Line) -> ConversationUpdate {
    match &line.text {
        Some(text) => ConversationUpdate::Line {
            line: LineView {
                line: id,
                from: line.from,
                from_name: line.from_name.clone(),
                audience: line.audience.clone(),
                text: text.clone(),
                at: line.at,
                held: line.held,
            },
        },
        None => ConversationUpdate::LineGone { line: id },
    }
}
