//! What has to be gone in the end: the words that a therapist hid, and all of a session that ended.

use std::collections::{BTreeMap, BTreeSet};

use rondo_room::{Event, Item, conversation::ConversationEvent, session::SessionEvent};

use super::disk::Disk;
use crate::store::log::Record;

/// What is still stored although it must not be.
pub(super) fn still_stored(disk: &Disk) -> Vec<String> {
    let archive = disk.archive();
    let text = text_of(&archive);
    if !text.contains(r#""line_hidden""#) && !text.contains(r#""ended""#) {
        return Vec::new();
    }
    let stored = disk.stored(super::cast::opening().session);
    let must_go = MustGo::of(&archive);
    if must_go.all && !stored.is_empty() {
        return vec!["the session ended and is still stored".into()];
    }
    let stored = text_of(&stored);
    let words = must_go.words.iter().filter(|words| stored.contains(*words));
    words
        .map(|_| "the words of a hidden line are still stored".into())
        .collect()
}

/// Everything in some records, as it is stored.
pub(super) fn text_of(records: &[Record]) -> String {
    let items = records.iter().map(|r| String::from_utf8_lossy(&r.items));
    items.collect()
}

#[derive(Default)]
struct MustGo {
    words: BTreeSet<String>,
    all: bool,
}

impl MustGo {
    fn of(archive: &[Record]) -> Self {
        let mut must_go = Self::default();
        let mut said = BTreeMap::new();
        let items = archive.iter();
        let items = items.filter_map(|r| serde_json::from_slice::<Vec<Item>>(&r.items).ok());
        for event in items.flatten().flat_map(|item| item.events) {
            match event {
                Event::Session(SessionEvent::Ended { .. }) => must_go.all = true,
                Event::Conversation(ConversationEvent::LineSaid { line, text, .. }) => {
                    said.extend(text.map(|text| (line, text.reveal().to_owned())));
                }
                Event::Conversation(ConversationEvent::LineApproved { line, shown_as }) => {
                    said.extend(said.get(&line).cloned().map(|text| (shown_as, text)));
                }
                Event::Conversation(ConversationEvent::LineHidden { line }) => {
                    must_go.words.extend(said.get(&line).cloned());
                }
                Event::Conversation(
                    ConversationEvent::ModeSet { .. } | ConversationEvent::WithYou { .. },
                )
                | Event::Session(_)
                | Event::Roster(_)
                | Event::Floor(_)
                | Event::Checkins(_)
                | Event::Feedback(_)
                | Event::Moderation(_)
                | Event::Safety(_) => {}
            }
        }
        must_go
    }
}
