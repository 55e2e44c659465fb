//! Hands and rounds.

use rondo_protocol::{
    Command, RefusalCode, SeatId, View, floor::FloorCommand, floor::FloorMode, floor::PlaceState,
    floor::TurnView, floor::Wish,
};
use rondo_tests::{Circle, Seated, Stage, asking};

#[tokio::test]
async fn hands_are_taken_in_the_order_in_which_they_were_raised() {
    // R-FLO-2, R-FLO-3, R-FLO-14
    let stage = Stage::new().await;
    let Circle {
        mut hale,
        members: [mut maren, mut theo, ayo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo", "Ayo"]).await;
    hale.does(asking::take_hands()).await;
    theo.does(asking::raise_hand()).await;
    maren.does(asking::raise_hand()).await;
    theo.does(asking::raise_hand()).await;
    let in_order = [theo.seat(), maren.seat()];
    let mut everybody = [hale, maren, theo, ayo];
    for somebody in &mut everybody {
        somebody
            .sees("both hands", |view| hands(view) == in_order)
            .await;
    }
    let [hale, _, theo, _] = &mut everybody;
    hale.does(asking::next(None, None)).await;
    theo.sees("the floor", |view| holder(view) == Some(in_order[0]))
        .await;
    assert_eq!(hands(theo.view()), in_order[1..]);
}

#[tokio::test]
async fn a_round_offers_the_turn_to_everybody_once() {
    // R-FLO-8, R-FLO-9, R-FLO-10, R-TURN-2, R-TURN-7, R-CON-3
    let stage = Stage::new().await;
    let Circle {
        mut hale,
        members: [mut maren, mut theo, mut ayo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo", "Ayo"]).await;
    hale.does(asking::start_round("one word for the week"))
        .await;
    let refused = theo.is_refused(asking::accept_turn()).await;
    assert_eq!(refused, RefusalCode::NotYourTurn);
    offered(&mut maren).await;
    maren
        .does(Command::Floor(FloorCommand::ComeBackToMe {}))
        .await;
    offered(&mut theo).await;
    theo.does(asking::accept_turn()).await;
    let listening = Some(Wish::JustListen);
    theo.does(Command::Floor(FloorCommand::SayWish { wish: listening }))
        .await;
    ayo.sees("what would help Theo", |view| {
        turn(view).is_some_and(|t| t.wish == listening)
    })
    .await;
    let refused = ayo.is_refused(asking::say("out of turn")).await;
    assert_eq!(refused, RefusalCode::SpeakerOnly);
    theo.does(asking::say("lighter")).await;
    let running = turn(theo.view()).unwrap().turn;
    let refused = ayo.is_refused(asking::end_turn(running)).await;
    assert_eq!(refused, RefusalCode::NotYourTurn);
    theo.does(asking::end_turn(running)).await;
    offered(&mut ayo).await;
    ayo.does(Command::Floor(FloorCommand::Pass {})).await;
    offered(&mut maren).await;
    let refused = maren
        .is_refused(Command::Floor(FloorCommand::ComeBackToMe {}))
        .await;
    assert_eq!(refused, RefusalCode::AlreadyCameBack);
    maren.does(asking::accept_turn()).await;
    let places = &maren
        .view()
        .floor
        .as_ref()
        .unwrap()
        .round
        .as_ref()
        .unwrap()
        .places;
    let state = |of: &Seated| places.iter().find(|p| p.seat == of.seat()).unwrap().state;
    assert_eq!(state(&theo), PlaceState::Heard);
    assert_eq!(state(&ayo), PlaceState::Passed);
    let running = turn(maren.view()).unwrap().turn;
    maren.does(asking::end_turn(running)).await;
    hale.sees("the end of the round", |view| {
        let floor = view.floor.as_ref();
        floor.is_some_and(|f| {
            f.turn.is_none() && f.round.as_ref().is_none_or(|r| r.offered.is_none())
        })
    })
    .await;
    hale.does(Command::Floor(FloorCommand::OpenFloor {})).await;
    ayo.sees("an open floor", |view| {
        view.floor
            .as_ref()
            .is_some_and(|f| f.mode == FloorMode::Open)
    })
    .await;
}

async fn offered(somebody: &mut Seated) {
    let seat = Some(somebody.seat());
    somebody
        .sees("the turn offered", |view| {
            let round = view.floor.as_ref().and_then(|f| f.round.as_ref());
            round.is_some_and(|r| r.offered == seat)
        })
        .await;
}

fn hands(view: &View) -> Vec<SeatId> {
    let hands = view.floor.iter().flat_map(|f| &f.hands);
    hands.map(|h| h.seat).collect()
}

fn turn(view: &View) -> Option<&TurnView> {
    view.floor.as_ref()?.turn.as_ref()
}

fn holder(view: &View) -> Option<SeatId> {
    turn(view).map(|t| t.holder)
}
