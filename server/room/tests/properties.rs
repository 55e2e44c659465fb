//! What holds for any sequence of inputs, sensible or not (R-CMD, R-SEE, R-SAFE-4, R-FLO-5).
//!
//! The harness checks its invariants after every step; here are the sequences. A failure prints
//! its shrunk script, which then becomes a test with a name in the feature's file.

use proptest::prelude::*;
use rondo_protocol::{
    At, BoxId, Command, RefusalCode,
    checkins::CheckinView,
    conversation::LinesMode,
    floor::{FloorCommand, FloorView},
    roster::{Presence, RosterCommand},
    session::SessionCommand,
};
use rondo_room::{Decision, Input};

use crate::{
    any::{self, Step, Who},
    any_box,
    cast::*,
};

/// Cases of each property: a few seconds in a debug build.
fn moderate(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        max_shrink_iters: 4_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(moderate(100))]

    /// R-CMD-2, R-CMD-5, R-CMD-6, R-CMD-7, R-SEE-1 and all that the harness checks
    #[test]
    fn nothing_that_reaches_a_room_breaks_it(start in any::start(), steps in any::script(80)) {
        let mut s = started(start);
        for step in steps {
            perform(&mut s, step);
        }
        s.forgets();
    }

    /// R-BOX-1, R-BOX-4, R-BOX-5, R-BOX-7, R-BOX-10, R-BOX-11, R-BOX-13, R-BOX-18, R-BOX-21, R-SEE-1
    #[test]
    fn nothing_that_happens_to_boxes_breaks_a_room(steps in any_box::script(12)) {
        let mut s = Session::live_with(&MEMBERS, |o| o.feedback_threshold = 4);
        for step in steps {
            perform(&mut s, step);
        }
        // No kind was sealed more than three times, whatever happened in between (R-BOX-13).
        let mut sealed = [0; 3];
        for item in &s.log {
            any_box::count_sealed(item, &mut sealed);
        }
        prop_assert!(sealed.iter().all(|n| *n <= 3), "{:?}", sealed);
    }

    /// R-CMD-8
    #[test]
    fn what_is_due_comes_to_an_end(start in any::start(), steps in any::script(30)) {
        let mut s = started(start);
        for step in steps {
            perform(&mut s, step);
        }
        // Every deadline changes something, and a room without therapists ends.
        for who in [DR_HALE, DR_OKAFOR] {
            if s.room.seat_of(who.id()).is_some() {
                s.drops(who);
            }
        }
        s.after_ms(30 * MINUTE);
        let left = s.room.next_deadline();
        prop_assert!(left.is_none_or(|at| at > s.now));
    }

    /// R-CMD-1
    #[test]
    fn a_repeated_command_changes_nothing(
        start in any::start(),
        steps in any::script(20),
        who in any::who(),
        command in any::command(),
        between in any::script(5),
    ) {
        let mut s = started(start);
        for step in steps {
            perform(&mut s, step);
        }
        let Some(seat) = s.room.seat_of(who.0.id()) else {
            return Ok(());
        };
        let n = s.room.last_command(seat) + 1;
        let first = s.step(&Input::Command { seat, n, command: command.clone() });
        for step in between {
            perform(&mut s, step);
        }
        let before = s.room.clone();
        let again = s.step(&Input::Command { seat, n, command });
        if first.is_ok() {
            prop_assert_eq!(again, Ok(Decision::AlreadyDone));
            prop_assert_eq!(&s.room, &before);
        }
    }

    /// R-FLO-5, R-PRES-1, R-PRES-3
    #[test]
    fn the_order_of_the_queue_survives_drops_and_returns(
        raised in Just(MEMBERS.to_vec()).prop_shuffle(),
        blinks in prop::collection::vec((0..6usize, 1..60_000u64, any::<bool>()), 1..30),
    ) {
        let mut s = Session::live(&MEMBERS);
        for who in &raised {
            s.raises_hand(*who);
        }
        let order = s.queue(DR_HALE);
        let mut gone = [None; 6];
        for (i, ms, back) in blinks {
            if back {
                s.returns(MEMBERS[i]);
                gone[i] = None;
            } else {
                s.drops(MEMBERS[i]);
                gone[i].get_or_insert(s.now);
            }
            // Nobody is gone for longer than the grace.
            let first = gone.iter().flatten().min();
            let left = first.map_or(ms, |since| (2 * MINUTE - 1).saturating_sub(s.now.ms_since(*since)));
            s.after_ms(ms.min(left));
            prop_assert_eq!(&s.queue(DR_HALE), &order);
        }
        for who in MEMBERS {
            s.returns(who);
        }
        s.after_ms(5 * SECOND);
        prop_assert!(MEMBERS.iter().all(|m| s.presence(*m, DR_HALE) == Some(Presence::Connected)));
        for expected in order {
            s.moves_on(DR_HALE);
            prop_assert_eq!(s.holder().unwrap().name, expected);
        }
    }

    /// R-SAFE-4, R-SAFE-5, R-TURN-4
    #[test]
    fn safe_mode_restores_everything_as_it_was(steps in any::calm_script(25), lost_ms in 20_000..600_000u64) {
        let mut s = Session::live(&FIVE);
        for step in steps {
            perform(&mut s, step);
        }
        s.after_ms(MINUTE);
        s.drops(DR_HALE);
        s.after_ms(20_000);
        let entered = Restored::of(&s);
        s.after_ms(lost_ms - 20_000);
        prop_assert_eq!(&Restored::of(&s), &entered, "something moved in safe mode");
        s.returns(DR_HALE);
        prop_assert_eq!(&Restored::of(&s), &entered);
    }
}

