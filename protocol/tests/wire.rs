//! The canonical form of every frame is committed in `protocol/wire/`, one to a line, and read by
//! the tests of every client: this test finds it stale.
//!
//! `RONDO_UPDATE=1 cargo test -p rondo-protocol` writes it anew. A line that changed is a change of
//! the wire: clients already in the field must still read it, or the subprotocol needs a new name.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod samples;

use std::{collections::BTreeSet, fs, path::PathBuf};

use rondo_protocol::{ClientFrame, ServerFrame, limits::FRAME_BYTES_MAX};
use samples::{Samples, client_lines, server_lines};

fn committed(file: &str, lines: &[String]) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("wire")
        .join(file);
    let fresh: String = lines.iter().map(|line| format!("{line}\n")).collect();
    if std::env::var_os("RONDO_UPDATE").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    let held = fs::read_to_string(&path).unwrap();
    for (n, (held, fresh)) in held.lines().zip(fresh.lines()).enumerate() {
        assert_eq!(
            held,
            fresh,
            "{file}:{} differs, see this test's head",
            n + 1
        );
    }
    assert_eq!(held.lines().count(), lines.len(), "{file} is stale");
}

#[test]
fn the_committed_client_frames_are_the_canonical_ones() {
    committed("client.jsonl", &client_lines());
}

#[test]
fn the_committed_server_frames_are_the_canonical_ones() {
    committed("server.jsonl", &server_lines());
}

#[test]
fn every_client_frame_reads_back_as_itself() {
    for (frame, line) in ClientFrame::samples().into_iter().zip(client_lines()) {
        assert_eq!(ClientFrame::parse(&line), Ok(frame), "{line}");
    }
}

#[test]
fn every_server_frame_reads_back_as_itself() {
    for (frame, line) in ServerFrame::samples().into_iter().zip(server_lines()) {
        let back: ServerFrame = serde_json::from_str(&line).unwrap();
        assert_eq!(back, frame, "{line}");
    }
}

#[test]
fn no_frame_stands_twice_and_every_client_frame_fits() {
    let (client, server) = (client_lines(), server_lines());
    for lines in [&client, &server] {
        let distinct: BTreeSet<_> = lines.iter().collect();
        assert_eq!(distinct.len(), lines.len());
    }
    assert!(client.iter().all(|line| line.len() <= FRAME_BYTES_MAX));
}
