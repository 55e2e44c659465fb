//! Messages in several frames (section 5.4).

use rondo_tests::octets::{BINARY, CONTINUATION, FIN, PING, PONG, TEXT, close, fragments, frame};

use super::{
    ASK, FAILED,
    Seen::{Answer, Closed, Pong},
    case, hold,
};

#[tokio::test]
async fn a_message_may_come_in_fragments_but_only_one_at_a_time() {
    let single: Vec<[u8; 1]> = ASK.iter().map(|byte| [*byte]).collect();
    let (start, end) = ASK.split_at(6);
    let begun = || frame(TEXT, start);
    let ended = || frame(FIN | CONTINUATION, end);
    let many_empty = [vec![start], vec![b"".as_slice(); 1_000], vec![end]].concat();
    let cases = vec![
        case("5.4", "two", fragments(TEXT, &[start, end]), [Answer]),
        case("5.4", "a byte each", fragments(TEXT, &single), [Answer]),
        case(
            "5.4",
            "empty first and last",
            fragments(TEXT, &[b"", ASK, b""]),
            [Answer],
        ),
        case(
            "5.4",
            "a thousand empty between",
            fragments(TEXT, &many_empty),
            [Answer],
        ),
        case(
            "5.4",
            "two messages after another",
            [
                fragments(TEXT, &[start, end]),
                fragments(TEXT, &[start, end]),
            ]
            .concat(),
            [Answer, Answer],
        ),
        case(
            "5.4",
            "a ping and a pong between",
            [
                begun(),
                frame(FIN | PING, b"between"),
                frame(FIN | PONG, b""),
                ended(),
            ]
            .concat(),
            [Pong(b"between".to_vec()), Answer],
        ),
        case(
            "5.5.1",
            "a close between",
            [begun(), close(1000, b"")].concat(),
            [Closed(Some(1000))],
        ),
        case(
            "5.4",
            "nothing to continue",
            frame(FIN | CONTINUATION, ASK),
            [FAILED],
        ),
        case(
            "5.4",
            "nothing to continue, and not the last",
            frame(CONTINUATION, ASK),
            [FAILED],
        ),
        case(
            "5.4",
            "a continuation after the last",
            [begun(), ended(), frame(FIN | CONTINUATION, b"")].concat(),
            [Answer, FAILED],
        ),
        case(
            "5.4",
            "a text inside of a text",
            [begun(), frame(FIN | TEXT, ASK)].concat(),
            [FAILED],
        ),
        case(
            "5.4",
            "a fragmented text inside of a text",
            [begun(), frame(TEXT, end)].concat(),
            [FAILED],
        ),
        case(
            "5.4",
            "binary inside of a text",
            [begun(), frame(FIN | BINARY, end)].concat(),
            [FAILED],
        ),
    ];
    hold(cases).await;
}
