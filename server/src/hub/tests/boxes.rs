//! Anonymous boxes in the hub: tokens, envelopes, and what is left of them when something fails.

use rondo_client::{Envelope, NoToken, Token, draw_request, seal};
use rondo_protocol::{
    BlindedElement, BoxId, CloseCode, Command, RefusalCode,
    feedback::{BoxStage, BoxView, Content, FeedbackCommand},
    roster::{Role, RosterCommand},
    text::{ResponseText, SlipText},
};

use super::{
    desk::{Desk, Guest, end, opening, opens_box, says, start},
    *,
};

/// Longer than clients take to post, and until a box is sealed.
const UNTIL_SEALED_MS: u64 = 10_000;

/// dr_hale and members in the circle of a live session.
async fn circle(desk: &Desk, members: u128) -> (Guest, Vec<Guest>) {
    let mut hale = desk.therapist().await;
    let mut guests = Vec::new();
    for person in 1..=members {
        guests.push(desk.member(person).await);
    }
    hale.ask(start()).await.unwrap().unwrap();
    (hale, guests)
}

async fn opens(hale: &mut Guest) -> BoxView {
    hale.ask(opens_box()).await.unwrap().unwrap();
    hale.sees_box(BoxStage::Open).await
}

fn closes(box_id: BoxId) -> Command {
    Command::Feedback(FeedbackCommand::Close { box_id })
}

fn confirms() -> Command {
    Command::Feedback(FeedbackCommand::Confirm {})
}

fn envelope(token: Token, box_id: BoxId, words: &str) -> Envelope {
    let words = SlipText::new(words).ok().map(Content::Words);
    seal(token, box_id, words.as_ref()).ok().unwrap()
}

/// Everybody's sealed envelope, and the box closed.
async fn closed(hale: &mut Guest, members: &mut [Guest]) -> (BoxView, Vec<Envelope>) {
    let open = opens(hale).await;
    let mut envelopes = Vec::new();
    for member in members {
        let token = member.token(&open).await.ok().unwrap();
        envelopes.push(envelope(token, open.box_id, "left unsaid"));
    }
    hale.ask(closes(open.box_id)).await.unwrap().unwrap();
    (open, envelopes)
}

async fn post(desk: &Desk, box_id: BoxId, envelopes: &[Envelope]) {
    for envelope in envelopes {
        desk.hub.letterbox().post(box_id, envelope.bytes()).await;
    }
}

/// Lets the time pass until the seal. The room hears of it with the next thing that reaches it.
async fn seals(desk: &Desk, hale: &mut Guest, stage: BoxStage) -> BoxView {
    desk.clock.advance(UNTIL_SEALED_MS);
    hale.ask(says("now")).await.unwrap().ok();
    hale.sees_box(stage).await
}

/// R-BOX-9.
#[tokio::test]
async fn a_token_is_the_first_one_however_and_wherever_it_is_asked_for_again() {
    let desk = Desk::new().await;
    let (mut hale, mut members) = circle(&desk, 5).await;
    let open = opens(&mut hale).await;
    let mut maren = members.remove(0);
    let (first, second) = (draw_request(), draw_request());
    maren.asks_token(open.box_id, first.blinded()).await;
    let issued = maren.issued().await;
    assert_eq!(issued.0, first.blinded());
    for again in [&first, &second] {
        maren.asks_token(open.box_id, again.blinded()).await;
        assert_eq!(maren.issued().await, issued);
    }

    let mut elsewhere = desk.knock(1, Role::Member, None).await;
    elsewhere.hear().await.unwrap();
    assert_eq!(
        elsewhere.token(&open).await.err(),
        Some(NoToken::AnotherPage)
    );
    elsewhere.asks_token(open.box_id, first.blinded()).await;
    assert_eq!(elsewhere.issued().await, issued);
    let token = first.finish(&issued.0, issued.1.as_ref(), &open.key);
    assert!(token.is_ok(), "made with the key that everybody was told");
    assert_eq!(maren.hear_close().await, CloseCode::Moved);
}

/// R-BOX-9, R-PRES-3.
#[tokio::test]
async fn a_connection_that_was_taken_over_gets_no_token() {
    let desk = Desk::new().await;
    let (mut hale, mut members) = circle(&desk, 5).await;
    let open = opens(&mut hale).await;
    let mut old = members.remove(0);
    let mut new = desk.knock(1, Role::Member, None).await;
    new.hear().await.unwrap();
    old.asks_token(open.box_id, draw_request().blinded()).await;
    assert!(new.token(&open).await.is_ok(), "the chance is still there");
    assert_eq!(old.hear_close().await, CloseCode::Moved);
}

