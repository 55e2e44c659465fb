//! What can happen in a run, as plain values: a script can be printed, repeated, and made shorter by
//! leaving operations out.
//!
//! An operation that makes no sense when its turn comes (waking who is awake) does nothing, so that
//! every part of a script is a script.

use rondo_protocol::conversation::LinesMode;

use super::dice::Dice;
use crate::store::memory::Failure;

/// The people of a run. Two of them are therapists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    Hale,
    Okafor,
    Maren,
    Theo,
    Ayo,
    Noor,
}

pub(super) const EVERYBODY: [Who; 6] = [
    Who::Hale,
    Who::Okafor,
    Who::Maren,
    Who::Theo,
    Who::Ayo,
    Who::Noor,
];
const THERAPISTS: [Who; 2] = [Who::Hale, Who::Okafor];
const MEMBERS: [Who; 4] = [Who::Maren, Who::Theo, Who::Ayo, Who::Noor];

impl Who {
    pub fn leads(self) -> bool {
        THERAPISTS.contains(&self)
    }

    pub fn name(self) -> String {
        format!("{self:?}")
    }
}

/// Whom a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum To {
    Everyone,
    Therapists,
    One(Who),
}

/// What somebody asks of the room; the details come from what is on their screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    Start,
    Close,
    End,
    AdmitAll,
    SendBack(Who),
    Remove(Who),
    Mute(Who),
    Away,
    Back,
    Leave,
    Say(To),
    HideLatest,
    ApproveLatest,
    Lines(LinesMode),
    WithYou,
    Floor(OfFloor),
    Help,
    Acknowledge,
    Contact,
    Checkin(OfCheckin),
    OpenBox,
    CloseBox,
    /// Keeps all slips to themselves, or puts the box away that is settled.
    SettleBox,
}

/// What somebody asks of the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfFloor {
    Hand { private: bool },
    LowerHand,
    TakeHands,
    Round,
    Next,
    Accept,
    Pass,
    EndTurn,
    Give(Who),
    Hold,
    Release,
}

/// What somebody asks of check-ins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfCheckin {
    Open { to_group: bool },
    Answer,
    Reveal,
    Close,
}

/// Something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    /// Somebody comes, or comes back now; on a fresh page they remember nothing.
    Join { who: Who, fresh: bool },
    /// Somebody opens the room on another device too, which takes their seat until they come back to
    /// the first one.
    Twin { who: Who },
    /// A connection breaks. What is on its way to the server still arrives, until it hears of the
    /// break; the person comes back by themselves.
    Drop {
        who: Who,
        heard_after_ms: u64,
        back_after_ms: u64,
    },
    /// A phone goes to sleep: nothing is read or sent, and nothing is closed.
    Sleep { who: Who },
    /// And wakes.
    Wake { who: Who },
    /// Somebody asks something of the room.
    Ask { who: Who, ask: Ask },
    /// Their last command is sent again under its number.
    Again { who: Who },
    /// From the next connection on, frames of this person take this long each way.
    Lag { who: Who, ms: u64 },
    /// Time passes.
    Wait { ms: u64 },
    /// The newest process ends at whatever it waits for.
    Crash,
    /// The newest process ends in one of its next writes, before or after it is stored.
    CrashInWrite { nth: u32, stored: bool },
    /// The newest process is told to stop, and does.
    Stop,
    /// A process starts if none runs, under a wall clock that was set by so much meanwhile.
    Start { clock_set_ms: i64 },
    /// Another process opens the same log while the first one goes on.
    Second,
    /// How the disk takes writes from now on.
    Disk { slow_ms: u64, failure: Failure },
    /// Whether nothing can be read from now on.
    Blind { blind: bool },
    /// The newest process's clock jumps ahead.
    ClockJump { ms: u64 },
}

/// The operations of a seed.
pub(super) fn script(seed: u64) -> Vec<Operation> {
    let mut dice = Dice::of(seed);
    let mut script = vec![
        Operation::Join {
            who: Who::Hale,
            fresh: false,
        },
        Operation::Ask {
            who: Who::Hale,
            ask: Ask::Start,
        },
    ];
    for who in EVERYBODY.into_iter().skip(1) {
        if dice.percent(85) {
            script.push(Operation::Join { who, fresh: false });
        }
    }
    script.push(Operation::Wait { ms: 50 });
    let length = 10 + dice.below(30);
    for _ in 0..length {
        any(&mut dice, &mut script);
    }
    if dice.percent(8) {
        let who = dice.pick(&THERAPISTS);
        script.push(Operation::Ask { who, ask: Ask::End });
    }
    script
}

