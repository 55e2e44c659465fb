//! Writes of any number of statements, committed together: everything but appends.
//!
//! A write that fails takes nothing with it, as each runs in a savepoint of its own. It must never be used
//! while another transaction of the writer is open.

use futures_util::future::BoxFuture;
use sqlx::{ConnectOptions, Connection, Row, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::sync::oneshot;

use crate::store::StoreError;

/// The connection that writes.
pub(super) struct Writes {
    connection: SqliteConnection,
    options: SqliteConnectOptions,
}

impl Writes {
    /// Takes a connection, which was opened with these options.
    pub(super) fn through(connection: SqliteConnection, options: SqliteConnectOptions) -> Self {
        Self {
            connection,
            options,
        }
    }

    /// One outcome per job, or the fault that took the whole transaction.
    pub(super) async fn commit(
        &mut self,
        jobs: &mut [Box<dyn Job>],
    ) -> Result<Vec<Outcome>, StoreError> {
        self.execute("BEGIN IMMEDIATE").await?;
        let mut outcomes = Vec::with_capacity(jobs.len());
        for job in jobs {
            outcomes.push(self.in_savepoint(job).await?);
        }
        self.execute("COMMIT").await?;
        Ok(outcomes)
    }

    /// The job's own outcome, or a fault that took with it all that was not committed.
    async fn in_savepoint(&mut self, job: &mut Box<dyn Job>) -> Result<Outcome, StoreError> {
        self.execute("SAVEPOINT job").await?;
        let outcome = match job
            .run(&mut self.connection)
            .await
            .map_err(StoreError::from)
        {
            Ok(()) => Ok(()),
            Err(own @ StoreError::Fault(_)) => Err(own),
            Err(everybodys @ (StoreError::Full | StoreError::Unknown(_))) => {
                return Err(everybodys);
            }
        };
        if outcome.is_err() {
            self.execute("ROLLBACK TO job").await?;
        }
        self.execute("RELEASE job").await?;
        Ok(outcome)
    }

    /// Leaves the failed transaction; a connection that cannot even do that is replaced.
    pub(super) async fn recover(&mut self) {
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
        sqlx::query(sql).execute(&mut self.connection).await?;
        Ok(())
    }

    /// Moves the write-ahead log into the database file and empties it.
    pub(super) async fn truncate_log(&mut self) -> Result<(), StoreError> {
        truncate(&mut self.connection).await
    }

    pub(super) async fn close(self) {
        if let Err(error) = self.connection.close().await {
            tracing::warn!(%error, "the database did not close cleanly");
        }
    }
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

/// A write whose result type the writer does not know.
pub(super) trait Job: Send {
    fn run<'c>(
        &'c mut self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, Result<(), sqlx::Error>>;
    fn settle(self: Box<Self>, outcome: Outcome);
}

/// A write, and where its answer will come.
pub(super) fn job<T, F>(work: F) -> (Box<dyn Job>, oneshot::Receiver<Result<T, StoreError>>)
where
    T: Send + 'static,
    F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, sqlx::Error>>
        + Send
        + 'static,
{
    let (waiter, answer) = oneshot::channel();
    let job = Write {
        work: Some(work),
        done: None,
        waiter,
    };
    (Box::new(job), answer)
}

struct Write<T, F> {
    work: Option<F>,
    done: Option<T>,
    waiter: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Job for Write<T, F>
where
    T: Send + 'static,
    F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, sqlx::Error>> + Send,
{
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

    fn settle(self: Box<Self>, outcome: Outcome) {
        let Self { done, waiter, .. } = *self;
        let answer = outcome.and_then(|()| done.ok_or_else(|| StoreError::Fault("not run".into())));
        // Whoever asked may have gone; what was stored stays stored.
        let _gone = waiter.send(answer);
    }
}

/// What became of one write.
pub(super) type Outcome = Result<(), StoreError>;
