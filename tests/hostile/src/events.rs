//! Records of a log as a disk may give them back: readable, but not what was written.

use std::sync::OnceLock;

use rondo_protocol::At;
use rondo_room::{Input, Item, Room};

use crate::stage::{Live, stamp};

/// Items looked at.
const ITEMS_MAX: usize = 200;

/// What can be read can be taken in, shown, stored again and gone on with after a restart: a record
/// that is wrong spoils its own session and does not keep the server from bringing back the others.
pub fn trial(bytes: &[u8]) {
    let Ok(items) = serde_json::from_slice::<Vec<Item>>(bytes) else {
        return;
    };
    if let Some(mut room) = items.first().and_then(Room::begin) {
        goes_on(&mut room, &items[1..]);
    }
    static LIVE: OnceLock<Room> = OnceLock::new();
    let mut room = LIVE.get_or_init(|| Live::new().room).clone();
    goes_on(&mut room, &items);
}

fn goes_on(room: &mut Room, items: &[Item]) {
    for item in items.iter().take(ITEMS_MAX) {
        let mut copy = item.clone();
        copy.forget(room.forgotten());
        room.apply(item);
        let json = serde_json::to_vec(item).unwrap();
        assert_eq!(serde_json::from_slice::<Item>(&json).unwrap(), *item);
    }
    let now = At(room.last_at().0.saturating_add(60_000));
    for (n, input) in [Input::Restart, Input::Tick].iter().enumerate() {
        let stamp = stamp(now, n as u64);
        if let Ok(rondo_room::Decision::Do(item)) = room.decide(input, stamp) {
            room.apply(&item);
        }
    }
    let _due = room.next_deadline();
    for seat in room.seats() {
        serde_json::to_string(&room.view(seat)).unwrap();
    }
}
