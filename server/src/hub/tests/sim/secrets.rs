//! Nobody is told what is not for them, held to it in two ways: words carry a mark that says whose
//! they are, and what stands on a member's screen is looked through.

use rondo_protocol::{SeatId, View, roster::Standing};

use super::asking::CANARY;

/// Words in a frame to a member that are for somebody else: the seats they are for.
pub(super) fn meant_for_others(seat: SeatId, text: &str) -> Vec<String> {
    let readers = text
        .split(CANARY)
        .skip(1)
        .map(|found| found.split(':').next().unwrap_or_default());
    readers
        .filter(|reader| *reader != seat.0.to_string())
        .map(|reader| format!("what is for seat {reader}"))
        .collect()
}

/// What a member sees that is for therapists only (R-SEE-2 to R-SEE-6), or for people in the circle.
pub(super) fn not_for_members(view: &View) -> Vec<&'static str> {
    let inside = view.me.standing == Standing::In;
    let floor = view.floor.as_ref();
    let checkin = view.checkin.as_ref();
    let shown_box = view.feedback_box.as_ref();
    let lies_open = floor.is_some() || checkin.is_some() || shown_box.is_some();
    let own = view.me.seat;
    let others = || view.seats.iter().filter(|seat| seat.seat != own);
    let at_door = |standing| matches!(standing, Standing::Arriving | Standing::Waiting);
    let seen = [
        ("notes", !view.notes.is_empty()),
        ("who is absent", !view.absent.is_empty()),
        ("alerts", !view.alerts.is_empty()),
        (
            "a private hand",
            floor.is_some_and(|floor| floor.hands.iter().any(|hand| hand.private)),
        ),
        (
            "slips",
            shown_box.is_some_and(|shown| !shown.slips.is_empty()),
        ),
        (
            "who has answered",
            checkin.is_some_and(|checkin| !checkin.answered.is_empty()),
        ),
        (
            "somebody at the door",
            others().any(|seat| at_door(seat.standing)),
        ),
        (
            "the circle through the door",
            !inside && (lies_open || !view.lines.is_empty() || others().count() > 0),
        ),
    ];
    let found = seen.iter().filter(|(_, seen)| *seen);
    found.map(|(what, _)| *what).collect()
}
