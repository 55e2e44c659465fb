//! An event log whose appends are counted and timed; all else passes through.
//!
//! Counting stands around the trait, so that no backend has to and every backend is. It must never
//! change what the log answers.

use std::{sync::Arc, time::Instant};

use async_trait::async_trait;
use rondo_protocol::{GroupId, SessionId};

use super::log::{Append, Erase, EventLog, Head, LogError, NewLog, OpenedLog, Record};
use crate::metrics::Metrics;

/// A log and what counts its appends.
pub struct MeasuredLog {
    log: Arc<dyn EventLog>,
    metrics: Metrics,
}

impl MeasuredLog {
    /// Counts the appends to a log.
    #[must_use]
    pub fn new(log: Arc<dyn EventLog>, metrics: Metrics) -> Self {
        Self { log, metrics }
    }
}

#[async_trait]
impl EventLog for MeasuredLog {
    async fn create(&self, new: NewLog) -> Result<(), LogError> {
        self.log.create(new).await
    }

    async fn open(&self, log: SessionId, node: &str) -> Result<OpenedLog, LogError> {
        self.log.open(log, node).await
    }

    async fn records(&self, log: SessionId) -> Result<Vec<Record>, LogError> {
        self.log.records(log).await
    }

    async fn append(&self, append: Append) -> Result<(), LogError> {
        let begun = Instant::now();
        let answer = self.log.append(append).await;
        self.metrics.appended(&answer, begun.elapsed());
        answer
    }

    async fn head(&self, log: SessionId) -> Result<Head, LogError> {
        self.log.head(log).await
    }

    async fn rewrite(
        &self,
        log: SessionId,
        epoch: u64,
        n: u64,
        items: Vec<u8>,
    ) -> Result<(), LogError> {
        self.log.rewrite(log, epoch, n, items).await
    }

    async fn erase(&self, erase: Erase) -> Result<(), LogError> {
        self.log.erase(erase).await
    }

    async fn unfinished(&self) -> Result<Vec<(SessionId, GroupId)>, LogError> {
        self.log.unfinished().await
    }

    async fn audited(&self, group: GroupId, action: &'static str) -> Result<bool, LogError> {
        self.log.audited(group, action).await
    }

    async fn reclaim(&self) -> Result<(), LogError> {
        self.log.reclaim().await
    }
}
