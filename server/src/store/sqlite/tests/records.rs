//! Accounts, rosters, invitations, colleagues and templates, as their users rely on them.

use rondo_protocol::{
    At, GroupId, PersonId,
    checkins::Template,
    http::{GroupSettings, InvitationRef, InvitationState, InvitedRole, SavedTemplate, TemplateId},
    text::{Name, PageText},
};
use tempfile::TempDir;
use uuid::Uuid;

use super::Sqlite;
use crate::store::{
    contract::{append, erase, opened},
    log::{Append, Ended, EventLog},
    records::{Followed, Invitee, TokenHash},
    sqlite::{
        Colleague, Joined, NewInvitation,
        testing::{account, audit, cookie, group, settings},
    },
};

async fn stage() -> (TempDir, Sqlite, GroupId) {
    let data = tempfile::tempdir().unwrap();
    let store = Sqlite::open(data.path()).await.unwrap();
    let group = group(&store).await;
    (data, store, group)
}

async fn maren(store: &Sqlite, group: GroupId) -> PersonId {
    let maren = PersonId(Uuid::new_v4());
    let name = Name::new("Maren").unwrap();
    assert!(
        store
            .add_person(group, maren, name, InvitedRole::Member, audit(3))
            .await
            .unwrap()
    );
    maren
}

async fn invite(store: &Sqlite, group: GroupId, person: PersonId, token: &str, at: u64) {
    let new = NewInvitation {
        invitation: InvitationRef(format!("ref-{token}")),
        hash: TokenHash::of(token),
        expires_at: At(at + 1_000),
    };
    assert!(store.invite(group, person, new, audit(at)).await.unwrap());
}

async fn follow(store: &Sqlite, token: &str, browser: &str, now: u64) -> Followed<Invitee> {
    store
        .open_invitation(TokenHash::of(token), cookie(browser, 1_000_000), At(now))
        .await
        .unwrap()
}

async fn state(store: &Sqlite, group: GroupId, person: PersonId, now: u64) -> InvitationState {
    let entry = store.person(group, person, At(now)).await.unwrap();
    entry.unwrap().invitation
}

async fn works(store: &Sqlite, token: &str, browser: &str, now: u64) -> bool {
    let invitation = InvitationRef(format!("ref-{token}"));
    store
        .invited(&invitation, TokenHash::of(browser), At(now))
        .await
        .unwrap()
        .is_some()
}

#[tokio::test]
async fn only_one_first_therapist_is_ever_made() {
    let (_data, store, _) = stage().await;
    let second = account("Second", "second@example.org");
    let made = store
        .make_first_therapist(second, cookie("second", 10_000), audit(5))
        .await
        .unwrap();
    assert!(!made);
    assert!(store.has_therapist().await.unwrap());
}

#[tokio::test]
async fn a_therapist_is_signed_in_until_the_cookie_ends_or_they_sign_out() {
    let (_data, store, _) = stage().await;
    let hash = TokenHash::of("hale");
    let hale = store.signed_in(hash, At(9_999)).await.unwrap().unwrap();
    assert_eq!(hale.email.reveal(), "hale@example.org");
    assert!(store.signed_in(hash, At(10_000)).await.unwrap().is_none());
    store.sign_out(hash, audit(20)).await.unwrap();
    assert!(store.signed_in(hash, At(21)).await.unwrap().is_none());
}

#[tokio::test]
async fn a_group_is_shown_only_to_who_leads_it() {
    let (_data, store, group) = stage().await;
    let stranger = PersonId(Uuid::new_v4());
    assert!(store.group_led_by(group, stranger).await.unwrap().is_none());
}

#[tokio::test]
async fn new_words_raise_the_version_of_the_ground_rules_and_nothing_else_does() {
    let (_data, store, group) = stage().await;
    let renamed = GroupSettings {
        name: Name::new("Wednesday group").unwrap(),
        ..settings()
    };
    let changed = store.change_group(group, renamed, audit(5)).await.unwrap();
    assert_eq!(changed.unwrap().ground_rules_version, 1);
    let reworded = GroupSettings {
        ground_rules: PageText::new("We listen.").unwrap(),
        ..settings()
    };
    let changed = store.change_group(group, reworded, audit(6)).await.unwrap();
    assert_eq!(changed.unwrap().ground_rules_version, 2);
}

#[tokio::test]
async fn a_personal_link_opens_again_and_again_until_it_expires() {
    let (_data, store, group) = stage().await;
    let maren = maren(&store, group).await;
    assert_eq!(state(&store, group, maren, 10).await, InvitationState::None);
    invite(&store, group, maren, "link", 10).await;
    for (browser, now) in [("phone", 20), ("laptop", 30)] {
        let Followed::Good(invitee) = follow(&store, "link", browser, now).await else {
            panic!("the link must work");
        };
        assert_eq!(invitee.person, maren);
    }
    assert_eq!(
        state(&store, group, maren, 40).await,
        InvitationState::Active {
            expires_at: At(1_010),
            opened_at: Some(At(20)),
        }
    );
    assert!(works(&store, "link", "phone", 40).await);
    assert!(!works(&store, "link", "stranger", 40).await);
    assert!(!works(&store, "link", "phone", 1_010).await);
    assert_eq!(
        follow(&store, "link", "late", 1_010).await,
        Followed::Expired
    );
    assert_eq!(follow(&store, "nothing", "x", 40).await, Followed::Unknown);
}

