//! A room brought back only to see that it can be: nothing is owned, told or changed.

use rondo_protocol::{GroupId, SessionId};
use rondo_room::Room;

use super::keeper::read;
use crate::store::log::Record;

/// What a log's records add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replayed {
    /// Which session.
    pub session: SessionId,
    /// Whose.
    pub group: GroupId,
    /// Events in all records.
    pub events: u64,
}

/// Rebuilds a room from its log.
///
/// # Errors
/// The position of the record that cannot be read.
pub fn replay(records: &[Record]) -> Result<Replayed, u64> {
    let mut room: Option<Room> = None;
    let mut events = 0;
    for record in records {
        let items = read(&record.items).ok_or(record.n)?;
        let room = match &mut room {
            Some(room) => room,
            None => {
                let first = items.first().and_then(Room::begin);
                room.insert(first.ok_or(record.n)?)
            }
        };
        for item in &items {
            events += u64::try_from(item.events.len()).unwrap_or(u64::MAX);
            room.apply(item);
        }
    }
    let room = room.ok_or(1_u64)?;
    Ok(Replayed {
        session: room.session(),
        group: room.group(),
        events,
    })
}
