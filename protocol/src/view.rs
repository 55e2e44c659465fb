//! All that one viewer may see of a room.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Update,
    checkins::{CheckinView, CheckinsUpdate},
    conversation::{ConversationUpdate, LineView, LinesMode},
    feedback::{BoxView, FeedbackUpdate},
    floor::{FloorUpdate, FloorView},
    observation::{ObservationUpdate, SeatNotes},
    roster::{MeView, RosterUpdate, SeatView},
    safety::{AlertView, SafetyUpdate},
    session::{SessionUpdate, SessionView},
    text::Name,
    update::ViewUpdate,
};

/// The room in one viewer's eyes. Lists are ordered by their id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// The session.
    pub session: SessionView,
    /// One's own place.
    pub me: MeView,
    /// Seats in the circle; for therapists also those at the door.
    pub seats: Vec<SeatView>,
    /// Notes on seats. Therapists only, otherwise empty.
    pub notes: Vec<SeatNotes>,
    /// Names on the roster who are not here. Therapists only, otherwise empty.
    pub absent: Vec<Name>,
    /// The floor, for those in the circle.
    pub floor: Option<FloorView>,
    /// How lines to everyone are taken, for those in the circle.
    pub lines_mode: Option<LinesMode>,
    /// Lines since one came in.
    pub lines: Vec<LineView>,
    /// The check-in that is open.
    pub checkin: Option<CheckinView>,
    /// The feedback box.
    #[serde(rename = "box")]
    pub feedback_box: Option<BoxView>,
    /// Alerts. Therapists only, otherwise empty.
    pub alerts: Vec<AlertView>,
}

impl View {
    /// Takes in one update: the reference for every client's folding.
    pub fn fold(&mut self, update: Update) {
        match update {
            Update::View(whole) => {
                let ViewUpdate::Whole { view } = *whole;
                *self = view;
            }
            Update::Session(SessionUpdate::Session { session }) => self.session = session,
            Update::Roster(update) => self.fold_roster(update),
            Update::Floor(FloorUpdate::Floor { floor }) => self.floor = Some(floor),
            Update::Conversation(update) => self.fold_conversation(update),
            Update::Checkins(CheckinsUpdate::Checkin { checkin }) => self.checkin = checkin,
            Update::Feedback(FeedbackUpdate::Box { feedback_box }) => {
                self.feedback_box = feedback_box;
            }
            Update::Safety(SafetyUpdate::Alert { alert }) => {
                put(&mut self.alerts, alert, |a| a.alert);
            }
            Update::Safety(SafetyUpdate::AlertGone { alert }) => {
                self.alerts.retain(|a| a.alert != alert);
            }
            Update::Observation(ObservationUpdate::Notes { notes }) => {
                put(&mut self.notes, notes, |n| n.seat);
            }
        }
    }

    fn fold_roster(&mut self, update: RosterUpdate) {
        match update {
            RosterUpdate::Me { me } => self.me = me,
            RosterUpdate::Seat { seat } => put(&mut self.seats, seat, |s| s.seat),
            RosterUpdate::SeatGone { seat } => self.seats.retain(|s| s.seat != seat),
            RosterUpdate::Absent { names } => self.absent = names,
        }
    }

    fn fold_conversation(&mut self, update: ConversationUpdate) {
        match update {
            ConversationUpdate::Mode { mode } => self.lines_mode = Some(mode),
            ConversationUpdate::Line { line } => put(&mut self.lines, line, |l| l.line),
            ConversationUpdate::LineGone { line } => self.lines.retain(|l| l.line != line),
        }
    }
}

/// Replaces the entry with the same id, or inserts it in its place by id.
fn put<T, K: Ord>(list: &mut Vec<T>, value: T, id: impl Fn(&T) -> K) {
    match list.binary_search_by_key(&id(&value), &id) {
        Ok(at) => list[at] = value,
        Err(at) => list.insert(at, value),
    }
}
