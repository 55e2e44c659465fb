//! The one writer: commits what everybody has waiting in one transaction, then answers everybody.
//!
//! A durable commit costs a sync, so sharing it among all rooms is what makes "acknowledged means
//! stored" affordable. It is a thread, because a sync is a wait: two connections, one that only appends
//! ([`Appends`]) and one for everything else ([`Writes`]), and never two transactions at once. After a
//! commit of appends the writer rests a little: an append after a pause is stored at once, and where
//! many rooms talk at once each sync holds what all of them said. A write that fails takes nothing with
//! it. The writer must never answer before the commit. Answers to appends go through a task, so that a
//! commit wakes the runtime once and not once for each room.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};

use futures_util::future::BoxFuture;
use sqlx::SqliteConnection;
use tokio::{
    runtime::Handle,
    sync::{mpsc, oneshot},
};

use super::{
    appends::{Added, Appends},
    folder::Folder,
    writes::{self, Job, Writes},
};
use crate::{
    limits,
    store::{StoreError, log::Append},
};

/// A handle to the writer.
#[derive(Clone)]
pub(super) struct Writer {
    asks: mpsc::Sender<Ask>,
    commits: Arc<AtomicU64>,
}

enum Ask {
    Append(Append, oneshot::Sender<Added>),
    Write(Box<dyn Job>),
    Reclaim(oneshot::Sender<Result<(), StoreError>>),
    Stop(oneshot::Sender<()>),
    /// Something a test does to the connection that appends.
    #[cfg(test)]
    Meddle(Box<dyn FnOnce(&Appends) + Send>),
}

impl Ask {
    /// An append, or what it is instead.
    fn append(self) -> Result<(Append, oneshot::Sender<Added>), Self> {
        if let Self::Append(append, waiter) = self {
            Ok((append, waiter))
        } else {
            Err(self)
        }
    }

    /// Another write, or what it is instead.
    fn write(self) -> Result<Box<dyn Job>, Self> {
        if let Self::Write(job) = self {
            Ok(job)
        } else {
            Err(self)
        }
    }
}

/// What came of appends that were committed together, and who waits for it.
type Settled = Vec<(oneshot::Sender<Added>, Added)>;

impl Writer {
    /// Starts the thread, which owns the connections and the claim on the folder.
    ///
    /// # Errors
    /// The system has no thread to give.
    pub(super) fn start(appends: Appends, writes: Writes, folder: Arc<Folder>) -> io::Result<Self> {
        let (asks, waiting) = mpsc::channel(limits::WRITES_WAITING_MAX);
        let (settled, answers) = mpsc::channel(limits::WRITES_WAITING_MAX);
        let commits = Arc::new(AtomicU64::new(0));
        let writing = Writing {
            appends,
            writes,
            commits: Arc::clone(&commits),
            folder,
            runtime: Handle::current(),
            settled,
        };
        tokio::spawn(answer(answers));
        thread::Builder::new()
            .name("rondo-log".into())
            .spawn(|| writing.run(waiting))?;
        Ok(Self { asks, commits })
    }

    pub(super) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// Appends in the next transaction; answers once that is durable.
    pub(super) async fn append(&self, append: Append) -> Added {
        let (waiter, answer) = oneshot::channel();
        self.ask(Ask::Append(append, waiter)).await?;
        answer.await.unwrap_or_else(|_| Err(StoreError::stopped()))
    }

    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, sqlx::Error>>
            + Send
            + 'static,
    {
        let (job, answer) = writes::job(work);
        self.ask(Ask::Write(job)).await?;
        answer.await.unwrap_or_else(|_| Err(StoreError::stopped()))
    }

    /// Moves the write-ahead log into the database file and empties it.
    pub(super) async fn reclaim(&self) -> Result<(), StoreError> {
        let (waiter, answer) = oneshot::channel();
        self.ask(Ask::Reclaim(waiter)).await?;
        answer.await.unwrap_or_else(|_| Err(StoreError::stopped()))
    }

    /// Ends the thread after what is already waiting.
    pub(super) async fn stop(&self) {
        let (waiter, answer) = oneshot::channel();
        if self.ask(Ask::Stop(waiter)).await.is_ok() {
            // A lost answer also means that the thread has ended.
            let _ended = answer.await;
        }
    }

