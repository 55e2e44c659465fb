//! Told to stop (SIGTERM) in the middle of everything, and beside those who do not listen.

use std::collections::BTreeMap;

use rondo_protocol::frames::SUBPROTOCOL;
use rondo_tests::{
    Circle, Seated, Stage, asking,
    wire::{RawSocket, connect},
};

/// Lines each person has on the way when the server is told to stop.
const ON_THE_WAY: usize = 8;

/// A person, and the lines they wrote that were not answered.
struct Interrupted {
    person: Seated,
    acknowledged: Vec<String>,
    unanswered: BTreeMap<u64, String>,
}

/// Writes without waiting for any answer.
async fn writes(mut person: Seated) -> Interrupted {
    let mut unanswered = BTreeMap::new();
    for i in 0..ON_THE_WAY {
        let words = format!("{} {i}", person.guest.name);
        let n = person.client.send(asking::say(&words)).await.unwrap();
        unanswered.insert(n, words);
    }
    Interrupted {
        person,
        acknowledged: Vec::new(),
        unanswered,
    }
}

#[tokio::test]
async fn told_to_stop_while_everybody_writes_it_tells_every_room_loses_nothing_and_repeats_nothing()
{
    // R-CMD-1, R-CMD-6, R-PRES-5
    let mut stage = Stage::new().await;
    let Circle {
        group,
        hale,
        members: [maren, theo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    let other = Circle::of(group.another().await, ["Noor"]).await;
    let [noor] = other.members;
    let mut everybody = Vec::new();
    for person in [hale, maren, theo, other.hale, noor] {
        everybody.push(writes(person).await);
    }
    stage.ask_to_stop();
    for Interrupted {
        person,
        acknowledged,
        unanswered,
    } in &mut everybody
    {
        assert_eq!(person.is_closed().await, 4503);
        while let Some(answer) = person.client.take_answer() {
            assert_eq!(answer.result.err(), None);
            acknowledged.extend(unanswered.remove(&answer.n));
        }
    }
    stage.stopped();
    // The database was closed, and not only left.
    assert!(!stage.data().join("rondo.db-wal").exists());

    stage.start().await;
    for one in everybody {
        let mut back = one.person.drops().back().await;
        assert!(back.client.resumed(), "{}", back.guest.name);
        let mut words = one.acknowledged;
        for (n, line) in one.unanswered {
            let n = back.client.send_as(n, asking::say(&line)).await.unwrap();
            back.client.answer_to(n).await.unwrap().unwrap();
            words.push(line);
        }
        let back = back.sees_what_a_fresh_view_shows().await;
        let lines = back.view().lines.iter();
        let own = lines.filter(|line| line.from == back.seat());
        let own: Vec<_> = own.map(|line| line.text.reveal()).collect();
        assert_eq!(
            own,
            words
                .iter()
                .map(|w| rondo_tests::words(w))
                .collect::<Vec<_>>()
        );
    }
}

#[tokio::test]
async fn who_does_not_listen_holds_up_a_stop_for_a_moment_only() {
    let mut stage = Stage::new().await;
    let Circle {
        session,
        mut hale,
        members: [maren, theo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    let silent = connect(&stage).await;
    let origin = stage.origin();
    let ungreeted = RawSocket::open(&stage, Some(&origin), Some(SUBPROTOCOL)).await;
    let mut guest = theo.guest.clone();
    let unread = RawSocket::greeted(&stage, &mut guest, session).await;
    let unheard = maren;
    stage.ask_to_stop();
    assert_eq!(hale.is_closed().await, 4503);
    // Ends well all the same, while nobody here reads a byte, and not because its patience was over.
    let log = stage.log();
    stage.stopped();
    assert!(!log.text().contains("did not close in time"));
    drop((silent, ungreeted.ok(), unread));
    stage.start().await;
    for person in [hale, unheard] {
        assert!(person.drops().back().await.client.resumed());
    }
}
