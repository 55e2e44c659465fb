//! What strangers may send over HTTP, and what every answer carries.

use std::time::{Duration, Instant};

use rondo_protocol::http::ErrorCode;
use rondo_tests::{
    Circle, Group, Stage, asking,
    people::{EMAIL, PASSWORD, settings},
    wire::{connect, post, request},
    words,
};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// How long a try waits that is slowed: `SLOWED_TRY_DELAY` of the server, as the threat model says.
const SLOWED: Duration = Duration::from_secs(4);

fn code(answer: &rondo_tests::wire::Answer) -> ErrorCode {
    serde_json::from_value(answer.json()["code"].clone()).unwrap()
}

#[tokio::test]
async fn another_sites_page_changes_nothing_with_a_therapists_cookie() {
    let stage = Stage::new().await;
    let group = Group::new(&stage).await;
    let cookie: Vec<_> = group
        .web
        .cookies()
        .map(|(k, v)| format!("{k}={v}"))
        .collect();
    let cookie = cookie.join("; ");
    let body = settings().to_string();
    let own = stage.origin();
    let json = ("content-type", "application/json");
    for origin in ["http://evil.example", "null", "http://127.0.0.1:1"] {
        let headers = [("origin", origin), ("cookie", cookie.as_str()), json];
        let answer = request(&stage, "POST /api/groups", &headers, body.as_bytes()).await;
        assert_eq!(
            (answer.status, code(&answer)),
            (403, ErrorCode::WrongOrigin),
            "{origin}"
        );
    }
    let unsaid = [("cookie", cookie.as_str()), json];
    let answer = request(&stage, "POST /api/groups", &unsaid, body.as_bytes()).await;
    assert_eq!(answer.status, 403);
    let twice = [
        ("origin", own.as_str()),
        ("origin", "http://evil.example"),
        unsaid[0],
        json,
    ];
    let answer = request(&stage, "POST /api/groups", &twice, body.as_bytes()).await;
    assert_eq!(answer.status, 403);
    let headers = [("origin", own.as_str()), unsaid[0], json];
    let answer = request(&stage, "POST /api/groups", &headers, body.as_bytes()).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn cookies_are_for_this_host_alone_and_hidden_from_scripts() {
    let stage = Stage::new().await;
    let mut group = Group::new(&stage).await;
    let login = json!({"email": EMAIL, "password": PASSWORD});
    let login = post(&stage, "/api/login", &[], &login).await;
    let (_, link) = group.invite("Maren").await;
    let token = rondo_tests::people::token_of(&link);
    let opened = post(
        &stage,
        "/api/invitations/open",
        &[],
        &json!({"token": token}),
    )
    .await;
    for answer in [login, opened] {
        assert_eq!(answer.status, 200);
        let cookie = answer.header("set-cookie").unwrap().to_owned();
        assert!(cookie.starts_with("__Host-rondo_"), "the name");
        let mut parts: Vec<_> = cookie.split("; ").skip(1).collect();
        parts.retain(|part| !part.starts_with("Max-Age="));
        parts.sort_unstable();
        assert_eq!(parts, ["HttpOnly", "Path=/", "SameSite=Strict", "Secure"]);
        let value = cookie.split(['=', ';']).nth(1).unwrap();
        assert!(value.len() >= 22, "fewer than 128 bits");
        stage.secrets().lock().unwrap().push(value.to_owned());
    }
}

#[tokio::test]
async fn every_answer_keeps_the_page_to_itself() {
    let stage = Stage::new().await;
    for line in [
        "GET /",
        "GET /api/status",
        "GET /api/nothing",
        "GET /nothing",
        "POST /anon/x",
    ] {
        let answer = request(&stage, line, &[], b"").await;
        let policy = answer.header("content-security-policy").unwrap();
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(part), "{part} for {line}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(
            policy.contains(&format!("ws://127.0.0.1:{}", stage.port())),
            "{policy}"
        );
        assert_eq!(
            answer.header("referrer-policy"),
            Some("no-referrer"),
            "{line}"
        );
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{line}"
        );
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{line}");
        assert!(answer.header("permissions-policy").is_some(), "{line}");
        assert_eq!(answer.header("server"), None, "{line}");
        assert_eq!(answer.header("access-control-allow-origin"), None, "{line}");
    }
    let status = request(&stage, "GET /api/status", &[], b"").await;
    assert_eq!(status.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn heads_and_bodies_without_end_are_refused() {
    let stage = Stage::new().await;
    let giant = "x".repeat(64 * 1024);
    let answer = request(&stage, "GET /api/status", &[("x-giant", &giant)], b"").await;
    assert_eq!(answer.status, 431);
    let names: Vec<_> = (0..200).map(|n| format!("x-{n}")).collect();
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), "1")).collect();
    let answer = request(&stage, "GET /api/status", &many, b"").await;
    assert_eq!(answer.status, 431);
    let answer = post(
        &stage,
        "/api/login",
        &[],
        &json!({"email": giant, "password": "x"}),
    )
    .await;
    assert_eq!((answer.status, code(&answer)), (413, ErrorCode::TooLarge));
    let answer = request(&stage, &format!("GET /{giant}"), &[], b"").await;
    assert!(matches!(answer.status, 414 | 431), "{}", answer.status);
    for nonsense in [
        &b"\x16\x03\x01\x02\x00\x01\x00"[..],
        b"\r\n\r\n\r\n",
        b"GET\r\n\r\n",
    ] {
        let mut stream = connect(&stage).await;
        stream.write_all(nonsense).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answer = Vec::new();
        let _reset = stream.read_to_end(&mut answer).await;
        let refused = answer.is_empty() || answer.starts_with(b"HTTP/1.1 400");
        assert!(refused, "{}", String::from_utf8_lossy(&answer));
    }
    assert_eq!(request(&stage, "GET /healthz", &[], b"").await.status, 200);
}

