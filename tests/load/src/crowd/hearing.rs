//! Whether everybody has heard everything: every line of a room, each once for each who listens.

use anyhow::{Result, bail};

use super::{Crowd, Link, Room};

/// A line that has not arrived this long after the last one was sent is lost.
const LOST_AFTER_NS: u64 = 15_000_000_000;

impl Crowd {
    /// Deliveries there will have been once everybody has heard everything.
    pub fn expected(&self) -> u64 {
        let rooms = self.rooms.iter();
        rooms
            .map(|room| {
                let listeners = room.links.iter().filter(|link| self.links[**link].reads);
                u64::from(room.lines) * listeners.count() as u64
            })
            .sum()
    }

    /// Listens until everybody has heard everything.
    ///
    /// # Errors
    /// If anything was lost, came twice or went astray.
    pub fn hear_out(&mut self) -> Result<()> {
        let until = self.now_ns() + LOST_AFTER_NS;
        while self.missing() > 0 && self.now_ns() < until {
            self.turn(until)?;
            if self.links.iter().any(|link| link.closed() && link.reads) {
                break;
            }
        }
        self.tally.check()?;
        match self.missing() {
            0 => Ok(()),
            missing => bail!("{missing} of {} deliveries are lost", self.expected()),
        }
    }

    fn missing(&self) -> u64 {
        // Cheap and mostly enough; the exact account is looked at when it says zero.
        let excused = self
            .links
            .iter()
            .filter(|link| !link.reads)
            .map(Link::heard)
            .sum::<u64>();
        let heard = self.tally.deliveries.saturating_sub(excused);
        match self.expected().saturating_sub(heard) {
            0 => self.rooms.iter().map(|room| self.missing_in(room)).sum(),
            missing => missing,
        }
    }

    fn missing_in(&self, room: &Room) -> u64 {
        let links = room.links.iter().map(|link| &self.links[*link]);
        let listeners = links.filter(|link| link.reads);
        listeners
            .map(|link| u64::from(room.lines).saturating_sub(link.heard()))
            .sum()
    }
}
