//! From the invitation to the end, over the wire.

use rondo_protocol::{
    Command, RefusalCode,
    checkins::{Answer, CheckinStage},
    conversation::Audience,
    feedback::BoxStage,
    floor::{FloorCommand, FloorMode, PlaceState, Wish},
    limits::ENVELOPE_BYTES,
    roster::{RosterCommand, Standing},
    session::{EndReason, Phase},
};
use rondo_tests::{
    Circle, Group, Seated, Stage,
    asking::{self, text},
    people::settings,
};

#[tokio::test]
async fn a_member_accepts_the_rules_waits_and_is_let_in() {
    // R-ADM-1, R-ADM-2, R-SES-7, R-SES-8, R-SEE-2
    let stage = Stage::new().await;
    let mut one_by_one = settings();
    one_by_one["admission"] = "one_by_one".into();
    let mut group = Group::with(&stage, one_by_one).await;
    let guest = group.member("Maren").await;
    let session = group.open_session().await;
    let mut hale = group.hale().await.come(session).await;
    let mut maren = guest.come(session).await;
    let before = maren.view();
    assert_eq!(before.me.standing, Standing::Arriving);
    assert!(before.seats.is_empty() && before.lines.is_empty() && before.floor.is_none());
    let refused = maren.is_refused(asking::accept_rules(9, "Maren")).await;
    assert_eq!(refused, RefusalCode::RulesChanged);
    let refused = hale.is_refused(asking::admit(maren.seat())).await;
    assert_eq!(refused, RefusalCode::RulesNotAccepted);
    maren.does(asking::accept_rules(1, "Mar")).await;
    let seat = maren.seat();
    hale.sees("Maren wait under the name she chose", |view| {
        let at_the_door = |s: &&rondo_protocol::roster::SeatView| s.seat == seat;
        let maren = view.seats.iter().find(at_the_door);
        maren.is_some_and(|s| s.standing == Standing::Waiting && s.name == text("Mar"))
    })
    .await;
    hale.does(asking::admit(seat)).await;
    maren
        .sees("the circle", |view| view.me.standing == Standing::In)
        .await;
    assert_eq!(maren.view().seats.len(), 2);
}

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