    /// Does something to the connection that appends.
    #[cfg(test)]
    pub(super) async fn meddle(&self, with: impl FnOnce(&Appends) + Send + 'static) {
        self.ask(Ask::Meddle(Box::new(with))).await.unwrap();
    }

    async fn ask(&self, ask: Ask) -> Result<(), StoreError> {
        self.asks.send(ask).await.map_err(|_| StoreError::stopped())
    }
}

/// The thread's own.
struct Writing {
    appends: Appends,
    writes: Writes,
    commits: Arc<AtomicU64>,
    folder: Arc<Folder>,
    /// In which the futures of sqlx are run.
    runtime: Handle,
    settled: mpsc::Sender<Settled>,
}

impl Writing {
    fn run(mut self, mut waiting: mpsc::Receiver<Ask>) {
        let runtime = self.runtime.clone();
        let mut next = None;
        while let Some(ask) = next.take().or_else(|| waiting.blocking_recv()) {
            match ask {
                Ask::Append(append, waiter) => {
                    let began = Instant::now();
                    let all;
                    (all, next) = gather((append, waiter), &mut waiting, Ask::append);
                    self.append(all);
                    // Now and not before the next: so it sleeps once, and not until it is asked as well.
                    thread::sleep(limits::COMMITS_APART.saturating_sub(began.elapsed()));
                }
                Ask::Write(job) => {
                    let jobs;
                    (jobs, next) = gather(job, &mut waiting, Ask::write);
                    runtime.block_on(self.write(jobs));
                }
                Ask::Reclaim(waiter) => {
                    let outcome = runtime.block_on(self.writes.truncate_log());
                    let _gone = waiter.send(outcome);
                }
                Ask::Stop(waiter) => {
                    runtime.block_on(self.end());
                    let _gone = waiter.send(());
                    return;
                }
                #[cfg(test)]
                Ask::Meddle(with) => with(&self.appends),
            }
        }
        runtime.block_on(self.end());
    }

    async fn end(self) {
        drop(self.appends);
        self.writes.close().await;
        drop(self.folder);
    }

    fn append(&mut self, all: Vec<(Append, oneshot::Sender<Added>)>) {
        let (appends, waiters): (Vec<_>, Vec<_>) = all.into_iter().unzip();
        let added = match self.appends.commit(&appends) {
            Ok(added) => {
                self.commits.fetch_add(1, Ordering::Relaxed);
                added
            }
            Err(error) => {
                tracing::warn!(appends = appends.len(), %error, "a commit failed");
                self.appends.recover();
                vec![Err(error); appends.len()]
            }
        };
        let settled = waiters.into_iter().zip(added).collect();
        // If the runtime has ended, nobody waits any more.
        let _ended = self.settled.blocking_send(settled);
    }

    async fn write(&mut self, mut jobs: Vec<Box<dyn Job>>) {
        let outcomes = match self.writes.commit(&mut jobs).await {
            Ok(outcomes) => {
                self.commits.fetch_add(1, Ordering::Relaxed);
                outcomes
            }
            Err(error) => {
                tracing::warn!(writes = jobs.len(), %error, "a commit failed");
                self.writes.recover().await;
                vec![Err(error); jobs.len()]
            }
        };
        for (job, outcome) in jobs.into_iter().zip(outcomes) {
            job.settle(outcome);
        }
    }
}

/// Answers those whose appends were committed.
async fn answer(mut settled: mpsc::Receiver<Settled>) {
    while let Some(settled) = settled.recv().await {
        for (waiter, added) in settled {
            // Whoever asked may have gone; what was stored stays stored.
            let _gone = waiter.send(added);
        }
    }
}

/// Takes all of a kind that waits, up to what is of another kind, which is given back.
fn gather<T>(
    first: T,
    waiting: &mut mpsc::Receiver<Ask>,
    of_this_kind: impl Fn(Ask) -> Result<T, Ask>,
) -> (Vec<T>, Option<Ask>) {
    let mut all = vec![first];
    while all.len() < limits::WRITES_PER_COMMIT_MAX
        && let Ok(ask) = waiting.try_recv()
    {
        match of_this_kind(ask) {
            Ok(one) => all.push(one),
            Err(other) => return (all, Some(other)),
        }
    }
    (all, None)
}
