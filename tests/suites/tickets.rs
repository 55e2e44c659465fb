//! Tickets: used twice, at once, after a restart, carried by somebody else, asked for in another's
//! name.

use rondo_protocol::http::ErrorCode;
use rondo_tests::{
    Circle, Stage, asking,
    people::refused_with,
    wire::{RawSocket, hello},
};

/// What a server closes with that does not know a ticket.
const TICKET: Option<u16> = Some(4401);

#[tokio::test]
async fn of_two_who_come_with_one_ticket_at_once_one_comes_in() {
    let stage = Stage::new().await;
    let circle = Circle::live(&stage, ["Maren"]).await;
    let mut guest = circle.members[0].guest.clone();
    for _ in 0..20 {
        let ticket = guest.ticket(circle.session).await;
        let mut sockets = [RawSocket::own(&stage).await, RawSocket::own(&stage).await];
        let hello = hello(&ticket.0);
        let [first, second] = &mut sockets;
        tokio::join!(first.send(hello.clone()), second.send(hello));
        let (a, b) = tokio::join!(first.first_word(), second.first_word());
        let welcomed = [&a, &b].into_iter().filter(|word| word.is_ok());
        assert_eq!(welcomed.count(), 1, "{a:?}, {b:?}");
        assert_eq!(a.err().or(b.err()), Some(TICKET));
    }
}

#[tokio::test]
async fn a_ticket_ends_with_its_use_and_with_the_server() {
    let mut stage = Stage::new().await;
    let circle = Circle::live(&stage, ["Maren"]).await;
    let mut guest = circle.members[0].guest.clone();
    let used = guest.ticket(circle.session).await;
    let unused = guest.ticket(circle.session).await;
    let mut first = RawSocket::own(&stage).await;
    first.send(hello(&used.0)).await;
    first.text().await;
    drop(first);
    let mut again = RawSocket::own(&stage).await;
    again.send(hello(&used.0)).await;
    assert_eq!(again.closed_with().await, TICKET);
    stage.kill();
    stage.start().await;
    let mut late = RawSocket::own(&stage).await;
    late.send(hello(&unused.0)).await;
    assert_eq!(late.closed_with().await, TICKET);
}

#[tokio::test]
async fn nobody_gets_a_ticket_in_anothers_name_or_for_anothers_room() {
    let stage = Stage::new().await;
    let circle = Circle::live(&stage, ["Maren", "Theo"]).await;
    let [maren, theo] = circle.members;
    let mut browser = theo.guest.web.clone();
    let as_maren = maren.guest.invited_as.clone();
    let refused = browser.ticket(circle.session, as_maren).await;
    assert_eq!(refused_with(refused), ErrorCode::NotSignedIn);
    let as_therapist = browser.ticket(circle.session, None).await;
    assert_eq!(refused_with(as_therapist), ErrorCode::NotSignedIn);
    let mut another = circle.group.another().await;
    let elsewhere = another.open_session().await;
    let as_theo = theo.guest.invited_as.clone();
    let refused = browser.ticket(elsewhere, as_theo).await;
    assert_eq!(refused_with(refused), ErrorCode::NoSession);
}

/// A ticket says who comes, whoever carries it: it can be stolen for half a minute and once, and
/// then it seats the thief as the one it was given to, who sees at once that somebody took over.
#[tokio::test]
async fn a_stolen_ticket_seats_its_owner_and_the_owner_hears_of_it() {
    let stage = Stage::new().await;
    let circle = Circle::live(&stage, ["Maren", "Theo"]).await;
    let [mut maren, mut theo] = circle.members;
    let stolen = maren.guest.clone().ticket(circle.session).await;
    let mut thief = RawSocket::own(&stage).await;
    thief.send(hello(&stolen.0)).await;
    let welcome = thief.text().await;
    assert_eq!(welcome["seat"], maren.seat().0);
    assert_eq!(maren.is_closed().await, 4409);
    theo.does(asking::say("undisturbed")).await;
}
