//! Random input: whatever comes has an answer, and what is taken means one thing only.

use proptest::prelude::*;
use rondo_protocol::ClientFrame;

use super::GOLDEN;

fn golden() -> impl Strategy<Value = String> {
    let lines: Vec<String> = GOLDEN.lines().map(Into::into).collect();
    prop::sample::select(lines)
}

/// What a frame may become on its way: bytes changed, cut, doubled, put in.
fn mutate(line: &str, changes: &[(usize, u8, u8)]) -> String {
    let mut bytes = line.as_bytes().to_vec();
    for &(at, kind, byte) in changes {
        let at = at % (bytes.len() + 1);
        match kind % 5 {
            0 => bytes.insert(at, byte),
            1 if at < bytes.len() => bytes[at] = byte,
            2 if at < bytes.len() => drop(bytes.remove(at)),
            3 => bytes.truncate(at),
            _ => {
                let tail = bytes[at..].to_vec();
                bytes.extend(tail);
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whatever a text is read as is written and read again as the same.
fn is_stable(text: &str) {
    if let Ok(frame) = ClientFrame::parse(text) {
        let written = serde_json::to_string(&frame).unwrap();
        let again: ClientFrame = serde_json::from_str(&written).unwrap();
        assert_eq!(again, frame);
        assert_eq!(serde_json::to_string(&again).unwrap(), written);
    }
}

proptest! {
    #[test]
    fn any_bytes_have_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        is_stable(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_json_has_an_answer(words in prop::collection::vec("[\\[\\]{}:,\"]|\"type\"|\"command\"|\"n\"|7|1e9|null", 0..60)) {
        is_stable(&words.concat());
    }

    #[test]
    fn a_mutated_frame_has_an_answer(
        line in golden(),
        changes in prop::collection::vec((any::<usize>(), any::<u8>(), any::<u8>()), 1..4),
    ) {
        is_stable(&mutate(&line, &changes));
    }

    #[test]
    fn any_words_are_taken_the_same_twice(words in "\\PC{0,60}|[\\u{0}-\\u{20}\\u{ad}\\u{180b}-\\u{180f}\\u{2000}-\\u{206f}\\u{2800}\\u{3164}\\u{fe00}-\\u{fe0f}\\u{feff}\\u{e0100}ab🌻]{0,60}") {
        let say = serde_json::json!({
            "type": "command",
            "n": 7,
            "command": {
                "feature": "conversation", "type": "say", "audience": {"to": "everyone"}, "text": words,
            },
        });
        is_stable(&say.to_string());
    }
}
