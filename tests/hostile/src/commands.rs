//! Commands, and everything else that reaches a room, on a live one.
//!
//! A line is one input. `+90` lets 90 seconds pass, `-3` drops a seat's connection, `!3` brings
//! somebody's up, `*` restarts the server, `=` seals the box. Any other line is a seat's number in
//! one digit and a command in JSON; a `$` in it stands for the id of the box that is open, since a
//! line cannot know it.

use std::sync::OnceLock;

use rondo_protocol::{At, BoxId, Command, Receipt, SeatId, SlipId, View, feedback::Content};
use rondo_room::{Decision, Input, Item, Room};

use crate::stage::{Live, connect, person, stamp};

/// Lines looked at.
const LINES_MAX: usize = 100;

/// A room in session with its replayed twin.
struct Trial {
    live: Live,
    replayed: Room,
}

/// Whatever is asked, the log gives the same room again, everybody's view can be written and read,
/// and what is due gets done.
pub fn trial(bytes: &[u8]) {
    let mut trial = Trial::new();
    trial.takes_all(bytes);
    trial.looks_alike();
}

/// What these lines make happen in the room, as its log holds it.
pub fn log(bytes: &[u8]) -> Vec<Item> {
    let mut trial = Trial::new();
    trial.takes_all(bytes);
    trial.live.log
}

impl Trial {
    fn new() -> Self {
        static LIVE: OnceLock<Room> = OnceLock::new();
        let room = LIVE.get_or_init(|| Live::new().room).clone();
        let now = room.last_at();
        Self {
            replayed: room.clone(),
            live: Live {
                room,
                log: Vec::new(),
                now,
            },
        }
    }

    fn takes_all(&mut self, bytes: &[u8]) {
        for line in String::from_utf8_lossy(bytes).lines().take(LINES_MAX) {
            self.take(line);
        }
    }

    fn take(&mut self, line: &str) {
        let Some(first) = line.chars().next() else {
            return;
        };
        let rest = &line[first.len_utf8()..];
        let number = || rest.trim().parse::<u64>().ok();
        match first {
            '+' => self.passes(number().unwrap_or(1).min(100_000)),
            '-' => {
                let seat = SeatId(u16::try_from(number().unwrap_or(0)).unwrap_or(0));
                self.ask(&Input::Drop { seat });
            }
            '!' => {
                self.ask(&connect(number().unwrap_or(0) as usize % 16));
            }
            '*' => {
                self.ask(&Input::Restart);
            }
            '=' => self.seals(number().unwrap_or(6)),
            _ => self.command(first, rest),
        }
    }

    fn command(&mut self, seat: char, json: &str) {
        let under_way = self.live.room.box_under_way();
        let json = match under_way {
            Some(opened) => json.replace('$', &opened.id.to_string()),
            None => json.to_owned(),
        };
        let Ok(command) = serde_json::from_str::<Command>(&json) else {
            return;
        };
        let index = seat.to_digit(10).unwrap_or(0) as usize;
        let seat = self.live.room.seat_of(person(index));
        let seat = seat.unwrap_or(SeatId(u16::MAX));
        let n = self.live.room.last_command(seat) + 1;
        let asked = Input::Command { seat, n, command };
        if self.ask(&asked) {
            let again = self.live.room.decide(&asked, stamp(self.live.now, 0));
            assert_eq!(again, Ok(Decision::AlreadyDone));
        }
    }

    /// Time passes; what becomes due on the way is done.
    fn passes(&mut self, seconds: u64) {
        let until = self.live.now.plus_ms(seconds * 1_000);
        while let Some(due) = self.live.room.next_deadline().filter(|at| *at <= until) {
            self.live.now = At(self.live.now.0.max(due.0));
            if self.live.room.to_seal(self.live.now).is_some() {
                self.seals(6);
                continue;
            }
            let before = self.live.room.clone();
            self.ask(&Input::Tick);
            assert_ne!(self.live.room, before, "due for ever");
        }
        self.live.now = until;
    }

    /// The box's envelopes are there, whether it is time or not.
    fn seals(&mut self, envelopes: u64) {
        let room = &self.live.room;
        let box_id = room.collecting_box().unwrap_or(BoxId::from_random(7));
        let envelopes = u8::try_from(envelopes.min(12)).unwrap_or(12);
        let receipts = (0..envelopes).map(|n| Receipt([n; 32])).collect();
        let me_too = |n: u8| (SlipId::from_random(u128::from(n) + 1), Content::MeToo);
        let slips = (0..envelopes / 2).map(me_too).collect();
        self.ask(&Input::Seal {
            box_id,
            receipts,
            slips,
        });
    }

    fn ask(&mut self, input: &Input) -> bool {
        match self.live.ask(input) {
            Some(item) => {
                self.replays(&item);
                true
            }
            None => false,
        }
    }

    fn replays(&mut self, item: &Item) {
        let json = serde_json::to_vec(item).unwrap();
        let stored: Item = serde_json::from_slice(&json).unwrap();
        assert_eq!(&stored, item, "the log changed an item");
        self.replayed.apply(&stored);
        assert_eq!(self.live.room, self.replayed, "the log gives another room");
    }

    fn looks_alike(&self) {
        for seat in self.live.room.seats() {
            let view = self.live.room.view(seat).unwrap();
            let json = serde_json::to_string(&view).unwrap();
            assert_eq!(serde_json::from_str::<View>(&json).unwrap(), view);
        }
    }
}
