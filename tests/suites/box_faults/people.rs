//! Members who leave, come, drop, sleep and sit before two screens while a box goes its way.

use rand::{SeedableRng, rngs::StdRng};
use rondo_client::{Envelope, NoToken, Request, TokenError, draw_request, seal};
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
    patiently, words,
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
    let [mut maren, mut theo, ayo, mut noor, mut sam, mut jo] = members;
    // Ayo's machine sleeps before the box is opened.
    let ayo = ayo.drops();
    let open = opens(&mut hale, Ask::Words {}).await;

    // Maren drops when the server has answered, and the answer is lost.
    let drawn = || Request::draw(&mut StdRng::seed_from_u64(7));
    let asks = maren.client.ask_token(open.box_id, drawn().blinded());
    patiently("the question", asks).await.unwrap();
    patiently("what was asked before", maren.client.ping())
        .await
        .unwrap();
    let mut maren = maren.drops().back().await;
    let marens = seals_with(drawn(), &mut maren, &open).await;
    // Theo writes, and his machine sleeps until writing is over.
    let theos = seals_with(draw_request(), &mut theo, &open).await;
    let theo = theo.drops();
    // Noor opens a second screen; the first had the token.
    drop(seals_with(draw_request(), &mut noor, &open).await);
    let mut second = noor.guest.clone().come(session).await;
    gets_none(&mut second, &open, NoToken::AnotherPage).await;
    let sams = seals_with(draw_request(), &mut sam, &open).await;
    let jos = seals_with(draw_request(), &mut jo, &open).await;

    closes(&mut hale, &open).await;
    let mut theo = theo.back().await;
    sees(&mut theo, BoxStage::Collecting).await;
    let mut ayo = ayo.back().await;
    let ayos = seals_with(draw_request(), &mut ayo, &open).await;
    let envelopes = [marens, theos, ayos, sams, jos];
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
    let said = sealed
        .slips
        .iter()
        .map(|slip| slip.text.reveal().to_owned());
    let mut said: Vec<_> = said.collect();
    said.sort();
    let written = ["Ayo", "Jo", "Maren", "Sam", "Theo"];
    assert_eq!(said, written.map(|name| words(&format!("{name} {UNSAID}"))));
    // Whoever was away finds the receipts, and Noor's page does not find its own.
    for mut person in [maren, theo, ayo, second, jo.back().await, kit] {
        let seen = sees(&mut person, BoxStage::Sealed).await;
        assert_eq!((seen.receipts, seen.slips.len()), (receipts.clone(), 0));
    }
}
