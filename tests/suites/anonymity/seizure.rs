//! The real server is seized: 500 prompts are answered, copies of its folder are taken all the while,
//! it is killed with everything open, and the script goes through all of it with an insider's help.

use std::{
    env,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use rand::{RngExt, SeedableRng, rngs::StdRng, seq::SliceRandom};
use rondo_attack::{Evidence, Findings, Insider, Verdict, attack};
use rondo_tests::{Group, Stage};
use tokio::{sync::Semaphore, task::JoinSet};

use super::{
    gathering::{MEMBERS, PROMPTS, Practice},
    progress::Progress,
};

/// Prompts that have to be answered at least, unless `RONDO_SEIZURE_PROMPTS` says otherwise.
const PROMPTS_MIN: usize = 500;
/// Sessions that come together at the same time.
const DOORS: usize = 12;
/// No clue among the many may be further from chance than this, in standard errors: by chance one of
/// a thousand is with a probability of less than one in a thousand.
const NO_CLUE_BEYOND: f64 = 5.0;

/// Three standard errors are what chance itself exceeds once in some 370 runs.
#[tokio::test]
async fn whoever_seizes_everything_names_authors_no_better_than_chance() {
    let seed = rand::random();
    eprintln!("seed {seed}");
    let rng = &mut StdRng::seed_from_u64(seed);
    let mut stage = Stage::talkative().await;
    let prompts = env::var("RONDO_SEIZURE_PROMPTS").ok();
    let prompts = prompts.map_or(PROMPTS_MIN, |prompts| prompts.parse().unwrap());
    let sessions = prompts.div_ceil(PROMPTS);
    let practice = Practice {
        hale: Group::new(&stage).await.web,
        doors: Arc::new(Semaphore::new(DOORS)),
        progress: Progress::new(),
    };
    let mut meeting = JoinSet::new();
    for _ in 0..sessions {
        meeting.spawn(practice.clone().session(rng.random()));
    }
    let taken = copies(&stage, &practice.progress, sessions * PROMPTS);
    let (met, mut evidence) = tokio::join!(meeting.join_all(), taken);
    let log = stage.log();
    stage.kill();
    evidence.seize("after the kill", stage.data());
    evidence.add_lines("the log at its most talkative", log.text());

    let mut insider = Insider::default();
    for (place, session) in met.into_iter().enumerate() {
        insider.circles.push(session.circle);
        for mut prompt in session.prompts {
            prompt.circle = place;
            insider.prompts.push(prompt);
        }
    }
    let truth = keep_half_back(&mut insider, rng);
    let findings = attack(&evidence, &insider);
    report(&findings, &truth);
    let slips = sessions * PROMPTS * MEMBERS;
    assert_eq!(findings.slips_seen, slips, "the script overlooks slips");
    assert_eq!(
        findings.people_seen,
        sessions * MEMBERS,
        "the script overlooks people"
    );
    let verdict = findings.verdict(&truth);
    assert!(verdict.is_chance(), "{verdict}");
    for suspicion in &findings.suspicions {
        let verdict = Verdict::of(suspicion, &truth);
        let away = verdict.errors_from_chance();
        assert!(away < NO_CLUE_BEYOND, "{verdict}");
    }

    // The same evidence, with one careless line in the log for every fifth envelope.
    evidence.add_lines("a careless log", careless_log(&insider, &truth));
    let verdict = attack(&evidence, &insider).verdict(&truth);
    eprintln!("with a careless log: {verdict}");
    assert!(
        !verdict.is_chance(),
        "the script overlooks a careless log: {verdict}"
    );
}

/// What the script found, for whoever reads the output of the test.
fn report(findings: &Findings, truth: &[Vec<usize>]) {
    for (view, pieces) in &findings.views {
        eprintln!("{pieces:7} pieces: {view}");
    }
    let clues = findings.suspicions.iter();
    let mut verdicts: Vec<_> = clues.map(|s| Verdict::of(s, truth)).collect();
    eprintln!("the script, by what it learnt: {}", verdicts[0]);
    verdicts.sort_by(|a, b| b.errors_from_chance().total_cmp(&a.errors_from_chance()));
    eprintln!("the luckiest of {} clues:", verdicts.len());
    for verdict in verdicts.iter().take(10) {
        eprintln!("{verdict}");
    }
}

/// A log that names who posted an envelope and which slip it became, for every fifth.
fn careless_log(insider: &Insider, truth: &[Vec<usize>]) -> String {
    let mut log = String::new();
    for (place, (prompt, authors)) in insider.prompts.iter().zip(truth).enumerate() {
        let fifth = place % MEMBERS;
        let (slip, author) = (
            &prompt.slips[fifth],
            &insider.people(prompt)[authors[fifth]],
        );
        let (seat, slip) = (author.seat, &slip.handles[0]);
        log.push_str(&format!(
            "TRACE an envelope of seat={seat} became slip={slip}\n"
        ));
    }
    log
}

/// Copies of the folder and of the metrics, taken while everything goes on.
async fn copies(stage: &Stage, progress: &Progress, prompts: usize) -> Evidence {
    let mut evidence = Evidence::default();
    progress.until(|c| c.written > 0).await;
    seize(&mut evidence, "when the first have written", stage).await;
    progress.until(|c| c.posted > prompts * MEMBERS / 10).await;
    seize(&mut evidence, "while envelopes are on their way", stage).await;
    progress.until(|c| c.sealed > 0).await;
    seize(&mut evidence, "after the first seal", stage).await;
    progress.until(|c| c.sealed > prompts / 2).await;
    seize(&mut evidence, "after half of the seals", stage).await;
    progress.until(|c| c.posted >= prompts * MEMBERS).await;
    seize(&mut evidence, "after the last envelope", stage).await;
    evidence
}

/// The folder and the metrics of one moment, these as whoever collects them keeps them: with the time.
async fn seize(evidence: &mut Evidence, moment: &str, stage: &Stage) {
    evidence.seize(moment, stage.data());
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let metrics = stage.metrics().await;
    let samples = metrics.lines().filter(|line| !line.starts_with('#'));
    let kept = samples.map(|sample| format!("{sample} {}\n", now.as_millis()));
    evidence.add_lines("metrics", kept.collect());
}

/// Takes the authors of half of the prompts away, and gives all of them.
fn keep_half_back(insider: &mut Insider, rng: &mut StdRng) -> Vec<Vec<usize>> {
    let authors = insider.prompts.iter().map(|p| p.authors.clone().unwrap());
    let truth: Vec<_> = authors.collect();
    let mut by_lot: Vec<_> = insider.prompts.iter_mut().collect();
    by_lot.shuffle(rng);
    let half = by_lot.len() / 2;
    for prompt in &mut by_lot[..half] {
        prompt.authors = None;
    }
    truth
}
