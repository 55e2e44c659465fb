//! Samples of the frames themselves.

use rondo_protocol::{
    BlindedElement, ClientFrame, Command, EvaluatedElement, Proof, RefusalCode, ServerFrame,
    Update, View,
    frames::{Evaluation, Resume, State},
    http::Secret,
    limits::NUMBER_MAX,
    roster::RosterCommand,
};

use super::{MAREN, NOW, Samples, a_box, bytes, each, log, maybe, samples};

const TICKET: &str = "dGhpcyBpcyBub3QgYSB0aWNrZXQ";

impl Samples for Evaluation {
    fn samples() -> Vec<Self> {
        vec![Evaluation {
            evaluated: EvaluatedElement(bytes(2)),
            proof: Proof(bytes(3)),
        }]
    }
}

samples! { ClientFrame {
    Hello => vec![
        ClientFrame::Hello { ticket: Secret(TICKET.into()), resume: None },
        ClientFrame::Hello {
            ticket: Secret(TICKET.into()),
            resume: Some(Resume { log_id: log(), last_seq: 41 }),
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
    AskToken => vec![ClientFrame::AskToken { box_id: a_box(), blinded: BlindedElement(bytes(1)) }],
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
        log_id: log(),
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
    Token => maybe(|evaluation| ServerFrame::Token {
        box_id: a_box(),
        blinded: BlindedElement(bytes(1)),
        evaluation,
    }),
    Pong => vec![ServerFrame::Pong { now: NOW }],
} }
