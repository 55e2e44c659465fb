//! Samples of the frames themselves.

use rondo_protocol::{
    ClientFrame, Command, RefusalCode, ServerFrame, Update, View,
    frames::{Resume, State},
    http::Secret,
    limits::NUMBER_MAX,
    roster::RosterCommand,
};

use super::{MAREN, NOW, a_box, each, samples, session};

const TICKET: &str = "dGhpcyBpcyBub3QgYSB0aWNrZXQ";
const PASS: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

samples! { ClientFrame {
    Hello => vec![
        ClientFrame::Hello { ticket: Secret(TICKET.into()), resume: None },
        ClientFrame::Hello {
            ticket: Secret(TICKET.into()),
            resume: Some(Resume { log_id: session(), last_seq: 41 }),
        },
    ],
    Command => {
        let mut all = each(|command| ClientFrame::Command { n: 13, command });
        all.push(ClientFrame::Command {
            n: NUMBER_MAX,
            command: Command::Roster(RosterCommand::Leave {}),
        });
        all
    },
    SlipPass => vec![ClientFrame::SlipPass { box_id: a_box() }],
    Ping => vec![ClientFrame::Ping {}],
} }

samples! { State {
    View => each(|view: View| State::View { view: Box::new(view) }),
    Delta => vec![
        State::Delta { prev: 41, updates: vec![] },
        State::Delta { prev: 39, updates: Update::samples().into_iter().rev().take(2).collect() },
    ],
} }

samples! { ServerFrame {
    Welcome => each(|state| ServerFrame::Welcome {
        log_id: session(),
        seat: MAREN,
        now: NOW,
        last_command: 12,
        seq: 41,
        state,
    }),
    Update => {
        let mut all = each(|update| ServerFrame::Update { seq: 42, prev: 41, updates: vec![update] });
        all.push(ServerFrame::Update {
            seq: 44,
            prev: 42,
            updates: Update::samples().into_iter().rev().take(2).collect(),
        });
        all
    },
    Ok => vec![
        ServerFrame::Ok { n: 13, seq: 42 },
        ServerFrame::Ok { n: NUMBER_MAX, seq: NUMBER_MAX },
    ],
    Refused => each(|code: RefusalCode| ServerFrame::Refused {
        n: 13,
        code,
        message: code.words().into(),
    }),
    SlipPass => vec![
        ServerFrame::SlipPass { box_id: a_box(), pass: Some(Secret(PASS.into())) },
        ServerFrame::SlipPass { box_id: a_box(), pass: None },
    ],
    Pong => vec![ServerFrame::Pong { now: NOW }],
} }
