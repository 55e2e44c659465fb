//! What a group does with an anonymous box: a therapist opens and closes it, every member's page
//! asks for a token, seals an envelope and posts it.

use rondo_client::{Envelope, seal};
use rondo_protocol::{
    View,
    feedback::{Ask, BoxStage, BoxView, Content},
};

use crate::{Seated, Stage, asking, patiently};

/// Longer than any test takes to close the box itself.
const SECONDS: u16 = 300;

/// What somebody sees of the box, once it is at this stage.
///
/// # Panics
/// If it does not come to that.
pub async fn sees(person: &mut Seated, stage: BoxStage) -> BoxView {
    let at_stage = |view: &View| view.feedback_box.as_ref().is_some_and(|b| b.stage == stage);
    let seen = person.sees(&format!("{stage:?}"), at_stage).await;
    seen.feedback_box.clone().unwrap()
}

/// Opens a box that stays open until it is closed.
pub async fn opens(hale: &mut Seated, ask: Ask) -> BoxView {
    let open = asking::open_box_for(ask, "what was left unsaid", SECONDS);
    hale.does(open).await;
    sees(hale, BoxStage::Open).await
}

/// Closes it, and sees that envelopes are taken.
pub async fn closes(hale: &mut Seated, open: &BoxView) {
    hale.does(asking::close_box(open.box_id)).await;
    sees(hale, BoxStage::Collecting).await;
}

/// What a member's page makes of what was written, with a token of its own.
///
/// # Panics
/// If it gets no token.
pub async fn seals(member: &mut Seated, open: &BoxView, content: Option<&Content>) -> Envelope {
    let token = member.client.token(open.box_id, &open.key);
    let token = patiently("a token", token).await.unwrap();
    seal(token, open.box_id, content).unwrap()
}

/// Posts an envelope as a page does.
///
/// # Panics
/// If the answer is not the one that all get.
pub async fn posts(stage: &Stage, open: &BoxView, envelope: &Envelope) {
    let (web, bytes) = (stage.browser(), envelope.bytes().to_vec());
    let posted = web.post_envelope(open.box_id, bytes);
    assert_eq!(patiently("an answer", posted).await.unwrap(), 204);
}
