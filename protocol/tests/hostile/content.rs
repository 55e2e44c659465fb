//! Values at and beyond their bounds: numbers, words, size and depth.

use rondo_protocol::{
    ClientFrame,
    limits::{FRAME_BYTES_MAX, NUMBER_MAX},
};

use super::{UNREADABLE, command, numbered, refused};

#[test]
fn a_number_is_whole_and_exact_in_every_language() {
    assert!(numbered("0").is_ok());
    assert!(numbered(&NUMBER_MAX.to_string()).is_ok());
    for n in [
        "9007199254740992",
        "18446744073709551615",
        "18446744073709551616",
        "-1",
        "-0",
        "7.0",
        "7.5",
        "7e0",
        "1e400",
        "1e-400",
        "NaN",
        "Infinity",
        "\"7\"",
        "null",
        "true",
        "[7]",
        "{}",
        "07",
        "+7",
        "0x7",
    ] {
        assert_eq!(numbered(n), UNREADABLE, "{n}");
    }
    let hello = |seq: &str| {
        let log = "5f0c7d1e-1111-4222-8333-944445555666";
        ClientFrame::parse(&format!(
            r#"{{"type":"hello","ticket":"x","resume":{{"log_id":"{log}","last_seq":{seq}}}}}"#
        ))
    };
    assert!(hello("9007199254740991").is_ok());
    for seq in ["9007199254740992", "-1", "1.0", "1e0", "null", "\"1\""] {
        assert_eq!(hello(seq), UNREADABLE, "{seq}");
    }
}

#[test]
fn a_text_over_its_bound_is_refused_and_one_at_its_bound_is_taken() {
    let say = |text: &str| {
        command(&format!(
            r#"{{"feature":"conversation","type":"say","audience":{{"to":"everyone"}},"text":"{text}"}}"#
        ))
    };
    assert!(say(&"a".repeat(2_000)).is_ok());
    assert!(say(&"🌻".repeat(2_000)).is_ok());
    assert_eq!(say(&"a".repeat(2_001)), refused(7));
    assert_eq!(say(&"a".repeat(16_000)), refused(7));
    // What is dropped is not counted.
    assert!(say(&format!("{}a", "\\u202e".repeat(2_001))).is_ok());
    assert_eq!(say(&"\\u202e".repeat(2_001)), refused(7));
}

#[test]
fn what_could_hide_or_turn_a_line_around_does_not_come_in() {
    let name = |text: &str| {
        command(&format!(
            r#"{{"feature":"session","type":"accept_rules","version":1,"name":"{text}"}}"#
        ))
    };
    let plain = name("Maren");
    assert!(plain.is_ok());
    for spoof in [
        "\\u0000Maren",
        "Ma\\u202eren",
        "Ma\u{2066}ren\u{2069}",
        "Maren\\u200b",
        "\\ufeffMaren",
        "Ma\\ufff9ren",
        "Maren\\udb40\\udc41",
        " Maren\\n",
    ] {
        assert_eq!(name(spoof), plain, "{spoof}");
    }
    // A raw control character is not JSON.
    assert_eq!(name("Ma\0ren"), UNREADABLE);
    assert_eq!(name("Ma\nren"), UNREADABLE);
}

#[test]
fn sixteen_kibibytes_are_read_and_a_byte_more_is_not() {
    let ping = r#"{"type":"ping"}"#;
    let padded = |bytes: usize| format!("{ping}{}", " ".repeat(bytes - ping.len()));
    assert_eq!(
        ClientFrame::parse(&padded(FRAME_BYTES_MAX)),
        Ok(ClientFrame::Ping {})
    );
    assert_eq!(ClientFrame::parse(&padded(FRAME_BYTES_MAX + 1)), UNREADABLE);
}

#[test]
fn ten_thousand_levels_do_not_overflow_the_stack() {
    // The frame's bound lets hardly more through; the depth is tried beyond it as well, since the
    // answer must not hang on the bound alone.
    for levels in [200, 8_000, 10_000, 1_000_000] {
        for (open, close) in [("[", "]"), ("{\"x\":", "}")] {
            let deep = format!("{}1{}", open.repeat(levels), close.repeat(levels));
            let fits = deep.len() < FRAME_BYTES_MAX - 200;
            let answer = if fits { refused(7) } else { UNREADABLE };
            assert_eq!(command(&deep), answer);
            assert_eq!(
                command(&format!(
                    r#"{{"feature":"roster","type":"leave","x":{deep}}}"#
                )),
                answer
            );
            assert_eq!(
                command(&format!(
                    r#"{{"feature":"floor","type":"start_round","order":{{"order":"chosen","seats":{deep}}}}}"#
                )),
                answer
            );
            let unknown = format!(r#"{{"type":"command","n":7,"x":{deep},"command":{{}}}}"#);
            assert_eq!(ClientFrame::parse(&unknown), answer);
            assert_eq!(ClientFrame::parse(&deep), UNREADABLE);
            assert_eq!(
                ClientFrame::parse(&format!(r#"{{"type":{deep}}}"#)),
                UNREADABLE
            );
            assert!(serde_json::from_str::<ClientFrame>(&unknown).is_err());
        }
        assert_eq!(ClientFrame::parse(&"[".repeat(levels)), UNREADABLE);
        assert_eq!(ClientFrame::parse(&"{\"x\":".repeat(levels)), UNREADABLE);
    }
}
