//! Invitations that are mangled, taken back, renewed, too old, or somebody else's.

use rondo_client::Closed;
use rondo_protocol::http::{ErrorCode, InvitationRef, Invited};
use rondo_tests::{
    Circle, Group, Stage,
    files::database,
    people::{refused_with, settings, token_of},
};
use sqlx::Connection;

#[tokio::test]
async fn a_mangled_invitation_leads_nowhere() {
    let stage = Stage::new().await;
    let mut group = Group::new(&stage).await;
    let (_, link) = group.invite("Maren").await;
    let token = token_of(&link);
    assert!(token.len() >= 22, "fewer than 128 bits");
    assert!(
        link.url.0.contains("/#/join/"),
        "the token stands in the fragment"
    );
    let short = &token[..token.len() - 1];
    let long = format!("{token}A");
    let mut other = token.clone();
    let last = if other.ends_with('A') { 'B' } else { 'A' };
    other.replace_range(..1, &last.to_string());
    for mangled in [
        "",
        " ",
        short,
        &long,
        &other,
        "../../etc/passwd",
        "' OR 1=1 --",
    ] {
        let opened = stage.browser().open_invitation(mangled).await;
        assert_eq!(refused_with(opened), ErrorCode::LinkUnknown, "{mangled}");
    }
    stage.browser().open_invitation(&token).await.unwrap();
}

#[tokio::test]
async fn an_invitation_that_is_taken_back_ends_there_and_then() {
    // R-MOD-4
    let stage = Stage::new().await;
    let Circle {
        mut group,
        session,
        members: [mut maren, mut theo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    let path = group.invitation_path(maren.guest.person);
    let mut early = maren.guest.clone();
    let ticket = early.ticket(session).await;
    group
        .web
        .send("DELETE".parse().unwrap(), &path, None)
        .await
        .unwrap();
    assert_eq!(maren.is_closed().await, 4411);
    let origin = stage.origin();
    let late = rondo_client::Client::connect(&origin, ticket, None).await;
    assert!(matches!(late.err(), Some(Closed::Code(4401 | 4411))));
    let invited_as = early.invited_as.clone();
    let refused = refused_with(early.web.ticket(session, invited_as).await);
    assert_eq!(refused, ErrorCode::NotSignedIn);
    let gone = maren.seat();
    theo.sees("Maren gone", |view| {
        view.seats
            .iter()
            .all(|s| s.seat != gone || s.presence == rondo_protocol::roster::Presence::Gone)
    })
    .await;
}

#[tokio::test]
async fn a_renewed_invitation_takes_the_place_of_the_older() {
    let stage = Stage::new().await;
    let mut group = Group::new(&stage).await;
    let (person, older) = group.invite("Maren").await;
    let newer = group.link(person).await;
    let refused = stage.browser().open_invitation(&token_of(&older)).await;
    assert_eq!(refused_with(refused), ErrorCode::LinkRevoked);
    let invited = stage
        .browser()
        .open_invitation(&token_of(&newer))
        .await
        .unwrap();
    assert_eq!(invited.person, person);
}

#[tokio::test]
async fn an_invitation_does_not_work_for_ever() {
    let mut stage = Stage::new().await;
    let mut group = Group::new(&stage).await;
    let mut guest = group.member("Maren").await;
    let (_, link) = group.invite("Theo").await;
    let session = group.open_session().await;
    stage.stop();
    // Thirty days pass.
    let mut database = database(stage.data()).await;
    for table in ["invitation", "invitation_cookie"] {
        let later = format!("UPDATE {table} SET expires_at = 1");
        let later = sqlx::query(sqlx::AssertSqlSafe(later));
        later.execute(&mut database).await.unwrap();
    }
    database.close().await.unwrap();
    stage.start().await;
    let refused = stage.browser().open_invitation(&token_of(&link)).await;
    assert_eq!(refused_with(refused), ErrorCode::LinkExpired);
    let invited_as = guest.invited_as.clone();
    let refused = guest.web.ticket(session, invited_as).await;
    assert_eq!(refused_with(refused), ErrorCode::NotSignedIn);
}

#[tokio::test]
async fn an_invitation_is_nobody_elses_and_for_its_own_group_only() {
    let stage = Stage::new().await;
    let mut group = Group::new(&stage).await;
    let guest = group.member("Maren").await;
    let made: rondo_protocol::http::Group =
        group.web.post("/api/groups", &settings()).await.unwrap();
    let path = format!("/api/groups/{}/sessions", made.id);
    let elsewhere: rondo_protocol::http::SessionOpened = group.web.post(&path, &()).await.unwrap();
    let mut web = guest.web.clone();
    let refused = web
        .ticket(elsewhere.session, guest.invited_as.clone())
        .await;
    assert_eq!(refused_with(refused), ErrorCode::NoSession);
    // As a therapist, with somebody's else's name, and without any cookie.
    let refused = web.ticket(elsewhere.session, None).await;
    assert_eq!(refused_with(refused), ErrorCode::NotSignedIn);
    let other = Some(InvitationRef("0123456789abcdef".into()));
    let refused = web.ticket(elsewhere.session, other).await;
    assert_eq!(refused_with(refused), ErrorCode::NotSignedIn);
    let name = guest.invited_as.unwrap().0;
    let read = stage
        .browser()
        .get::<Invited>(&format!("/api/invitations/{name}"))
        .await;
    assert_eq!(refused_with(read), ErrorCode::NotSignedIn);
}

#[tokio::test]
async fn whoever_is_invited_is_told_where_to_turn_in_a_crisis_though_no_session_is_open() {
    let stage = Stage::new().await;
    let mut group = Group::new(&stage).await;
    let mut guest = group.member("Maren").await;
    let path = format!("/api/invitations/{}", guest.invited_as.clone().unwrap().0);
    let read = guest.web.get::<Invited>(&path).await.unwrap();
    assert_eq!(read.session, None);
    let told = read.crisis_text.reveal();
    assert_eq!(Some(told), settings()["crisis_text"].as_str());
}
