//! Safety: calls for help, alerts, and how to reach somebody in need.
//!
//! A call for help is never refused for want of room, and never seen by other members. If nobody
//! answers in time the caller gets the crisis text instead of silence.

use std::collections::{BTreeMap, BTreeSet};

use rondo_protocol::{
    AlertId, At, RefusalCode, SeatId,
    safety::{AlertKind, AlertView, ContactView},
};
use serde::{Deserialize, Serialize};

use crate::{
    limits::HELP_UNANSWERED_MS,
    slice::{Slice, Touched},
};

/// What happened in safety.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SafetyEvent {
    /// Therapists were alerted. Replaces an earlier alert of that kind about the same person.
    Alerted {
        /// The new alert.
        alert: AlertId,
        /// About whom.
        seat: SeatId,
        /// To what.
        kind: AlertKind,
    },
    /// A therapist is on it.
    Acknowledged {
        /// Which.
        alert: AlertId,
        /// Who.
        by: SeatId,
    },
    /// A call for help stood unanswered.
    Unanswered {
        /// Which.
        alert: AlertId,
    },
    /// A call for help was taken back.
    Cancelled {
        /// Which.
        alert: AlertId,
    },
    /// Somebody left, changed or took back how to be reached.
    ContactLeft {
        /// Who.
        seat: SeatId,
        /// How.
        contact: ContactView,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Safety {
    pub alerts: BTreeMap<AlertId, AlertView>,
    pub contacts: BTreeMap<SeatId, ContactView>,
    /// Whose last scale was in its lowest fifth.
    pub low: BTreeSet<SeatId>,
    next_alert: AlertId,
}

impl Default for Safety {
    fn default() -> Self {
        Self {
            alerts: BTreeMap::new(),
            contacts: BTreeMap::new(),
            low: BTreeSet::new(),
            next_alert: AlertId(1),
        }
    }
}

impl Safety {
    pub fn alerted(&self, seat: SeatId, kind: AlertKind) -> SafetyEvent {
        SafetyEvent::Alerted {
            alert: self.next_alert,
            seat,
            kind,
        }
    }

    /// Somebody's call for help, answered or not.
    pub fn help_of(&self, seat: SeatId) -> Option<&AlertView> {
        let mut alerts = self.alerts.values();
        alerts.find(|a| a.seat == seat && a.kind == AlertKind::Help)
    }

    /// Asking twice is one call, until somebody is on it.
    pub fn ask_help(&self, seat: SeatId) -> Option<SafetyEvent> {
        let waiting = self
            .help_of(seat)
            .is_some_and(|a| a.acknowledged_by.is_none());
        (!waiting).then(|| self.alerted(seat, AlertKind::Help))
    }

    pub fn cancel_help(&self, seat: SeatId) -> Result<SafetyEvent, RefusalCode> {
        let call = self.help_of(seat).ok_or(RefusalCode::NoAlert)?;
        Ok(SafetyEvent::Cancelled { alert: call.alert })
    }

    /// The first therapist's answer counts; a second one's changes nothing.
    pub fn acknowledge(
        &self,
        alert: AlertId,
        by: SeatId,
    ) -> Result<Option<SafetyEvent>, RefusalCode> {
        let held = self.alerts.get(&alert).ok_or(RefusalCode::NoAlert)?;
        let open = held.acknowledged_by.is_none();
        Ok(open.then_some(SafetyEvent::Acknowledged { alert, by }))
    }

    /// What becomes due, and when.
    pub fn deadlines(&self) -> impl Iterator<Item = (At, SafetyEvent)> + '_ {
        let waiting = |a: &&AlertView| {
            a.kind == AlertKind::Help && a.acknowledged_by.is_none() && !a.unanswered
        };
        self.alerts.values().filter(waiting).map(|a| {
            let event = SafetyEvent::Unanswered { alert: a.alert };
            (a.raised_at.plus_ms(HELP_UNANSWERED_MS), event)
        })
    }

    pub fn apply(&mut self, event: &SafetyEvent, at: At, touched: &mut Touched) {
        match event {
            SafetyEvent::Alerted { alert, seat, kind } => {
                let mut alerts = self.alerts.values();
                let earlier = alerts.find(|a| a.seat == *seat && a.kind == *kind);
                if let Some(earlier) = earlier.map(|a| a.alert) {
                    self.remove(earlier, touched);
                }
                let view = AlertView {
                    alert: *alert,
                    seat: *seat,
                    kind: *kind,
                    raised_at: at,
                    acknowledged_by: None,
                    unanswered: false,
                };
                self.alerts.insert(*alert, view);
                self.next_alert = AlertId(alert.0.saturating_add(1));
                self.touch(*alert, touched);
            }
            SafetyEvent::Acknowledged { alert, by } => {
                self.change(*alert, touched, |a| a.acknowledged_by = Some(*by));
            }
            SafetyEvent::Unanswered { alert } => {
                self.change(*alert, touched, |a| a.unanswered = true);
            }
            SafetyEvent::Cancelled { alert } => self.remove(*alert, touched),
            SafetyEvent::ContactLeft { seat, contact } => {
                if contact.place.is_none() && contact.phone.is_none() {
                    self.contacts.remove(seat);
                } else {
                    self.contacts.insert(*seat, contact.clone());
                }
                touched.touch(Slice::Me(*seat));
                touched.touch(Slice::Notes(*seat));
            }
        }
    }

    /// Remembers whether somebody's scale was low.
    pub fn note_scale(&mut self, seat: SeatId, low: bool) {
        if low {
            self.low.insert(seat);
        } else {
            self.low.remove(&seat);
        }
    }

    fn change(
        &mut self,
        alert: AlertId,
        touched: &mut Touched,
        change: impl FnOnce(&mut AlertView),
    ) {
        if let Some(held) = self.alerts.get_mut(&alert) {
            change(held);
            self.touch(alert, touched);
        }
    }

    fn remove(&mut self, alert: AlertId, touched: &mut Touched) {
        self.touch(alert, touched);
        self.alerts.remove(&alert);
    }

    /// An alert is seen by therapists, a call for help also by the caller.
    fn touch(&self, alert: AlertId, touched: &mut Touched) {
        touched.touch(Slice::Alert(alert));
        if let Some(held) = self.alerts.get(&alert) {
            touched.touch(Slice::Me(held.seat));
        }
    }
}
