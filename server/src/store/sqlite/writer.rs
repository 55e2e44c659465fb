//! The one writer: commits what everybody has waiting in one transaction, then answers everybody.
//!
//! A durable commit costs an fsync, so sharing it among all rooms is what makes "acknowledged means
//! stored" affordable. A write that fails takes nothing with it: one of several statements runs in a
//! savepoint of its own, and a single statement is undone by the database itself. SQLite works on a
//! thread of its own, and each statement is a way there and back; so a single statement that has
//! nobody beside it is its own transaction, without a `BEGIN` and a `COMMIT` around it.
//! The writer must never answer before the commit, and must never run two transactions at once.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use futures_util::{TryStreamExt, future::BoxFuture};
use sqlx::{
    ConnectOptions, Connection, Execute, Executor, Row, SqliteConnection,
    sqlite::SqliteConnectOptions,
};
use tokio::sync::{mpsc, oneshot};

use super::folder::Folder;
use crate::{limits, store::StoreError};

/// A handle to the writer's task.
#[derive(Clone)]
pub(super) struct Writer {
    asks: mpsc::Sender<Ask>,
    commits: Arc<AtomicU64>,
}

enum Ask {
    Write(Box<dyn Job>),
    Reclaim(oneshot::Sender<Result<(), StoreError>>),
    Stop(oneshot::Sender<()>),
}

impl Writer {
    /// Starts the task, which owns the connection and the claim on the folder.
    pub(super) fn spawn(
        connection: SqliteConnection,
        options: SqliteConnectOptions,
        folder: Arc<Folder>,
    ) -> Self {
        let (asks, waiting) = mpsc::channel(limits::WRITES_WAITING_MAX);
        let commits = Arc::new(AtomicU64::new(0));
        let task = Task {
            connection,
            options,
            commits: Arc::clone(&commits),
            folder,
        };
        tokio::spawn(task.run(waiting));
        Self { asks, commits }
    }

    pub(super) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    pub(super) async fn write<T, F>(&self, steps: Steps, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, sqlx::Error>>
            + Send
            + 'static,
    {
        let (waiter, answer) = oneshot::channel();
        let job = Write {
            steps,
            work: Some(work),
            done: None,
            waiter,
        };
        self.ask(Ask::Write(Box::new(job))).await?;
        answer.await.unwrap_or_else(|_| Err(StoreError::stopped()))
    }

    /// Moves the write-ahead log into the database file and empties it.
    pub(super) async fn reclaim(&self) -> Result<(), StoreError> {
        let (waiter, answer) = oneshot::channel();
        self.ask(Ask::Reclaim(waiter)).await?;
        answer.await.unwrap_or_else(|_| Err(StoreError::stopped()))
    }

    /// Ends the task after what is already waiting.
    pub(super) async fn stop(&self) {
        let (waiter, answer) = oneshot::channel();
        if self.ask(Ask::Stop(waiter)).await.is_ok() {
            // A lost answer also means that the task has ended.
            let _ended = answer.await;
        }
    }

    async fn ask(&self, ask: Ask) -> Result<(), StoreError> {
        self.asks.send(ask).await.map_err(|_| StoreError::stopped())
    }
}

/// Of how many statements that change anything a write consists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Steps {
    /// Of one at most, which happens as a whole or not at all.
    One,
    /// Of several, which are to happen together.
    Several,
}

/// A write whose result type the writer does not know.
trait Job: Send {
    fn steps(&self) -> Steps;
    fn run<'c>(
        &'c mut self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, Result<(), sqlx::Error>>;
    fn settle(self: Box<Self>, outcome: Result<(), StoreError>);
}

struct Write<T, F> {
    steps: Steps,
    work: Option<F>,
    done: Option<T>,
    waiter: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Job for Write<T, F>
where
    T: Send + 'static,
    F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, sqlx::Error>> + Send,
{
    fn steps(&self) -> Steps {
        self.steps
    }

    fn run<'c>(
        &'c mut self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, Result<(), sqlx::Error>> {
        Box::pin(async move {
            if let Some(work) = self.work.take() {
                self.done = Some(work(connection).await?);
            }
            Ok(())
        })
    }

    fn settle(self: Box<Self>, outcome: Result<(), StoreError>) {
        let Self { done, waiter, .. } = *self;
        let answer = outcome.and_then(|()| done.ok_or_else(|| StoreError::Fault("not run".into())));
        // Whoever asked may have gone; what was stored stays stored.
        let _gone = waiter.send(answer);
    }
}

/// What became of one write.
type Outcome = Result<(), StoreError>;

struct Task {
    connection: SqliteConnection,
    options: SqliteConnectOptions,
    commits: Arc<AtomicU64>,
    folder: Arc<Folder>,
}