fn any(dice: &mut Dice, script: &mut Vec<Operation>) {
    let who = dice.pick(&EVERYBODY);
    match dice.below(100) {
        0..50 => {
            let (who, ask) = ask(dice);
            script.push(Operation::Ask { who, ask });
            if dice.percent(10) {
                script.push(Operation::Again { who });
            }
        }
        50..64 => script.push(Operation::Wait { ms: span(dice) }),
        64..66 => script.push(match dice.below(3) {
            0 => Operation::Twin { who },
            fresh => Operation::Join {
                who,
                fresh: fresh == 1,
            },
        }),
        66..73 => script.push(Operation::Drop {
            who,
            heard_after_ms: dice.pick(&[0, 0, 10, 400, 3_000, 45_000]),
            back_after_ms: dice.pick(&[0, 20, 500, 5_000, 130_000]),
        }),
        73..76 => script.push(Operation::Sleep { who }),
        76..79 => script.push(Operation::Wake { who }),
        79 => box_of_words(dice, script),
        80..82 => script.push(Operation::Lag {
            who,
            ms: dice.pick(&[0, 5, 80, 900, 6_000]),
        }),
        82 => script.push(Operation::Blind {
            blind: dice.percent(60),
        }),
        83..89 => script.push(Operation::Disk {
            slow_ms: dice.pick(&[0, 0, 3, 200, 2_500]),
            failure: dice.pick(&[
                Failure::None,
                Failure::None,
                Failure::Full,
                Failure::UnknownLost,
                Failure::UnknownStored,
            ]),
        }),
        89..91 => script.push(Operation::ClockJump { ms: span(dice) }),
        91..93 => script.push(Operation::Second),
        93..94 => restart(dice, script, Operation::Stop),
        94..96 => restart(dice, script, Operation::Crash),
        _ => {
            let ends = Operation::CrashInWrite {
                nth: u32::try_from(dice.below(3)).unwrap_or_default(),
                stored: dice.percent(50),
            };
            restart(dice, script, ends);
        }
    }
}

/// A box opens and closes, with something else on the way.
fn box_of_words(dice: &mut Dice, script: &mut Vec<Operation>) {
    let who = dice.pick(&THERAPISTS);
    for then in [Ask::OpenBox, Ask::CloseBox] {
        script.push(Operation::Ask { who, ask: then });
        if dice.percent(40) {
            let (who, ask) = ask(dice);
            script.push(Operation::Ask { who, ask });
        }
        script.push(Operation::Wait { ms: span(dice) });
    }
    if dice.percent(30) {
        restart(dice, script, Operation::Crash);
    }
    script.push(Operation::Wait { ms: 11_000 });
}

/// A process ends and another one starts, somewhere among what happens besides.
fn restart(dice: &mut Dice, script: &mut Vec<Operation>, ends: Operation) {
    script.push(ends);
    for _ in 0..dice.below(4) {
        let (who, ask) = ask(dice);
        script.push(Operation::Ask { who, ask });
    }
    if dice.percent(70) {
        script.push(Operation::Wait { ms: span(dice) });
    }
    script.push(Operation::Start {
        clock_set_ms: dice.pick(&[0, 0, 0, -3_600_000, 60_000]),
    });
}

/// Spans around what is due in a room, in milliseconds.
fn span(dice: &mut Dice) -> u64 {
    let most = dice.pick(&[5, 40, 300, 2_000, 2_000, 12_000, 130_000]);
    dice.below(most)
}

fn ask(dice: &mut Dice) -> (Who, Ask) {
    let member = dice.pick(&MEMBERS);
    if dice.percent(55) {
        let ask = match dice.below(30) {
            0..9 => Ask::Say(To::Everyone),
            9..13 => Ask::Say(To::Therapists),
            13 => Ask::WithYou,
            14..17 => Ask::Floor(OfFloor::Hand {
                private: dice.percent(60),
            }),
            17 => Ask::Floor(OfFloor::LowerHand),
            18..20 => Ask::Floor(OfFloor::Accept),
            20 => Ask::Floor(OfFloor::Pass),
            21 => Ask::Floor(OfFloor::EndTurn),
            22 => Ask::Away,
            23 => Ask::Back,
            24 => Ask::Help,
            25 => Ask::Contact,
            26..29 => Ask::Checkin(OfCheckin::Answer),
            _ if dice.percent(20) => Ask::Leave,
            _ => Ask::Back,
        };
        (member, ask)
    } else {
        let ask = match dice.below(40) {
            0..5 => Ask::Say(To::Everyone),
            5..7 => Ask::Say(To::Therapists),
            7..11 => Ask::Say(To::One(member)),
            11..13 => Ask::HideLatest,
            13..15 => Ask::ApproveLatest,
            15 => Ask::Lines(LinesMode::Held),
            16 => Ask::Lines(dice.pick(&[LinesMode::Open, LinesMode::Closed])),
            17..19 => Ask::Floor(OfFloor::TakeHands),
            19..21 => Ask::Floor(OfFloor::Round),
            21..24 => Ask::Floor(OfFloor::Next),
            24 => Ask::Floor(OfFloor::Give(member)),
            25 => Ask::Floor(OfFloor::Hold),
            26 => Ask::Floor(OfFloor::Release),
            27 => Ask::SendBack(member),
            28..30 => Ask::AdmitAll,
            30 if dice.percent(30) => Ask::Remove(member),
            30 | 31 => Ask::Mute(member),
            32 => Ask::Acknowledge,
            33..35 => Ask::Checkin(OfCheckin::Open {
                to_group: dice.percent(40),
            }),
            35 | 36 => Ask::Checkin(dice.pick(&[OfCheckin::Reveal, OfCheckin::Close])),
            37 => dice.pick(&[Ask::OpenBox, Ask::CloseBox]),
            38 => Ask::SettleBox,
            _ if dice.percent(10) => Ask::Close,
            _ => Ask::Start,
        };
        (dice.pick(&THERAPISTS), ask)
    }
}
