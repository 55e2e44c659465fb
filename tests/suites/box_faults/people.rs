//! Members who leave, come, drop, sleep and sit before two screens while a box goes its way.

use rand::{SeedableRng, rngs::StdRng};
use rondo_client::{Envelope, NoToken, Request, TokenError, seal};
use rondo_protocol::{
    Command,
    feedback::{Ask, BoxStage, BoxView},
    roster::RosterCommand,
};
use rondo_tests::{
    Circle, Seated, Stage, asking,
    boxes::{closes, opens, posts, sees},
    circle::enter,
    files::files_with,
    patiently,
    seated::Dropped,
    words,
};

use super::{UNSAID, all_post, all_write, unsaid};

fn leave() -> Command {
    Command::Roster(RosterCommand::Leave {})
}

/// Asks for a token in a box there is none in for this seat.
async fn gets_none(person: &mut Seated, of: &BoxView, why: NoToken) {
    let token = person.client.token(of.box_id, &of.key);
    let token = patiently("an answer", token).await;
    assert_eq!(token.err(), Some(TokenError::No(why)));
}

/// Writes and seals, with the token there is for this request.
async fn seals_with(request: Request, member: &mut Seated, open: &BoxView) -> Envelope {
    let token = member.client.token_for(request, open.box_id, &open.key);
    let token = patiently("a token", token).await.unwrap();
    seal(token, open.box_id, Some(&asking::slip(&unsaid(member)))).unwrap()
}

#[tokio::test]
async fn who_leaves_or_comes_in_while_people_write_voids_the_box_for_everybody() {
    // R-BOX-3
    let stage = Stage::new().await;
    let names = ["Maren", "Theo", "Ayo", "Noor", "Sam", "Jo"];
    let mut circle = Circle::live(&stage, names).await;
    circle.hale.does(asking::confirm()).await;
    let kit = circle.group.member("Kit").await;
    let Circle {
        session,
        mut hale,
        members,
        ..
    } = circle;
    let [mut maren, others @ ..] = members;
    let mut people: Vec<_> = others.into();

    let first = opens(&mut hale, Ask::Words {}).await;
    let mut envelopes = all_write(&mut people, &first).await;
    envelopes.extend(all_write(std::slice::from_mut(&mut maren), &first).await);
    maren.does(leave()).await;
    is_void_for(&mut hale, &mut people, &first).await;

    let second = opens(&mut hale, Ask::Words {}).await;
    envelopes.extend(all_write(&mut people, &second).await);
    people.push(enter(kit, session).await);
    is_void_for(&mut hale, &mut people, &second).await;

    for (of, envelope) in [&first; 6].into_iter().chain([&second; 5]).zip(&envelopes) {
        posts(&stage, of, envelope).await;
    }
    // The next box is for those who are here now.
    let third = opens(&mut hale, Ask::Words {}).await;
    assert_eq!(
        (third.present, hale.view().session.boxes_left.words),
        (6, 3)
    );
    all_write(&mut people, &third).await;
    assert_eq!(files_with(stage.data(), UNSAID), [""; 0]);
}

async fn is_void_for(hale: &mut Seated, people: &mut [Seated], of: &BoxView) {
    for person in [hale].into_iter().chain(people) {
        let voided = sees(person, BoxStage::Voided).await;
        assert_eq!((voided.box_id, voided.envelopes), (of.box_id, None));
        gets_none(person, of, NoToken::NoBox).await;
    }
}

#[tokio::test]
async fn members_who_drop_or_sleep_are_counted_and_one_before_two_screens_spoils_nothing_for_the_rest()
 {
    // R-BOX-3, R-BOX-5, R-BOX-9, R-PRES-1
    let stage = Stage::new().await;
    let names = ["Maren", "Theo", "Ayo", "Noor", "Sam", "Jo", "Pat"];
    let mut circle = Circle::live(&stage, names).await;
    circle.hale.does(asking::confirm()).await;
    let kit = circle.group.member("Kit").await;
    let Circle {
        session,
        mut hale,
        members,
        ..
    } = circle;
    let [maren, theo, ayo, mut noor, mut sam, mut jo, mut pat] = members;
    // Ayo's machine sleeps from before the box is opened until after it is closed.
    let ayo = ayo.drops();
    let open = opens(&mut hale, Ask::Words {}).await;
    // Maren and Theo ask, and drop before they hear the answer; Theo's machine sleeps longer.
    let maren = asks_and_drops(maren, &open, 1).await;
    let theo = asks_and_drops(theo, &open, 2).await;
    let mut maren = maren.back().await;
    let marens = seals_with(drawn(1), &mut maren, &open).await;
    // Noor opens a second screen; the first had the token.
    drop(seals_with(drawn(3), &mut noor, &open).await);
    let mut second = noor.guest.clone().come(session).await;
    gets_none(&mut second, &open, NoToken::AnotherPage).await;
    let sams = seals_with(drawn(4), &mut sam, &open).await;
    let jos = seals_with(drawn(5), &mut jo, &open).await;
    let pats = seals_with(drawn(6), &mut pat, &open).await;

    closes(&mut hale, &open).await;
    let mut theo = theo.back().await;
    let theos = seals_with(drawn(2), &mut theo, &open).await;
    let mut ayo = ayo.back().await;
    gets_none(&mut ayo, &open, NoToken::NoBox).await;
    let envelopes = [marens, theos, sams, jos, pats];
    all_post(&stage, &open, &envelopes).await;
    // Sam leaves, Jo's machine sleeps, and Kit comes in, all before the seal.
    sam.does(leave()).await;
    let jo = jo.drops();
    let mut kit = enter(kit, session).await;
    let seen = sees(&mut kit, BoxStage::Collecting).await;
    gets_none(&mut kit, &seen, NoToken::NoBox).await;

    let sealed = sees(&mut hale, BoxStage::Sealed).await;
    let mut receipts: Vec<_> = envelopes.iter().map(Envelope::receipt).collect();
    receipts.sort();
    assert_eq!(sealed.receipts, receipts);
    let said = sealed.slips.iter().map(|slip| slip.text.reveal());
    let mut said: Vec<_> = said.collect();
    said.sort_unstable();
    let written = ["Jo", "Maren", "Pat", "Sam", "Theo"];
    let written = written.map(|name| words(&format!("{name} {UNSAID}")));
    assert_eq!(said, written);
    // Whoever was away is told all the same.
    for mut person in [maren, theo, ayo, second, jo.back().await, pat, kit] {
        let seen = sees(&mut person, BoxStage::Sealed).await;
        assert_eq!((seen.receipts, seen.slips.len()), (receipts.clone(), 0));
    }
}

/// A request, the same for the same seed.
fn drawn(seed: u64) -> Request {
    Request::draw(&mut StdRng::seed_from_u64(seed))
}

/// The server has made the token, and the member has not heard of it.
async fn asks_and_drops(mut member: Seated, of: &BoxView, seed: u64) -> Dropped {
    let blinded = drawn(seed).blinded();
    let asks = member.client.ask_token(of.box_id, blinded);
    patiently("a question", asks).await.unwrap();
    patiently("an answer", member.client.ping()).await.unwrap();
    member.drops()
}
