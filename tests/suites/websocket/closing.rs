//! The end of a connection (sections 5.5.1, 7.1 and 7.4).

use rondo_tests::octets::{CLOSE, FIN, PING, TEXT, close, frame, unmasked};

use super::{ASK, FAILED, Seen::Closed, case, hold};

/// A code that must not stand in a close is a protocol error, and 1002 says so (7.4.1).
const PROTOCOL_ERROR: u16 = 1002;

#[tokio::test]
async fn a_close_is_answered_with_its_own_code() {
    let ask = || frame(FIN | TEXT, ASK);
    let mut cases = vec![
        case(
            "5.5.1",
            "without a code",
            frame(FIN | CLOSE, b""),
            [Closed(None)],
        ),
        case(
            "5.5.1",
            "with a reason",
            close(1000, "τέλος".as_bytes()),
            [Closed(Some(1000))],
        ),
        case(
            "5.5",
            "the longest reason",
            close(1000, &[b'x'; 123]),
            [Closed(Some(1000))],
        ),
        case(
            "5.5.1",
            "one byte of a code",
            frame(FIN | CLOSE, &[3]),
            [FAILED],
        ),
        case(
            "5.5",
            "too long a reason",
            close(1000, &[b'x'; 124]),
            [FAILED],
        ),
        case(
            "5.5.1",
            "a reason that is no UTF-8",
            close(1000, &[0xce, 0xba, 0xe1]),
            [FAILED],
        ),
        case(
            "5.1",
            "without a mask",
            unmasked(FIN | CLOSE, &[3, 232]),
            [FAILED],
        ),
        // What comes after a close is not looked at (1.4, 5.5.1).
        case(
            "5.5.1",
            "a text behind",
            [close(1000, b""), ask()].concat(),
            [Closed(Some(1000))],
        ),
        case(
            "5.5.1",
            "a ping behind",
            [close(1001, b""), frame(FIN | PING, b"")].concat(),
            [Closed(Some(1001))],
        ),
        case(
            "5.5.1",
            "a second one behind",
            [close(1000, b""), close(1001, b"")].concat(),
            [Closed(Some(1000))],
        ),
    ];
    for code in [
        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999,
    ] {
        let what = format!("code {code}");
        cases.push(case("7.4", what, close(code, b""), [Closed(Some(code))]));
    }
    for code in [
        0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535,
    ] {
        let what = format!("code {code}, which must not be sent");
        let expected = [Closed(Some(PROTOCOL_ERROR))];
        cases.push(case("7.4", what, close(code, b""), expected));
    }
    hold(cases).await;
}
