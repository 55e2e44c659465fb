//! The client's types are generated from this crate and committed: this test finds them stale.
//!
//! `RONDO_UPDATE=1 cargo test -p rondo-protocol` writes them anew.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod samples;

use std::{collections::BTreeMap, fs, path::Path};

use rondo_protocol::{ClientFrame, CloseCode, RefusalCode, ServerFrame, http};
use ts_rs::{Config, TS};

const COMMITTED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../client-web/src/protocol/generated"
);

fn files(dir: &Path) -> BTreeMap<String, String> {
    let Ok(entries) = fs::read_dir(dir) else {
        return BTreeMap::new();
    };
    entries
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// The closed lists as values, for the client to look codes up in.
fn codes() -> String {
    let refusals: Vec<_> = RefusalCode::ALL
        .iter()
        .map(|code| serde_json::to_string(code).unwrap())
        .collect();
    let closes: Vec<_> = CloseCode::ALL
        .iter()
        .map(|code| {
            let name = serde_json::to_value(code).unwrap();
            format!("  {}: {},", name.as_str().unwrap(), code.number())
        })
        .collect();
    format!(
        "// Generated from the protocol crate. Do not edit.\n\
         export const REFUSAL_CODES = [\n  {},\n] as const;\n\
         export const CLOSE_CODES = {{\n{}\n}} as const;\n\
         export const SUBPROTOCOL = {:?};\n",
        refusals.join(",\n  "),
        closes.join("\n"),
        rondo_protocol::frames::SUBPROTOCOL,
    )
}

/// The canonical frames as typed values, so that the compiler holds the two sides together.
fn wire() -> String {
    let list = |lines: Vec<String>| {
        let lines = lines.iter().map(|line| format!("  {line},\n"));
        lines.collect::<String>()
    };
    format!(
        "// Generated from the protocol crate. Do not edit.\n\
         import type {{ ClientFrame }} from \"./ClientFrame\";\n\
         import type {{ ServerFrame }} from \"./ServerFrame\";\n\n\
         export const clientFrames: ClientFrame[] = [\n{}];\n\n\
         export const serverFrames: ServerFrame[] = [\n{}];\n",
        list(samples::client_lines()),
        list(samples::server_lines()),
    )
}

/// Every request and answer of the HTTP interface, into `http.ts`.
fn export_http(config: &Config) {
    http::Secret::export_all(config).unwrap();
    http::Email::export_all(config).unwrap();
    http::InvitationRef::export_all(config).unwrap();
    http::TemplateId::export_all(config).unwrap();
    http::Status::export_all(config).unwrap();
    http::Setup::export_all(config).unwrap();
    http::Login::export_all(config).unwrap();
    http::Therapist::export_all(config).unwrap();
    http::GroupSummary::export_all(config).unwrap();
    http::GroupSettings::export_all(config).unwrap();
    http::Group::export_all(config).unwrap();
    http::GroupPage::export_all(config).unwrap();
    http::RosterEntry::export_all(config).unwrap();
    http::InvitationState::export_all(config).unwrap();
    http::OpenSession::export_all(config).unwrap();
    http::PastSession::export_all(config).unwrap();
    http::AddPerson::export_all(config).unwrap();
    http::InvitedRole::export_all(config).unwrap();
    http::RenamePerson::export_all(config).unwrap();
    http::Link::export_all(config).unwrap();
    http::PeekColleagueLink::export_all(config).unwrap();
    http::ColleagueLink::export_all(config).unwrap();
    http::AcceptColleagueLink::export_all(config).unwrap();
    http::SessionOpened::export_all(config).unwrap();
    http::Templates::export_all(config).unwrap();
    http::SavedTemplate::export_all(config).unwrap();
    http::SaveTemplate::export_all(config).unwrap();
    http::OpenInvitation::export_all(config).unwrap();
    http::Invited::export_all(config).unwrap();
    http::AskTicket::export_all(config).unwrap();
    http::Ticket::export_all(config).unwrap();
    http::ErrorAnswer::export_all(config).unwrap();
    http::ErrorCode::export_all(config).unwrap();
    http::Field::export_all(config).unwrap();
}

#[test]
fn the_committed_typescript_is_what_this_crate_generates() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated");
    let _ = fs::remove_dir_all(&target);
    fs::create_dir_all(&target).unwrap();
    let config = Config::new().with_out_dir(&target).with_large_int("number");
    ClientFrame::export_all(&config).unwrap();
    ServerFrame::export_all(&config).unwrap();
    RefusalCode::export_all(&config).unwrap();
    CloseCode::export_all(&config).unwrap();
    export_http(&config);
    fs::write(target.join("codes.ts"), codes()).unwrap();
    fs::write(target.join("wire.ts"), wire()).unwrap();

    let fresh = files(&target);
    let committed = Path::new(COMMITTED);
    if std::env::var_os("RONDO_UPDATE").is_some() {
        let _ = fs::remove_dir_all(committed);
        fs::create_dir_all(committed).unwrap();
        for (name, text) in &fresh {
            fs::write(committed.join(name), text).unwrap();
        }
    }
    let held = files(committed);
    let stale: Vec<_> = fresh
        .iter()
        .filter(|(name, text)| held.get(*name) != Some(text))
        .map(|(name, _)| name)
        .chain(held.keys().filter(|name| !fresh.contains_key(*name)))
        .collect();
    assert!(stale.is_empty(), "stale, see this test's head: {stale:?}");
}