#[tokio::test]
async fn every_envelope_gets_the_same_answer() {
    let stage = Stage::new().await;
    let names = ["Maren", "Theo", "Ayo", "Noor", "Sam"];
    let mut circle = Circle::live(&stage, names).await;
    circle.hale.does(asking::confirm()).await;
    circle
        .hale
        .does(asking::open_box("what was left unsaid", 60))
        .await;
    let open = |view: &rondo_protocol::View| view.feedback_box.is_some();
    let open = circle
        .hale
        .sees("the box", open)
        .await
        .feedback_box
        .as_ref();
    let right = format!("POST /anon/{}", open.unwrap().box_id);
    let origin = stage.origin();
    let own = [("origin", origin.as_str())];
    let foreign = [("origin", "http://evil.example")];
    let body = vec![7; 2_048];
    let first = request(&stage, &right, &own, &body).await;
    assert_eq!((first.status, first.body.len()), (204, 0));
    assert_eq!(first.header("set-cookie"), None);
    let unknown = "POST /anon/00000000-0000-4000-8000-000000000000";
    for (line, headers, body) in [
        (right.as_str(), &own, &body[..]),
        (right.as_str(), &foreign, &body),
        (right.as_str(), &own, &body[..2_047]),
        (right.as_str(), &own, &[]),
        (unknown, &own, &body),
        ("POST /anon/x", &own, &body),
    ] {
        let again = request(&stage, line, headers, body).await;
        let undated = |a: &rondo_tests::wire::Answer| {
            let mut headers = a.headers.clone();
            headers.retain(|(name, _)| name != "date");
            headers
        };
        assert_eq!(
            (again.status, undated(&again)),
            (204, undated(&first)),
            "{line}"
        );
    }
    circle.hale.client.ping().await.unwrap();
    assert!(
        !stage.log().text().contains("anon"),
        "a line about an envelope"
    );
}

fn login(email: &str, password: &str) -> Value {
    json!({"email": email, "password": password})
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let stage = Stage::new().await;
    Group::new(&stage).await;
    let wrong = post(&stage, "/api/login", &[], &login(EMAIL, &words("wrong"))).await;
    let unknown = format!("nobody@{}.example", rondo_tests::CANARY);
    let unknown = post(&stage, "/api/login", &[], &login(&unknown, PASSWORD)).await;
    assert_eq!((wrong.status, code(&wrong)), (401, ErrorCode::WrongLogin));
    assert_eq!((unknown.status, unknown.body), (wrong.status, wrong.body));
}

