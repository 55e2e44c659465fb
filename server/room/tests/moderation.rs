//! R-MOD: what therapists do to keep the room safe.

use rondo_protocol::{
    CloseCode, RefusalCode, SeatId,
    moderation::ModerationCommand,
    roster::{Presence, Standing},
    session::Admission,
};

use crate::cast::*;

fn remove(seat: SeatId, may_return: bool) -> ModerationCommand {
    ModerationCommand::Remove { seat, may_return }
}

fn send_back(seat: SeatId) -> ModerationCommand {
    ModerationCommand::SendToWaiting { seat }
}

/// R-MOD-1
#[test]
fn moderation_never_touches_a_therapist_or_somebody_gone() {
    let mut s = Session::live(&[MAREN]);
    s.arrives(DR_OKAFOR);
    let (okafor, maren) = (s.seat(DR_OKAFOR), s.seat(MAREN));
    let mute = |seat| ModerationCommand::MuteText { seat, muted: true };
    s.refused(DR_HALE, RefusalCode::NotAllowed, remove(okafor, false));
    s.refused(DR_HALE, RefusalCode::NotAllowed, send_back(okafor));
    s.refused(DR_HALE, RefusalCode::NotAllowed, mute(okafor));
    s.leaves(MAREN);
    s.refused(DR_HALE, RefusalCode::UnknownSeat, remove(maren, false));
    s.refused(DR_HALE, RefusalCode::UnknownSeat, send_back(maren));
    s.refused(DR_HALE, RefusalCode::UnknownSeat, mute(SeatId(99)));
}

/// R-MOD-2, R-ADM-6, R-SEE-2
#[test]
fn who_is_sent_back_sees_nothing_of_the_circle_and_waits_for_a_tap() {
    let mut s = Session::live_with(&[MAREN, THEO], |o| o.admission = Admission::Everybody);
    let seat = s.seat(MAREN);
    s.raises_hand(MAREN);
    s.must(DR_HALE, send_back(seat));
    assert_eq!(s.standing(MAREN), Standing::Waiting);
    assert!(s.screen(MAREN).seats.is_empty());
    assert!(s.queue(THEO).is_empty());
    assert_eq!(s.presence(MAREN, THEO), None);
    assert_eq!(s.presence(MAREN, DR_HALE), Some(Presence::Connected));
    s.idle(DR_HALE, send_back(seat));
    assert_eq!(s.room.farewell(seat), None);
    s.is_admitted(MAREN);
    assert!(s.is_in(MAREN));
}

/// R-MOD-3, R-ADM-6, R-ALERT-4
#[test]
fn who_is_removed_may_return_only_if_that_was_said() {
    let mut s = Session::live_with(&[MAREN, THEO], |o| o.admission = Admission::Everybody);
    s.has_spoken_for_ms(MAREN, 1_000);
    s.has_spoken_for_ms(THEO, 1_000);
    s.must(DR_HALE, remove(s.seat(MAREN), true));
    assert_eq!(s.standing(MAREN), Standing::Left);
    assert_eq!(s.room.farewell(s.seat(MAREN)), Some(CloseCode::Removed));
    assert_eq!(s.room.turns_away(MAREN.id(), MAREN.role), None);
    s.returns(MAREN);
    assert_eq!(s.standing(MAREN), Standing::Waiting, "by a tap only");
    s.must(DR_HALE, remove(s.seat(THEO), false));
    assert_eq!(s.standing(THEO), Standing::Removed);
    let code = s.room.turns_away(THEO.id(), THEO.role);
    assert_eq!(code, Some(CloseCode::Removed));
    assert!(s.changes_nothing(&connect(THEO)));
    assert!(s.alerts().is_empty());
}

/// R-MOD-3
#[test]
fn somebody_can_be_removed_from_the_door() {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    s.arrives(MAREN);
    s.must(DR_HALE, remove(s.seat(MAREN), false));
    assert_eq!(s.standing(MAREN), Standing::Removed);
}

/// R-MOD-4
#[test]
fn whose_invitation_is_taken_back_is_turned_away() {
    let mut s = Session::live(&[MAREN]);
    s.arrives(DR_OKAFOR);
    s.is_expelled(MAREN);
    s.is_expelled(DR_OKAFOR);
    s.is_expelled(LUCIA);
    for who in [MAREN, DR_OKAFOR] {
        assert_eq!(s.standing(who), Standing::Removed);
        let code = s.room.turns_away(who.id(), who.role);
        assert_eq!(code, Some(CloseCode::Removed));
    }
}

/// R-MOD-4
#[test]
fn whose_invitation_is_taken_back_after_leaving_is_turned_away_too() {
    let mut s = Session::live(&[MAREN]);
    s.leaves(MAREN);
    s.is_expelled(MAREN);
    let code = s.room.turns_away(MAREN.id(), MAREN.role);
    assert_eq!(code, Some(CloseCode::Removed));
}
