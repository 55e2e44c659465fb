//! The simulated log: one disk, and a way to it for each process.
//!
//! The disk keeps the contract of the log in memory, and everything that was ever stored besides,
//! for the checks. A process's way to it is slow when told so and can end in the middle: whoever
//! waits at a dead process's log waits for ever, and nothing else of a process has effects that
//! last, so this is a crash at any of its awaits.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use rondo_protocol::{GroupId, SessionId};
use rondo_room::Item;
use tokio::{
    sync::mpsc,
    task::yield_now,
    time::{Instant, sleep_until},
};

use super::link::News;
use crate::hub::flaw::{self, Flaw};
use crate::store::{
    log::{Append, Erase, EventLog, Head, LogError, NewLog, OpenedLog, Record},
    memory::{Failure, MemoryLog},
};

/// What lasts.
#[derive(Default)]
pub(super) struct Disk {
    memory: MemoryLog,
    failure: Mutex<Failure>,
    slow_ms: AtomicU64,
    /// Nothing can be read.
    blind: AtomicBool,
    /// Until when whatever was begun while the disk was slow takes.
    busy_until: Mutex<Option<Instant>>,
    /// Every record as it was first stored, also after it was rewritten or erased.
    archive: Mutex<Vec<Record>>,
    /// The latest epoch, and the process that opened it.
    owner: Mutex<(u64, u64)>,
}

impl Disk {
    pub fn set(&self, slow_ms: u64, failure: Failure) {
        self.slow_ms.store(slow_ms, Ordering::Relaxed);
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = failure;
        self.memory.fail(failure);
    }

    pub fn blind(&self, blind: bool) {
        self.blind.store(blind, Ordering::Relaxed);
    }

    /// Whether nothing takes time any more that was begun while the disk was slow.
    pub fn is_at_rest(&self) -> bool {
        let until = *self.busy_until();
        until.is_none_or(|until| until <= Instant::now())
    }

    fn busy_until(&self) -> MutexGuard<'_, Option<Instant>> {
        let until = self.busy_until.lock();
        until.unwrap_or_else(PoisonError::into_inner)
    }

    /// The process that took the log over last.
    pub fn owner(&self) -> u64 {
        self.owner.lock().unwrap_or_else(PoisonError::into_inner).1
    }

    async fn note_owner(&self, log: SessionId, process: u64) {
        if let Ok(head) = self.memory.head(log).await {
            let mut owner = self.owner.lock().unwrap_or_else(PoisonError::into_inner);
            if head.epoch > owner.0 {
                *owner = (head.epoch, process);
            }
        }
    }

    /// Every record as it was first stored.
    pub fn archive(&self) -> Vec<Record> {
        let archive = self.archive.lock();
        archive.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What is stored at present.
    pub fn stored(&self, log: SessionId) -> Vec<Record> {
        self.memory.stored(log)
    }

    fn keep(&self, log: SessionId) {
        let mut archive = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        let known = archive.len();
        let stored = self.memory.stored(log);
        archive.extend(stored.into_iter().skip(known));
    }

    /// Works although the disk does not.
    async fn anyway<T>(&self, work: impl Future<Output = T>) -> T {
        let failure = *self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        self.memory.fail(Failure::None);
        let done = work.await;
        self.memory.fail(failure);
        done
    }
}

/// Whether a process lives, and when it is to end.
pub(super) struct Life {
    pub process: u64,
    alive: AtomicBool,
    /// Writes until it ends, and whether the last one is stored.
    ends_in: Mutex<Option<(u32, bool)>>,
    news: mpsc::UnboundedSender<News>,
}

impl Life {
    pub fn new(process: u64, news: mpsc::UnboundedSender<News>) -> Self {
        Self {
            process,
            alive: AtomicBool::new(true),
            ends_in: Mutex::new(None),
            news,
        }
    }

    pub fn is_alive(&self) -> bool {
        self.alive.load(Ordering::Relaxed)
    }

    pub fn end(&self) {
        if self.alive.swap(false, Ordering::Relaxed) {
            // Nobody listens any more once the run is over.
            let _ = self.news.send(News::Died(self.process));
        }
    }

    pub fn end_in_write(&self, nth: u32, stored: bool) {
        *self.ends_in.lock().unwrap_or_else(PoisonError::into_inner) = Some((nth, stored));
    }

