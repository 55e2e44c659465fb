//! The server is killed where it stands, at every step of a box.

use rondo_client::Envelope;
use rondo_protocol::feedback::{Ask, BoxStage, BoxView, SlipFate};
use rondo_tests::{
    Circle, Seated, Stage, asking,
    boxes::{closes, opens, sees},
    files::files_with,
    words,
};

use super::{UNSAID, all_post, all_write, unsaid};

const NAMES: [&str; 5] = ["Maren", "Theo", "Ayo", "Noor", "Sam"];

/// How far a box has come when the server is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Opened,
    TokensGiven,
    Closed,
    EnvelopesIn,
    Sealed,
}

/// A therapist and members, over as many lives of the server as it takes.
struct Evening {
    stage: Stage,
    hale: Seated,
    members: Vec<Seated>,
}

impl Evening {
    async fn begins() -> Self {
        let stage = Stage::new().await;
        let circle = Circle::live(&stage, NAMES).await;
        let mut hale = circle.hale;
        hale.does(asking::confirm()).await;
        let members = circle.members.into();
        Self {
            stage,
            hale,
            members,
        }
    }

    /// Takes a box as far as this.
    async fn box_up_to(&mut self, step: Step) -> (BoxView, Vec<Envelope>) {
        let open = opens(&mut self.hale, Ask::Words {}).await;
        let mut envelopes = Vec::new();
        if step >= Step::TokensGiven {
            envelopes = all_write(&mut self.members, &open).await;
        }
        if step >= Step::Closed {
            closes(&mut self.hale, &open).await;
        }
        if step >= Step::EnvelopesIn {
            all_post(&self.stage, &open, &envelopes).await;
        }
        if step >= Step::Sealed {
            sees(&mut self.hale, BoxStage::Sealed).await;
        }
        (open, envelopes)
    }

    /// Everybody comes back to a server that was killed and starts again.
    async fn comes_back(self) -> Self {
        let Self {
            mut stage,
            hale,
            members,
        } = self;
        let hale = hale.drops();
        let members: Vec<_> = members.into_iter().map(Seated::drops).collect();
        stage.start().await;
        let hale = hale.back().await;
        let mut back = Vec::new();
        for member in members {
            back.push(member.back().await);
        }
        Self {
            stage,
            hale,
            members: back,
        }
    }

    fn everybody(&mut self) -> impl Iterator<Item = &mut Seated> {
        [&mut self.hale].into_iter().chain(&mut self.members)
    }
}

/// Files in which anything of a box can be found: what somebody wrote, or bytes by which an
/// envelope could be told.
fn found(stage: &Stage, envelopes: &[Envelope]) -> Vec<String> {
    let mut found = files_with(stage.data(), UNSAID);
    if let Some(first) = envelopes.first() {
        let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
        let [nonce, mac] = [&first.bytes()[..32], &first.bytes()[32..64]];
        for bytes in [nonce, mac, &first.receipt().0] {
            found.extend(files_with(stage.data(), bytes));
            found.extend(files_with(stage.data(), hex(bytes)));
        }
    }
    found
}

#[tokio::test]
async fn a_kill_before_the_seal_voids_the_box_and_leaves_no_word_of_it_on_the_disk() {
    // R-BOX-6, R-BOX-13
    let mut evening = Evening::begins().await;
    for step in [
        Step::Opened,
        Step::TokensGiven,
        Step::Closed,
        Step::EnvelopesIn,
    ] {
        let (open, envelopes) = evening.box_up_to(step).await;
        evening.stage.kill();
        assert_eq!(found(&evening.stage, &envelopes), [""; 0], "{step:?}");
        evening = evening.comes_back().await;
        for person in evening.everybody() {
            let voided = person.view().feedback_box.clone().unwrap();
            assert_eq!(
                (voided.box_id, voided.stage),
                (open.box_id, BoxStage::Voided)
            );
            assert_eq!(
                (voided.envelopes, voided.receipts.len()),
                (None, 0),
                "{step:?}"
            );
            assert_eq!(person.view().session.boxes_left.words, 3);
        }
        // Pages that have not heard of it yet post all the same.
        all_post(&evening.stage, &open, &envelopes).await;
        assert_eq!(found(&evening.stage, &envelopes), [""; 0], "{step:?}");
    }
    // The next box is as good as the first would have been.
    let (open, envelopes) = evening.box_up_to(Step::Sealed).await;
    for (member, envelope) in evening.members.iter_mut().zip(&envelopes) {
        let sealed = sees(member, BoxStage::Sealed).await;
        assert_eq!((sealed.box_id, sealed.envelopes), (open.box_id, Some(5)));
        assert!(sealed.receipts.contains(&envelope.receipt()), "counted");
    }
    // The same search finds what may be there now: the words, and a receipt.
    let with_words = found(&evening.stage, &[]).len();
    assert!(with_words > 0 && found(&evening.stage, &envelopes).len() > with_words);
}

#[tokio::test]
async fn slips_that_were_sealed_are_there_once_however_often_the_server_is_killed_after_that() {
    // R-BOX-6, R-BOX-7, R-BOX-13, R-BOX-22
    let mut evening = Evening::begins().await;
    let (open, envelopes) = evening.box_up_to(Step::Sealed).await;
    evening.stage.kill();
    let sealed = evening.hale.view().feedback_box.clone().unwrap();
    let said = sealed
        .slips
        .iter()
        .map(|slip| slip.text.reveal().to_owned());
    let mut said: Vec<_> = said.collect();
    said.sort();
    let mut written: Vec<_> = evening.members.iter().map(|m| words(&unsaid(m))).collect();
    written.sort();
    assert_eq!(said, written);
    evening = evening.comes_back().await;
    all_post(&evening.stage, &open, &envelopes).await;
    assert_eq!(evening.hale.view().feedback_box.as_ref(), Some(&sealed));
    for member in &mut evening.members {
        let seen = sees(member, BoxStage::Sealed).await;
        assert_eq!((&seen.receipts, seen.slips.len()), (&sealed.receipts, 0));
    }

    let released = &sealed.slips[0];
    let settle = asking::settle(open.box_id, vec![released.slip]);
    evening.hale.does(settle).await;
    evening.stage.kill();
    let settled = sees(&mut evening.hale, BoxStage::Settled).await;
    evening = evening.comes_back().await;
    assert_eq!(evening.hale.view().feedback_box.as_ref(), Some(&settled));
    let fates = settled.slips.iter().map(|slip| slip.fate);
    assert_eq!(fates.filter(|fate| *fate == SlipFate::Released).count(), 1);
    for person in evening.everybody() {
        let seen = sees(person, BoxStage::Settled).await;
        let shown: Vec<_> = seen.shown.iter().map(|slip| &slip.text).collect();
        assert_eq!(shown, [&released.text]);
        assert_eq!(person.view().session.boxes_left.words, 2);
    }
    opens(&mut evening.hale, Ask::Words {}).await;
    let Evening {
        hale,
        members,
        stage: _stage,
    } = evening;
    for person in [hale].into_iter().chain(members) {
        person.sees_what_a_fresh_view_shows().await;
    }
}
