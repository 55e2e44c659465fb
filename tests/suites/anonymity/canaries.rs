//! Words that stand nowhere else are put into names and slips, and then looked for: in logs, in
//! answers that refuse, in what a panic could print, and in the files.
//!
//! No log line, refusal or debug form may hold any of them. In the files both kinds have to be, since
//! a session outlives a crash; there they must never stand *together*: in one row of a table, in one
//! version of a row in the write-ahead log, in one JSON object, or in bytes that belong to no row.
//! That rows lie side by side on a page says when they were written, and what can be made of that is
//! for the attack to find out (`seizure.rs`).

use rand::seq::SliceRandom;
use rondo_attack::{
    Circle as Known, Evidence, Insider, Person, Prompt, Slip,
    sightings::{Finder, Seen},
    views::views,
};
use rondo_protocol::{
    BoxId, ClientFrame, Command, SlipId, View,
    feedback::{BoxStage, BoxView, Content, FeedbackCommand, Paraphrase},
};
use rondo_tests::{
    Circle, Seated, Stage, asking,
    boxes::{seals, sees},
    files::files_with,
    wire::{RawSocket, post, request},
};
use serde_json::json;

/// In names.
const NAMES: [&str; 5] = [
    "Quillfeather",
    "Thornbury",
    "Ashgrove",
    "Nightjar",
    "Larkspur",
];
/// In slips, in the order of their authors.
const SLIPS: [&str; 5] = [
    "vellichor",
    "petrichor",
    "apricity",
    "limerence",
    "sonderling",
];
/// In what a therapist asks, and answers.
const PROMPT: &str = "gloaming";
const RESPONSE: &str = "eventide";

#[tokio::test]
async fn no_log_no_refusal_and_no_debug_form_holds_a_name_or_a_slip_and_no_row_holds_both() {
    let mut stage = Stage::talkative().await;
    let mut refusals = Vec::new();
    let mut circle = Circle::live(&stage, NAMES).await;
    let open = opens(&mut circle, &mut refusals).await;
    let known = known(&circle, &open);
    let mut evidence = Evidence::default();
    write_and_post(&stage, &mut circle, &open, &mut refusals).await;
    for slip in SLIPS {
        assert_eq!(files_with(stage.data(), slip), [""; 0], "before the seal");
    }
    let settled = settles(&mut circle.hale, &open, &mut refusals).await;
    assert_eq!(settled.shown.len(), SLIPS.len());
    stumbles(&stage, &mut circle.members, &mut refusals).await;
    evidence.seize("while it runs", stage.data());
    let log = stage.log();
    stage.kill();
    evidence.seize("after the kill", stage.data());

    let mut printed = vec![log.text()];
    printed.extend(refusals);
    printed.extend(debug_forms(circle.hale.view()));
    assert!(printed.len() > 40, "only {} are looked at", printed.len());
    for canary in NAMES.iter().chain(&SLIPS).chain([&PROMPT, &RESPONSE]) {
        let mut lines = printed.iter().flat_map(|text| text.lines());
        let leak = lines.find(|line| line.contains(canary));
        assert_eq!(leak, None, "{canary}");
    }
    stand_apart(&evidence, &known);
}

/// A therapist opens a box; before that and from others it is refused.
async fn opens(circle: &mut Circle<5>, refusals: &mut Vec<String>) -> BoxView {
    let Circle { hale, members, .. } = circle;
    let open = || asking::open_box(PROMPT, 60);
    refused(hale, open(), refusals).await;
    hale.does(asking::confirm()).await;
    refused(&mut members[0], open(), refusals).await;
    hale.does(open()).await;
    refused(hale, open(), refusals).await;
    let open = sees(hale, BoxStage::Open).await;
    let none = hale.client.token(open.box_id, &open.key).await;
    refusals.push(format!("{:?}", none.err().unwrap()));
    open
}

