//! `docs/protocol.md` leaves nothing out and shows nothing that is not on the wire.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;

use rondo_protocol::{CloseCode, RefusalCode, frames::SUBPROTOCOL};
use serde_json::Value;

const PAGE: &str = include_str!("../../docs/protocol.md");
const CLIENT: &str = include_str!("../wire/client.jsonl");
const SERVER: &str = include_str!("../wire/server.jsonl");
const ENVELOPES: &str = include_str!("../wire/envelope.json");

/// The lines of JSON that the page shows.
fn shown() -> Vec<&'static str> {
    let mut inside = false;
    let mut lines = Vec::new();
    for line in PAGE.lines().map(str::trim) {
        if line.starts_with("```") {
            inside = line == "```jsonl";
        } else if inside {
            lines.push(line);
        }
    }
    lines
}

/// The tags of every frame, command and update, as they are written.
fn tags(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            let tag = |key| fields.get(key).and_then(Value::as_str);
            if let Some(kind) = tag("type") {
                let feature = tag("feature").map(|f| format!(r#""feature":"{f}","#));
                found.insert(format!(r#"{}"type":"{kind}""#, feature.unwrap_or_default()));
            }
            fields.values().for_each(|inner| tags(inner, found));
        }
        Value::Array(list) => list.iter().for_each(|inner| tags(inner, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Every word of a closed list: short texts in lower case that are no content.
fn words(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields
            .iter()
            .filter(|(key, _)| {
                !["words", "options", "low", "high", "ticket", "pass"].contains(&key.as_str())
            })
            .for_each(|(_, inner)| words(inner, found)),
        Value::Array(list) => list.iter().for_each(|inner| words(inner, found)),
        Value::String(text) if text.chars().all(|c| c.is_ascii_lowercase() || c == '_') => {
            found.insert(text.clone());
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn golden() -> impl Iterator<Item = Value> {
    let lines = CLIENT.lines().chain(SERVER.lines());
    lines.map(|line| serde_json::from_str(line).unwrap())
}

#[test]
fn what_the_page_shows_stands_on_the_wire() {
    let shown = shown();
    assert!(shown.len() > 60);
    for line in shown {
        assert!(CLIENT.contains(line) || SERVER.contains(line), "{line}");
    }
}

#[test]
fn the_page_shows_every_frame_command_and_update() {
    let mut found = BTreeSet::new();
    golden().for_each(|frame| tags(&frame, &mut found));
    assert!(found.len() > 70);
    for tag in found {
        assert!(PAGE.contains(&tag), "{tag}");
    }
}

#[test]
fn the_page_names_every_value_there_is() {
    let mut found = BTreeSet::new();
    golden().for_each(|frame| words(&frame, &mut found));
    assert!(found.len() > 100);
    for word in found {
        let named = [format!("`{word}`"), format!("\"{word}\"")];
        assert!(named.iter().any(|name| PAGE.contains(name)), "{word}");
    }
}

#[test]
fn the_example_of_an_envelope_stands_among_the_vectors() {
    let (_, example) = PAGE.split_once("### 10.8").unwrap();
    let (example, _) = example.split_once("\n## ").unwrap();
    let digits = |word: &&str| word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let bytes: Vec<_> = example.split_whitespace().filter(digits).collect();
    assert_eq!(bytes.len(), 13);
    for bytes in bytes {
        assert!(ENVELOPES.contains(bytes), "{bytes}");
    }
    let envelopes: Value = serde_json::from_str(ENVELOPES).unwrap();
    for word in envelopes["words"].as_array().unwrap() {
        assert!(example.contains(word.as_str().unwrap()), "{word}");
    }
}

#[test]
fn the_page_explains_every_refusal_and_every_close_code() {
    for code in RefusalCode::ALL {
        let name = serde_json::to_value(code).unwrap();
        let row = format!("| `{}` |", name.as_str().unwrap());
        assert!(PAGE.contains(&row), "{row}");
    }
    for code in CloseCode::ALL {
        let name = serde_json::to_value(code).unwrap();
        let row = format!("| {} | `{}` |", code.number(), name.as_str().unwrap());
        assert!(PAGE.contains(&row), "{row}");
    }
    assert!(PAGE.contains(SUBPROTOCOL));
}
