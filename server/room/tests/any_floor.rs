//! Anything that can be asked of the floor, for the properties.

use proptest::prelude::*;
use rondo_protocol::{
    SeatId, TurnId,
    floor::{FloorCommand, HandKind, HandOrder, RoundOrder, Wish},
};

use crate::{any::seat, cast::*};

pub fn floor_of_members() -> impl Strategy<Value = FloorCommand> {
    let kind = prop::sample::select(vec![HandKind::Speak, HandKind::Respond]);
    prop_oneof![
        4 => (kind, any::<bool>())
            .prop_map(|(kind, private)| FloorCommand::RaiseHand { kind, private }),
        1 => Just(FloorCommand::LowerHand {}),
        5 => Just(FloorCommand::AcceptTurn {}),
        2 => Just(FloorCommand::Pass {}),
        2 => Just(FloorCommand::ComeBackToMe {}),
        1 => Just(FloorCommand::SayWish { wish: Some(Wish::Questions) }),
        4 => (turn(), prop::option::weighted(0.3, seat()))
            .prop_map(|(turn, next)| FloorCommand::EndTurn { turn, next }),
    ]
}

pub fn floor_of_therapists() -> impl Strategy<Value = FloorCommand> {
    prop_oneof![
        1 => Just(FloorCommand::OpenFloor {}),
        3 => (hand_order(), allotment(), any::<bool>())
            .prop_map(|(order, ms, auto)| take_hands(order, ms, auto)),
        4 => round(prop_oneof![Just(RoundOrder::AsSeated {}), Just(RoundOrder::Drawn {})]),
        4 => (prop::option::weighted(0.3, turn()), prop::option::weighted(0.3, seat()))
            .prop_map(|(turn, offered)| FloorCommand::Next { turn, offered }),
        3 => ((2..7u16), any::<bool>(), allotment()).prop_map(|(seat, keep_place, allotment_ms)| {
            FloorCommand::GiveFloor { seat: SeatId(seat), keep_place, allotment_ms }
        }),
        2 => (turn(), prop_oneof![Just(30_000u32), any::<u32>()])
            .prop_map(|(turn, by_ms)| FloorCommand::Extend { turn, by_ms }),
        2 => (seat(), prop::option::of(seat()))
            .prop_map(|(seat, before)| FloorCommand::Reorder { seat, before }),
        1 => seat().prop_map(|seat| FloorCommand::LowerHandOf { seat }),
        2 => Just(FloorCommand::PutFirstAgain {}),
        1 => Just(FloorCommand::Pause {}),
        1 => Just(FloorCommand::Resume {}),
        1 => Just(FloorCommand::HoldSpace {}),
        2 => Just(FloorCommand::ReleaseSpace {}),
    ]
}

/// What may give the floor to a therapist too.
pub fn floor_of_anybody() -> impl Strategy<Value = FloorCommand> {
    let chosen = prop::collection::vec(seat(), 0..4).prop_map(|seats| RoundOrder::Chosen { seats });
    let order = prop_oneof![chosen, Just(RoundOrder::CoTherapistFirst {})];
    prop_oneof![
        round(order),
        (seat(), any::<bool>(), allotment()).prop_map(|(seat, keep_place, allotment_ms)| {
            FloorCommand::GiveFloor {
                seat,
                keep_place,
                allotment_ms,
            }
        }),
    ]
}

fn round(order: impl Strategy<Value = RoundOrder>) -> impl Strategy<Value = FloorCommand> {
    let three = any::<(bool, bool, bool)>();
    (order, allotment(), three).prop_map(|(order, allotment_ms, (auto, strict, nomination))| {
        FloorCommand::StartRound {
            prompt: None,
            order,
            allotment_ms,
            auto_advance: auto,
            strict,
            nomination,
        }
    })
}

fn hand_order() -> impl Strategy<Value = HandOrder> {
    prop::sample::select(vec![HandOrder::FirstCome, HandOrder::LeastHeardFirst])
}

fn allotment() -> impl Strategy<Value = Option<u32>> {
    prop::option::of(prop_oneof![Just(10_000u32), Just(60_000), any::<u32>()])
}

fn turn() -> impl Strategy<Value = TurnId> {
    (0..12u32).prop_map(TurnId)
}
