//! Samples of the floor: open, with hands and a turn, and in a round.

use rondo_protocol::{
    SeatId, TurnId,
    floor::{FloorMode, FloorView, HandOrder, HandView, PlaceView, RoundView, TurnKind, TurnView},
};

use super::{AYO, HALE, MAREN, NOW, Samples, THEO, each, maybe, text, unique};

fn open() -> FloorView {
    FloorView {
        mode: FloorMode::Open,
        hand_order: HandOrder::FirstCome,
        allotment_ms: None,
        auto_advance: false,
        hands: vec![],
        turn: None,
        round: None,
        paused: false,
        space_held: false,
        last_speaker: None,
    }
}

fn turn() -> TurnView {
    TurnView {
        turn: TurnId(7),
        holder: MAREN,
        kind: TurnKind::Hand,
        started_at: NOW,
        allotment_ms: None,
        paused_ms: 0,
        paused_since: None,
        responds_to: None,
        wish: None,
        time_up: false,
    }
}

/// Hands, a turn with everything that can be said of one, and a clock that stands.
fn hands() -> FloorView {
    FloorView {
        mode: FloorMode::Hands,
        hand_order: HandOrder::LeastHeardFirst,
        allotment_ms: Some(180_000),
        auto_advance: true,
        hands: each(|kind| HandView {
            seat: THEO,
            kind,
            responds_to: Some(MAREN),
            private: true,
        }),
        turn: Some(TurnView {
            allotment_ms: Some(240_000),
            paused_ms: 12_500,
            paused_since: Some(NOW.plus_ms(60_000)),
            responds_to: Some(AYO),
            time_up: true,
            ..turn()
        }),
        round: None,
        paused: true,
        space_held: true,
        last_speaker: Some(AYO),
    }
}

fn round() -> FloorView {
    let mut seat = HALE;
    FloorView {
        mode: FloorMode::GoRound,
        round: Some(RoundView {
            prompt: Some(text("What are you bringing tonight?")),
            places: each(|state| {
                let place = PlaceView { seat, state };
                seat = SeatId(seat.0 + 1);
                place
            }),
            offered: Some(HALE),
            strict: true,
            nomination: true,
        }),
        ..open()
    }
}

fn round_without_words() -> FloorView {
    FloorView {
        mode: FloorMode::GoRound,
        round: Some(RoundView {
            prompt: None,
            places: vec![],
            offered: None,
            strict: false,
            nomination: false,
        }),
        ..open()
    }
}

impl Samples for FloorView {
    fn samples() -> Vec<Self> {
        let mut all = vec![open(), hands(), round(), round_without_words()];
        all.extend(each(|mode| FloorView { mode, ..open() }));
        all.extend(each(|hand_order| FloorView {
            hand_order,
            ..open()
        }));
        all.extend(each(|kind| FloorView {
            turn: Some(TurnView { kind, ..turn() }),
            ..open()
        }));
        all.extend(maybe(|wish| FloorView {
            turn: Some(TurnView { wish, ..turn() }),
            ..open()
        }));
        unique(all)
    }
}
