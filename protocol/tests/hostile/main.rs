//! What a hostile or broken client may send, and the one answer each thing has: a frame, a command
//! that can be refused by its number, or nothing that could be answered. Never a panic, never an
//! overflow, and never a word of what was sent.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod chance;
mod content;
mod shape;

use rondo_protocol::{ClientFrame, RefusalCode, frames::FrameError};

const GOLDEN: &str = include_str!("../../wire/client.jsonl");
const UNREADABLE: Result<ClientFrame, FrameError> = Err(FrameError::Unreadable);

fn refused(n: u64) -> Result<ClientFrame, FrameError> {
    Err(FrameError::Command { n })
}

/// A command frame with this content under number 7.
fn command(content: &str) -> Result<ClientFrame, FrameError> {
    ClientFrame::parse(&format!(
        r#"{{"type":"command","n":7,"command":{content}}}"#
    ))
}

/// `Leave`, the shortest command, in a frame with this for its number.
fn numbered(n: &str) -> Result<ClientFrame, FrameError> {
    ClientFrame::parse(&format!(
        r#"{{"type":"command","n":{n},"command":{{"feature":"roster","type":"leave"}}}}"#
    ))
}

#[test]
fn what_is_no_frame_cannot_be_answered() {
    for text in [
        "",
        " ",
        "\u{FEFF}{\"type\":\"ping\"}",
        "ping",
        "null",
        "true",
        "7",
        "\"ping\"",
        "{",
        "{}",
        "[]",
        "[\"ping\"]",
        "[\"command\",7,{\"feature\":\"roster\",\"type\":\"leave\"}]",
        "{\"type\":\"ping\"} x",
        "{\"type\":\"ping\"}{\"type\":\"ping\"}",
        "{\"type\":\"ping\",}",
        "{'type':'ping'}",
        "{\"type\":\"ping\"}\0",
        "{\"type\":\"nothing\"}",
        "{\"type\":\"Ping\"}",
        "{\"type\":7}",
        "{\"type\":null}",
        "{\"type\":[\"ping\"]}",
        "{\"Type\":\"ping\"}",
        "{\"type\":\"welcome\"}",
        "{\"n\":7}",
        "{\"type\":\"ping\",\"n\":7}",
        "{\"type\":\"ping\",\"type\":\"ping\"}",
        "{\"type\":\"hello\"}",
        "{\"type\":\"hello\",\"ticket\":7}",
        "{\"type\":\"hello\",\"ticket\":\"x\",\"resume\":{}}",
        "{\"type\":\"hello\",\"ticket\":\"x\",\"resume\":{\"log_id\":\"x\",\"last_seq\":1}}",
        "{\"type\":\"hello\",\"ticket\":\"x\",\"resume\":null,\"n\":7}",
        "{\"type\":\"ask_token\",\"box_id\":\"../x\",\"blinded\":\"00\"}",
        "{\"type\":\"ask_token\",\"box_id\":\"0b0c0d0e-1111-4222-8333-944445555666\"}",
        "{\"type\":\"command\"}",
        "{\"type\":\"command\",\"command\":{\"feature\":\"roster\",\"type\":\"leave\"}}",
        "{\"type\":\"command\",\"n\":7,\"n\":8,\"command\":{}}",
        "{\"type\":\"command\",\"type\":\"command\",\"n\":7,\"command\":{}}",
    ] {
        assert_eq!(ClientFrame::parse(text), UNREADABLE, "{text}");
    }
}

