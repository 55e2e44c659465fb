//! Which processes run: how they start, stop and are no more.

use std::sync::Arc;

use tokio::time::Instant;

use super::{
    super::{
        super::desk::START_MS,
        clock::SimClock,
        dice::SeededChance,
        disk::{Life, SimLog},
        link::News,
    },
    World, try_again,
};
use crate::hub::Hub;

/// A server process.
pub(super) struct Process {
    pub id: u64,
    pub hub: Hub,
    pub life: Arc<Life>,
    pub clock: Arc<SimClock>,
    /// Its rooms are back, and people are let in.
    pub ready: bool,
}

impl World {
    /// Whoever has the log goes on, if they still live.
    pub(super) fn only_the_owner_runs(&mut self) {
        let owner = self.disk.owner();
        let ended = self.processes.iter().filter(|p| p.id != owner);
        let ended: Vec<_> = ended.map(|p| p.id).collect();
        for process in ended {
            self.gone(process);
        }
        for process in &self.processes {
            process.life.goes_on();
        }
    }

    pub(super) fn stop(&mut self) {
        let Some(process) = self.newest() else {
            return;
        };
        process.ready = false;
        let (id, hub) = (process.id, process.hub.clone());
        let tell = self.tell.clone();
        self.supervised = false;
        tokio::spawn(async move {
            hub.stop().await;
            // Nobody listens any more once the run is over.
            let _ = tell.send(News::Stopped(id));
        });
    }

    /// Sees to it that a process runs.
    pub(super) fn supervise(&mut self) {
        if self.supervised && self.newest().is_none() && self.start_at.is_none() {
            self.start_at = Some(Instant::now());
        }
    }

    pub(super) fn process(&mut self) -> Process {
        self.started += 1;
        let id = self.started;
        let life = Arc::new(Life::new(id, self.tell.clone()));
        let log = SimLog {
            disk: Arc::clone(&self.disk),
            life: Arc::clone(&life),
        };
        let wall = i64::try_from(START_MS + self.elapsed_ms()).unwrap_or(i64::MAX);
        let wall = wall + self.jumped_ms + std::mem::take(&mut self.clock_set_ms);
        let clock = Arc::new(SimClock::anchored(u64::try_from(wall).unwrap_or_default()));
        let chance = Arc::new(SeededChance::of(self.seed.wrapping_add(id)));
        let hub = Hub::with_chance(Arc::new(log), Arc::clone(&clock) as _, chance);
        Process {
            id,
            hub,
            life,
            clock,
            ready: false,
        }
    }

    pub(super) fn starts(&mut self) {
        let process = self.process();
        let (id, hub, tell) = (process.id, process.hub.clone(), self.tell.clone());
        self.processes.push(process);
        tokio::spawn(async move {
            let well = hub.recover().await.is_ok();
            // Nobody listens any more once the run is over.
            let _ = tell.send(News::Started { process: id, well });
        });
    }

    /// A process is no more, and with it every connection to it.
    pub(super) fn gone(&mut self, process: u64) {
        for gone in self.processes.extract_if(.., |p| p.id == process) {
            gone.life.end();
        }
        self.tear_twins(process);
        for place in 0..self.people.len() {
            let person = &mut self.people[place];
            if let Some(link) = person.link.take_if(|link| link.process == process) {
                link.tear();
                person.page.welcomed = false;
                person.back_at = (!person.asleep).then(|| try_again(place));
            }
        }
    }

    pub(super) fn newest(&mut self) -> Option<&mut Process> {
        self.processes.last_mut()
    }
}