/// Everybody writes. Before each genuine envelope come some that are none, with the same words in.
async fn write_and_post(
    stage: &Stage,
    circle: &mut Circle<5>,
    open: &BoxView,
    refusals: &mut Vec<String>,
) {
    let mut envelopes = Vec::new();
    for (member, slip) in circle.members.iter_mut().zip(SLIPS) {
        sees(member, BoxStage::Open).await;
        let slip: Content = asking::slip(slip);
        envelopes.push(seals(member, open, Some(&slip)).await);
        let other_page = member.client.token(open.box_id, &open.key).await;
        refusals.push(format!("{:?}", other_page.err().unwrap()));
    }
    circle.hale.does(asking::close_box(open.box_id)).await;
    envelopes.shuffle(&mut rand::rng());
    let address = |box_id: BoxId| format!("/anon/{box_id}");
    for (envelope, name) in envelopes.iter().zip(NAMES) {
        let genuine = envelope.bytes();
        let mut forged = genuine.to_vec();
        forged[40] ^= 1;
        let longer = [genuine, name.as_bytes()].concat();
        let elsewhere = BoxId::from_random(rand::random());
        let tries = [
            (format!("POST {}", address(open.box_id)), &forged[..]),
            (format!("POST {}", address(open.box_id)), &genuine[1..]),
            (format!("POST {}", address(open.box_id)), &longer[..]),
            (format!("POST {}", address(elsewhere)), genuine),
            (format!("POST /anon/{name}"), genuine),
            (format!("PUT {}", address(open.box_id)), genuine),
            (format!("GET {}?{name}", address(open.box_id)), &[]),
        ];
        for (line, body) in tries {
            let answer = request(stage, &line, &[("x-name", name)], body).await;
            refusals.push(format!(
                "{answer:?} {}",
                String::from_utf8_lossy(&answer.body)
            ));
        }
        let line = format!("POST {}", address(open.box_id));
        let answer = request(stage, &line, &[("cookie", name)], genuine).await;
        assert_eq!(answer.status, 204);
    }
}

/// The slips are shown and answered, after tries that are refused.
async fn settles(hale: &mut Seated, open: &BoxView, refusals: &mut Vec<String>) -> BoxView {
    let sealed = sees(hale, BoxStage::Sealed).await;
    let all = || {
        sealed
            .slips
            .iter()
            .map(|slip| slip.slip)
            .collect::<Vec<_>>()
    };
    let unknown = vec![SlipId::from_random(1)];
    refused(hale, asking::settle(open.box_id, unknown), refusals).await;
    let twice = FeedbackCommand::Settle {
        box_id: open.box_id,
        release: all(),
        paraphrase: vec![Paraphrase {
            slip: sealed.slips[0].slip,
            text: asking::text(SLIPS[1]),
        }],
    };
    refused(hale, Command::Feedback(twice), refusals).await;
    hale.does(asking::settle(open.box_id, all())).await;
    let settled = sees(hale, BoxStage::Settled).await;
    let respond = || {
        Command::Feedback(FeedbackCommand::Respond {
            box_id: open.box_id,
            text: asking::text(RESPONSE),
            crisis: true,
        })
    };
    hale.does(respond()).await;
    refused(hale, respond(), refusals).await;
    refused(hale, asking::settle(open.box_id, all()), refusals).await;
    settled
}