/// R-BOX-9.
#[tokio::test]
async fn tokens_are_for_the_members_who_were_in_the_circle_and_for_nobody_else() {
    let desk = Desk::new().await;
    let (mut hale, mut members) = circle(&desk, 5).await;
    let open = opens(&mut hale).await;
    let mut at_the_door = desk.knock(7, Role::Member, None).await;
    let mut observer = desk.knock(8, Role::Observer, None).await;
    for guest in [&mut hale, &mut at_the_door, &mut observer] {
        assert_eq!(guest.token(&open).await.err(), Some(NoToken::NoBox));
    }
    let another = BoxView {
        box_id: BoxId::from_random(1),
        ..open.clone()
    };
    assert_eq!(members[0].token(&another).await.err(), Some(NoToken::NoBox));
    assert!(members[0].token(&open).await.is_ok());
}

#[tokio::test]
async fn bytes_that_are_no_element_get_no_token_and_leave_the_seat_its_chance() {
    let desk = Desk::new().await;
    let (mut hale, mut members) = circle(&desk, 5).await;
    let open = opens(&mut hale).await;
    for bytes in [[0; 32], [0xff; 32], [1; 32]] {
        members[0]
            .asks_token(open.box_id, BlindedElement(bytes))
            .await;
        let refused = (BlindedElement(bytes), None);
        assert_eq!(members[0].issued().await, refused);
    }
    assert!(members[0].token(&open).await.is_ok());
}

#[tokio::test]
async fn a_token_is_given_also_while_nothing_can_be_stored() {
    let desk = Desk::new().await;
    let (mut hale, mut members) = circle(&desk, 5).await;
    let open = opens(&mut hale).await;
    desk.log.fail(Failure::Full);
    let lost = members[0].send(says("lost")).await;
    let token = members[0].token(&open).await;
    assert!(token.is_ok());
    members[1].send_as(lost, says("lost")).await;
    let refused = members[1].answer(lost).await.unwrap();
    assert_eq!(refused, Err(RefusalCode::CannotStore));
}

/// R-BOX-12.
#[tokio::test]
async fn a_box_whose_opening_was_not_stored_leaves_no_key_behind() {
    let desk = Desk::new().await;
    let (mut hale, mut members) = circle(&desk, 5).await;
    for failure in [Failure::Full, Failure::UnknownLost] {
        desk.log.fail(failure);
        let refused = hale.ask(opens_box()).await.unwrap();
        assert_eq!(refused, Err(RefusalCode::CannotStore));
        assert!(desk.hub.0.ballots.is_empty());
        desk.log.fail(Failure::None);
    }
    desk.log.fail(Failure::UnknownStored);
    let open = opens(&mut hale).await;
    desk.log.fail(Failure::None);
    assert!(members[0].token(&open).await.is_ok());
}

/// R-BOX-3, R-BOX-12.
#[tokio::test]
async fn boxes_opened_in_one_breath_have_keys_of_their_own() {
    let desk = Desk::new().await;
    let (mut hale, mut members) = circle(&desk, 6).await;
    // The room takes all of it in one turn; the first box is void when Maren leaves.
    hale.send(opens_box()).await;
    let mut maren = members.remove(0);
    maren.send(Command::Roster(RosterCommand::Leave {})).await;
    hale.ask(opens_box()).await.unwrap().unwrap();
    let open = hale.sees_box(BoxStage::Open).await;
    assert!(members[0].token(&open).await.is_ok());

    let mut keys: Vec<String> = Vec::new();
    for record in desk.log.stored(opening().session) {
        let items = String::from_utf8(record.items).unwrap();
        let after = items.split("\"key\":\"").skip(1);
        keys.extend(after.map(|rest| rest[..64].to_owned()));
    }
    assert_eq!(keys.len(), 2);
    assert_ne!(keys[0], keys[1]);
}

/// R-BOX-4.
#[tokio::test]
async fn what_is_posted_before_the_close_or_after_the_seal_is_not_counted() {
    let desk = Desk::new().await;
    let (mut hale, mut members) = circle(&desk, 7).await;
    let open = opens(&mut hale).await;
    let id = open.box_id;
    let mut envelopes = Vec::new();
    for member in &mut members {
        let token = member.token(&open).await.ok().unwrap();
        envelopes.push(envelope(token, id, "left unsaid"));
    }
    post(&desk, id, &envelopes[..1]).await;
    hale.ask(closes(id)).await.unwrap().unwrap();
    // Posted twice as after a lost answer, and into a box that is not there.
    post(&desk, id, &envelopes[1..6]).await;
    post(&desk, id, &envelopes[1..2]).await;
    post(&desk, BoxId::from_random(1), &envelopes[..1]).await;
    let sealed = seals(&desk, &mut hale, BoxStage::Sealed).await;
    post(&desk, id, &envelopes[6..]).await;

    assert_eq!(sealed.envelopes, Some(5));
    let mut receipts: Vec<_> = envelopes[1..6].iter().map(Envelope::receipt).collect();
    receipts.sort();
    assert_eq!(sealed.receipts, receipts);
    assert_eq!(sealed.slips.len(), 5);
    assert!(sealed.slips.is_sorted_by_key(|slip| slip.slip));
    assert!(desk.hub.0.ballots.is_empty());
    assert_eq!(members[0].token(&open).await.err(), Some(NoToken::NoBox));
}

