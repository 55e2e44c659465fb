//! The contract of every event log, run against each backend.
//!
//! A backend is right if the hub cannot tell it from another; so each test here is written once,
//! over the trait, and named after what a room may rely on.

use rondo_protocol::{At, GroupId, PersonId, SessionId};
use uuid::Uuid;

use super::{
    AuditLine, Sqlite,
    log::{Append, Erase, EventLog, LogError, NewLog},
    memory::MemoryLog,
    sqlite::testing,
};

/// A session of a fresh group.
pub(super) async fn opened(log: &dyn EventLog, group: GroupId, number: u32) -> SessionId {
    let session = SessionId(Uuid::new_v4());
    log.create(new_log(session, group, number)).await.unwrap();
    session
}

pub(super) fn new_log(session: SessionId, group: GroupId, number: u32) -> NewLog {
    NewLog {
        log: session,
        group,
        number,
        opened_at: At(1_000 + u64::from(number)),
        node: "first".into(),
        items: b"opened".to_vec(),
        audit: vec![AuditLine::new(At(1_000), "session_opened")],
    }
}

pub(super) fn append(log: SessionId, n: u64, epoch: u64, items: &[u8]) -> Append {
    Append {
        log,
        n,
        epoch,
        first_event: n * 10,
        items: items.to_vec(),
        ended: None,
        audit: Vec::new(),
    }
}

pub(super) fn erase(log: SessionId, epoch: u64) -> Erase {
    Erase {
        log,
        epoch,
        audit: vec![AuditLine {
            actor: Some(PersonId(Uuid::new_v4())),
            ..AuditLine::new(At(9_000), "session_erased")
        }],
    }
}

async fn a_log_gives_back_what_was_appended_in_order(log: &dyn EventLog, group: GroupId) {
    let session = opened(log, group, 1).await;
    log.append(append(session, 2, 1, b"two")).await.unwrap();
    log.append(append(session, 3, 1, b"three")).await.unwrap();
    let open = log.open(session, "second").await.unwrap();
    let items: Vec<_> = open.records.iter().map(|r| r.items.as_slice()).collect();
    assert_eq!(items, [&b"opened"[..], b"two", b"three"]);
    let places: Vec<_> = open.records.iter().map(|r| (r.n, r.epoch)).collect();
    assert_eq!(places, [(1, 1), (2, 1), (3, 1)]);
    assert_eq!(open.records[2].first_event, 30);
    assert_eq!(open.epoch, 2);
    assert!(log.records(session).await.unwrap() == open.records);
    let head = log.head(session).await.unwrap();
    assert_eq!(head.epoch, 2, "reading takes nothing over");
}

async fn an_append_at_a_taken_or_later_position_is_refused(log: &dyn EventLog, group: GroupId) {
    let session = opened(log, group, 1).await;
    log.append(append(session, 2, 1, b"two")).await.unwrap();
    for n in [1, 2, 4] {
        let refused = log.append(append(session, n, 1, b"lost")).await;
        let Err(LogError::Conflict(head)) = refused else {
            panic!("position {n} must be refused, not {refused:?}");
        };
        assert_eq!((head.n, head.epoch), (2, 1));
    }
    assert_eq!(log.open(session, "second").await.unwrap().records.len(), 2);
}

async fn opening_a_log_shuts_out_its_earlier_owner(log: &dyn EventLog, group: GroupId) {
    let session = opened(log, group, 1).await;
    let open = log.open(session, "second").await.unwrap();
    let late = log.append(append(session, 2, 1, b"late")).await;
    let Err(LogError::Conflict(head)) = late else {
        panic!("the earlier owner must be refused, not {late:?}");
    };
    assert_eq!((head.n, head.epoch, head.node.as_str()), (1, 2, "second"));
    assert!(matches!(
        log.rewrite(session, 1, 1, b"late".to_vec()).await,
        Err(LogError::Conflict(_))
    ));
    assert!(matches!(
        log.erase(erase(session, 1)).await,
        Err(LogError::Conflict(_))
    ));
    log.append(append(session, 2, open.epoch, b"two"))
        .await
        .unwrap();
}

async fn a_rewritten_record_keeps_its_place(log: &dyn EventLog, group: GroupId) {
    let session = opened(log, group, 1).await;
    log.append(append(session, 2, 1, b"hidden words"))
        .await
        .unwrap();
    log.append(append(session, 3, 1, b"three")).await.unwrap();
    log.rewrite(session, 1, 2, b"-".to_vec()).await.unwrap();
    log.reclaim().await.unwrap();
    let open = log.open(session, "second").await.unwrap();
    assert_eq!(open.records[1].items, b"-");
    assert_eq!(open.records[1].n, 2);
    assert!(matches!(
        log.rewrite(session, open.epoch, 7, Vec::new()).await,
        Err(LogError::Conflict(_))
    ));
}

