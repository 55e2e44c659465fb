//! What a simulated member wants to do, from what they see: asked of them, or by themselves.
//!
//! Nothing is wanted that the room would refuse at this moment; what becomes impossible before its
//! time has come is simply no longer wanted.

use std::{collections::BTreeMap, ops::RangeInclusive};

use rondo_protocol::{
    View,
    checkins::CheckinStage,
    conversation::{Audience, LineView, LinesMode},
    feedback::BoxStage,
    floor::{FloorMode, PlaceState, PlaceView},
    roster::{Presence, Role, SeatView, Standing},
    session::Phase,
};

use super::{
    mind::{Memory, Words, is_me},
    want::Want,
};

/// Hands that are up before nobody else raises theirs.
const HANDS_AT_ONCE: usize = 2;

/// Wants, each with how many human seconds it takes somebody to come round to it.
pub type Wants = BTreeMap<Want, RangeInclusive<u64>>;

/// All that somebody wants at this moment.
#[must_use]
pub fn wanted(view: &View, memory: &Memory) -> Wants {
    let mut wants = Wants::new();
    match view.session.phase {
        Phase::Waiting | Phase::Live => {}
        Phase::Closing | Phase::Ended => return wants,
    }
    match view.me.standing {
        Standing::Arriving => {
            let version = view.session.ground_rules.version;
            wants.insert(Want::AcceptRules(version), 1..=3);
            leave_contact(view, memory, &mut wants);
        }
        Standing::Waiting => leave_contact(view, memory, &mut wants),
        Standing::In => in_the_circle(view, memory, &mut wants),
        Standing::Left | Standing::Removed => {}
    }
    wants
}

fn leave_contact(view: &View, memory: &Memory, wants: &mut Wants) {
    let (place, phone) = memory.person.contact;
    let leaves = place.is_some() || phone.is_some();
    if leaves && view.me.contact.is_none() {
        wants.insert(Want::LeaveContact, 1..=2);
    }
}

fn in_the_circle(view: &View, memory: &Memory, wants: &mut Wants) {
    if view.me.away {
        wants.insert(Want::ComeBack, 20..=40);
        return;
    }
    if view.me.help.is_some() {
        wants.insert(Want::CancelHelp, 45..=70);
    }
    for observer in view.me.observers.iter().filter(|o| o.agreed.is_none()) {
        wants.insert(Want::Agree(observer.seat), 4..=15);
    }
    replies(view, memory, wants);
    if view.session.safe_mode.is_some() {
        return;
    }
    checkin(view, wants);
    feedback(view, memory, wants);
    if view.session.phase == Phase::Live {
        floor(view, memory, wants);
        if memory.lively && nothing_asked_of(view) {
            of_their_own_accord(view, memory, wants);
        }
    }
}

fn checkin(view: &View, wants: &mut Wants) {
    let open = view.checkin.as_ref();
    if let Some(open) = open.filter(|c| c.stage == CheckinStage::Collecting) {
        match view.me.answer {
            None => wants.insert(Want::Answer(open.checkin), 4..=20),
            Some(_) => wants.insert(Want::ChangeAnswer(open.checkin), 8..=25),
        };
    }
}

fn feedback(view: &View, memory: &Memory, wants: &mut Wants) {
    let Some(open) = &view.feedback_box else {
        return;
    };
    let has_token = memory.token == Some(open.box_id);
    match open.stage {
        // A page does this by itself.
        BoxStage::Open if !has_token => {
            wants.insert(Want::AskToken(open.box_id), 0..=0);
        }
        // Clients post within 8 s; a little less leaves time for the way.
        BoxStage::Collecting if has_token => {
            wants.insert(Want::Post(open.box_id), 0..=7);
        }
        BoxStage::Open
        | BoxStage::Collecting
        | BoxStage::Sealed
        | BoxStage::Discarded
        | BoxStage::Voided
        | BoxStage::Settled => {}
    }
}

