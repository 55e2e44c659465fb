//! Groups that meet on the real server, as many at once as there have to be: everybody comes over a
//! socket of their own, and everybody writes into every box.

use std::{
    ops::RangeInclusive,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use futures_util::future::join_all;
use rand::{RngExt, SeedableRng, rngs::StdRng, seq::SliceRandom};
use rondo_attack as attack;
use rondo_client::{Client, Web, seal};
use rondo_protocol::{
    BoxId, Command, Receipt,
    feedback::{BoxStage, BoxView, Content, FeedbackCommand},
    http::{Group, SessionOpened},
    text::SlipText,
};
use rondo_tests::{asking, people, words};
use tokio::sync::Semaphore;

use super::{
    member::{Guest, Member, connect, does, sees, sees_either},
    progress::Progress,
    texts,
};

/// Members of a group: as few as may be, which is when they are easiest to tell apart.
pub const MEMBERS: usize = 5;
/// Prompts in a session: as many as may be.
pub const PROMPTS: usize = 3;
/// On a machine that is too busy an envelope may come after the seal: then its box is thrown away,
/// and the group is asked once more, but not for ever.
const TRIES_MAX: usize = 2 * PROMPTS;
/// Every client posts within this after the close (`docs/protocol.md`, section 10).
const POSTS_WITHIN_MS: u64 = 8_000;
/// Seconds for which a box may stand open; therapists close it when everybody has written.
const OPEN_SECONDS: u16 = 60;

/// What a session leaves with those who took part.
pub struct Session {
    /// Who was there.
    pub circle: attack::Circle,
    /// What was asked, with the authors.
    pub prompts: Vec<attack::Prompt>,
}

/// The practice: a server, and dr_hale, who leads all groups.
#[derive(Clone)]
pub struct Practice {
    /// dr_hale's browser.
    pub hale: Web,
    /// How many sessions may be in the making at once.
    pub doors: Arc<Semaphore>,
    /// How far everything is.
    pub progress: Progress,
}

impl Practice {
    /// One group's session, with all its prompts. It is left open.
    pub async fn session(self, seed: u64) -> Session {
        let rng = &mut StdRng::seed_from_u64(seed);
        let (mut hale, mut members, handles) = self.gather(rng).await;
        let people = members.iter().map(|member| attack::Person {
            name: member.name.clone(),
            seat: u64::from(member.client.seat().0),
            handles: member.handles.clone(),
        });
        let circle = attack::Circle {
            handles,
            people: people.collect(),
        };
        let mut prompts = Vec::new();
        for _ in 0..TRIES_MAX {
            if prompts.len() < PROMPTS {
                prompts.extend(self.prompt(rng, &mut hale, &mut members).await);
            }
        }
        assert_eq!(
            prompts.len(),
            PROMPTS,
            "envelopes come too late again and again"
        );
        let clients = members.into_iter().map(|member| member.client);
        self.progress.stay(clients.chain([hale]));
        Session { circle, prompts }
    }

    /// Makes a group, opens its session and brings everybody in. Members come in another order than
    /// they stand on the roster.
    async fn gather(&self, rng: &mut StdRng) -> (Client, Vec<Member>, Vec<String>) {
        let _door = self.doors.acquire().await.unwrap();
        let mut hale = self.hale.clone();
        let group: Group = hale.post("/api/groups", &people::settings()).await.unwrap();
        let path = format!("/api/groups/{}", group.id);
        let mut guests = Vec::new();
        for _ in 0..MEMBERS {
            let name = words(&format!("{:08x}", rng.random::<u32>()));
            guests.push(Guest::invited(&mut hale, &path, name).await);
        }
        guests.shuffle(rng);
        let session: SessionOpened = hale.post(&format!("{path}/sessions"), &()).await.unwrap();
        let session = session.session;
        let mut client = connect(&mut hale, session, None).await;
        let mut members = Vec::new();
        for guest in guests {
            members.push(guest.comes_in(session).await);
        }
        does(&mut client, asking::start()).await;
        does(&mut client, asking::confirm()).await;
        (
            client,
            members,
            vec![session.to_string(), group.id.to_string()],
        )
    }

    /// Everybody writes, everybody posts, and everything is shown, unless it is thrown away.
    async fn prompt(
        &self,
        rng: &mut StdRng,
        hale: &mut Client,
        members: &mut [Member],
    ) -> Option<attack::Prompt> {
        let prompt = format!("prompt {:08x}", rng.random::<u32>());
        does(hale, asking::open_box(&prompt, OPEN_SECONDS)).await;
        let opened = sees(hale, BoxStage::Open).await;
        let slips: Vec<_> = members.iter().map(|_| texts::slip(rng)).collect();
        let tokens = members.iter_mut().map(|member| member.asks_for_a_token());
        let tokens = join_all(tokens).await;
        self.progress.written();
        does(hale, asking::close_box(opened.box_id)).await;
        let from = now();
        let posted = members.iter_mut().zip(tokens).zip(&slips);
        let posted = posted.map(|((member, token), slip)| {
            let content = Content::Words(SlipText::new(slip).unwrap());
            let envelope = seal(token, opened.box_id, Some(&content)).unwrap();
            let sealed = Sealed {
                envelope: envelope.bytes().to_vec(),
                receipt: envelope.receipt(),
                after: Duration::from_millis(rng.random_range(0..POSTS_WITHIN_MS)),
            };
            self.posts(member, opened.box_id, sealed)
        });
        let receipts = join_all(posted).await;
        let sealed = sees_either(hale, BoxStage::Sealed, BoxStage::Discarded).await;
        if sealed.stage == BoxStage::Discarded {
            return None;
        }
        self.progress.sealed();
        let until = now();
        let release = sealed.slips.iter().map(|slip| slip.slip).collect();
        does(hale, asking::settle(opened.box_id, release)).await;
        let settled = sees(hale, BoxStage::Settled).await;
        for (member, receipt) in members.iter_mut().zip(&receipts) {
            let seen = sees(&mut member.client, BoxStage::Settled).await;
            assert!(
                seen.receipts.contains(receipt),
                "an envelope was not counted"
            );
            assert_eq!(seen.shown, settled.shown);
        }
        let away = FeedbackCommand::PutAway {
            box_id: opened.box_id,
        };
        does(hale, Command::Feedback(away)).await;
        Some(known(&settled, &slips, &receipts, from..=until))
    }

    /// What a page does by itself once writing has ended.
    async fn posts(&self, member: &mut Member, box_id: BoxId, sealed: Sealed) -> Receipt {
        sees(&mut member.client, BoxStage::Collecting).await;
        tokio::time::sleep(sealed.after).await;
        let mut status = member
            .web
            .post_envelope(box_id, sealed.envelope.clone())
            .await;
        if status.is_err() {
            // The connection their browser had kept was just closed; browsers take another then.
            status = member.web.post_envelope(box_id, sealed.envelope).await;
        }
        assert_eq!(status.unwrap(), 204);
        self.progress.posted();
        sealed.receipt
    }
}

/// An envelope on its way.
struct Sealed {
    envelope: Vec<u8>,
    receipt: Receipt,
    after: Duration,
}

/// What all of them together know in the end, who wrote what included.
fn known(
    settled: &BoxView,
    slips: &[String],
    receipts: &[Receipt],
    collected: RangeInclusive<u64>,
) -> attack::Prompt {
    let (mut authors, mut shown) = (Vec::new(), Vec::new());
    for slip in &settled.shown {
        let text = slip.text.reveal();
        authors.push(slips.iter().position(|s| s == text).unwrap());
        let id = settled
            .slips
            .iter()
            .find(|s| s.text == slip.text)
            .unwrap()
            .slip;
        shown.push(attack::Slip {
            text: text.to_owned(),
            handles: vec![id.to_string()],
        });
    }
    assert_eq!(shown.len(), MEMBERS, "a slip is missing");
    let receipts = receipts.iter().map(|receipt| {
        let digits = receipt.0.iter().map(|byte| format!("{byte:02x}"));
        vec![digits.collect()]
    });
    attack::Prompt {
        circle: 0,
        handles: vec![
            settled.box_id.to_string(),
            settled.prompt.reveal().to_owned(),
        ],
        collected,
        slips: shown,
        handles_of_people: receipts.collect(),
        authors: Some(authors),
    }
}

/// Microseconds since 1970.
fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    u64::try_from(now.as_micros()).unwrap()
}
