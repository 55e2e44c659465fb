//! The opening handshake (sections 1.9, 4.1, 4.2, 4.4, 9.1, 10.2).

use rondo_protocol::frames::SUBPROTOCOL;
use rondo_tests::{
    Stage, patiently,
    wire::{Answer, connect, parse},
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// A handshake as a browser sends it, to be changed.
struct Ask {
    line: &'static str,
    headers: Vec<(&'static str, String)>,
}

impl Ask {
    fn proper(stage: &Stage) -> Self {
        Self {
            line: "GET /ws HTTP/1.1",
            headers: vec![
                ("Host", format!("127.0.0.1:{}", stage.port())),
                ("Origin", stage.origin()),
                ("Connection", "Upgrade".into()),
                ("Upgrade", "websocket".into()),
                ("Sec-WebSocket-Version", "13".into()),
                ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==".into()),
                ("Sec-WebSocket-Protocol", SUBPROTOCOL.into()),
            ],
        }
    }

    fn line(mut self, line: &'static str) -> Self {
        self.line = line;
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(n, _)| *n != name);
        self
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn instead(self, name: &'static str, value: &str) -> Self {
        self.without(name).with(name, value)
    }

    /// Asks, and reads the head of the answer.
    async fn of(self, stage: &Stage) -> Answer {
        let mut text = format!("{}\r\n", self.line);
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str("\r\n");
        let mut stream = connect(stage).await;
        stream.write_all(text.as_bytes()).await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let byte = patiently("an answer", stream.read_u8()).await;
            head.push(byte.unwrap());
        }
        parse(&head)
    }
}

#[tokio::test]
async fn a_proper_handshake_is_answered_with_the_key_and_without_extensions() {
    let stage = Stage::new().await;
    let ask = || Ask::proper(&stage);
    for (section, ask) in [
        ("4.2.1", ask()),
        ("4.2.1 (3), any case", ask().instead("Upgrade", "WebSocket")),
        (
            "4.2.1 (4), a list",
            ask().instead("Connection", "keep-alive, Upgrade"),
        ),
        (
            "4.2.1 (4), any case",
            ask().instead("Connection", "upgrade"),
        ),
        (
            "1.9, one of several",
            ask().instead("Sec-WebSocket-Protocol", "chat, rondo.v1"),
        ),
        (
            "11.3.4, several lines",
            ask()
                .with("Sec-WebSocket-Protocol", "chat")
                .with("Sec-WebSocket-Protocol", "x"),
        ),
        (
            "9.1, an extension offered",
            ask().with(
                "Sec-WebSocket-Extensions",
                "permessage-deflate; client_max_window_bits",
            ),
        ),
    ] {
        let answer = ask.of(&stage).await;
        assert_eq!(answer.status, 101, "{section}");
        let upgrade = answer.header("upgrade").unwrap();
        assert!(upgrade.eq_ignore_ascii_case("websocket"), "4.2.2 (5.2)");
        let connection = answer.header("connection").unwrap();
        assert!(connection.eq_ignore_ascii_case("upgrade"), "4.2.2 (5.3)");
        let accept = answer.header("sec-websocket-accept");
        assert_eq!(accept, Some("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), "1.3");
        let subprotocol = answer.header("sec-websocket-protocol");
        assert_eq!(subprotocol, Some(SUBPROTOCOL), "{section}");
        assert_eq!(answer.header("sec-websocket-extensions"), None, "{section}");
    }
}

#[tokio::test]
async fn the_server_chooses_no_subprotocol_that_was_not_offered() {
    let stage = Stage::new().await;
    let ask = || Ask::proper(&stage);
    for ask in [
        ask().without("Sec-WebSocket-Protocol"),
        ask().instead("Sec-WebSocket-Protocol", "RONDO.V1"),
        ask().instead("Sec-WebSocket-Protocol", "rondo.v2, rondo.v11, rondo"),
    ] {
        let answer = ask.of(&stage).await;
        assert_eq!(answer.status, 101);
        assert_eq!(answer.header("sec-websocket-protocol"), None, "4.2.2 (5.5)");
    }
}

#[tokio::test]
async fn a_handshake_that_is_none_is_refused() {
    let stage = Stage::new().await;
    let ask = || Ask::proper(&stage);
    let mut wrong = Vec::new();
    for (section, ask, status) in [
        ("4.2.1 (1), POST", ask().line("POST /ws HTTP/1.1"), 405),
        ("4.2.1 (1), PUT", ask().line("PUT /ws HTTP/1.1"), 405),
        ("4.2.1 (1), HTTP/1.0", ask().line("GET /ws HTTP/1.0"), 426),
        ("4.2.1 (2), no host", ask().without("Host"), 400),
        (
            "4.2.1 (2), two hosts",
            ask().with("Host", "elsewhere.example"),
            400,
        ),
        ("4.2.1 (3), no upgrade", ask().without("Upgrade"), 400),
        (
            "4.2.1 (3), another upgrade",
            ask().instead("Upgrade", "h2c"),
            400,
        ),
        ("4.2.1 (4), no connection", ask().without("Connection"), 400),
        (
            "4.2.1 (4), another connection",
            ask().instead("Connection", "keep-alive"),
            400,
        ),
        ("4.2.1 (5), no key", ask().without("Sec-WebSocket-Key"), 400),
        (
            "4.2.1 (8), a foreign origin",
            ask().instead("Origin", "http://evil.example"),
            403,
        ),
        ("4.2.1 (8), no origin", ask().without("Origin"), 403),
    ] {
        let answered = ask.of(&stage).await.status;
        if answered != status {
            wrong.push(format!("{section}: {answered} instead of {status}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for version in ["", "0", "8", "12", "14", "13, 8", "013"] {
        let answer = ask()
            .instead("Sec-WebSocket-Version", version)
            .of(&stage)
            .await;
        assert!(matches!(answer.status, 400 | 426), "4.2.1 (6): {version:?}");
        // Which one would do (4.4).
        assert_eq!(answer.header("sec-websocket-version"), Some("13"));
    }
    let answer = ask().without("Sec-WebSocket-Version").of(&stage).await;
    assert_eq!(answer.header("sec-websocket-version"), Some("13"), "4.4");
}
