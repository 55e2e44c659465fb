//! One frame at a time: masks, reserved bits and opcodes, lengths (sections 5.1 to 5.3).

use rondo_protocol::limits::FRAME_BYTES_MAX;
use rondo_tests::octets::{
    BINARY, FIN, Length, PING, TEXT, fragments, frame, frame_with, head, unmasked,
};

use super::{ASK, FAILED, Seen::Answer, case, hold};

#[tokio::test]
async fn only_masked_frames_without_reserved_bits_and_opcodes_are_read() {
    let zeros = [vec![FIN | TEXT, 0x80 | 15, 0, 0, 0, 0], ASK.to_vec()].concat();
    let mut cases = vec![
        case("5.1", "a masked text", frame(FIN | TEXT, ASK), [Answer]),
        case("5.3", "a mask of zeros", zeros, [Answer]),
        case(
            "5.1",
            "a text without a mask",
            unmasked(FIN | TEXT, ASK),
            [FAILED],
        ),
        case(
            "5.1",
            "a ping without a mask",
            unmasked(FIN | PING, b""),
            [FAILED],
        ),
        case("5.6", "binary", frame(FIN | BINARY, ASK), [FAILED]),
        case(
            "5.6",
            "binary without content",
            frame(FIN | BINARY, b""),
            [FAILED],
        ),
        case(
            "5.6",
            "binary in fragments",
            fragments(BINARY, &["a", "b"]),
            [FAILED],
        ),
    ];
    for (bit, name) in [
        (0x40, "RSV1"),
        (0x20, "RSV2"),
        (0x10, "RSV3"),
        (0x70, "all three"),
    ] {
        for opcode in [TEXT, PING] {
            let octets = frame(FIN | bit | opcode, ASK);
            cases.push(case("5.2", format!("{name} on {opcode}"), octets, [FAILED]));
        }
    }
    for opcode in (0x3..=0x7).chain(0xb..=0xf) {
        let octets = frame(FIN | opcode, ASK);
        cases.push(case("5.2", format!("opcode {opcode}"), octets, [FAILED]));
        let octets = [frame(TEXT, &ASK[..5]), frame(FIN | opcode, &ASK[5..])].concat();
        let what = format!("opcode {opcode} inside of a message");
        cases.push(case("5.2", what, octets, [FAILED]));
    }
    hold(cases).await;
}

/// Rondo's ping, filled up with spaces to this many bytes.
fn long(bytes: usize) -> Vec<u8> {
    let mut text = ASK.to_vec();
    text.resize(bytes, b' ');
    text
}

#[tokio::test]
async fn a_frame_is_as_long_as_it_says_and_no_longer_than_the_limit() {
    let mut cases = Vec::new();
    for bytes in [
        125,
        126,
        127,
        4_095,
        4_096,
        4_097,
        FRAME_BYTES_MAX - 1,
        FRAME_BYTES_MAX,
    ] {
        let octets = frame(FIN | TEXT, &long(bytes));
        cases.push(case("5.2", format!("{bytes} bytes"), octets, [Answer]));
    }
    let half = FRAME_BYTES_MAX / 2;
    let whole = long(FRAME_BYTES_MAX);
    let over = long(FRAME_BYTES_MAX + 1);
    let two = |text: &[u8]| fragments(TEXT, &[&text[..half], &text[half..]]);
    let promised = |octets| head(FIN | TEXT, Length::SixtyFour, octets);
    let top = promised(1 << 63 | 15);
    cases.extend([
        case("10.4", "one byte more", frame(FIN | TEXT, &over), [FAILED]),
        case("10.4", "the limit in fragments", two(&whole), [Answer]),
        case("10.4", "one byte more in fragments", two(&over), [FAILED]),
        case(
            "5.2",
            "15 in 16 bits",
            frame_with(FIN | TEXT, ASK, Length::Sixteen),
            [Answer],
        ),
        case(
            "5.2",
            "15 in 64 bits",
            frame_with(FIN | TEXT, ASK, Length::SixtyFour),
            [Answer],
        ),
        case(
            "5.2",
            "the top bit of 64",
            [top, ASK.to_vec()].concat(),
            [FAILED],
        ),
        // None of these waits for what was promised, or makes room for it.
        case(
            "10.4",
            "2^63 - 1 promised",
            promised((1 << 63) - 1),
            [FAILED],
        ),
        case("10.4", "2^32 promised", promised(1 << 32), [FAILED]),
        case(
            "10.4",
            "one more than the limit promised",
            promised(FRAME_BYTES_MAX as u64 + 1),
            [FAILED],
        ),
        case(
            "10.4",
            "65,535 promised",
            head(FIN | TEXT, Length::Sixteen, 65_535),
            [FAILED],
        ),
        case(
            "10.4",
            "binary over the limit",
            frame(FIN | BINARY, &over),
            [FAILED],
        ),
    ]);
    hold(cases).await;
}