#[tokio::test]
async fn a_renewed_link_replaces_the_old_one_and_its_browsers() {
    let (_data, store, group) = stage().await;
    let maren = maren(&store, group).await;
    invite(&store, group, maren, "old", 10).await;
    follow(&store, "old", "phone", 20).await;
    invite(&store, group, maren, "new", 30).await;
    assert_eq!(follow(&store, "old", "x", 40).await, Followed::Revoked);
    assert!(!works(&store, "old", "phone", 40).await);
    assert!(matches!(
        follow(&store, "new", "phone", 40).await,
        Followed::Good(_)
    ));
}

#[tokio::test]
async fn a_revoked_invitation_signs_its_browsers_out() {
    let (_data, store, group) = stage().await;
    let maren = maren(&store, group).await;
    invite(&store, group, maren, "link", 10).await;
    follow(&store, "link", "phone", 20).await;
    assert!(
        store
            .revoke_invitation(group, maren, audit(30))
            .await
            .unwrap()
    );
    assert!(!works(&store, "link", "phone", 40).await);
    assert_eq!(
        state(&store, group, maren, 40).await,
        InvitationState::Revoked
    );
    assert!(
        !store
            .revoke_invitation(group, maren, audit(50))
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn a_person_taken_off_the_roster_loses_their_link() {
    let (_data, store, group) = stage().await;
    let maren = maren(&store, group).await;
    invite(&store, group, maren, "link", 10).await;
    assert!(store.remove_person(group, maren, audit(20)).await.unwrap());
    assert_eq!(follow(&store, "link", "x", 30).await, Followed::Unknown);
    assert!(!store.remove_person(group, maren, audit(40)).await.unwrap());
}

#[tokio::test]
async fn another_groups_therapist_cannot_touch_a_person() {
    let (_data, store, group) = stage().await;
    let maren = maren(&store, group).await;
    let other = super::testing::group(&store).await;
    let name = Name::new("Renamed").unwrap();
    assert!(
        !store
            .rename_person(other, maren, name, audit(5))
            .await
            .unwrap()
    );
    assert!(!store.remove_person(other, maren, audit(6)).await.unwrap());
    assert!(
        !store
            .revoke_invitation(other, maren, audit(7))
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn a_colleagues_link_is_good_for_one_use() {
    let (_data, store, group) = stage().await;
    let hash = TokenHash::of("colleague");
    assert!(
        store
            .make_colleague_link(group, hash, At(1_000), audit(10))
            .await
            .unwrap()
    );
    let peeked = store.peek_colleague_link(hash, At(20)).await.unwrap();
    assert!(matches!(peeked, Followed::Good((found, _)) if found == group));
    let taken = Colleague::New(account("Dr Obi", "hale@example.org"));
    let joined = store
        .follow_colleague_link(hash, taken, cookie("obi", 5_000), audit(30))
        .await
        .unwrap();
    assert_eq!(joined, Followed::Good(Joined::EmailTaken));
    let obi = account("Dr Obi", "obi@example.org");
    let joined = store
        .follow_colleague_link(
            hash,
            Colleague::New(obi.clone()),
            cookie("obi", 5_000),
            audit(40),
        )
        .await
        .unwrap();
    assert_eq!(joined, Followed::Good(Joined::Done));
    assert!(store.group_led_by(group, obi.id).await.unwrap().is_some());
    let again = store
        .follow_colleague_link(
            hash,
            Colleague::Known(obi.id),
            cookie("x", 5_000),
            audit(50),
        )
        .await
        .unwrap();
    assert_eq!(again, Followed::Used);
    let late = store.peek_colleague_link(TokenHash::of("y"), At(60)).await;
    assert_eq!(late.unwrap(), Followed::Unknown);
}

#[tokio::test]
async fn saved_templates_keep_their_order_until_deleted() {
    let (_data, store, group) = stage().await;
    let body =
        r#"{"prompt":"How are you?","answer":{"kind":"text","chars":200},"shown_to":"group"}"#;
    let template: Template = serde_json::from_str(body).unwrap();
    let ids: Vec<_> = (0..3).map(|_| TemplateId(Uuid::new_v4())).collect();
    for id in &ids {
        let saved = SavedTemplate {
            id: *id,
            template: template.clone(),
        };
        assert!(store.save_template(group, saved, audit(5)).await.unwrap());
    }
    assert!(
        store
            .delete_template(group, ids[1], audit(6))
            .await
            .unwrap()
    );
    let left: Vec<_> = store.templates(group).await.unwrap();
    let left: Vec<_> = left.iter().map(|saved| saved.id).collect();
    assert_eq!(left, [ids[0], ids[2]]);
}

#[tokio::test]
async fn an_ended_session_stays_as_a_line_of_the_past() {
    let (_data, store, group) = stage().await;
    assert_eq!(store.next_session_number(group).await.unwrap(), 1);
    let session = opened(&store, group, 1).await;
    assert!(store.past_sessions(group).await.unwrap().is_empty());
    let last = Append {
        ended: Some(Ended {
            at: At(9_000),
            attended: 6,
        }),
        ..append(session, 2, 1, b"ended")
    };
    store.append(last).await.unwrap();
    let past = store.past_sessions(group).await.unwrap();
    assert_eq!((past[0].number, past[0].attended), (1, 6));
    store.erase(erase(session, 1)).await.unwrap();
    assert_eq!(store.past_sessions(group).await.unwrap(), past);
    assert_eq!(store.next_session_number(group).await.unwrap(), 2);
}
