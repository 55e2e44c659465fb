//! Samples of everything a viewer can be told.

use rondo_protocol::{
    AlertId, BoxKey, CheckinId, LineId, Receipt, Update, View,
    checkins::{
        AnswerKind, AnswerView, CheckinStage, CheckinView, CheckinsUpdate, ShownTo, Template,
    },
    conversation::{Audience, ConversationUpdate, LineView},
    feedback::{Ask, BoxStage, BoxView, FeedbackUpdate, Response, ShownSlip, SlipView},
    floor::FloorUpdate,
    observation::ObservationUpdate,
    roster::{MeView, RosterUpdate, SeatView},
    safety::SafetyUpdate,
    session::{SessionUpdate, SessionView},
    update::ViewUpdate,
};

use super::{
    AYO, MAREN, NOW, Samples, THEO, a_box, bytes, each, maybe, samples, slip, text, unique,
};

samples! { Update {
    View => each(|whole| Update::View(Box::new(whole))),
    Session => each(Update::Session),
    Roster => each(Update::Roster),
    Floor => each(Update::Floor),
    Conversation => each(Update::Conversation),
    Checkins => each(Update::Checkins),
    Feedback => each(Update::Feedback),
    Safety => each(Update::Safety),
    Observation => each(Update::Observation),
} }

samples! { ViewUpdate { Whole => each(|view| ViewUpdate::Whole { view }) } }

samples! { SessionUpdate { Session => each(|session| SessionUpdate::Session { session }) } }

samples! { RosterUpdate {
    Me => each(|me| RosterUpdate::Me { me }),
    Seat => each(|seat| RosterUpdate::Seat { seat }),
    SeatGone => vec![RosterUpdate::SeatGone { seat: THEO }],
    Absent => vec![
        RosterUpdate::Absent { names: vec![text("Ayo"), text("Theo")] },
        RosterUpdate::Absent { names: vec![] },
    ],
} }

samples! { FloorUpdate { Floor => each(|floor| FloorUpdate::Floor { floor }) } }

samples! { ConversationUpdate {
    Mode => each(|mode| ConversationUpdate::Mode { mode }),
    Line => each(|line| ConversationUpdate::Line { line }),
    LineGone => vec![ConversationUpdate::LineGone { line: LineId(12) }],
} }

samples! { CheckinsUpdate { Checkin => maybe(|checkin| CheckinsUpdate::Checkin { checkin }) } }

samples! { FeedbackUpdate { Box => maybe(|feedback_box| FeedbackUpdate::Box { feedback_box }) } }

samples! { SafetyUpdate {
    Alert => each(|alert| SafetyUpdate::Alert { alert }),
    AlertGone => vec![SafetyUpdate::AlertGone { alert: AlertId(1) }],
} }

samples! { ObservationUpdate { Notes => each(|notes| ObservationUpdate::Notes { notes }) } }

impl Samples for LineView {
    fn samples() -> Vec<Self> {
        let line = |audience, held| LineView {
            line: LineId(12),
            from: MAREN,
            from_name: text("Maren"),
            audience,
            text: text("Good to see you all."),
            at: NOW,
            held,
        };
        let mut all = each(|audience| line(audience, false));
        all.push(line(Audience::Everyone {}, true));
        all
    }
}

impl Samples for CheckinView {
    fn samples() -> Vec<Self> {
        let opened = |answer, shown_to, stage| CheckinView {
            checkin: CheckinId(2),
            template: Template {
                prompt: text("How are you right now?"),
                answer,
                shown_to,
            },
            stage,
            opened_at: NOW,
            answered: vec![],
            answers: vec![],
        };
        let words = AnswerKind::Text { chars: 200 };
        let mut all = each(|kind| opened(kind, ShownTo::Group, CheckinStage::Collecting));
        all.extend(each(|to| {
            opened(words.clone(), to, CheckinStage::Collecting)
        }));
        all.extend(each(|stage| CheckinView {
            answered: vec![MAREN, AYO],
            answers: each(|answer| AnswerView {
                seat: MAREN,
                name: text("Maren"),
                answer,
            }),
            ..opened(words.clone(), ShownTo::Group, stage)
        }));
        unique(all)
    }
}

impl Samples for BoxView {
    fn samples() -> Vec<Self> {
        let of = |ask, stage| BoxView {
            box_id: a_box(),
            prompt: text("What helps in this group, and what is missing?"),
            ask,
            stage,
            closes_at: NOW.plus_ms(180_000),
            present: 6,
            threshold: 5,
            key: BoxKey(bytes(4)),
            envelopes: None,
            receipts: vec![],
            slips: vec![],
            shown: vec![],
            outcome: None,
            response: None,
        };
        let with_words = |fate| SlipView {
            slip: slip(1),
            text: text("The silence last week helped me."),
            fate,
        };
        let in_words = |paraphrase| ShownSlip {
            text: text("The silence last week helped me."),
            paraphrase,
        };
        let told = |outcome| BoxView {
            envelopes: Some(6),
            receipts: vec![Receipt(bytes(5)), Receipt(bytes(6))],
            outcome: Some(outcome),
            ..of(Ask::samples().remove(1), BoxStage::Settled)
        };
        let mut all = each(|stage| of(Ask::Words {}, stage));
        all.extend(each(|ask| of(ask, BoxStage::Open)));
        all.extend(each(told));
        all.push(BoxView {
            envelopes: Some(6),
            receipts: vec![Receipt(bytes(5)), Receipt(bytes(6))],
            slips: each(with_words),
            shown: vec![in_words(false), in_words(true)],
            response: Some(Response {
                text: text("Whoever wrote this: please call one of us today."),
                crisis: true,
            }),
            ..of(Ask::Words {}, BoxStage::Settled)
        });
        unique(all)
    }
}

/// The first sample of each kind that has one.
fn first<T: Samples>() -> T {
    T::samples().remove(0)
}

impl Samples for View {
    fn samples() -> Vec<Self> {
        let at_the_door = View {
            session: first(),
            me: first(),
            seats: vec![],
            notes: vec![],
            absent: vec![],
            floor: None,
            lines_mode: None,
            lines: vec![],
            checkin: None,
            feedback_box: None,
            alerts: vec![],
        };
        let seat = |seat: SeatView| seat;
        let mut seats = each(seat);
        seats.sort_by_key(|s| s.seat);
        seats.dedup_by_key(|s| s.seat);
        let everything = View {
            session: SessionView::samples().remove(1),
            me: MeView::samples().remove(1),
            seats,
            notes: vec![first()],
            absent: vec![text("Theo")],
            floor: rondo_protocol::floor::FloorView::samples().pop(),
            lines_mode: Some(first()),
            lines: vec![first()],
            checkin: CheckinView::samples().pop(),
            feedback_box: BoxView::samples().pop(),
            alerts: vec![first()],
        };
        vec![at_the_door, everything]
    }
}
