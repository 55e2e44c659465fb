//! An event log that lives in memory and fails on demand.
//!
//! For tests of whatever stands on the log: it keeps the same contract as the durable one and can
//! be told to be full, or to leave the caller in the dark. It must never hold a real session.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use rondo_protocol::{GroupId, LogId, SessionId};

use super::{
    audit::AuditLine,
    log::{Append, Erase, EventLog, Head, LogError, NewLog, OpenedLog, Record},
};

/// How the next writes go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Failure {
    /// They do not.
    #[default]
    None,
    /// The disk is full; nothing is stored.
    Full,
    /// The answer is lost, and so is the write.
    UnknownLost,
    /// The answer is lost, but the write is stored.
    UnknownStored,
}

/// The log in memory.
#[derive(Default)]
pub struct MemoryLog {
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    logs: BTreeMap<SessionId, Stored>,
    created: Vec<SessionId>,
    audit: Vec<AuditLine>,
    failure: Failure,
    appends: u64,
}

struct Stored {
    group: GroupId,
    head: Head,
    records: Vec<Record>,
}

impl MemoryLog {
    /// An empty log.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes every write from now on go wrong in this way.
    pub fn fail(&self, failure: Failure) {
        self.inside().failure = failure;
    }

    /// Every audit line committed so far.
    #[must_use]
    pub fn audit(&self) -> Vec<AuditLine> {
        self.inside().audit.clone()
    }

    /// Appends stored so far.
    #[must_use]
    pub fn appends(&self) -> u64 {
        self.inside().appends
    }

    /// What is stored of one log at present.
    #[must_use]
    pub fn stored(&self, log: SessionId) -> Vec<Record> {
        self.inside()
            .logs
            .get(&log)
            .map(|stored| stored.records.clone())
            .unwrap_or_default()
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write<T>(
        &self,
        work: impl FnOnce(&mut Inside) -> Result<T, LogError>,
    ) -> Result<T, LogError> {
        let mut inside = self.inside();
        match inside.failure {
            Failure::None => work(&mut inside),
            Failure::Full => Err(LogError::Full),
            Failure::UnknownLost => Err(LogError::Unknown("lost".into())),
            Failure::UnknownStored => {
                work(&mut inside)?;
                Err(LogError::Unknown("stored".into()))
            }
        }
    }
}

impl Inside {
    fn owned(&mut self, log: SessionId, epoch: u64) -> Result<&mut Stored, LogError> {
        let stored = self.logs.get_mut(&log).ok_or(LogError::Missing)?;
        if stored.head.erased {
            Err(LogError::Erased)
        } else if stored.head.epoch == epoch {
            Ok(stored)
        } else {
            Err(LogError::Conflict(stored.head.clone()))
        }
    }
}

#[async_trait]
impl EventLog for MemoryLog {
    async fn create(&self, new: NewLog) -> Result<(), LogError> {
        self.write(|inside| {
            let open = inside
                .logs
                .iter()
                .find(|(_, stored)| stored.group == new.group && !stored.head.erased);
            if let Some((open, _)) = open {
                return Err(LogError::AlreadyOpen(*open));
            }
            let stored = Stored {
                group: new.group,
                head: Head {
                    n: 1,
                    epoch: 1,
                    node: new.node,
                    erased: false,
                },
                records: vec![Record {
                    n: 1,
                    epoch: 1,
                    first_event: 1,
                    items: new.items,
                }],
            };
            inside.logs.insert(new.log, stored);
            inside.created.push(new.log);
            inside.audit.extend(new.audit);
            Ok(())
        })
    }

    async fn open(&self, log: SessionId, node: &str) -> Result<OpenedLog, LogError> {
        self.write(|inside| {
            let stored = inside.logs.get_mut(&log).ok_or(LogError::Missing)?;
            if stored.head.erased {
                return Err(LogError::Erased);
            }
            stored.head.epoch += 1;
            stored.head.node = node.to_owned();
            Ok(OpenedLog {
                log_id: LogId(log.0),
                epoch: stored.head.epoch,
                records: stored.records.clone(),
            })
        })
    }

    async fn records(&self, log: SessionId) -> Result<Vec<Record>, LogError> {
        let inside = self.inside();
        let stored = inside.logs.get(&log).ok_or(LogError::Missing)?;
        if stored.head.erased {
            return Err(LogError::Erased);
        }
        Ok(stored.records.clone())
    }

    async fn append(&self, append: Append) -> Result<(), LogError> {
        self.write(|inside| {
            let stored = inside.owned(append.log, append.epoch)?;
            if stored.head.n + 1 != append.n {
                return Err(LogError::Conflict(stored.head.clone()));
            }
            stored.head.n = append.n;
            stored.records.push(Record {
                n: append.n,
                epoch: append.epoch,
                first_event: append.first_event,
                items: append.items,
            });
            inside.appends += 1;
            inside.audit.extend(append.audit);
            Ok(())
        })
    }

    async fn head(&self, log: SessionId) -> Result<Head, LogError> {
        let inside = self.inside();
        let stored = inside.logs.get(&log).ok_or(LogError::Missing)?;
        Ok(stored.head.clone())
    }

    async fn rewrite(
        &self,
        log: SessionId,
        epoch: u64,
        n: u64,
        items: Vec<u8>,
    ) -> Result<(), LogError> {
        self.write(|inside| {
            let stored = inside.owned(log, epoch)?;
            let head = stored.head.clone();
            let record = stored.records.iter_mut().find(|record| record.n == n);
            record.ok_or(LogError::Conflict(head))?.items = items;
            Ok(())
        })
    }

    async fn erase(&self, erase: Erase) -> Result<(), LogError> {
        self.write(|inside| {
            match inside.owned(erase.log, erase.epoch) {
                Ok(stored) => {
                    stored.head.erased = true;
                    stored.records = Vec::new();
                }
                Err(LogError::Erased) => return Ok(()),
                Err(error) => return Err(error),
            }
            inside.audit.extend(erase.audit);
            Ok(())
        })
    }

    async fn unfinished(&self) -> Result<Vec<(SessionId, GroupId)>, LogError> {
        let inside = self.inside();
        let logs = inside.created.iter().filter_map(|log| {
            let stored = inside.logs.get(log)?;
            (!stored.head.erased).then_some((*log, stored.group))
        });
        Ok(logs.collect())
    }

    async fn audited(&self, group: GroupId, action: &'static str) -> Result<bool, LogError> {
        let lines = &self.inside().audit;
        let meant = |line: &AuditLine| line.group == Some(group) && line.action == action;
        Ok(lines.iter().any(meant))
    }

    async fn reclaim(&self) -> Result<(), LogError> {
        Ok(())
    }
}
