//! Text is UTF-8 (sections 5.6 and 8.1; RFC 3629, sections 3 and 4).

use rondo_tests::octets::{CONTINUATION, FIN, PING, TEXT, fragments, frame};

use super::{
    FAILED,
    Seen::{Answer, Pong},
    case, hold,
};

/// A command that nobody knows, with these octets in it: read, it is refused by its number.
fn with(octets: &[u8]) -> Vec<u8> {
    let (before, after) = (
        br#"{"type":"command","n":7,"command":{"feature":"none","type":""#,
        br#""}}"#,
    );
    [before, octets, after].concat()
}

#[tokio::test]
async fn a_text_in_utf_8_is_read_however_it_is_cut() {
    let mut cases = Vec::new();
    for text in [
        "κόσμε",
        "\u{7f}",
        "\u{80}",
        "\u{7ff}",
        "\u{800}",
        "\u{d7ff}",
        "\u{e000}",
        "\u{fffd}",
        "\u{ffff}",
        "\u{10000}",
        "\u{10ffff}",
    ] {
        let whole = with(text.as_bytes());
        cases.push(case(
            "5.6",
            format!("{text:?}"),
            frame(FIN | TEXT, &whole),
            [Answer],
        ));
        let singly: Vec<[u8; 1]> = whole.iter().map(|byte| [*byte]).collect();
        let what = format!("{text:?}, a byte each");
        cases.push(case("8.1", what, fragments(TEXT, &singly), [Answer]));
    }
    let leaf = with("\u{1f33f}".as_bytes());
    let middle = leaf.len() - 5;
    cases.push(case(
        "8.1",
        "a ping inside of a character",
        [
            frame(TEXT, &leaf[..middle]),
            frame(FIN | PING, &[0xf0]),
            frame(FIN | CONTINUATION, &leaf[middle..]),
        ]
        .concat(),
        [Pong(vec![0xf0]), Answer],
    ));
    hold(cases).await;
}

#[tokio::test]
async fn a_text_that_is_no_utf_8_fails_the_connection() {
    let mut cases = Vec::new();
    for (what, octets) in [
        ("an octet that is none", &[0xff][..]),
        ("a continuation alone", &[0x80]),
        ("a start alone", &[0xce]),
        ("overlong, two octets", &[0xc0, 0xaf]),
        ("overlong, three octets", &[0xe0, 0x80, 0xaf]),
        ("overlong, four octets", &[0xf0, 0x80, 0x80, 0xaf]),
        ("an overlong zero", &[0xc0, 0x80]),
        ("half of a surrogate pair", &[0xed, 0xa0, 0x80]),
        (
            "a whole surrogate pair",
            &[0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
        ),
        ("over U+10FFFF", &[0xf4, 0x90, 0x80, 0x80]),
        ("five octets", &[0xf8, 0x88, 0x80, 0x80, 0x80]),
    ] {
        let whole = with(octets);
        cases.push(case("8.1", what, frame(FIN | TEXT, &whole), [FAILED]));
        let singly: Vec<[u8; 1]> = whole.iter().map(|byte| [*byte]).collect();
        let cut = format!("{what}, a byte each");
        cases.push(case("8.1", cut, fragments(TEXT, &singly), [FAILED]));
    }
    let begun = with("\u{1f33f}".as_bytes());
    let (cut, _) = begun.split_at(begun.len() - 5);
    cases.extend([
        case(
            "8.1",
            "cut off at the end",
            frame(FIN | TEXT, cut),
            [FAILED],
        ),
        case(
            "8.1",
            "cut off in the last fragment",
            fragments(TEXT, &[cut, b""]),
            [FAILED],
        ),
        case(
            "8.1",
            "continued with something else",
            fragments(TEXT, &[cut, br#""}}"#]),
            [FAILED],
        ),
        // Seen as soon as it is there, though the message goes on.
        case(
            "8.1",
            "wrong in the first fragment",
            frame(TEXT, &with(&[0xff])),
            [FAILED],
        ),
    ]);
    hold(cases).await;
}