/// R-BOX-4.
#[tokio::test]
async fn good_envelopes_among_a_flood_of_bad_ones_are_counted() {
    let desk = Desk::new().await;
    let (mut hale, mut members) = circle(&desk, 5).await;
    let (open, envelopes) = closed(&mut hale, &mut members).await;
    let id = open.box_id;
    let mut posting = tokio::task::JoinSet::new();
    for n in 0..300_u16 {
        // All are on their way at once, and every sixtieth is good.
        let mut bytes = envelopes[usize::from(n / 60)].bytes().to_vec();
        if n % 60 != 59 {
            bytes[..2].copy_from_slice(&n.to_be_bytes());
        }
        let letterbox = desk.hub.letterbox();
        posting.spawn(async move { letterbox.post(id, &bytes).await });
    }
    posting.join_all().await;
    let sealed = seals(&desk, &mut hale, BoxStage::Sealed).await;
    assert_eq!((sealed.envelopes, sealed.slips.len()), (Some(5), 5));
}

/// R-BOX-5, R-BOX-21.
#[tokio::test]
async fn a_box_with_too_few_envelopes_is_discarded_and_nothing_of_it_is_left() {
    let desk = Desk::new().await;
    let (mut hale, mut members) = circle(&desk, 5).await;
    let (open, envelopes) = closed(&mut hale, &mut members).await;
    post(&desk, open.box_id, &envelopes[1..]).await;
    let discarded = seals(&desk, &mut hale, BoxStage::Discarded).await;
    assert_eq!(discarded.envelopes, Some(4));
    assert!(discarded.receipts.is_empty() && discarded.slips.is_empty());
    assert!(desk.hub.0.ballots.is_empty());
    for record in desk.log.stored(opening().session) {
        assert!(!String::from_utf8_lossy(&record.items).contains("left unsaid"));
    }
}

/// R-BOX-4.
#[tokio::test]
async fn a_seal_that_could_not_be_stored_is_stored_later_as_it_was() {
    let desk = Desk::new().await;
    let (mut hale, mut members) = circle(&desk, 6).await;
    let (open, envelopes) = closed(&mut hale, &mut members).await;
    post(&desk, open.box_id, &envelopes[..5]).await;
    desk.log.fail(Failure::Full);
    desk.clock.advance(UNTIL_SEALED_MS);
    let refused = hale.ask(says("not yet")).await.unwrap();
    assert_eq!(refused, Err(RefusalCode::CannotStore));
    post(&desk, open.box_id, &envelopes[5..]).await;
    desk.log.fail(Failure::None);
    let sealed = seals(&desk, &mut hale, BoxStage::Sealed).await;
    assert_eq!((sealed.envelopes, sealed.slips.len()), (Some(5), 5));
}

/// R-BOX-6.
#[tokio::test]
async fn a_crash_before_the_seal_voids_the_box_and_its_envelopes_are_gone() {
    let desk = Desk::new().await;
    let (mut hale, mut members) = circle(&desk, 5).await;
    let (open, envelopes) = closed(&mut hale, &mut members).await;
    post(&desk, open.box_id, &envelopes).await;

    let desk = desk.restarted().await;
    let mut hale = desk.knock(9, Role::Therapist, None).await;
    hale.hear().await.unwrap();
    let voided = hale.sees_box(BoxStage::Voided).await;
    assert_eq!((voided.envelopes, voided.receipts.len()), (None, 0));
    post(&desk, open.box_id, &envelopes).await;
    seals(&desk, &mut hale, BoxStage::Voided).await;
    assert!(desk.hub.0.ballots.is_empty());
    let mut maren = desk.knock(1, Role::Member, None).await;
    maren.hear().await.unwrap();
    assert_eq!(maren.token(&open).await.err(), Some(NoToken::NoBox));
}

