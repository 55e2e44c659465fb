//! What strangers and broken clients may put on a websocket, and what becomes of it.

use futures_util::future::join_all;
use rondo_protocol::{RefusalCode, View, frames::SUBPROTOCOL, roster::Presence};
use rondo_tests::{
    Circle, Stage, asking,
    wire::{RawSocket, hello, narrow_connection},
};
use serde_json::json;
use tokio_tungstenite::tungstenite::{
    Message,
    protocol::frame::{
        Frame,
        coding::{Data, OpCode},
    },
};

const UNREADABLE: Option<u16> = Some(4400);
const TICKET: Option<u16> = Some(4401);
const NO_HELLO: Option<u16> = Some(4402);

#[tokio::test]
async fn only_this_servers_own_page_opens_a_websocket() {
    let stage = Stage::new().await;
    let own = stage.origin();
    let other_port = format!("http://127.0.0.1:{}", stage.port() + 1);
    let longer = format!("{own}.evil.example");
    let https = own.replace("http", "https");
    let foreign = [
        None,
        Some("null"),
        Some("http://evil.example"),
        Some(other_port.as_str()),
        Some(longer.as_str()),
        Some(https.as_str()),
    ];
    for origin in foreign {
        let refused = RawSocket::open(&stage, origin, Some(SUBPROTOCOL)).await;
        assert_eq!(refused.err(), Some(403), "{origin:?}");
    }
    RawSocket::open(&stage, Some(&own), Some(SUBPROTOCOL))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_client_that_speaks_another_version_is_sent_away() {
    let stage = Stage::new().await;
    let origin = stage.origin();
    for subprotocols in [None, Some("rondo.v0"), Some("rondo.v2, chat")] {
        // The handshake may fail on the client's side, since the server chose none of its words.
        let opened = RawSocket::open_quietly(&stage, &origin, subprotocols).await;
        if let Some(mut socket) = opened {
            assert_eq!(socket.closed_with().await, NO_HELLO, "{subprotocols:?}");
        }
    }
}

#[tokio::test]
async fn the_first_frame_is_a_hello_or_the_last() {
    let stage = Stage::new().await;
    let command = r#"{"type":"command","n":1,"command":{"feature":"session","type":"end"}}"#;
    for (first, code) in [
        (Message::text(command), NO_HELLO),
        (Message::text(r#"{"type":"ping"}"#), NO_HELLO),
        (Message::binary(vec![1, 2, 3]), NO_HELLO),
        (Message::text("{"), UNREADABLE),
        (Message::text("[]"), UNREADABLE),
        (Message::text(r#"{"type":"hello"}"#), UNREADABLE),
        (Message::text(hello("guessed")), TICKET),
        (Message::text(hello("")), TICKET),
    ] {
        let mut socket = RawSocket::own(&stage).await;
        let shown = format!("{first:?}");
        socket.send(first).await;
        assert_eq!(socket.closed_with().await, code, "{shown}");
    }
}

#[tokio::test]
async fn a_ticket_lets_one_connection_in() {
    let stage = Stage::new().await;
    let circle = Circle::live(&stage, ["Maren"]).await;
    let [maren] = circle.members;
    let mut guest = maren.guest.clone();
    let ticket = guest.ticket(circle.session).await;
    let mut first = RawSocket::own(&stage).await;
    first.send(hello(&ticket.0)).await;
    assert_eq!(first.text().await["type"], "welcome");
    let mut second = RawSocket::own(&stage).await;
    second.send(hello(&ticket.0)).await;
    assert_eq!(second.closed_with().await, TICKET);
    first.send(r#"{"type":"ping"}"#).await;
    assert_eq!(first.text().await["type"], "pong");
}

#[tokio::test]
async fn a_frame_that_is_none_closes_the_connection_and_nothing_else() {
    let stage = Stage::new().await;
    let circle = Circle::live(&stage, ["Maren", "Theo"]).await;
    let [maren, mut theo] = circle.members;
    let mut guest = maren.guest.clone();
    let too_long = format!(r#"{{"type":"ping","pad":"{}"}}"#, "x".repeat(17 * 1024));
    let deep = format!("{}{}", "[".repeat(8_000), "]".repeat(8_000));
    let deep_object = format!("{}1{}", r#"{"type":"#.repeat(1_500), "}".repeat(1_500));
    for (frame, codes) in [
        (Message::binary(vec![0; 10]), vec![UNREADABLE]),
        (Message::text("not json"), vec![UNREADABLE]),
        (Message::text(""), vec![UNREADABLE]),
        (Message::text(r#"{"type":"nothing"}"#), vec![UNREADABLE]),
        (
            Message::text(r#"{"type":"ping","more":1}"#),
            vec![UNREADABLE],
        ),
        (Message::text(r#"["ping"]"#), vec![UNREADABLE]),
        (Message::text(deep), vec![UNREADABLE]),
        (Message::text(deep_object), vec![UNREADABLE]),
        (Message::text(hello("again")), vec![UNREADABLE]),
        // What the websocket itself forbids ends it there, with its own code (RFC 6455) or without.
        (Message::text(too_long), vec![UNREADABLE, Some(1009), None]),
        (
            Message::Frame(invalid_utf_8()),
            vec![UNREADABLE, Some(1007), None],
        ),
    ] {
        let mut socket = RawSocket::greeted(&stage, &mut guest, circle.session).await;
        let shown = format!("{frame:?}").chars().take(80).collect::<String>();
        socket.send(frame).await;
        let code = socket.closed_with().await;
        assert!(codes.contains(&code), "{code:?} for {shown}");
    }
    theo.does(asking::say("still here")).await;
}

fn invalid_utf_8() -> Frame {
    let text = OpCode::Data(Data::Text);
    Frame::message(vec![b'"', 0xff, 0xfe, b'"'], text, true)
}

#[tokio::test]
async fn a_command_that_cannot_be_read_is_refused_by_its_number() {
    let stage = Stage::new().await;
    let circle = Circle::live(&stage, ["Maren"]).await;
    let mut guest = circle.members[0].guest.clone();
    let mut socket = RawSocket::greeted(&stage, &mut guest, circle.session).await;
    let long = "x".repeat(2_001);
    for command in [
        json!({"feature": "floor", "type": "take_over"}),
        json!({"feature": "magic", "type": "end"}),
        json!({"feature": "floor", "type": "lower_hand", "for": 3}),
        json!({"feature": "conversation", "type": "say", "audience": {"to": "everyone"}, "text": long}),
        json!({"feature": "conversation", "type": "say", "audience": {"to": "everyone"}, "text": "\u{202e}"}),
        json!({"feature": "floor", "type": "extend", "turn": -1, "by_ms": 1}),
        json!(null),
    ] {
        let frame = json!({"type": "command", "n": 7, "command": command});
        socket.send(frame.to_string()).await;
        let answer = socket.text().await;
        assert_eq!(answer["type"], "refused", "{frame}");
        assert_eq!(
            (&answer["n"], &answer["code"]),
            (&json!(7), &json!("malformed"))
        );
    }
    let hand = json!({"feature": "floor", "type": "lower_hand"});
    let frame = json!({"type": "command", "n": 9_007_199_254_740_992_u64, "command": hand});
    socket.send(frame.to_string()).await;
    assert_eq!(socket.closed_with().await, UNREADABLE, "over 2^53-1");
}

#[tokio::test]
async fn a_flood_closes_the_flooder_and_commands_too_fast_are_refused() {
    let stage = Stage::new().await;
    let circle = Circle::live(&stage, ["Maren", "Theo"]).await;
    let [mut maren, mut theo] = circle.members;
    let mut numbers = Vec::new();
    for _ in 0..60 {
        numbers.push(maren.client.send(asking::lower_hand()).await.unwrap());
    }
    let mut codes = Vec::new();
    for n in numbers {
        let answer = maren.client.answer_to(n).await.unwrap();
        codes.extend(answer.err().map(|refused| refused.code));
    }
    assert!(codes.len() >= 30 && codes.iter().all(|c| *c == RefusalCode::TooFast));
    let mut guest = maren.guest.clone();
    let mut socket = RawSocket::greeted(&stage, &mut guest, circle.session).await;
    for _ in 0..1_000 {
        socket.send(r#"{"type":"ping"}"#).await;
    }
    let code = socket.closed_with().await;
    // The goodbye may be lost, since the server reads no further what is still on the way.
    assert!(matches!(code, Some(4429) | None), "{code:?}");
    theo.does(asking::say("undisturbed")).await;
}

#[tokio::test]
async fn a_reader_that_never_reads_is_cut_off_and_nobody_waits_for_it() {
    let stage = Stage::new().await;
    let names = std::array::from_fn::<_, 20, _>(|i| ["Ada", "Ben", "Cleo", "Dov"][i % 4]);
    let circle = Circle::live(&stage, names).await;
    let mut readers = Vec::from(circle.members);
    let slow = readers.pop().unwrap();
    readers.push(circle.hale);
    let (seat, mut guest) = (slow.seat(), slow.guest.clone());
    let narrow = narrow_connection(&stage).await;
    let origin = stage.origin();
    let opened = RawSocket::open_on(narrow, &stage, Some(&origin), Some(SUBPROTOCOL)).await;
    let mut socket = opened.unwrap();
    socket.hello(&mut guest, circle.session).await;
    // One after the other, so that each line is a frame of its own; long, so that little of it
    // finds room on the way.
    let long = "\u{1f33f}".repeat(1_900);
    for _ in 0..19 {
        for reader in &mut readers {
            reader.does(asking::say(&long)).await;
        }
    }
    readers[0].client.ping().await.unwrap();
    let all_said_at = readers[0].client.now();
    let cut = |view: &View| {
        let seat = view.seats.iter().find(|s| s.seat == seat);
        seat.is_some_and(|s| s.presence == Presence::Reconnecting)
    };
    // Those who read stay, and hear that somebody does not.
    join_all(readers.iter_mut().map(|reader| reader.sees("the cut", cut))).await;
    readers[0].client.ping().await.unwrap();
    let waited = readers[0].client.now().ms_since(all_said_at);
    assert!(
        waited < 30_000,
        "given up as dead, not cut off: {waited} ms"
    );
    // The goodbye comes through only to those who read within the time for it.
    let code = socket.closed_with().await;
    assert!(matches!(code, Some(4408) | None), "{code:?}");
    let back = slow.drops().back().await;
    assert_eq!(back.view().lines.len(), 20 * 19);
    back.sees_what_a_fresh_view_shows().await;
}
