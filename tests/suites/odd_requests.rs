//! Requests that no browser sends, octet by octet: old and foreign versions, other methods, paths that
//! lead out, ends that are in doubt, names of hosts.

use rondo_tests::{
    Group, Stage, patiently,
    people::token_of,
    wire::{Answer, connect, parse, post, request},
};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// What the server says to these octets until it ends the connection.
async fn said(stage: &Stage, octets: &[u8]) -> Vec<u8> {
    let mut stream = connect(stage).await;
    // Refused early, it reads no further.
    let _refused = stream.write_all(octets).await;
    let mut said = Vec::new();
    let read = stream.read_to_end(&mut said);
    let _reset = patiently("the end of the connection", read).await;
    said
}

/// The status of every answer in it.
fn statuses(said: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(said);
    let answers = text.split("HTTP/1.").skip(1);
    answers
        .map(|answer| answer[2..5].parse().unwrap())
        .collect()
}

/// A request that asks for the end of the connection behind its answer.
fn ask(line: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("{line}\r\nhost: 127.0.0.1\r\nconnection: close\r\n{headers}\r\n{body}").into_bytes()
}

async fn is_well(stage: &Stage) {
    let answer = request(stage, "GET /healthz", &[], b"").await;
    assert_eq!((answer.status, answer.body), (200, b"ok\n".to_vec()));
}

