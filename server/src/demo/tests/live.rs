//! The whole demo over real sockets: server, members, and a therapist who comes by the link.

use std::{path::PathBuf, time::Duration};

use rondo_client::{Client, Web};
use rondo_protocol::{RefusalCode, floor::PlaceState};
use tokio::time::timeout;

use super::*;
use crate::{config::Config, demo::Demo};

/// How long all of it may take; most of it is a box, from its opening to its seal.
const WITHIN: Duration = Duration::from_secs(90);
/// Fifty times as fast as people.
const FAST: Tempo = Tempo { percent: 2 };

async fn started() -> Demo {
    let config = Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        data: PathBuf::new(),
        public_url: None,
        metrics: None,
        proxies: Vec::new(),
    };
    Demo::start(config, FAST, 1).await.unwrap()
}

/// A browser of one's own on the page of a link.
fn browser(link: &Secret) -> Web {
    Web::new(&link.0[..link.0[8..].find('/').unwrap() + 8])
}

/// Dr. Hale, who came by the link.
async fn dr_hale(demo: &Demo) -> Client {
    let mut web = browser(&demo.therapist_link);
    let to = web.visit(&demo.therapist_link.0).await.unwrap().unwrap();
    assert_eq!(to.split('/').nth(3), Some(&*demo.session.to_string()));
    let ticket = web.ticket(demo.session, None).await.unwrap();
    Client::connect(web.origin(), ticket, None).await.unwrap()
}

async fn asks(hale: &mut Client, command: impl Into<Asked>) -> Result<(), RefusalCode> {
    let answer = hale.ask(command.into().0).await.unwrap();
    answer.map(drop).map_err(|refused| refused.code)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_alone_can_lead_the_whole_group() {
    let demo = started().await;
    let led = async {
        let mut hale = dr_hale(&demo).await;
        assert_eq!(hale.view().session.phase, Phase::Live);
        let sam = |view: &View| {
            let waiting = view.seats.iter().find(|s| s.standing == Standing::Waiting);
            waiting
                .filter(|s| s.name.reveal() == AT_THE_DOOR.name)
                .map(|s| s.seat)
        };
        hale.until(|view| sam(view).is_some()).await.unwrap();
        let seat = sam(hale.view()).unwrap();
        let admit = rondo_protocol::roster::RosterCommand::Admit { seat };
        hale.ask(Command::Roster(admit)).await.unwrap().unwrap();
        goes_around(&mut hale).await;
        checks_in(&mut hale).await;
        opens_a_box(&mut hale).await;
    };
    timeout(WITHIN, led).await.unwrap();
    let folder = demo.folder.path().to_owned();
    demo.until(std::future::ready(())).await;
    assert!(!folder.exists());
}

async fn goes_around(hale: &mut Client) {
    asks(hale, round(false, false)).await.unwrap();
    let heard = |view: &View| {
        let round = view.floor.as_ref().and_then(|f| f.round.as_ref());
        let mut places = round.into_iter().flat_map(|r| &r.places);
        places.any(|p| p.state == PlaceState::Heard)
    };
    hale.until(heard).await.unwrap();
}

async fn checks_in(hale: &mut Client) {
    let template = template(kinds().remove(0));
    asks(hale, CheckinsCommand::Open { template })
        .await
        .unwrap();
    let answered = |view: &View| view.checkin.as_ref().is_some_and(|c| c.answered.len() >= 4);
    hale.until(answered).await.unwrap();
    let checkin = hale.view().checkin.as_ref().unwrap().checkin;
    asks(hale, CheckinsCommand::Reveal { checkin })
        .await
        .unwrap();
    let shown = |view: &View| view.checkin.as_ref().is_some_and(|c| c.answers.len() >= 4);
    hale.until(shown).await.unwrap();
    asks(hale, CheckinsCommand::Close { checkin })
        .await
        .unwrap();
}

async fn opens_a_box(hale: &mut Client) {
    let open = || open_box(Ask::Words {}, 15);
    let unread = asks(hale, open()).await;
    assert_eq!(unread, Err(RefusalCode::NotConfirmed), "the page is seen");
    asks(hale, FeedbackCommand::Confirm {}).await.unwrap();
    // For a moment too many may be away; they come back.
    while let Err(code) = asks(hale, open()).await {
        assert_eq!(code, RefusalCode::TooFew);
        hale.hear().await.unwrap();
    }
    let sealed = |view: &View| {
        let current = view.feedback_box.as_ref();
        current.is_some_and(|b| b.stage == BoxStage::Sealed)
    };
    hale.until(sealed).await.unwrap();
    let sealed = hale.view().feedback_box.as_ref().unwrap();
    assert!(sealed.envelopes >= Some(4));
    assert_eq!(
        sealed.envelopes.map(usize::from),
        Some(sealed.receipts.len())
    );
    assert!(!sealed.slips.is_empty());
}

#[tokio::test]
async fn the_link_works_again_and_a_guessed_one_does_not() {
    let demo = started().await;
    let links = async {
        let mut first = dr_hale(&demo).await;
        dr_hale(&demo).await;
        while first.hear().await.is_ok() {}
        let mut web = browser(&demo.therapist_link);
        assert_eq!(web.visit("/demo/guessed").await.unwrap(), None);
        assert_eq!(web.cookies().count(), 0);
        let token = demo.member_link.0.rsplit('/').next().unwrap();
        let guest = web.open_invitation(token).await.unwrap();
        assert_eq!(guest.session, Some(demo.session));
    };
    timeout(WITHIN, links).await.unwrap();
    demo.until(std::future::ready(())).await;
}
