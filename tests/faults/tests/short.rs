//! The short form of the fault suite, which every build can afford.

use rondo_faults::kills::{self, Plan};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_doubled_leaked_or_reordered_over_a_few_kills() {
    // R-CMD-1, R-CMD-6, R-CON-1, R-CHK-5, R-PRES-3, R-PRES-5, R-SEE-1
    let seed = rand::random();
    println!("seed {seed}");
    let plan = Plan {
        rooms: 2,
        kills: 6,
        seed,
    };
    let outcome = kills::run(plan, |_| {}).await;
    println!("{outcome}");
    assert_eq!(outcome.objections, []);
    assert!(outcome.size.acknowledged > plan.kills);
}
