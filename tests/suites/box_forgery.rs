//! Forged, repeated, early, late and misshapen envelopes: whoever posts anything is answered as
//! honest members are, to the byte, and the box holds what those gave and nothing else.

mod shapes;

use futures_util::future::join_all;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use rondo_client::{Envelope, Request, Token, seal};
use rondo_protocol::{
    BoxId,
    feedback::{Ask, BoxStage, BoxView},
    limits::ENVELOPE_BYTES,
};
use rondo_tests::{
    Circle, Seated, Stage, asking,
    boxes::{closes, opens, sees},
    circle::enter,
    files::files_with,
    patiently,
    wire::connect,
    words,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// An envelope on its way: what it is, which box it is for, and its bytes.
type Posted = (String, BoxId, Vec<u8>);

#[tokio::test]
async fn forged_early_late_and_repeated_envelopes_are_answered_alike_and_not_in_the_box() {
    // R-BOX-3, R-BOX-4, R-BOX-9, R-BOX-12, R-BOX-21
    let stage = Stage::new().await;
    let names = ["Maren", "Theo", "Ayo", "Noor", "Sam", "Kit", "Jo"];
    let mut circle = Circle::live(&stage, names).await;
    circle.hale.does(asking::confirm()).await;
    // Another prompt; Pat's coming ends it.
    let other = opens(&mut circle.hale, Ask::Words {}).await;
    let stray = token(&mut circle.members[0], &other, 100).await;
    let moved = token(&mut circle.members[1], &other, 101).await;
    let pat = circle.group.member("Pat").await;
    let pat = enter(pat, circle.session).await;
    let Circle {
        mut hale,
        mut members,
        ..
    } = circle;
    sees(&mut hale, BoxStage::Voided).await;

    let open = opens(&mut hale, Ask::Words {}).await;
    let (mut honest, mut again) = (Vec::new(), Vec::new());
    for (member, seed) in members.iter_mut().zip(1..) {
        // The same token twice, as somebody would keep it who wants to be heard twice.
        honest.push(envelope(token(member, &open, seed).await, &open, "once"));
        again.push(envelope(token(member, &open, seed).await, &open, "twice"));
    }
    let late = honest.pop().unwrap();
    let early = honest.pop().unwrap();
    let mut answers = answers_to(&stage, vec![genuine("early", &open, &early)]).await;
    closes(&mut hale, &open).await;

    let mut forged = forgeries(&open, &honest);
    forged.push(genuine(
        "another prompt's",
        &open,
        &envelope(moved, &open, "moved"),
    ));
    let stray = envelope(stray, &other, "stray");
    forged.push(genuine("another prompt's, for that", &other, &stray));
    forged.push(genuine("another prompt's, as it was", &open, &stray));
    answers.extend(answers_to(&stage, forged).await);
    let own = honest.iter().map(|own| genuine("honest", &open, own));
    answers.extend(answers_to(&stage, own.collect()).await);
    let own = honest
        .iter()
        .map(|own| genuine("the same again", &open, own));
    let twice = again[..honest.len()].iter();
    let twice = twice.map(|twice| genuine("other words", &open, twice));
    answers.extend(answers_to(&stage, own.chain(twice).collect()).await);

    let sealed = sees(&mut hale, BoxStage::Sealed).await;
    answers.extend(answers_to(&stage, vec![genuine("late", &open, &late)]).await);
    are_all_alike(&answers);
    holds_exactly(&sealed, &honest);
    assert_ne!(files_with(stage.data(), words("once")), [""; 0]);
    for unwanted in ["twice", "moved", "stray"] {
        assert_eq!(files_with(stage.data(), words(unwanted)), [""; 0]);
    }
    for person in [hale, pat].into_iter().chain(members) {
        let seen = person.sees_what_a_fresh_view_shows().await;
        let seen = seen.view().feedback_box.clone().unwrap();
        assert_eq!(
            (seen.stage, &seen.receipts),
            (BoxStage::Sealed, &sealed.receipts)
        );
    }
}

/// A token, the same for the same seed as long as the server gives a seat its first answer again.
async fn token(member: &mut Seated, open: &BoxView, seed: u64) -> Token {
    let request = Request::draw(&mut StdRng::seed_from_u64(seed));
    let token = member.client.token_for(request, open.box_id, &open.key);
    patiently("a token", token).await.unwrap()
}

fn envelope(token: Token, open: &BoxView, said: &str) -> Envelope {
    seal(token, open.box_id, Some(&asking::slip(said))).unwrap()
}

/// A copy of these bytes in which one is another.
fn changed(envelope: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = envelope.to_vec();
    bytes[at] ^= 1;
    bytes
}

fn genuine(what: &str, of: &BoxView, envelope: &Envelope) -> Posted {
    (what.to_owned(), of.box_id, envelope.bytes().to_vec())
}

/// What somebody may make up who knows the box, has seen envelopes on their way, and has no token.
fn forgeries(open: &BoxView, seen: &[Envelope]) -> Vec<Posted> {
    let [first, second] = [seen[0].bytes(), seen[1].bytes()];
    let mut random = vec![0; ENVELOPE_BYTES];
    rand::rng().fill(&mut random[..]);
    let nowhere = BoxId::from_random(rand::random());
    let mut forged = vec![
        ("of zeros".to_owned(), open.box_id, vec![0; ENVELOPE_BYTES]),
        ("of chance".to_owned(), open.box_id, random.clone()),
        (
            "a strange nonce".to_owned(),
            open.box_id,
            [&random[..32], &first[32..]].concat(),
        ),
        (
            "another's nonce".to_owned(),
            open.box_id,
            [&first[..32], &second[32..]].concat(),
        ),
        (
            "another's body".to_owned(),
            open.box_id,
            [&first[..96], &second[96..]].concat(),
        ),
        ("for no box".to_owned(), nowhere, first.to_vec()),
    ];
    for at in [0, 31, 32, 95, 96, 97, 98, ENVELOPE_BYTES - 1] {
        forged.push((
            format!("byte {at} changed"),
            open.box_id,
            changed(first, at),
        ));
    }
    forged
}

/// Posts all of them at once.
async fn answers_to(stage: &Stage, posted: Vec<Posted>) -> Vec<(String, String)> {
    let answers = posted.into_iter().map(async |(what, of, bytes)| {
        let written = post(&format!("/anon/{of}"), "", &bytes);
        (what, answered(stage, vec![written]).await)
    });
    join_all(answers).await
}

fn are_all_alike(answers: &[(String, String)]) {
    for (what, answer) in answers {
        assert_eq!(answer, &answers[0].1, "{what}");
    }
    let status = answers[0].1.lines().next();
    assert_eq!(status, Some("HTTP/1.1 204 No Content"));
}

/// The box, as therapists see it sealed, is what these members gave.
fn holds_exactly(sealed: &BoxView, honest: &[Envelope]) {
    let mut receipts: Vec<_> = honest.iter().map(Envelope::receipt).collect();
    receipts.sort();
    assert_eq!(sealed.receipts, receipts);
    assert_eq!(sealed.envelopes.map(usize::from), Some(honest.len()));
    let said = sealed.slips.iter().map(|slip| slip.text.reveal());
    assert_eq!(said.collect::<Vec<_>>(), vec![words("once"); honest.len()]);
}

/// What is written on a connection: each piece goes in a packet of its own.
type Pieces = Vec<Vec<u8>>;

/// A request, with these header lines besides its host.
fn request(line: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("{line}\r\nhost: 127.0.0.1\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

/// The last request on a connection: it posts these bytes.
fn post(path: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let headers = format!("connection: close\r\n{headers}content-length: {length}\r\n");
    request(&format!("POST {path} HTTP/1.1"), &headers, body)
}

/// Writes on a connection, and gives all that comes back until it is closed, but for dates.
async fn answered(stage: &Stage, pieces: Pieces) -> String {
    let mut stream = connect(stage).await;
    stream.set_nodelay(true).unwrap();
    for piece in &pieces {
        // A server that has answered already reads no further.
        let _refused = stream.write_all(piece).await;
    }
    let mut answer = Vec::new();
    let _reset = patiently("an answer", stream.read_to_end(&mut answer)).await;
    let answer = String::from_utf8(answer).unwrap();
    let undated = |line: &&str| !line.to_lowercase().starts_with("date:");
    answer.split_inclusive('\n').filter(undated).collect()
}