fn floor(view: &View, memory: &Memory, wants: &mut Wants) {
    let Some(floor) = &view.floor else { return };
    let at_rest = floor.paused || floor.space_held;
    let turn = floor.turn.as_ref();
    if let Some(turn) = turn.filter(|t| is_me(view, t.holder) && !at_rest) {
        wants.insert(Want::SayWish(turn.turn), 1..=3);
        wants.insert(Want::Speak(turn.turn), 3..=6);
        wants.insert(Want::EndTurn(turn.turn), 10..=25);
        return;
    }
    let round = floor.round.as_ref().filter(|_| !at_rest);
    if let Some(round) = round.filter(|r| r.offered.is_some_and(|seat| is_me(view, seat))) {
        let coming_back = |p: &PlaceView| is_me(view, p.seat) && p.state == PlaceState::ComingBack;
        let again = round.places.iter().any(coming_back);
        wants.insert(Want::TakeOffer(again), 2..=6);
    }
    let raised = floor.hands.iter().any(|h| is_me(view, h.seat));
    let calls = floor.mode == FloorMode::Hands && !floor.space_held;
    if raised && calls {
        wants.insert(Want::LowerHand, 90..=240);
    }
    let room_for_one_more = floor.hands.len() < HANDS_AT_ONCE;
    if !raised && calls && room_for_one_more && memory.lively {
        wants.insert(Want::RaiseHand, 6..=100);
    }
}

/// Answers to what a therapist wrote: to everyone, or to this person alone.
fn replies(view: &View, memory: &Memory, wants: &mut Wants) {
    let Some(line) = last_of_a_therapist(view) else {
        return;
    };
    let said_since = memory.came_in_at.is_some_and(|at| line.line > at);
    let may = match line.audience {
        Audience::Everyone {} => memory.lively && may_write_to_everyone(view),
        Audience::One { .. } => true,
        Audience::Therapists {} => false,
    };
    if said_since && may {
        wants.insert(Want::Reply(line.line), 4..=15);
    }
}

/// The newest line, other than this person's own, if a therapist wrote it.
pub fn last_of_a_therapist(view: &View) -> Option<&LineView> {
    let last = view.lines.iter().rfind(|l| !is_me(view, l.from))?;
    let from = view.seats.iter().find(|s| s.seat == last.from)?;
    (from.role == Role::Therapist).then_some(last)
}

fn of_their_own_accord(view: &View, memory: &Memory, wants: &mut Wants) {
    let person = memory.person;
    let Some(floor) = &view.floor else { return };
    let nobody_speaks = floor.turn.is_none() && floor.round.is_none();
    if nobody_speaks && may_write_to_everyone(view) && memory.has_left(Words::Chat, person.chat) {
        wants.insert(Want::Chat, 10..=120);
    }
    if memory.has_left(Words::ToTherapists, person.confides) {
        wants.insert(Want::Confide, 60..=300);
    }
    if floor.turn.is_some() && !floor.space_held {
        wants.insert(Want::WithYou, 5..=50);
    }
    if everybody_else_is_here(view) {
        if person.steps_away {
            wants.insert(Want::StepAway, 120..=300);
        }
        if person.drops {
            wants.insert(Want::Drop, 60..=160);
        }
    }
    if person.asks_help && !memory.asked_help && view.me.help.is_none() {
        wants.insert(Want::AskHelp, 150..=240);
    }
}

/// Whether the room waits for nothing from this person, so that they can go their own ways.
fn nothing_asked_of(view: &View) -> bool {
    let floor = view.floor.as_ref();
    let speaks = floor
        .and_then(|f| f.turn.as_ref())
        .is_some_and(|t| is_me(view, t.holder));
    let offered = floor
        .and_then(|f| f.round.as_ref()?.offered)
        .is_some_and(|seat| is_me(view, seat));
    let checkin = view.checkin.as_ref();
    let asked = checkin.is_some_and(|c| c.stage == CheckinStage::Collecting);
    let boxed = view.feedback_box.as_ref().is_some_and(|b| match b.stage {
        BoxStage::Open | BoxStage::Collecting => true,
        BoxStage::Sealed | BoxStage::Discarded | BoxStage::Voided | BoxStage::Settled => false,
    });
    !speaks && !offered && !asked && !boxed
}

/// One at a time goes away, so that the group never falls apart.
fn everybody_else_is_here(view: &View) -> bool {
    let expected = |s: &&SeatView| s.role == Role::Member && s.standing == Standing::In;
    view.seats
        .iter()
        .filter(expected)
        .all(|s| is_me(view, s.seat) || s.presence == Presence::Connected)
}

/// Whether a line to everyone would be taken.
pub fn may_write_to_everyone(view: &View) -> bool {
    let open = match view.lines_mode {
        Some(LinesMode::Open | LinesMode::Held) => true,
        Some(LinesMode::Closed) | None => false,
    };
    let strict = view.floor.as_ref().is_some_and(|floor| {
        let strict = floor.round.as_ref().is_some_and(|r| r.strict);
        let turn = floor.turn.as_ref();
        strict && turn.is_some_and(|t| !is_me(view, t.holder))
    });
    open && !strict && !view.me.muted && view.session.safe_mode.is_none()
}
