//! Pings and pongs (sections 5.5, 5.5.2, 5.5.3).

use rondo_protocol::frames::SUBPROTOCOL;
use rondo_tests::{
    Circle, Stage,
    octets::{CLOSE, CONTINUATION, FIN, Octets, PING, PONG, TEXT, frame},
    wire::hello,
};

use super::{
    ASK, FAILED,
    Seen::{self, Answer, Pong},
    case, hold, next,
};

#[tokio::test]
async fn a_ping_is_answered_with_its_own_payload_and_a_pong_is_not() {
    let longest = [0xff; 125];
    let too_long = [b'x'; 126];
    let ask = || frame(FIN | TEXT, ASK);
    let three = [b"1", b"2", b"3"].map(|n| frame(FIN | PING, n)).concat();
    let cases = vec![
        case("5.5.2", "empty", frame(FIN | PING, b""), [Pong(vec![])]),
        case(
            "5.5.2",
            "words",
            frame(FIN | PING, b"there?"),
            [Pong(b"there?".to_vec())],
        ),
        case(
            "5.5.2",
            "no UTF-8",
            frame(FIN | PING, &[0, 0xfe]),
            [Pong(vec![0, 0xfe])],
        ),
        case(
            "5.5",
            "125 bytes",
            frame(FIN | PING, &longest),
            [Pong(longest.to_vec())],
        ),
        case("5.5", "126 bytes", frame(FIN | PING, &too_long), [FAILED]),
        case(
            "5.5",
            "a pong of 126 bytes",
            frame(FIN | PONG, &too_long),
            [FAILED],
        ),
        case(
            "5.5.3",
            "three at once, each answered",
            three,
            ["1", "2", "3"].map(|n| Pong(n.into())),
        ),
        case(
            "5.5.3",
            "a pong nobody asked for",
            [frame(FIN | PONG, b""), frame(FIN | PONG, b"unasked"), ask()].concat(),
            [Answer],
        ),
        case(
            "5.5",
            "a ping in fragments",
            [frame(PING, b"a"), frame(FIN | CONTINUATION, b"b")].concat(),
            [FAILED],
        ),
        case(
            "5.5",
            "a pong that is not the last",
            frame(PONG, b""),
            [FAILED],
        ),
        case(
            "5.5",
            "a close that is not the last",
            frame(CLOSE, &[3, 232]),
            [FAILED],
        ),
    ];
    hold(cases).await;
}

/// Pings may come at any time after the handshake (5.5.2), so also before Rondo's first frame.
#[tokio::test]
async fn a_ping_before_the_hello_is_answered_and_a_flood_of_them_is_not() {
    let stage = Stage::new().await;
    let circle = Circle::live(&stage, ["Maren"]).await;
    let mut guest = circle.members[0].guest.clone();
    let mut octets = Octets::open(&stage).await;
    octets.send(&frame(FIN | PONG, b"unasked")).await;
    octets.send(&frame(FIN | PING, b"early")).await;
    assert_eq!(next(&mut octets).await, Pong(b"early".to_vec()), "5.5.2");
    let ticket = guest.ticket(circle.session).await;
    octets
        .send(&frame(FIN | TEXT, hello(&ticket.0).as_bytes()))
        .await;
    octets.send(&frame(FIN | TEXT, ASK)).await;
    assert_eq!(next(&mut octets).await, Answer, "{SUBPROTOCOL}");

    let mut flood = Octets::open(&stage).await;
    flood.send(&frame(FIN | PONG, b"").repeat(1_000)).await;
    let end = next(&mut flood).await;
    assert!(
        matches!(end, Seen::Closed(Some(4429)) | Seen::End),
        "{end:?}"
    );
}