impl Task {
    async fn run(mut self, mut waiting: mpsc::Receiver<Ask>) {
        while let Some(first) = waiting.recv().await {
            let mut jobs = Vec::new();
            let mut reclaims = Vec::new();
            let mut stop = None;
            let mut next = Some(first);
            while let Some(ask) = next {
                match ask {
                    Ask::Write(job) => jobs.push(job),
                    Ask::Reclaim(waiter) => reclaims.push(waiter),
                    Ask::Stop(waiter) => stop = Some(waiter),
                }
                let more = stop.is_none() && jobs.len() < limits::WRITES_PER_COMMIT_MAX;
                next = if more { waiting.try_recv().ok() } else { None };
            }
            if !jobs.is_empty() {
                self.commit_together(jobs).await;
            }
            if !reclaims.is_empty() {
                let outcome = truncate(&mut self.connection).await;
                for waiter in reclaims {
                    let _gone = waiter.send(outcome.clone());
                }
            }
            if let Some(waiter) = stop {
                self.end(waiter).await;
                return;
            }
        }
        let (waiter, _nobody) = oneshot::channel();
        self.end(waiter).await;
    }

    async fn end(self, waiter: oneshot::Sender<()>) {
        if let Err(error) = self.connection.close().await {
            tracing::warn!(%error, "the database did not close cleanly");
        }
        drop(self.folder);
        let _gone = waiter.send(());
    }

    async fn commit_together(&mut self, mut jobs: Vec<Box<dyn Job>>) {
        let outcomes = match jobs.as_mut_slice() {
            [alone] if alone.steps() == Steps::One => self.alone(alone).await.map(|own| vec![own]),
            jobs => self.transaction(jobs).await,
        };
        let outcomes = match outcomes {
            Ok(outcomes) => {
                self.commits.fetch_add(1, Ordering::Relaxed);
                outcomes
            }
            Err(error) => {
                tracing::warn!(writes = jobs.len(), %error, "a commit failed");
                self.recover().await;
                vec![Err(error); jobs.len()]
            }
        };
        for (job, outcome) in jobs.into_iter().zip(outcomes) {
            job.settle(outcome);
        }
    }

    /// One outcome per job, or the fault that took the whole transaction.
    async fn transaction(&mut self, jobs: &mut [Box<dyn Job>]) -> Result<Vec<Outcome>, StoreError> {
        self.execute("BEGIN IMMEDIATE").await?;
        let mut outcomes = Vec::with_capacity(jobs.len());
        for job in jobs {
            outcomes.push(match job.steps() {
                Steps::One => self.alone(job).await?,
                Steps::Several => self.in_savepoint(job).await?,
            });
        }
        self.execute("COMMIT").await?;
        Ok(outcomes)
    }

    async fn in_savepoint(&mut self, job: &mut Box<dyn Job>) -> Result<Outcome, StoreError> {
        self.execute("SAVEPOINT job").await?;
        let outcome = self.alone(job).await?;
        if outcome.is_err() {
            self.execute("ROLLBACK TO job").await?;
        }
        self.execute("RELEASE job").await?;
        Ok(outcome)
    }

    /// The job's own outcome, or a fault that took with it all that was not committed.
    async fn alone(&mut self, job: &mut Box<dyn Job>) -> Result<Outcome, StoreError> {
        match job
            .run(&mut self.connection)
            .await
            .map_err(StoreError::from)
        {
            Ok(()) => Ok(Ok(())),
            Err(own @ StoreError::Fault(_)) => Ok(Err(own)),
            Err(everybodys @ (StoreError::Full | StoreError::Unknown(_))) => Err(everybodys),
        }
    }

    /// Leaves the failed transaction; a connection that cannot even do that is replaced.
    async fn recover(&mut self) {
        // Fails where SQLite has rolled back by itself, which is as good.
        let _rolled_back = self.execute("ROLLBACK").await;
        if self.execute("SELECT 1").await.is_err() {
            match self.options.connect().await {
                Ok(connection) => self.connection = connection,
                Err(error) => tracing::error!(%error, "the database cannot be opened again"),
            }
        }
    }

    async fn execute(&mut self, sql: &'static str) -> Result<(), StoreError> {
        Ok(run(&mut self.connection, sqlx::query(sql)).await?)
    }
}

/// Runs one statement that returns no rows. What SQLite's thread says first is that the statement is
/// done; `execute` would wait for its second word too, that no more follows.
pub(super) async fn run<'q>(
    connection: &mut SqliteConnection,
    statement: impl Execute<'q, sqlx::Sqlite> + 'q,
) -> Result<(), sqlx::Error> {
    connection.fetch_many(statement).try_next().await?;
    Ok(())
}

/// Moves the write-ahead log into the database file and empties it.
pub(super) async fn truncate(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(connection)
        .await?;
    match row.try_get::<i64, _>(0)? {
        0 => Ok(()),
        _ => Err(StoreError::Unknown(
            "a reader held on to the write-ahead log".into(),
        )),
    }
}