/// All that safe mode gives back.
#[derive(Debug, PartialEq)]
struct Restored {
    floor: FloorView,
    lines_mode: Option<LinesMode>,
    checkin: Option<CheckinView>,
    held_ms: u64,
}

impl Restored {
    fn of(s: &Session) -> Self {
        let mut floor = s.floor();
        let mut held_ms = 0;
        if let Some(turn) = &mut floor.turn {
            let until = turn.paused_since.unwrap_or(s.now);
            held_ms = until
                .ms_since(turn.started_at)
                .saturating_sub(turn.paused_ms);
            // What the clock counted is compared; how it was written down is not.
            turn.paused_ms = 0;
            turn.paused_since = None;
        }
        let screen = s.screen(MAREN);
        Restored {
            floor,
            lines_mode: screen.lines_mode,
            checkin: screen.checkin.clone(),
            held_ms,
        }
    }
}

fn started(start: any::Start) -> Session {
    let mut s = Session::opened_with(|o| {
        o.admission = start.admission;
        o.capacity = start.capacity;
        o.feedback_threshold = start.threshold;
        o.feedback_confirmed = start.confirmed;
    });
    if start.live {
        s.arrives(DR_HALE);
        for who in FIVE {
            s.arrives(who);
            s.accepts_rules(who);
        }
        let _ = s.ask(DR_HALE, RosterCommand::AdmitAll {});
        s.must(DR_HALE, SessionCommand::Start {});
    }
    s
}

/// Does a step, whatever becomes of it, and checks what a refusal means.
pub fn perform(s: &mut Session, step: Step) {
    let before = s.room.clone();
    let input = match step {
        Step::Connect(Who(who)) => connect(who),
        Step::Drop(seat) => Input::Drop { seat },
        Step::Ask(Who(who), command) => match s.room.seat_of(who.id()) {
            Some(_) => {
                let command = meant(s, command);
                let _ = s.ask(who, command);
                return;
            }
            None => connect(who),
        },
        Step::AskNumbered(seat, n, command) => Input::Command { seat, n, command },
        Step::Wait(ms) => return s.after_ms(ms),
        Step::Tick(ms) => {
            s.now = s.now.plus_ms(ms);
            Input::Tick
        }
        Step::ClockBack(ms) => {
            s.now = At(s.now.0 - ms);
            Input::Tick
        }
        Step::Restart(ms) => {
            s.now = s.now.plus_ms(ms);
            Input::Restart
        }
        Step::Expel(Who(who)) => Input::Expel { person: who.id() },
        Step::Roster(people) => Input::Roster {
            roster: people.iter().map(|Who(p)| p.rostered()).collect(),
        },
        Step::Seal(envelopes) => {
            let box_id = s.room.collecting_box().unwrap_or(BoxId::from_random(7));
            seal_of(box_id, &envelopes)
        }
    };
    match s.step(&input) {
        Ok(_) => {}
        Err(code) => {
            assert_eq!(s.room, before, "a refusal changed the room (R-CMD-2)");
            assert_ne!(code, RefusalCode::CannotStore, "not the room's to say");
        }
    }
}

/// The command with the box that is there and, three times in four, with the turn and offer: a script
/// cannot know their numbers.
fn meant(s: &Session, command: Command) -> Command {
    if let (Command::Feedback(command), Some(box_id)) = (&command, s.current_box()) {
        return any_box::about(command.clone(), box_id).command();
    }
    if s.log.len().is_multiple_of(4) {
        return command;
    }
    let floor = s.floor();
    let turn = floor.turn.as_ref().map(|t| t.turn);
    match (command, turn) {
        (Command::Floor(FloorCommand::EndTurn { next, .. }), Some(turn)) => {
            FloorCommand::EndTurn { turn, next }.command()
        }
        (Command::Floor(FloorCommand::Extend { by_ms, .. }), Some(turn)) => {
            FloorCommand::Extend { turn, by_ms }.command()
        }
        (Command::Floor(FloorCommand::Next { .. }), _) => s.next().command(),
        (command, _) => command,
    }
}
