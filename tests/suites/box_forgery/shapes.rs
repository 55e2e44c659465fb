//! Requests of every shape, honest ones and others, over connections of their own.

use futures_util::future::join_all;
use rondo_client::Envelope;
use rondo_protocol::{
    BoxId,
    feedback::{Ask, BoxStage, BoxView},
};
use rondo_tests::{
    Circle, Stage, asking,
    boxes::{closes, opens, sees},
};

use super::{Pieces, answered, changed, envelope, holds_exactly, post, request, token};

/// A way to write the request with an envelope.
type Shape = fn(BoxId, &[u8]) -> Pieces;

/// Ways to write it of which one is as good as another.
const WHOLE: [(&str, Shape); 7] = [
    ("plainly", |id, bytes| one(post(&at(id), "", bytes))),
    ("each byte in a packet of its own", |id, bytes| {
        let whole = post(&at(id), "", bytes);
        whole.chunks(1).map(<[u8]>::to_vec).collect()
    }),
    ("in chunks", |id, bytes| {
        let chunk =
            |bytes: &[u8]| [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
        let mut pieces = vec![chunked(id, b"")];
        pieces.extend(bytes.chunks(100).map(chunk));
        pieces.push(b"0\r\n\r\n".to_vec());
        pieces
    }),
    ("asking for leave to go on", |id, bytes| {
        one(post(&at(id), "expect: 100-continue\r\n", bytes))
    }),
    ("before another one on its connection", |id, bytes| {
        let length = format!("content-length: {}\r\n", bytes.len());
        let first = request(&format!("POST {} HTTP/1.1", at(id)), &length, bytes);
        // Nobody reads that one, good or not: the answer to the first ends the connection.
        vec![first, post(&at(id), "", &changed(bytes, 50))]
    }),
    (
        "under another spelling, with a head as long as may be",
        |id, bytes| {
            let spelt = id.to_string().to_uppercase().replace('-', "%2D");
            let path = format!("http://127.0.0.1/anon/{spelt}?from=nobody");
            let headers = format!(
                "origin: http://evil.example\r\ncookie: __Host-rondo_therapist=x\r\nx-long: {}\r\n",
                "x".repeat(7_000)
            );
            one(post(&path, &headers, bytes))
        },
    ),
    ("as an old proxy does", |id, bytes| {
        let headers = format!("content-length: {}\r\n", bytes.len());
        one(request(
            &format!("POST {} HTTP/1.0", at(id)),
            &headers,
            bytes,
        ))
    }),
];

/// Ways to write it that are no envelope, however genuine what they hold.
const MISSHAPEN: [(&str, Shape); 11] = [
    ("empty", |id, _| one(post(&at(id), "", b""))),
    ("without a body", |id, _| {
        let headers = "connection: close\r\n";
        one(request(&format!("POST {} HTTP/1.1", at(id)), headers, b""))
    }),
    ("a byte short", |id, bytes| {
        one(post(&at(id), "", &bytes[..2_047]))
    }),
    ("a byte more", |id, bytes| {
        one(post(&at(id), "", &[bytes, b"x"].concat()))
    }),
    ("a gigabyte, as it says", |id, bytes| {
        let headers = "connection: close\r\ncontent-length: 1000000000\r\n";
        one(request(
            &format!("POST {} HTTP/1.1", at(id)),
            headers,
            bytes,
        ))
    }),
    (
        "a gigabyte in one chunk, as it says, and a byte more",
        |id, bytes| one(chunked(id, &[b"3b9aca00\r\n", bytes, b"x"].concat())),
    ),
    ("a byte more in its chunk", |id, bytes| {
        one(chunked(
            id,
            &[b"801\r\n", bytes, b"x\r\n0\r\n\r\n"].concat(),
        ))
    }),
    ("a byte more in a chunk of its own", |id, bytes| {
        let chunks = [b"800\r\n", bytes, b"\r\n1\r\nx\r\n0\r\n\r\n"];
        one(chunked(id, &chunks.concat()))
    }),
    ("no chunks", |id, bytes| one(chunked(id, bytes))),
    ("of two lengths at once", |id, bytes| {
        let headers = "transfer-encoding: chunked\r\n";
        one(post(
            &at(id),
            headers,
            &[b"7ff\r\n", &bytes[..2_047], b"\r\n0\r\n\r\n"].concat(),
        ))
    }),
    ("for a box inside of a box", |id, bytes| {
        one(post(&format!("{}%2F{id}", at(id)), "", bytes))
    }),
];

/// Ways to write it that never come to an end.
const UNENDING: [(&str, Shape); 2] = [
    ("a byte at a time, and then nothing more", |id, bytes| {
        let headers = "connection: close\r\ncontent-length: 2048\r\n";
        let mut pieces = vec![request(&format!("POST {} HTTP/1.1", at(id)), headers, b"")];
        pieces.extend(bytes[..2_047].chunks(1).map(<[u8]>::to_vec));
        pieces
    }),
    (
        "a gigabyte in one chunk, as it says, and then nothing more",
        |id, bytes| one(chunked(id, &[b"3b9aca00\r\n", bytes].concat())),
    ),
];

fn at(id: BoxId) -> String {
    format!("/anon/{id}")
}

fn chunked(id: BoxId, body: &[u8]) -> Vec<u8> {
    let headers = "connection: close\r\ntransfer-encoding: chunked\r\n";
    request(&format!("POST {} HTTP/1.1", at(id)), headers, body)
}

/// All of it in one piece.
fn one(bytes: Vec<u8>) -> Pieces {
    vec![bytes]
}

/// What does not get as far as the box, though it may look like it.
fn elsewhere(id: BoxId, bytes: &[u8]) -> Vec<(String, Pieces)> {
    let mut posted = Vec::new();
    for method in [
        "GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "ODD", "post",
    ] {
        let headers = format!("connection: close\r\ncontent-length: {}\r\n", bytes.len());
        let line = format!("{method} {} HTTP/1.1", at(id));
        posted.push((method.to_owned(), one(request(&line, &headers, bytes))));
    }
    for path in [
        "/anon/",
        "/anon//{}",
        "/anon/{}/",
        "/anon/{}/y",
        "/anon/./{}",
        "/ANON/{}",
        "//anon/{}",
        "/%61non/{}",
        "/x/../anon/{}",
        "/api/anon/{}",
    ] {
        let path = path.replace("{}", &id.to_string());
        posted.push((path.clone(), one(post(&path, "", bytes))));
    }
    let many: String = (0..100).map(|n| format!("x-{n}: 1\r\n")).collect();
    let long = format!("x-long: {}\r\n", "x".repeat(9_000));
    for headers in [
        many.as_str(),
        &long,
        "content-length: 2047\r\n",
        "content-length: -1\r\n",
        "transfer-encoding: gzip\r\n",
        " folded: 1\r\n",
    ] {
        let head: String = headers.chars().take(30).collect();
        posted.push((head, one(post(&at(id), headers, bytes))));
    }
    posted
}

#[tokio::test]
async fn whatever_shape_a_request_has_only_whole_envelopes_are_in_the_box_and_no_answer_tells() {
    // R-BOX-4, R-BOX-21
    let stage = Stage::new().await;
    let names = ["Maren", "Theo", "Ayo", "Noor", "Sam", "Kit", "Pat", "Jo"];
    let Circle {
        mut hale,
        mut members,
        ..
    } = Circle::live(&stage, names).await;
    hale.does(asking::confirm()).await;
    let open = opens(&mut hale, Ask::Words {}).await;
    let mut honest = Vec::new();
    for (member, seed) in members.iter_mut().zip(1..) {
        honest.push(envelope(token(member, &open, seed).await, &open, "once"));
    }
    // Genuine, and never posted as a whole.
    let kept = honest.pop().unwrap();
    closes(&mut hale, &open).await;

    let unending = answers(&stage, &UNENDING, &open, &kept);
    let whole = async {
        nowhere_can_the_box_be_told_from_none(&stage, &open, &kept).await;
        let misshapen = answers(&stage, &MISSHAPEN, &open, &kept).await;
        (misshapen, all_shapes_are_good(&stage, &open, &honest).await)
    };
    let (unending, (misshapen, answer)) = tokio::join!(unending, whole);
    for (shape, other) in unending.into_iter().chain(misshapen) {
        assert_eq!(other, answer, "{shape}");
    }
    let sealed = sees(&mut hale, BoxStage::Sealed).await;
    holds_exactly(&sealed, &honest);
}

/// Answers to one envelope in these shapes.
async fn answers(
    stage: &Stage,
    shapes: &[(&'static str, Shape)],
    open: &BoxView,
    envelope: &Envelope,
) -> Vec<(&'static str, String)> {
    let answers = shapes.iter().map(async |(name, shape)| {
        let pieces = shape(open.box_id, envelope.bytes());
        (*name, answered(stage, pieces).await)
    });
    join_all(answers).await
}

/// Everybody posts in a way of their own, after somebody who forges in the same way. Gives the
/// answer to the plain one.
async fn all_shapes_are_good(stage: &Stage, open: &BoxView, honest: &[Envelope]) -> String {
    let posted = WHOLE.iter().zip(honest).map(async |((name, shape), own)| {
        let forged = shape(open.box_id, &changed(own.bytes(), 1_000));
        let forged = answered(stage, forged).await;
        let own = answered(stage, shape(open.box_id, own.bytes())).await;
        assert_eq!(forged, own, "{name}");
        own
    });
    let answers = join_all(posted).await;
    let plain = answers[0].clone();
    assert!(plain.starts_with("HTTP/1.1 204 No Content\r\n"), "{plain}");
    let (old, new) = answers.split_last().unwrap();
    assert!(old.starts_with("HTTP/1.0 204 No Content\r\n"), "{old}");
    for answer in new {
        assert!(answer.ends_with(&plain), "{answer}");
    }
    plain
}

/// What does not reach the box is answered as for a box that is not there.
async fn nowhere_can_the_box_be_told_from_none(stage: &Stage, open: &BoxView, kept: &Envelope) {
    let none = BoxId::from_random(rand::random());
    let pairs = elsewhere(open.box_id, kept.bytes());
    let pairs = pairs.into_iter().zip(elsewhere(none, kept.bytes()));
    let compared = pairs.map(async |((what, there), (_, nowhere))| {
        let answer = answered(stage, there).await;
        assert_eq!(answer, answered(stage, nowhere).await, "{what}");
        assert!(answer.starts_with("HTTP/1.1 4"), "{what}: {answer}");
    });
    join_all(compared).await;
}