#[tokio::test]
async fn a_line_is_seen_by_those_it_is_for() {
    // R-CON-1, R-SEE-5
    let stage = Stage::new().await;
    let Circle {
        mut hale,
        members: [mut maren, mut theo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    maren.does(asking::say("for all")).await;
    let therapists = Audience::Therapists {};
    maren.does(asking::say_to(therapists, "for dr hale")).await;
    let to_maren = Audience::One { seat: maren.seat() };
    hale.does(asking::say_to(to_maren.clone(), "for maren"))
        .await;
    let refused = theo.is_refused(asking::say_to(to_maren, "psst")).await;
    assert_eq!(refused, RefusalCode::NotAllowed);
    theo.does(asking::say("after all that")).await;
    maren.client.ping().await.unwrap();
    hale.client.ping().await.unwrap();
    let all = ["for all", "for dr hale", "for maren", "after all that"].map(rondo_tests::words);
    assert_eq!(said(&hale), all);
    assert_eq!(said(&maren), all);
    assert_eq!(said(&theo), [all[0].as_str(), &all[3]]);
}

#[tokio::test]
async fn answers_to_a_check_in_are_shown_together_and_not_before() {
    // R-CHK-3, R-CHK-4, R-CHK-5, R-CHK-6
    let stage = Stage::new().await;
    let Circle {
        mut hale,
        members: [mut maren, mut theo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    hale.does(asking::open_scale("how is it today")).await;
    let open = |view: &rondo_protocol::View| view.checkin.is_some();
    let checkin = maren
        .sees("the question", open)
        .await
        .checkin
        .clone()
        .unwrap();
    let id = checkin.checkin;
    let value = |value| Answer::Scale { value };
    let refused = maren.is_refused(asking::answer(id, value(11))).await;
    assert_eq!(refused, RefusalCode::OutOfBounds);
    maren.does(asking::answer(id, value(3))).await;
    theo.does(asking::answer(id, Answer::Skip {})).await;
    maren.does(asking::answer(id, value(4))).await;
    let both =
        |view: &rondo_protocol::View| view.checkin.as_ref().is_some_and(|c| c.answered.len() == 2);
    let seen = hale.sees("who has answered", both).await.checkin.clone();
    assert!(seen.unwrap().answers.is_empty());
    theo.client.ping().await.unwrap();
    let seen = theo.view().checkin.clone().unwrap();
    assert!(seen.answers.is_empty() && seen.answered.is_empty());
    hale.does(asking::reveal(id)).await;
    let revealed = |view: &rondo_protocol::View| {
        view.checkin
            .as_ref()
            .is_some_and(|c| c.stage == CheckinStage::Revealed)
    };
    let seen = theo.sees("the answers", revealed).await.checkin.clone();
    let answers: Vec<_> = seen
        .unwrap()
        .answers
        .into_iter()
        .map(|a| a.answer)
        .collect();
    assert_eq!(answers, [value(4), Answer::Skip {}]);
    let refused = maren.is_refused(asking::answer(id, value(5))).await;
    assert_eq!(refused, RefusalCode::AlreadyRevealed);
}

#[tokio::test]
async fn a_call_for_help_reaches_therapists_and_nobody_else() {
    // R-HELP-1, R-HELP-3, R-HELP-5, R-SEE-7
    let stage = Stage::new().await;
    let Circle {
        mut hale,
        members: [mut maren, mut theo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    maren
        .does(asking::leave_contact("the kitchen", "0123"))
        .await;
    maren.does(asking::ask_help()).await;
    maren.does(asking::ask_help()).await;
    let called = |view: &rondo_protocol::View| !view.alerts.is_empty();
    let alerts = hale.sees("the call", called).await.alerts.clone();
    assert_eq!(alerts.len(), 1);
    assert_eq!(alerts[0].seat, maren.seat());
    let notes = hale.view().notes.iter().find(|n| n.seat == maren.seat());
    let contact = notes.unwrap().contact.clone().unwrap();
    assert_eq!(contact.place, Some(text("the kitchen")));
    hale.does(asking::acknowledge(alerts[0].alert)).await;
    let answered = |view: &rondo_protocol::View| {
        let help = view.me.help.as_ref();
        help.is_some_and(|h| h.acknowledged_by == Some(text("Dr Hale")))
    };
    maren.sees("who is on it", answered).await;
    theo.client.ping().await.unwrap();
    assert!(theo.view().alerts.is_empty() && theo.view().notes.is_empty());
}

#[tokio::test]
async fn five_slips_go_into_the_box_and_only_the_released_come_out() {
    // R-BOX-1, R-BOX-4, R-BOX-7, R-BOX-9, R-SEE-6
    let stage = Stage::new().await;
    let names = ["Maren", "Theo", "Ayo", "Noor", "Sam"];
    let Circle {
        mut hale,
        mut members,
        ..
    } = Circle::live(&stage, names).await;
    hale.does(asking::open_box("what was left unsaid", 15))
        .await;
    let open = |view: &rondo_protocol::View| view.feedback_box.is_some();
    let feedback_box = hale
        .sees("the box", open)
        .await
        .feedback_box
        .clone()
        .unwrap();
    assert_eq!((feedback_box.present, feedback_box.threshold), (5, 5));
    let id = feedback_box.box_id;
    let mut envelopes = Vec::new();
    for member in &mut members {
        let pass = member.client.slip_pass(id).await.unwrap().unwrap();
        let name = member.guest.name.clone();
        // Ayo's client posts although Ayo wrote nothing.
        let slip = if name == "Ayo" {
            String::new()
        } else {
            format!("from {name}")
        };
        envelopes.push(envelope(&pass.0, &slip));
    }
    assert_eq!(hale.client.slip_pass(id).await.unwrap(), None);
    hale.does(asking::close_box(id)).await;
    for envelope in envelopes {
        let status = stage.browser().post_envelope(id, envelope).await.unwrap();
        assert_eq!(status, 204);
    }
    let stage_is = |stage| {
        move |view: &rondo_protocol::View| {
            view.feedback_box.as_ref().is_some_and(|b| b.stage == stage)
        }
    };
    let sealed = stage_is(BoxStage::Sealed);
    let seen = hale
        .sees("the slips", sealed)
        .await
        .feedback_box
        .clone()
        .unwrap();
    assert_eq!(seen.envelopes, Some(5));
    let mut slips: Vec<_> = seen
        .slips
        .iter()
        .map(|s| s.text.reveal().to_owned())
        .collect();
    slips.sort();
    let written = ["Maren", "Noor", "Sam", "Theo"].map(|name| format!("from {name}"));
    assert_eq!(slips, written.map(|slip| rondo_tests::words(&slip)));
    assert!(seen.slips.is_sorted_by_key(|s| s.slip));
    let maren = &mut members[0];
    let seen = maren
        .sees("the seal", sealed)
        .await
        .feedback_box
        .clone()
        .unwrap();
    assert!(seen.slips.is_empty());
    let released = hale.view().feedback_box.as_ref().unwrap().slips[0].clone();
    hale.does(asking::settle(id, vec![released.slip])).await;
    let settled = stage_is(BoxStage::Settled);
    let seen = maren
        .sees("the outcome", settled)
        .await
        .feedback_box
        .clone()
        .unwrap();
    let shown: Vec<_> = seen.slips.into_iter().map(|s| s.text).collect();
    assert_eq!(shown, [released.text]);
}

#[tokio::test]
async fn a_box_with_fewer_envelopes_than_its_threshold_is_thrown_away_unread() {
    // R-BOX-5
    let stage = Stage::new().await;
    let names = ["Maren", "Theo", "Ayo", "Noor", "Sam"];
    let Circle {
        mut hale,
        mut members,
        ..
    } = Circle::live(&stage, names).await;
    hale.does(asking::open_box("what was left unsaid", 15))
        .await;
    let open = |view: &rondo_protocol::View| view.feedback_box.is_some();
    let id = hale
        .sees("the box", open)
        .await
        .feedback_box
        .as_ref()
        .unwrap()
        .box_id;
    hale.does(asking::close_box(id)).await;
    for member in &mut members[1..] {
        let pass = member.client.slip_pass(id).await.unwrap().unwrap();
        let envelope = envelope(&pass.0, "all for nothing");
        stage.browser().post_envelope(id, envelope).await.unwrap();
    }
    let discarded = |view: &rondo_protocol::View| {
        let feedback_box = view.feedback_box.as_ref();
        feedback_box.is_some_and(|b| b.stage == BoxStage::Discarded)
    };
    let seen = hale
        .sees("the outcome", discarded)
        .await
        .feedback_box
        .clone();
    assert!(seen.unwrap().slips.is_empty());
    members[0].sees("the outcome", discarded).await;
}

#[tokio::test]
async fn too_few_members_cannot_hide_in_a_crowd_so_no_box_opens() {
    // R-BOX-1
    let stage = Stage::new().await;
    let Circle { mut hale, .. } = Circle::live(&stage, ["Maren", "Theo", "Ayo", "Noor"]).await;
    let refused = hale.is_refused(asking::open_box("anything", 15)).await;
    assert_eq!(refused, RefusalCode::TooFew);
}

#[tokio::test]
async fn members_go_therapists_stay_and_then_it_is_over_for_all() {
    // R-SES-3, R-SES-4, R-SES-5
    let stage = Stage::new().await;
    let Circle {
        mut group,
        session,
        mut hale,
        members: [mut maren, mut theo],
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    theo.does(Command::Roster(RosterCommand::Leave {})).await;
    assert_eq!(theo.is_closed().await, 4410);
    hale.does(asking::close()).await;
    assert_eq!(maren.is_closed().await, 4410);
    assert_eq!(maren.view().session.phase, Phase::Closing);
    let refused = maren.guest.clone().try_to_come(session, None).await;
    assert_eq!(refused.err(), Some(rondo_client::Closed::Code(4410)));
    let debrief = Audience::Therapists {};
    hale.does(asking::say_to(debrief, "that went well")).await;
    hale.does(asking::end()).await;
    assert_eq!(hale.is_closed().await, 4410);
    assert_eq!(hale.view().session.ended, Some(EndReason::Therapist));
    stage.log().until("erased").await;
    let page: rondo_protocol::http::GroupPage = group.web.get(&group.path("")).await.unwrap();
    assert_eq!(page.session, None);
    assert_eq!(page.past.len(), 1);
    assert_eq!(page.past[0].attended, 2);
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

fn hands(view: &rondo_protocol::View) -> Vec<rondo_protocol::SeatId> {
    let hands = view.floor.iter().flat_map(|f| &f.hands);
    hands.map(|h| h.seat).collect()
}

fn turn(view: &rondo_protocol::View) -> Option<&rondo_protocol::floor::TurnView> {
    view.floor.as_ref()?.turn.as_ref()
}

fn holder(view: &rondo_protocol::View) -> Option<rondo_protocol::SeatId> {
    turn(view).map(|t| t.holder)
}

fn said(somebody: &Seated) -> Vec<&str> {
    let lines = somebody.view().lines.iter();
    lines.map(|line| line.text.reveal()).collect()
}

/// An envelope as a client posts it: pass, length, words, padding.
pub(crate) fn envelope(pass: &str, slip: &str) -> Vec<u8> {
    let slip = if slip.is_empty() {
        String::new()
    } else {
        rondo_tests::words(slip)
    };
    let mut envelope: Vec<u8> = (0..pass.len() / 2)
        .map(|i| u8::from_str_radix(&pass[2 * i..2 * i + 2], 16).unwrap())
        .collect();
    envelope.extend(u16::try_from(slip.len()).unwrap().to_be_bytes());
    envelope.extend(slip.as_bytes());
    envelope.resize(ENVELOPE_BYTES, 0);
    envelope
}