/// Frames and requests that cannot be read, full of names and slips.
async fn stumbles(stage: &Stage, members: &mut [Seated; 5], refusals: &mut Vec<String>) {
    for (member, (name, slip)) in members.iter_mut().zip(NAMES.into_iter().zip(SLIPS)) {
        let n = member.client.last_n() + 1;
        let command = json!({"feature": "feedback", "type": slip, "name": name});
        let frame = json!({"type": "command", "n": n, "command": command});
        member.client.send_raw(&frame.to_string()).await.unwrap();
        let refused = member.client.answer_to(n).await.unwrap();
        refusals.push(format!("{:?}", refused.unwrap_err()));
        for garbage in [
            format!(r#"{{"type":"hello","ticket":"{name} {slip}","resume":null}}"#),
            format!(r#"{{"type":"{slip}","name":"{name}"}}"#),
            format!("{name} {slip}"),
        ] {
            let mut socket = RawSocket::own(stage).await;
            socket.send(garbage).await;
            refusals.push(format!("closed with {:?}", socket.closed_with().await));
        }
        for (path, body) in [
            ("/api/invitations/open".to_owned(), json!({"token": name})),
            (
                "/api/ticket".to_owned(),
                json!({"session": slip, "as": name}),
            ),
            (
                "/api/login".to_owned(),
                json!({"email": name, "password": slip}),
            ),
            (format!("/api/{name}"), json!({slip: name})),
            ("/metrics".to_owned(), json!(slip)),
        ] {
            let answer = post(stage, &path, &[("x-name", name)], &body).await;
            refusals.push(format!(
                "{answer:?} {}",
                String::from_utf8_lossy(&answer.body)
            ));
        }
    }
    let metrics = stage.metrics().await;
    assert!(metrics.contains("rondo_commands_total"), "{metrics}");
    refusals.push(metrics);
}

/// What a panic or a log line would print of anything that holds names and slips.
fn debug_forms(view: &View) -> Vec<String> {
    let mut forms = vec![format!("{view:?}"), format!("{view:#?}")];
    for (name, slip) in NAMES.into_iter().zip(SLIPS) {
        let content: Content = asking::slip(slip);
        let command = asking::accept_rules(1, name);
        let frame = ClientFrame::Command { n: 1, command };
        let paraphrase = Paraphrase {
            slip: SlipId::from_random(1),
            text: asking::text(slip),
        };
        forms.push(format!("{content:?} {frame:?} {paraphrase:?}"));
    }
    forms
}

/// In the files, every name and every slip is found, and none of the one with any of the other.
fn stand_apart(evidence: &Evidence, known: &Insider) {
    let finder = Finder::new(known);
    let (mut names, mut slips) = ([false; 5], [false; 5]);
    for view in views(evidence) {
        let seen = finder.look_through(&view);
        for place in 0..NAMES.len() {
            names[place] |= !seen.of(Seen::Person(0, place)).is_empty();
            slips[place] |= !seen.of(Seen::Slip(0, place)).is_empty();
        }
        if view.is_whole || view.is_pages {
            continue;
        }
        for (s, slip) in SLIPS.iter().enumerate() {
            let with_slip = seen.pieces(Seen::Slip(0, s));
            for (n, name) in NAMES.iter().enumerate() {
                let with_name = seen.pieces(Seen::Person(0, n));
                let together = with_slip.intersection(&with_name).next();
                assert_eq!(together, None, "{name} and {slip} in {}", view.name);
            }
        }
    }
    assert_eq!(
        (names, slips),
        ([true; 5], [true; 5]),
        "the search finds nothing"
    );
}

fn known(circle: &Circle<5>, open: &BoxView) -> Insider {
    let people = circle
        .members
        .iter()
        .zip(NAMES)
        .map(|(member, name)| Person {
            name: name.to_owned(),
            seat: u64::from(member.seat().0),
            handles: vec![member.guest.person.to_string()],
        });
    let slips = SLIPS.map(|slip| Slip {
        text: slip.to_owned(),
        handles: vec![],
    });
    Insider {
        circles: vec![Known {
            handles: vec![circle.session.to_string()],
            people: people.collect(),
        }],
        prompts: vec![Prompt {
            circle: 0,
            handles: vec![open.box_id.to_string()],
            collected: 0..=u64::MAX,
            slips: slips.into(),
            handles_of_people: vec![],
            authors: None,
        }],
    }
}

async fn refused(person: &mut Seated, command: Command, refusals: &mut Vec<String>) {
    let refused = person.asks(command).await.expect_err("done, not refused");
    refusals.push(format!("{refused:?} {refused}"));
}