    /// It was to end in a write, and is not any more.
    pub fn goes_on(&self) {
        *self.ends_in.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Counts a write. If it is the last one, says whether it is stored.
    fn last_write(&self) -> Option<bool> {
        let mut ends_in = self.ends_in.lock().unwrap_or_else(PoisonError::into_inner);
        let (left, stored) = (*ends_in)?;
        *ends_in = left.checked_sub(1).map(|left| (left, stored));
        ends_in.is_none().then_some(stored)
    }

    /// Goes on only in a process that lives.
    async fn go_on(&self) {
        if !self.is_alive() {
            std::future::pending::<()>().await;
        }
    }
}

/// One process's way to the disk.
pub(super) struct SimLog {
    pub disk: Arc<Disk>,
    pub life: Arc<Life>,
}

impl SimLog {
    async fn slowly(&self) {
        self.life.go_on().await;
        match self.disk.slow_ms.load(Ordering::Relaxed) {
            0 => yield_now().await,
            ms => {
                let until = Instant::now() + Duration::from_millis(ms);
                let latest = self.disk.busy_until().max(Some(until));
                *self.disk.busy_until() = latest;
                sleep_until(until).await;
            }
        }
        self.life.go_on().await;
    }

    async fn read(&self) -> Result<(), LogError> {
        self.slowly().await;
        if self.disk.blind.load(Ordering::Relaxed) {
            return Err(LogError::Unknown("nothing can be read".into()));
        }
        Ok(())
    }

    async fn write<T>(
        &self,
        log: SessionId,
        work: impl Future<Output = Result<T, LogError>>,
    ) -> Result<T, LogError> {
        self.slowly().await;
        let done = match self.life.last_write() {
            Some(stored) => {
                if stored {
                    // Whoever asked never hears of it.
                    let _ = work.await;
                    self.disk.keep(log);
                }
                self.life.end();
                std::future::pending().await
            }
            None => work.await,
        };
        self.disk.keep(log);
        self.slowly().await;
        done
    }

    /// Where a log without a fence would put a record: after whatever is there.
    async fn unfenced(&self, append: Append) -> Append {
        match self.disk.memory.head(append.log).await {
            Ok(head) => Append {
                n: head.n + 1,
                epoch: head.epoch,
                ..append
            },
            Err(_) => append,
        }
    }
}

#[async_trait]
impl EventLog for SimLog {
    async fn create(&self, new: NewLog) -> Result<(), LogError> {
        let log = new.log;
        let work = async {
            let created = self.disk.memory.create(new).await;
            self.disk.note_owner(log, self.life.process).await;
            created
        };
        self.write(log, work).await
    }

    async fn open(&self, log: SessionId, node: &str) -> Result<OpenedLog, LogError> {
        let work = async {
            let opened = self.disk.memory.open(log, node).await;
            self.disk.note_owner(log, self.life.process).await;
            opened
        };
        let mut opened = self.write(log, work).await?;
        if flaw::is(Flaw::ForgetNumbers) {
            opened.records.iter_mut().for_each(forget_numbers);
        }
        Ok(opened)
    }

    async fn records(&self, log: SessionId) -> Result<Vec<Record>, LogError> {
        self.read().await?;
        self.disk.memory.records(log).await
    }

    async fn append(&self, append: Append) -> Result<(), LogError> {
        let log = append.log;
        let work = async {
            let append = if flaw::is(Flaw::NoFence) {
                self.unfenced(append).await
            } else {
                append
            };
            let done = self.disk.memory.append(append.clone()).await;
            if flaw::is(Flaw::RetryBlindly) && matches!(done, Err(LogError::Unknown(_))) {
                let again = self.unfenced(append).await;
                return self.disk.anyway(self.disk.memory.append(again)).await;
            }
            done
        };
        self.write(log, work).await
    }

    async fn head(&self, log: SessionId) -> Result<Head, LogError> {
        self.read().await?;
        self.disk.memory.head(log).await
    }

    async fn rewrite(
        &self,
        log: SessionId,
        epoch: u64,
        n: u64,
        items: Vec<u8>,
    ) -> Result<(), LogError> {
        self.write(log, self.disk.memory.rewrite(log, epoch, n, items))
            .await
    }

    async fn erase(&self, erase: Erase) -> Result<(), LogError> {
        self.write(erase.log, self.disk.memory.erase(erase)).await
    }

    async fn unfinished(&self) -> Result<Vec<(SessionId, GroupId)>, LogError> {
        self.read().await?;
        self.disk.memory.unfinished().await
    }

    async fn audited(&self, group: GroupId, action: &'static str) -> Result<bool, LogError> {
        self.read().await?;
        self.disk.memory.audited(group, action).await
    }

    async fn reclaim(&self) -> Result<(), LogError> {
        self.slowly().await;
        self.disk.memory.reclaim().await
    }
}

fn forget_numbers(record: &mut Record) {
    if let Ok(mut items) = serde_json::from_slice::<Vec<Item>>(&record.items) {
        items.iter_mut().for_each(|item| item.by = None);
        record.items = serde_json::to_vec(&items).unwrap_or_default();
    }
}
