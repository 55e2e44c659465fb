//! What follows by itself from the room as it is: rules that join features, each stated once as
//! "while this holds, that happens", and applied until none does.

use rondo_protocol::{
    SeatId,
    roster::{Role, Standing},
    session::{Admission, Phase},
};

use crate::{
    event::Event, feedback::FeedbackEvent, floor, room::Room, roster::RosterEvent,
    session::SessionEvent,
};

/// The next thing that follows, if anything does.
pub(crate) fn next(room: &Room) -> Option<Event> {
    match room.session.phase {
        Phase::Waiting | Phase::Live | Phase::Closing => {}
        Phase::Ended => return None,
    }
    let opened_at = room.session.opened_at;
    let staffed = room.roster.therapist_gone_since(opened_at).is_none();
    if staffed && room.session.safe_mode.is_some() {
        return Some(SessionEvent::SafeModeLeft {}.into());
    }
    if let Some(seat) = unwatched(room) {
        return Some(RosterEvent::SentBack { seat }.into());
    }
    if let Some(seat) = let_in(room) {
        let lines_from = room.conversation.next_line;
        return Some(RosterEvent::LetIn { seat, lines_from }.into());
    }
    let circle = room.roster.circle();
    if room.feedback.crowd_changed(&circle) {
        return Some(FeedbackEvent::Voided {}.into());
    }
    floor::settle(&room.floor, &circle).map(Event::from)
}

/// An observer in the circle to whom not every member there agrees (R-OBS-2).
fn unwatched(room: &Room) -> Option<SeatId> {
    let mut observers = room.roster.observers().filter(|(_, seat)| seat.is_in());
    observers
        .find(|(id, _)| !room.roster.all_agreed(*id))
        .map(|(id, _)| id)
}

/// A member whom the rule of the door lets in without a tap (R-ADM-2).
fn let_in(room: &Room) -> Option<SeatId> {
    let mut seats = room.roster.seats.iter();
    let free = |id: SeatId| room.admissible(id).is_ok();
    let found = seats.find(|(id, seat)| {
        let by_rule = match room.session.admission {
            Admission::OneByOne => false,
            Admission::Roster => room.roster.rostered(seat.person).is_some(),
            Admission::Everybody => true,
        };
        let waiting = seat.standing == Standing::Waiting && seat.role == Role::Member;
        waiting && by_rule && !seat.by_hand && free(**id)
    });
    found.map(|(id, _)| *id)
}
