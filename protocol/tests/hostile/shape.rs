//! Every canonical frame with a field too many, too few, or of another type, at every level.

use rondo_protocol::{ClientFrame, frames::FrameError};
use serde_json::Value;

use super::{GOLDEN, UNREADABLE, refused};

/// `value` with one more field, at each place where there is an object.
fn widened(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(fields) => {
            let mut all = Vec::new();
            for (key, inner) in fields {
                for wider in widened(inner) {
                    let mut fields = fields.clone();
                    fields.insert(key.clone(), wider);
                    all.push(Value::Object(fields));
                }
            }
            let mut fields = fields.clone();
            fields.insert("x".into(), Value::from(1));
            all.push(Value::Object(fields));
            all
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Vec::new()
        }
    }
}

/// `value` with one field less, at each place, and with one field of another type.
fn damaged(value: &Value) -> Vec<Value> {
    let Value::Object(fields) = value else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (key, inner) in fields {
        let mut without = fields.clone();
        without.remove(key);
        let may_be_missing = inner.is_null() || is_optional(key);
        if !may_be_missing {
            all.push(Value::Object(without));
        }
        let mut other = fields.clone();
        other.insert(key.clone(), serde_json::json!([[{}]]));
        all.push(Value::Object(other));
        for damage in damaged(inner) {
            let mut other = fields.clone();
            other.insert(key.clone(), damage);
            all.push(Value::Object(other));
        }
    }
    all
}

/// Fields that may be `null`, which is the same as leaving them out.
fn is_optional(key: &str) -> bool {
    [
        "resume",
        "wish",
        "next",
        "prompt",
        "allotment_ms",
        "turn",
        "offered",
        "before",
        "low",
        "high",
        "place",
        "phone",
    ]
    .contains(&key)
}

fn is_answered(frame: &Value) -> bool {
    frame.get("type") == Some(&"command".into())
        && frame.get("n").is_some_and(|n| n.as_u64().is_some())
}

fn expected(frame: &Value) -> Result<ClientFrame, FrameError> {
    if is_answered(frame) {
        return refused(frame["n"].as_u64().unwrap());
    }
    UNREADABLE
}

#[test]
fn an_unknown_field_is_refused_at_every_level_of_every_frame() {
    let mut tried = 0;
    for line in GOLDEN.lines() {
        for wider in widened(&serde_json::from_str(line).unwrap()) {
            assert_eq!(
                ClientFrame::parse(&wider.to_string()),
                expected(&wider),
                "{wider}"
            );
            tried += 1;
        }
    }
    assert!(tried > 200, "{tried}");
}

#[test]
fn a_missing_field_or_one_of_another_type_is_refused_at_every_level_of_every_frame() {
    let mut tried = 0;
    for line in GOLDEN.lines() {
        for less in damaged(&serde_json::from_str(line).unwrap()) {
            assert_eq!(
                ClientFrame::parse(&less.to_string()),
                expected(&less),
                "{less}"
            );
            tried += 1;
        }
    }
    assert!(tried > 400, "{tried}");
}