#[tokio::test]
async fn other_versions_methods_and_targets_get_an_answer_or_the_door() {
    let stage = Stage::new().await;
    let foreign = "origin: http://evil.example\r\naccess-control-request-method: POST\r\n";
    let mut wrong = Vec::new();
    for (octets, expected) in [
        (b"GET /healthz HTTP/1.0\r\n\r\n".to_vec(), &[200][..]),
        (b"GET /healthz\r\n".to_vec(), &[400]),
        (ask("GET /healthz HTTP/1.2", "", ""), &[400]),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), &[]),
        (
            ask("GET http://evil.example/healthz HTTP/1.1", "", ""),
            &[200],
        ),
        (ask("CONNECT evil.example:80 HTTP/1.1", "", ""), &[405]),
        (ask("CONNECT /api/login HTTP/1.1", "", ""), &[405]),
        (ask("OPTIONS * HTTP/1.1", "", ""), &[405]),
        (ask("OPTIONS /api/login HTTP/1.1", foreign, ""), &[403]),
        (
            ask("TRACE /api/status HTTP/1.1", "cookie: a=b\r\n", ""),
            &[403],
        ),
        (ask("GUESS /api/status HTTP/1.1", "", ""), &[405]),
        (ask("GUESS / HTTP/1.1", "", ""), &[405]),
        (ask("GET * HTTP/1.1", "", ""), &[404]),
        (ask("GET ? HTTP/1.1", "", ""), &[400]),
        (ask("GET  /healthz HTTP/1.1", "", ""), &[400]),
    ] {
        let said = statuses(&said(&stage, &octets).await);
        if said != expected {
            let octets = String::from_utf8_lossy(&octets);
            wrong.push(format!("{octets:?}: {said:?} instead of {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    is_well(&stage).await;
}

/// Only `/ws` becomes a websocket, and nothing here becomes HTTP/2.
#[tokio::test]
async fn no_other_route_is_upgraded() {
    let stage = Stage::new().await;
    let websocket = "upgrade: websocket\r\nsec-websocket-version: 13\r\n\
                     sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-protocol: rondo.v1\r\n";
    let h2c = "upgrade: h2c\r\nhttp2-settings: AAMAAABkAARAAAAAAAIAAAAA\r\n";
    for upgrade in [websocket, h2c] {
        for (path, status) in [
            ("/", 200),
            ("/healthz", 200),
            ("/api/status", 200),
            ("/ws/", 404),
            ("/ws/room", 404),
            ("//ws", 404),
            ("/%77s", 404),
            ("/WS", 404),
        ] {
            let head = format!(
                "GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\norigin: {}\r\n\
                 connection: upgrade, close\r\n{upgrade}\r\n",
                stage.origin()
            );
            let said = statuses(&said(&stage, head.as_bytes()).await);
            // A program built without its client has no page.
            let expected = if path == "/" && said == [503] {
                503
            } else {
                status
            };
            assert_eq!(said, [expected], "{path}");
        }
    }
}

#[tokio::test]
async fn no_path_leads_out_of_what_is_there() {
    let stage = Stage::new().await;
    for path in [
        "/../../../../../../../../etc/passwd",
        "/..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/assets/../../package.json",
        "/assets/../index.html",
        "//etc/passwd",
        "/assets//etc/passwd",
        "/..\\..\\package.json",
        "/index.html%00.js",
        "/assets/",
        "/assets",
        "/index.html/",
        "/./index.html",
        "/.env",
        "//api/status",
        "/api//status",
        "/api/status/",
        "/API/status",
        "/api/../healthz",
        "/api/..%2fhealthz",
        "/healthz/",
        "/%68ealthz",
    ] {
        let line = format!("GET {path} HTTP/1.1");
        let said = said(&stage, &ask(&line, "", "")).await;
        assert_eq!(statuses(&said), [404], "{path}");
    }
    is_well(&stage).await;
}

/// Whoever could make a proxy and the server disagree about where a request ends could put words
/// into another's mouth (RFC 9112, section 11.2): what is in doubt is refused, and what stands
/// behind it is never answered.
#[tokio::test]
async fn where_a_request_ends_is_never_in_doubt() {
    let stage = Stage::new().await;
    let behind = "GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n";
    for (lines, body) in [
        (
            "content-length: 6\r\ntransfer-encoding: chunked\r\n",
            "0\r\n\r\n",
        ),
        (
            "transfer-encoding: chunked\r\ncontent-length: 2\r\n",
            "2\r\n{}\r\n0\r\n\r\n",
        ),
        ("transfer-encoding: xchunked\r\n", "0\r\n\r\n"),
        ("transfer-encoding: chunked, identity\r\n", "0\r\n\r\n"),
        (
            "transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n",
            "0\r\n\r\n",
        ),
        ("transfer-encoding : chunked\r\n", "0\r\n\r\n"),
        ("transfer-encoding: \u{b}chunked\r\n", "0\r\n\r\n"),
        ("x: y\r\n z\r\ncontent-length: 2\r\n", "{}"),
        ("x: y\rcontent-length: 2\r\n", "{}"),
        ("x: \0\r\ncontent-length: 2\r\n", "{}"),
        (": y\r\ncontent-length: 2\r\n", "{}"),
        ("content-length: 0x2\r\n", "{}"),
        ("content-length:\r\n", "{}"),
        ("transfer-encoding: chunked\r\n", "-2\r\n{}\r\n0\r\n\r\n"),
        ("transfer-encoding: chunked\r\n", "2\n{}\n0\n\n"),
        ("transfer-encoding: chunked\r\n", "2;\n{}\r\n0\r\n\r\n"),
        (
            "transfer-encoding: chunked\r\n",
            "10000000000000002\r\n{}\r\n0\r\n\r\n",
        ),
    ] {
        let origin = stage.origin();
        let octets = format!(
            "POST /api/login HTTP/1.1\r\nhost: 127.0.0.1\r\norigin: {origin}\r\n\
             content-type: application/json\r\n{lines}\r\n{body}{behind}"
        );
        let said = said(&stage, octets.as_bytes()).await;
        assert_eq!(statuses(&said), [400], "{lines:?} {body:?}");
    }
    is_well(&stage).await;
}

#[tokio::test]
async fn requests_one_behind_the_other_are_answered_in_their_order() {
    let stage = Stage::new().await;
    let ask = |path: &str| format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");
    let some = [ask("/healthz"), ask("/nothing"), ask("/api/nothing/at/all")].concat();
    let last = "POST /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n";
    let octets = [some.repeat(200).as_str(), last].concat();
    let said = statuses(&said(&stage, octets.as_bytes()).await);
    let expected = [[200, 404, 404].repeat(200), vec![405]].concat();
    assert_eq!(said, expected);
}

/// Links are made with the address that the server was told, whatever a request says it is.
#[tokio::test]
async fn nothing_follows_from_the_host_that_a_request_names() {
    let stage = Stage::new().await;
    let mut group = Group::new(&stage).await;
    let person = group.invite("Maren").await.0;
    let cookies = group.web.cookies().map(|(k, v)| format!("{k}={v}"));
    let cookies = cookies.collect::<Vec<_>>().join("; ");
    let path = format!("/api/groups/{}/roster/{person}/invitation", group.id);
    let octets = format!(
        "POST {path} HTTP/1.1\r\nhost: evil.example\r\nx-forwarded-host: evil.example\r\n\
         x-forwarded-proto: gopher\r\nforwarded: host=evil.example\r\norigin: {}\r\n\
         cookie: {cookies}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
        stage.origin()
    );
    let said = parse(&said(&stage, octets.as_bytes()).await);
    assert_eq!(said.status, 200);
    let link = serde_json::from_slice(&said.body).unwrap();
    stage.secrets().lock().unwrap().push(token_of(&link));
    assert!(link.url.0.starts_with(&stage.origin()), "another's link");
    for (host, status) in [
        ("", 200),
        ("evil.example", 200),
        ("[::1]:7400", 200),
        ("evil.example\"><script>", 400),
        ("a b", 400),
        ("a/b", 400),
        ("\u{e9}", 400),
    ] {
        let octets = format!("GET /healthz HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
        let octets = self::said(&stage, octets.as_bytes()).await;
        assert_eq!(statuses(&octets), [status], "{host:?}");
    }
}

#[tokio::test]
async fn among_very_many_cookies_ones_own_is_found() {
    let stage = Stage::new().await;
    let group = Group::new(&stage).await;
    let own = group.web.cookies().map(|(k, v)| format!("{k}={v}"));
    let own = own.collect::<Vec<_>>().join("; ");
    let others = "__Host-rondo_x=; =; ;; __Host-rondo_therapist; a=\"b; ".repeat(100);
    let cookies = format!("{others}{own}");
    let me = request(&stage, "GET /api/me", &[("cookie", &cookies)], b"").await;
    assert_eq!(me.status, 200);
    let lines = vec![("cookie", "__Host-rondo_x=y"); 50];
    let lines = [lines, vec![("cookie", own.as_str())]].concat();
    let me = request(&stage, "GET /api/me", &lines, b"").await;
    assert_eq!(me.status, 200);
    let too_many = format!("{}{own}", others.repeat(3));
    let me = request(&stage, "GET /api/me", &[("cookie", &too_many)], b"").await;
    assert_eq!(me.status, 431);
}

#[tokio::test]
async fn a_token_written_in_another_way_is_another_token() {
    let stage = Stage::new().await;
    let mut group = Group::new(&stage).await;
    let (_, link) = group.invite("Maren").await;
    let token = token_of(&link);
    let encoded: String = token.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let twice = encoded.replace('%', "%25");
    let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap();
    let fullwidth: String = token.chars().map(wide).collect();
    for other in [
        encoded,
        twice,
        fullwidth,
        token.to_uppercase(),
        format!("{token}="),
        format!(" {token}"),
        format!("{token}\0"),
        format!("{token}\u{200b}"),
    ] {
        let form = json!({"token": other});
        let opened = post(&stage, "/api/invitations/open", &[], &form).await;
        assert_eq!(opened.status, 410, "{other:?}");
    }
}

/// What comes to `/anon`, however it is packed or broken, is answered like everything else there.
#[tokio::test]
async fn however_an_envelope_is_packed_it_gets_the_same_answer() {
    let stage = Stage::new().await;
    let envelope = "x".repeat(2_048);
    let ask = |version: &str, lines: &str, body: &str| {
        let path = "/anon/00000000-0000-4000-8000-000000000000";
        let host = "host: 127.0.0.1\r\n";
        format!("POST {path} HTTP/{version}\r\n{host}{lines}\r\n{body}").into_bytes()
    };
    let chunked = |body: &str| ask("1.1", "transfer-encoding: chunked\r\n", body);
    let sized = "content-length: 2048\r\n";
    let undated = |answer: Answer| {
        let mut headers = answer.headers;
        headers.retain(|(name, _)| name != "date");
        (answer.status, headers, answer.body)
    };
    let expected = undated(parse(&said(&stage, &ask("1.1", sized, &envelope)).await));
    assert_eq!(expected.0, 204);
    let one_by_one = "1\r\nx\r\n".repeat(2_048);
    let trailers = format!("x: {}\r\n", "y".repeat(50_000));
    for octets in [
        chunked(&format!("800\r\n{envelope}\r\n0\r\n\r\n")),
        chunked(&format!("{one_by_one}0\r\n\r\n")),
        chunked(&format!("zz\r\n{envelope}\r\n0\r\n\r\n")),
        chunked(&format!("ffffffffffffffffff\r\n{envelope}")),
        chunked(&format!(
            "800;{}\r\n{envelope}\r\n0\r\n\r\n",
            "a".repeat(40_000)
        )),
        chunked(&format!("800\r\n{envelope}\r\n0\r\n{trailers}\r\n")),
        ask(
            "1.1",
            &format!("content-encoding: gzip\r\n{sized}"),
            &envelope,
        ),
        ask(
            "1.1",
            &format!("cookie: a=b\r\nrange: bytes=0-1\r\n{sized}"),
            &envelope,
        ),
        ask("1.1", "content-length: 99999999\r\n", &envelope),
        ask("1.1", "", ""),
        [ask("1.1", sized, &envelope), ask("1.1", sized, &envelope)].concat(),
    ] {
        let head: String = String::from_utf8_lossy(&octets).chars().take(200).collect();
        let answer = undated(parse(&said(&stage, &octets).await));
        assert_eq!(answer, expected, "{head:?}");
    }
    for line in ["GET", "HEAD", "PUT", "OPTIONS"] {
        let line = format!("{line} /anon/00000000-0000-4000-8000-000000000000");
        let answer = request(&stage, &line, &[], b"").await;
        assert_eq!((answer.status, answer.body.len()), (405, 0), "{line}");
    }
    is_well(&stage).await;
}
