//! Those who are measured: Rondo, its peers, and the limits of the machine.
//!
//! A subject can be started any number of times, each time as a fresh process with nothing in it but
//! what its people need to come in. Everybody's doors lead to the same kind of connection, so the
//! generator treats all alike.

pub mod peers;
pub mod rondo;

use std::{path::Path, thread};

use anyhow::{Context, Result, anyhow};

use crate::{
    cpus::Cpus,
    crowd::plan::Shape,
    dialogue::{Dialogue, Place},
    stop,
};

/// What a subject is in the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What the kernel alone costs.
    Limit,
    /// Rondo.
    Ours,
    /// A server that only relays.
    Peer,
}

/// Something to be measured.
pub trait Subject {
    /// Its name in the table.
    fn name(&self) -> &'static str;

    /// What it is in the comparison.
    fn kind(&self) -> Kind;

    /// Why it cannot seat this shape, if it cannot.
    fn declines(&self, _shape: Shape) -> Option<String> {
        None
    }

    /// Starts it, ready for people to come in.
    fn start(&self, shape: Shape, cpus: Cpus) -> Result<Box<dyn Stage>>;
}

/// A subject that runs. It ends when this value goes.
pub trait Stage {
    /// Its process.
    fn pid(&self) -> u32;

    /// A way in. Several may be used at once.
    fn door(&self) -> Box<dyn Door>;

    /// Its database, if it keeps one.
    fn database(&self) -> Option<&Path> {
        None
    }

    /// How long everybody has to be silent after having said this much at once, in nanoseconds.
    fn rest_ns(&self, _lines: usize) -> u64 {
        0
    }

    /// The last of what it complained about.
    fn complaints(&self) -> String;
}

/// A way into the rooms of a running subject.
pub trait Door: Send {
    /// Comes in at a place, ready to speak. Members of a room come in order.
    fn join(&mut self, place: Place) -> Result<Dialogue>;
}

/// People who come in at once, room by room.
const DOORS: usize = 8;

/// Brings everybody in.
pub fn join_all(stage: &dyn Stage, shape: Shape) -> Result<Vec<(Place, Dialogue)>> {
    join_rooms(stage, 0..shape.rooms, shape.size)
}

/// Brings everybody of some rooms in.
pub fn join_rooms(
    stage: &dyn Stage,
    rooms: std::ops::Range<usize>,
    size: usize,
) -> Result<Vec<(Place, Dialogue)>> {
    let rooms: Vec<usize> = rooms.collect();
    let share = rooms.len().div_ceil(DOORS).max(1);
    let joined: Result<Vec<_>> = thread::scope(|scope| {
        let doors: Vec<_> = rooms
            .chunks(share)
            .map(|rooms| {
                let mut door = stage.door();
                scope.spawn(move || -> Result<Vec<_>> {
                    let places = rooms.iter().flat_map(|room| {
                        (0..size).map(move |member| Place {
                            room: *room,
                            member,
                        })
                    });
                    places
                        .map(|place| {
                            stop::asked()?;
                            let joined = door.join(place);
                            let at = || format!("room {} member {}", place.room, place.member);
                            Ok((place, joined.with_context(at)?))
                        })
                        .collect()
                })
            })
            .collect();
        let joined = doors.into_iter().map(|door| {
            let joined = door.join();
            joined.map_err(|_| anyhow!("somebody fell at the door"))?
        });
        joined.collect()
    });
    let joined = joined.map_err(|error| anyhow!("{error:#}\n{}", stage.complaints()))?;
    Ok(joined.into_iter().flatten().collect())
}