/// R-BOX-8, R-BOX-9.
#[tokio::test]
async fn a_box_that_waits_for_a_therapist_gives_tokens_and_takes_no_envelope_before_it_is_closed() {
    let desk = Desk::new().await;
    let (mut hale, mut members) = circle(&desk, 6).await;
    let open = opens(&mut hale).await;
    hale.goes().await;
    members[0].ask(says("has she gone?")).await.unwrap().ok();
    desk.clock.advance(20_000);
    let alone = members[0].ask(says("anybody?")).await.unwrap();
    assert_eq!(alone, Err(RefusalCode::SafeMode));
    // Longer than the box would have been open.
    desk.clock.advance(300_000);
    let mut envelopes = Vec::new();
    for member in &mut members {
        let token = member.token(&open).await.ok().unwrap();
        envelopes.push(envelope(token, open.box_id, "left unsaid"));
    }
    post(&desk, open.box_id, &envelopes[..1]).await;

    let mut hale = desk.knock(9, Role::Therapist, None).await;
    hale.hear().await.unwrap();
    let waited = hale.sees_box(BoxStage::Open).await;
    assert_eq!(waited.closes_at, open.closes_at.plus_ms(300_000));
    desk.clock.advance(40_000);
    hale.ask(says("time is up")).await.unwrap().ok();
    hale.sees_box(BoxStage::Collecting).await;
    post(&desk, open.box_id, &envelopes[1..]).await;
    let sealed = seals(&desk, &mut hale, BoxStage::Sealed).await;
    let mut receipts: Vec<_> = envelopes[1..].iter().map(Envelope::receipt).collect();
    receipts.sort();
    assert_eq!(sealed.receipts, receipts);
}

/// R-BOX-3, R-BOX-6.
#[tokio::test]
async fn whatever_ends_a_box_early_wipes_it() {
    let desk = Desk::new().await;
    let (mut hale, mut members) = circle(&desk, 6).await;
    opens(&mut hale).await;
    assert!(!desk.hub.0.ballots.is_empty());
    let mut maren = members.remove(0);
    maren.send(Command::Roster(RosterCommand::Leave {})).await;
    hale.sees_box(BoxStage::Voided).await;
    assert!(desk.hub.0.ballots.is_empty(), "void");

    opens(&mut hale).await;
    hale.send(end()).await;
    assert_eq!(hale.hear_close().await, CloseCode::Over);
    desk.hub.stop().await;
    assert!(desk.hub.0.ballots.is_empty(), "the session has ended");

    let desk = Desk::new().await;
    let (mut hale, _members) = circle(&desk, 5).await;
    opens(&mut hale).await;
    desk.hub.stop().await;
    assert!(desk.hub.0.ballots.is_empty(), "the server stops");
}

/// R-BOX-19.
#[tokio::test]
async fn what_a_therapist_confirmed_holds_for_the_group_in_every_later_session() {
    let desk = Desk::empty();
    let group = opening().group;
    let by = PersonId::from_random(9);
    let unconfirmed = Opening {
        feedback_confirmed: desk.hub.anonymity_confirmed(group).await.unwrap(),
        ..opening()
    };
    assert!(!unconfirmed.feedback_confirmed);
    desk.hub.open_session(unconfirmed, by).await.unwrap();
    let (mut hale, mut members) = circle(&desk, 5).await;
    let refused = hale.ask(opens_box()).await.unwrap();
    assert_eq!(refused, Err(RefusalCode::NotConfirmed));
    hale.ask(confirms()).await.unwrap().unwrap();
    let (open, envelopes) = closed(&mut hale, &mut members).await;
    post(&desk, open.box_id, &envelopes).await;
    seals(&desk, &mut hale, BoxStage::Sealed).await;
    let respond = FeedbackCommand::Respond {
        box_id: open.box_id,
        text: ResponseText::new("Thank you for saying so.").unwrap(),
        crisis: true,
    };
    hale.ask(Command::Feedback(respond)).await.unwrap().unwrap();
    hale.send(end()).await;
    assert_eq!(hale.hear_close().await, CloseCode::Over);
    desk.hub.stop().await;

    assert_eq!(desk.hub.anonymity_confirmed(group).await, Ok(true));
    let another = GroupId::from_random(3);
    assert_eq!(desk.hub.anonymity_confirmed(another).await, Ok(false));
    let audit = desk.log.audit();
    let words: Vec<_> = audit.iter().map(|line| line.action).collect();
    let expected = [
        "session_opened",
        "session_started",
        "anonymity_confirmed",
        "box_opened",
        "box_closed",
        "box_answered",
        "session_ended",
        "session_erased",
    ];
    assert_eq!(words, expected);
    assert!(audit[1..7].iter().all(|line| line.actor == Some(by)));
}