#[tokio::test]
async fn who_guesses_passwords_is_stopped_and_the_owner_is_not() {
    let stage = Stage::new().await;
    Group::new(&stage).await;
    let stranger = [("x-forwarded-for", "192.0.2.7")];
    let mut refused = None;
    for n in 0..30 {
        let guess = login(EMAIL, &words(&format!("guess {n}")));
        let answer = post(&stage, "/api/login", &stranger, &guess).await;
        match answer.status {
            401 => {}
            _ => {
                refused = Some((n, answer));
                break;
            }
        }
    }
    let (tries, refused) = refused.unwrap();
    assert!(tries <= 10, "{tries} tries");
    assert_eq!(
        (refused.status, code(&refused)),
        (429, ErrorCode::TooManyTries)
    );
    let wait: u32 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait} s");
    // Not even the right password helps the guesser now, and the owner comes from elsewhere.
    let right = post(&stage, "/api/login", &stranger, &login(EMAIL, PASSWORD)).await;
    assert_eq!(right.status, 429);
    let owner = [("x-forwarded-for", "198.51.100.4")];
    let right = post(&stage, "/api/login", &owner, &login(EMAIL, PASSWORD)).await;
    assert_eq!(right.status, 200);
}

/// Somebody who has many addresses guesses on from all of them.
#[tokio::test]
async fn who_guesses_passwords_from_everywhere_makes_the_owner_wait_and_no_more() {
    let stage = Stage::new().await;
    Group::new(&stage).await;
    let guess = login(EMAIL, &words("guess"));
    for n in 0..20 {
        let address = format!("192.0.2.{n}");
        let answer = post(
            &stage,
            "/api/login",
            &[("x-forwarded-for", &address)],
            &guess,
        )
        .await;
        assert_eq!(code(&answer), ErrorCode::WrongLogin);
    }
    let owner = [("x-forwarded-for", "198.51.100.4")];
    let asked = Instant::now();
    let right = post(&stage, "/api/login", &owner, &login(EMAIL, PASSWORD)).await;
    assert_eq!(right.status, 200);
    assert!(asked.elapsed() >= SLOWED, "{:?}", asked.elapsed());
}

/// Whoever sits in the same network as dr_hale, such as that of the practice, has the same address.
#[tokio::test]
async fn who_guesses_beside_the_owner_does_not_lock_them_out_of_their_browser() {
    let stage = Stage::new().await;
    let group = Group::new(&stage).await;
    let mut cookies = group.web.cookies();
    let known = cookies.find(|(name, _)| *name == "__Host-rondo_known");
    let known = known
        .map(|(name, value)| format!("{name}={value}"))
        .unwrap();
    let practice = ("x-forwarded-for", "192.0.2.7");
    let guess = login(EMAIL, &words("guess"));
    while post(&stage, "/api/login", &[practice], &guess).await.status != 429 {}
    let right = login(EMAIL, PASSWORD);
    let elsewhere = post(&stage, "/api/login", &[practice], &right).await;
    assert_eq!(elsewhere.status, 429, "in a browser that is not known");
    let own = [practice, ("cookie", known.as_str())];
    assert_eq!(post(&stage, "/api/login", &own, &right).await.status, 200);
    // The proof alone lets nobody in.
    let wrong = post(&stage, "/api/login", &own, &guess).await;
    assert_eq!(code(&wrong), ErrorCode::WrongLogin);
    let me = request(&stage, "GET /api/me", &own, b"").await;
    assert_eq!(code(&me), ErrorCode::NotSignedIn);
}

#[tokio::test]
async fn who_guesses_links_is_slowed_and_a_link_that_leads_somewhere_is_followed() {
    let stage = Stage::new().await;
    let mut group = Group::new(&stage).await;
    let (_, link) = group.invite("Maren").await;
    let practice = [("x-forwarded-for", "192.0.2.7")];
    let open = |token: &str| json!({"token": token});
    for n in 0..20 {
        let guess = open(&format!("guess-{n}"));
        let answer = post(&stage, "/api/invitations/open", &practice, &guess).await;
        assert_eq!(code(&answer), ErrorCode::LinkUnknown);
    }
    let right = open(&rondo_tests::people::token_of(&link));
    let asked = Instant::now();
    let opened = post(&stage, "/api/invitations/open", &practice, &right).await;
    assert_eq!(opened.status, 200, "from the guesser's own address");
    assert!(asked.elapsed() >= SLOWED, "{:?}", asked.elapsed());
    let cookie = opened.header("set-cookie").unwrap();
    let value = cookie.split(['=', ';']).nth(1).unwrap();
    stage.secrets().lock().unwrap().push(value.to_owned());
}
