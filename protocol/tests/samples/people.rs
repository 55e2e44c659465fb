//! Samples of people: seats, one's own place, what only therapists see, and the session they share.

use rondo_protocol::{
    AlertId,
    feedback::BoxesLeft,
    observation::{Consent, SeatNotes},
    roster::{MeView, ObserverAsked, Presence, Role, SeatView, Standing},
    safety::{AlertKind, AlertView, ContactView, HelpView},
    session::{Admission, EndReason, GroundRules, Phase, SafeMode, SessionView},
};

use super::{AYO, HALE, MAREN, NOW, Samples, THEO, each, maybe, session, text, unique};

fn quiet_session() -> SessionView {
    SessionView {
        session: session(),
        group_name: text("Tuesday evening group"),
        number: 1,
        phase: Phase::Waiting,
        started_at: None,
        planned_minutes: None,
        locked: false,
        admission: Admission::OneByOne,
        safe_mode: None,
        ended: None,
        ground_rules: GroundRules {
            version: 3,
            text: text("What is said here stays here.\nWe let each other finish."),
        },
        crisis_text: text("If it cannot wait, call 112."),
        empty_chairs: 0,
        feedback_threshold: 5,
        feedback_confirmed: false,
        boxes_left: BoxesLeft {
            words: 3,
            answer: 3,
            me_too: 3,
        },
    }
}

impl Samples for SessionView {
    fn samples() -> Vec<Self> {
        let mut all = vec![
            quiet_session(),
            SessionView {
                number: 7,
                phase: Phase::Live,
                started_at: Some(NOW),
                planned_minutes: Some(90),
                locked: true,
                admission: Admission::Roster,
                safe_mode: Some(SafeMode {
                    ends_at: NOW.plus_ms(600_000),
                }),
                ended: Some(EndReason::Therapist),
                empty_chairs: 2,
                feedback_threshold: 4,
                feedback_confirmed: true,
                boxes_left: BoxesLeft {
                    words: 2,
                    answer: 1,
                    me_too: 0,
                },
                ..quiet_session()
            },
        ];
        all.extend(each(|phase| SessionView {
            phase,
            ..quiet_session()
        }));
        all.extend(each(|admission| SessionView {
            admission,
            ..quiet_session()
        }));
        all.extend(maybe(|ended| SessionView {
            ended,
            ..quiet_session()
        }));
        unique(all)
    }
}

fn maren() -> SeatView {
    SeatView {
        seat: MAREN,
        name: text("Maren"),
        role: Role::Member,
        standing: Standing::In,
        presence: Presence::Connected,
        with_you_until: None,
    }
}

impl Samples for SeatView {
    fn samples() -> Vec<Self> {
        let mut all = vec![
            SeatView {
                with_you_until: Some(NOW.plus_ms(30_000)),
                ..maren()
            },
            SeatView {
                seat: HALE,
                name: text("Dr. Hale"),
                role: Role::Therapist,
                ..maren()
            },
        ];
        all.extend(each(|role| SeatView { role, ..maren() }));
        all.extend(each(|standing| SeatView {
            standing,
            ..maren()
        }));
        all.extend(each(|presence| SeatView {
            presence,
            ..maren()
        }));
        unique(all)
    }
}

fn just_arrived() -> MeView {
    MeView {
        seat: MAREN,
        role: Role::Member,
        name: text("Maren"),
        standing: Standing::Arriving,
        rules_accepted: None,
        away: false,
        muted: false,
        hand_private: false,
        answer: None,
        help: None,
        contact: None,
        observers: vec![],
    }
}

fn in_the_middle() -> MeView {
    let asked = |agreed| ObserverAsked {
        seat: AYO,
        name: text("Ayo"),
        agreed,
    };
    MeView {
        standing: Standing::In,
        rules_accepted: Some(3),
        away: true,
        muted: true,
        hand_private: true,
        help: Some(HelpView {
            raised_at: NOW,
            acknowledged_by: Some(text("Dr. Hale")),
            unanswered: true,
        }),
        contact: Some(ContactView {
            place: Some(text("At home, second floor")),
            phone: Some(text("555 0100")),
        }),
        observers: vec![asked(None), asked(Some(true)), asked(Some(false))],
        ..just_arrived()
    }
}

impl Samples for MeView {
    fn samples() -> Vec<Self> {
        let mut all = vec![
            just_arrived(),
            in_the_middle(),
            MeView {
                help: Some(HelpView {
                    raised_at: NOW,
                    acknowledged_by: None,
                    unanswered: false,
                }),
                contact: Some(ContactView {
                    place: None,
                    phone: None,
                }),
                ..just_arrived()
            },
        ];
        all.extend(each(|role| MeView {
            role,
            ..just_arrived()
        }));
        all.extend(each(|standing| MeView {
            standing,
            ..just_arrived()
        }));
        all.extend(maybe(|answer| MeView {
            answer,
            ..just_arrived()
        }));
        unique(all)
    }
}

impl Samples for AlertView {
    fn samples() -> Vec<Self> {
        let alert = |kind| AlertView {
            alert: AlertId(1),
            seat: THEO,
            kind,
            raised_at: NOW,
            acknowledged_by: None,
            unanswered: false,
        };
        let mut all = each(alert);
        all.push(AlertView {
            acknowledged_by: Some(HALE),
            unanswered: true,
            ..alert(AlertKind::Help)
        });
        all
    }
}

impl Samples for SeatNotes {
    fn samples() -> Vec<Self> {
        let empty = SeatNotes {
            seat: THEO,
            held_ms: 0,
            turns: 0,
            responses: 0,
            last_held_at: None,
            muted: false,
            roster_name: None,
            contact: None,
            consent: None,
        };
        let full = SeatNotes {
            held_ms: 372_000,
            turns: 3,
            responses: 1,
            last_held_at: Some(NOW),
            muted: true,
            roster_name: Some(text("Theo")),
            contact: Some(ContactView {
                place: Some(text("At a friend's")),
                phone: None,
            }),
            consent: Some(Consent {
                agreed: 4,
                asked: 6,
                declined: true,
            }),
            ..empty.clone()
        };
        vec![empty, full]
    }
}
