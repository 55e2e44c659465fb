//! RFC 6455 as the server's own endpoint keeps it: cases of our own, each citing its section.
//!
//! Every case is octets on a connection of somebody who was welcomed, and what has to come back.
//! Where the RFC says *fail the connection* (section 7.1.7), Rondo closes with 4400, a code of its
//! own range (section 7.4.2): its clients know it as "what you sent is no frame", whether the
//! websocket or Rondo's protocol says so.
//!
//! One thing is more lenient than a purist's: a length written longer than need be is read. Section
//! 5.2 binds who sends it, and no decision hangs on the difference.

mod closing;
mod control;
mod fragments;
mod framing;
mod handshake;
mod text;

use rondo_tests::{
    Circle, Stage, asking,
    octets::{CLOSE, FIN, Octets, PONG, TEXT},
};

/// A ping of Rondo's protocol, which is answered with a text.
const ASK: &[u8] = br#"{"type":"ping"}"#;

/// What has to come back.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Seen {
    /// The answer to a text that was read.
    Answer,
    /// A pong with this payload.
    Pong(Vec<u8>),
    /// A close with this code, and the end of the connection after it.
    Closed(Option<u16>),
    /// The end of the connection without a close.
    End,
    /// Something that no case expects.
    Other(u8, Vec<u8>),
}

/// What came in violation of the websocket's rules ends so.
const FAILED: Seen = Seen::Closed(Some(4400));

/// One case.
struct Case {
    /// The section of RFC 6455 that says so.
    section: &'static str,
    /// What is tried.
    what: String,
    octets: Vec<u8>,
    expected: Vec<Seen>,
}

fn case(
    section: &'static str,
    what: impl Into<String>,
    octets: impl Into<Vec<u8>>,
    expected: impl Into<Vec<Seen>>,
) -> Case {
    Case {
        section,
        what: what.into(),
        octets: octets.into(),
        expected: expected.into(),
    }
}

/// Tries every case on a connection of its own, shows all that go wrong, and looks whether somebody
/// else in the room was disturbed.
async fn hold(cases: Vec<Case>) {
    let stage = Stage::new().await;
    let circle = Circle::live(&stage, ["Maren", "Theo"]).await;
    let [maren, mut theo] = circle.members;
    let mut guest = maren.guest.clone();
    let mut wrong = Vec::new();
    for case in cases {
        let mut octets = Octets::welcomed(&stage, &mut guest, circle.session).await;
        octets.send(&case.octets).await;
        let mut seen = Vec::new();
        while seen.len() < case.expected.len() && !seen.contains(&Seen::End) {
            seen.push(next(&mut octets).await);
        }
        if seen != case.expected {
            let expected = case.expected;
            wrong.push(format!(
                "{} ({}): {seen:?} instead of {expected:?}",
                case.what, case.section
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    theo.does(asking::say("undisturbed")).await;
}

/// What comes next that a case can expect: the room's own updates may stand in between.
async fn next(octets: &mut Octets) -> Seen {
    loop {
        let Some((first, payload)) = octets.frame().await else {
            return Seen::End;
        };
        if first == FIN | TEXT {
            let answers: [&[u8]; 2] = [br#"{"type":"pong""#, br#"{"type":"refused""#];
            if answers.iter().any(|answer| payload.starts_with(answer)) {
                return Seen::Answer;
            }
        } else if first == FIN | PONG {
            return Seen::Pong(payload);
        } else if first == FIN | CLOSE {
            let code = payload.first_chunk().map(|code| u16::from_be_bytes(*code));
            // As section 7.1.1 wants it, the server is the first to end the connection, once it has
            // our close; after a failure it need not wait for it.
            octets
                .send(&rondo_tests::octets::frame(FIN | CLOSE, &payload))
                .await;
            return match octets.frame().await {
                None => Seen::Closed(code),
                Some((first, payload)) => Seen::Other(first, payload),
            };
        } else {
            return Seen::Other(first, payload);
        }
    }
}