#[test]
fn the_keys_of_a_frame_stand_in_any_order() {
    let leave = [
        r#"{"feature":"roster","type":"leave"}"#,
        r#"{"type":"leave","feature":"roster"}"#,
    ];
    let usual = command(leave[0]);
    assert!(usual.is_ok());
    for content in leave {
        for frame in [
            format!(r#"{{"type":"command","command":{content},"n":7}}"#),
            format!(r#"{{"n":7,"type":"command","command":{content}}}"#),
            format!(r#"{{"command":{content},"n":7,"type":"command"}}"#),
        ] {
            assert_eq!(ClientFrame::parse(&frame), usual, "{frame}");
        }
    }
}

#[test]
fn an_element_has_one_form_and_one_length() {
    let asked = |blinded: &str| {
        let id = "0b0c0d0e-1111-4222-8333-944445555666";
        let frame = format!(r#"{{"type":"ask_token","box_id":"{id}","blinded":{blinded}}}"#);
        ClientFrame::parse(&frame)
    };
    // Whether the bytes are an element is for the box to say.
    assert!(asked(&format!("\"{}\"", "0f".repeat(32))).is_ok());
    for digits in [
        "0F".repeat(32),
        "0f".repeat(31),
        "0f".repeat(33),
        "é".repeat(32),
    ] {
        assert_eq!(asked(&format!("\"{digits}\"")), UNREADABLE, "{digits}");
    }
    for other in ["null", "7", "[]", "{}"] {
        assert_eq!(asked(other), UNREADABLE, "{other}");
    }
}

#[test]
fn a_command_with_a_number_is_refused_by_it_whatever_it_holds() {
    for content in [
        "null",
        "7",
        "\"leave\"",
        "[]",
        "{}",
        r#"{"feature":"roster"}"#,
        r#"{"type":"leave"}"#,
        r#"{"feature":"rooster","type":"leave"}"#,
        r#"{"feature":"roster","type":"flee"}"#,
        r#"{"feature":"floor","type":"leave"}"#,
        r#"{"feature":7,"type":"leave"}"#,
        r#"{"feature":"roster","feature":"roster","type":"leave"}"#,
        r#"{"feature":"roster","type":"leave","type":"leave"}"#,
        r#"{"feature":"roster","type":"admit","seat":1,"seat":2}"#,
        r#"{"feature":"roster","type":"admit"}"#,
        r#"{"feature":"roster","type":"admit","seat":"1"}"#,
        r#"{"feature":"roster","type":"admit","seat":null}"#,
        r#"{"feature":"roster","type":"admit","seat":true}"#,
        r#"{"feature":"roster","type":"admit","seat":[1]}"#,
        r#"{"feature":"roster","type":"admit","seat":-1}"#,
        r#"{"feature":"roster","type":"admit","seat":-0}"#,
        r#"{"feature":"roster","type":"admit","seat":1.0}"#,
        r#"{"feature":"roster","type":"admit","seat":1e0}"#,
        r#"{"feature":"roster","type":"admit","seat":01}"#,
        r#"{"feature":"roster","type":"admit","seat":65536}"#,
        r#"{"feature":"roster","type":"admit","seat":1e400}"#,
        r#"{"feature":"roster","type":"admit","seat":123456789012345678901234567890}"#,
        r#"{"feature":"roster","type":"agree_to_observer","seat":1,"agree":1}"#,
        r#"{"feature":"session","type":"accept_rules","version":1,"name":""}"#,
        r#"{"feature":"session","type":"accept_rules","version":1,"name":"\u200d\ufe0f"}"#,
        r#"{"feature":"session","type":"accept_rules","version":1,"name":"\ud800"}"#,
        r#"{"feature":"session","type":"accept_rules","version":1,"name":"\udc00\ud800"}"#,
        r#"{"feature":"floor","type":"raise_hand","kind":"shout","private":false}"#,
        r#"{"feature":"floor","type":"start_round","prompt":null,"order":{"order":"by_height"},"allotment_ms":null,"auto_advance":false,"strict":false,"nomination":false}"#,
        r#"{"feature":"conversation","type":"say","audience":"everyone","text":"x"}"#,
        r#"{"feature":"checkins","type":"answer","checkin":1,"answer":{"kind":"choice","option":256}}"#,
        r#"{"feature":"feedback","type":"settle","box_id":"0b0c0d0e","release":[]}"#,
    ] {
        // JSON that is broken altogether has no number either.
        let broken = content.contains(":01");
        let answer = if broken { UNREADABLE } else { refused(7) };
        assert_eq!(command(content), answer, "{content}");
    }
}

#[test]
fn what_may_be_null_may_be_left_out() {
    let short = r#"{"feature":"floor","type":"next"}"#;
    let long = r#"{"feature":"floor","type":"next","turn":null,"offered":null}"#;
    assert!(command(short).is_ok());
    assert_eq!(command(short), command(long));
}

#[test]
fn fields_may_come_in_any_order_and_with_any_blanks() {
    let text = " {\"command\" : {\"type\":\"leave\", \"feature\":\"roster\"},\r\n\t\"n\":7, \"type\":\"\\u0063ommand\"} ";
    assert_eq!(ClientFrame::parse(text), numbered("7"));
}

#[test]
fn no_error_says_what_was_sent() {
    let canary = "canary-4711";
    for text in [
        format!(r#"{{"type":"{canary}"}}"#),
        format!(r#"{{"type":"command","n":7,"command":{{"feature":"{canary}"}}}}"#),
        format!(r#"{{"type":"command","n":7,"{canary}":1,"command":{{}}}}"#),
        format!(r#"{{"type":"hello","ticket":["{canary}"]}}"#),
    ] {
        let error = ClientFrame::parse(&text).unwrap_err();
        assert!(!format!("{error} {error:?}").contains(canary), "{error}");
    }
}

#[test]
fn a_frame_in_a_log_shows_no_ticket_and_no_words() {
    for line in GOLDEN.lines() {
        let debug = format!("{:?}", ClientFrame::parse(line).unwrap());
        for word in [
            "dGhpcyBpcyBub3Q",
            "Maren",
            "see you",
            "bringing",
            "river",
            "555 0100",
        ] {
            assert!(!debug.contains(word), "{debug}");
        }
    }
}

#[test]
fn every_refusal_has_words_and_they_fit_on_a_phone() {
    for code in RefusalCode::ALL {
        let words = code.words();
        assert!(words.ends_with('.') && words.len() <= 120, "{code:?}");
    }
}