async fn an_erased_log_leaves_only_a_tombstone(log: &dyn EventLog, group: GroupId) {
    let session = opened(log, group, 1).await;
    log.append(append(session, 2, 1, b"two")).await.unwrap();
    log.erase(erase(session, 1)).await.unwrap();
    let head = log.head(session).await.unwrap();
    assert!(head.erased);
    assert_eq!(head.n, 2);
    assert_eq!(
        log.append(append(session, 3, 1, b"three")).await,
        Err(LogError::Erased)
    );
    assert_eq!(
        log.open(session, "second").await.err(),
        Some(LogError::Erased)
    );
    assert_eq!(log.records(session).await.err(), Some(LogError::Erased));
    assert_eq!(
        log.rewrite(session, 1, 2, Vec::new()).await,
        Err(LogError::Erased)
    );
    log.erase(erase(session, 1)).await.unwrap();
}

async fn a_group_has_one_open_session_at_a_time(log: &dyn EventLog, group: GroupId) {
    let first = opened(log, group, 1).await;
    let second = SessionId(Uuid::new_v4());
    assert_eq!(
        log.create(new_log(second, group, 2)).await,
        Err(LogError::AlreadyOpen(first))
    );
    log.erase(erase(first, 1)).await.unwrap();
    log.create(new_log(second, group, 2)).await.unwrap();
    assert_eq!(log.unfinished().await.unwrap(), [(second, group)]);
}

async fn what_was_audited_for_a_group_stays_so_when_its_sessions_are_erased(
    log: &dyn EventLog,
    group: GroupId,
) {
    let session = opened(log, group, 1).await;
    assert_eq!(log.audited(group, "anonymity_confirmed").await, Ok(false));
    let line = |group| AuditLine {
        group: Some(group),
        ..AuditLine::new(At(2_000), "anonymity_confirmed")
    };
    let confirmed = |n, group| Append {
        audit: vec![line(group)],
        ..append(session, n, 1, b"confirmed")
    };
    let another = GroupId(Uuid::new_v4());
    log.append(confirmed(2, another)).await.unwrap();
    assert_eq!(log.audited(group, "anonymity_confirmed").await, Ok(false));
    log.append(confirmed(3, group)).await.unwrap();
    log.erase(erase(session, 1)).await.unwrap();
    assert_eq!(log.audited(group, "anonymity_confirmed").await, Ok(true));
    assert_eq!(log.audited(group, "something_else").await, Ok(false));
}

async fn an_unknown_log_is_missing(log: &dyn EventLog, _group: GroupId) {
    let nowhere = SessionId(Uuid::new_v4());
    assert_eq!(log.head(nowhere).await, Err(LogError::Missing));
    assert_eq!(log.open(nowhere, "x").await.err(), Some(LogError::Missing));
    assert_eq!(log.records(nowhere).await.err(), Some(LogError::Missing));
    assert_eq!(
        log.append(append(nowhere, 2, 1, b"")).await,
        Err(LogError::Missing)
    );
    assert_eq!(log.erase(erase(nowhere, 1)).await, Err(LogError::Missing));
}

macro_rules! contract {
    ($($name:ident)*) => {
        mod memory_log {
            use super::*;
            $(
                #[tokio::test]
                async fn $name() {
                    super::$name(&MemoryLog::new(), GroupId(Uuid::new_v4())).await;
                }
            )*
        }

        mod sqlite_log {
            use super::*;
            $(
                #[tokio::test]
                async fn $name() {
                    let folder = tempfile::tempdir().unwrap();
                    let store = Sqlite::open(folder.path()).await.unwrap();
                    let group = testing::group(&store).await;
                    super::$name(&store, group).await;
                }
            )*
        }
    };
}

contract! {
    a_log_gives_back_what_was_appended_in_order
    an_append_at_a_taken_or_later_position_is_refused
    opening_a_log_shuts_out_its_earlier_owner
    a_rewritten_record_keeps_its_place
    an_erased_log_leaves_only_a_tombstone
    a_group_has_one_open_session_at_a_time
    what_was_audited_for_a_group_stays_so_when_its_sessions_are_erased
    an_unknown_log_is_missing
}
