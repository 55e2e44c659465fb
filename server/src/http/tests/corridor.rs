//! The way of a therapist and a member up to the door of the room.

use rondo_protocol::http::{
    ErrorCode, Field, GroupPage, InvitationState, Invited, Link, RosterEntry, SavedTemplate,
    SessionOpened, Status, Templates, Therapist, Ticket,
};
use serde_json::json;

use super::stage::{PASSWORD, Stage, fragment, settings};
use crate::limits;

#[tokio::test]
async fn the_set_up_link_makes_the_first_therapist_once() {
    let stage = Stage::new().await;
    let mut browser = stage.browser();
    assert!(
        browser
            .get("/api/status")
            .await
            .json::<Status>()
            .setup_needed
    );
    let link = stage.state.setup.issue(&stage.state.public_url).unwrap();
    assert!(link.0.starts_with("http://127.0.0.1:7400/#/setup/"));
    let mut form = json!({
        "token": "mangled", "name": "Dr Hale", "email": " Hale@Example.org", "password": PASSWORD
    });
    let mangled = browser.post("/api/setup", form.clone()).await;
    assert_eq!(mangled.code(), ErrorCode::LinkUnknown);
    form["token"] = fragment(&link).into();
    let me: Therapist = browser.post("/api/setup", form.clone()).await.json();
    assert_eq!(me.email.0, "hale@example.org");
    assert_eq!(browser.get("/api/me").await.json::<Therapist>(), me);
    let again = stage.browser().post("/api/setup", form).await;
    assert_eq!(again.code(), ErrorCode::SetupDone);
    assert!(
        !browser
            .get("/api/status")
            .await
            .json::<Status>()
            .setup_needed
    );
}

#[tokio::test]
async fn a_form_out_of_bounds_names_the_field_to_correct() {
    let stage = Stage::new().await;
    let link = stage.state.setup.issue(&stage.state.public_url).unwrap();
    let form = json!({
        "token": fragment(&link), "name": "Dr Hale", "email": "hale@example.org",
        "password": PASSWORD
    });
    for (field, value, name) in [
        ("password", "eleven char", Field::Password),
        ("email", "hale", Field::Email),
        ("name", "", Field::Name),
    ] {
        let mut form = form.clone();
        form[field] = value.into();
        let reply = stage.browser().post("/api/setup", form).await;
        assert_eq!(reply.error().field, Some(name));
    }
    let mut hale = stage.dr_hale().await;
    for (field, value, name) in [
        ("capacity", json!(1), Field::Capacity),
        ("capacity", json!(501), Field::Capacity),
        ("feedback_threshold", json!(3), Field::FeedbackThreshold),
        ("ground_rules", json!(" "), Field::GroundRules),
    ] {
        let mut form = settings();
        form[field] = value;
        let reply = hale.post("/api/groups", form).await;
        assert_eq!(reply.error().field, Some(name));
    }
}

#[tokio::test]
async fn a_therapist_signs_in_and_out() {
    let stage = Stage::new().await;
    stage.dr_hale().await;
    let mut browser = stage.browser();
    assert_eq!(browser.get("/api/me").await.code(), ErrorCode::NotSignedIn);
    let form = json!({"email": "HALE@example.org", "password": PASSWORD});
    browser.post("/api/login", form).await.ok();
    browser.get("/api/me").await.ok();
    let kept = browser.clone();
    browser.post_nothing("/api/logout").await.ok();
    // All that stays is that somebody signed in here before.
    let left: Vec<_> = browser.cookies.keys().collect();
    assert_eq!(left, ["__Host-rondo_known"]);
    let mut stolen = kept;
    assert_eq!(stolen.get("/api/me").await.code(), ErrorCode::NotSignedIn);
}

#[tokio::test]
async fn a_sign_in_runs_out_after_its_time() {
    let stage = Stage::new().await;
    let mut hale = stage.dr_hale().await;
    stage.clock.advance(limits::THERAPIST_COOKIE_MS - 1);
    hale.get("/api/me").await.ok();
    stage.clock.advance(1);
    assert_eq!(hale.get("/api/me").await.code(), ErrorCode::NotSignedIn);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let stage = Stage::new().await;
    stage.dr_hale().await;
    let mut answers = Vec::new();
    for email in ["hale@example.org", "nobody@example.org"] {
        let form = json!({"email": email, "password": "not the right one"});
        answers.push(stage.browser().post("/api/login", form).await.error());
    }
    assert_eq!(answers[0].code, ErrorCode::WrongLogin);
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn guessing_from_one_address_is_soon_refused_and_possible_again_later() {
    let stage = Stage::new().await;
    stage.dr_hale().await;
    let wrong = json!({"email": "hale@example.org", "password": "not the right one"});
    for _ in 0..limits::TRIES_PER_ADDRESS_AND_ACCOUNT {
        let reply = stage.browser().post("/api/login", wrong.clone()).await;
        assert_eq!(reply.code(), ErrorCode::WrongLogin);
    }
    let refused = stage.browser().post("/api/login", wrong.clone()).await;
    let wait_s = refused.error().wait_s.unwrap();
    assert_eq!(refused.headers["retry-after"], wait_s.to_string());
    stage.clock.advance(u64::from(wait_s) * 1_000);
    let reply = stage.browser().post("/api/login", wrong).await;
    assert_eq!(reply.code(), ErrorCode::WrongLogin);
}

#[tokio::test]
async fn a_member_comes_in_by_their_own_link_and_comes_back_by_their_cookie() {
    let stage = Stage::new().await;
    let mut hale = stage.dr_hale().await;
    let group = hale.make_group().await;
    let form = json!({"name": "Maren", "role": "member"});
    let maren: RosterEntry = hale.post(&format!("{group}/roster"), form).await.json();
    assert_eq!(maren.invitation, InvitationState::None);
    let invitation = format!("{group}/roster/{}/invitation", maren.person);
    let link: Link = hale.post_nothing(&invitation).await.json();
    let mut phone = stage.browser();
    let open = json!({"token": fragment(&link.url)});
    let invited: Invited = phone.post("/api/invitations/open", open).await.json();
    assert_eq!(invited.name.reveal(), "Maren");
    assert_eq!(invited.session, None);
    let again = format!("/api/invitations/{}", invited.r#as.0);
    assert_eq!(phone.get(&again).await.json::<Invited>(), invited);
    assert_eq!(
        stage.browser().get(&again).await.code(),
        ErrorCode::NotSignedIn
    );
    let page: GroupPage = hale.get(&group).await.json();
    assert!(matches!(
        page.roster[1].invitation,
        InvitationState::Active {
            opened_at: Some(_),
            ..
        }
    ));
    hale.delete(&invitation).await.ok();
    assert_eq!(phone.get(&again).await.code(), ErrorCode::NotSignedIn);
    let open = json!({"token": fragment(&link.url)});
    let revoked = phone.post("/api/invitations/open", open).await;
    assert_eq!(revoked.code(), ErrorCode::LinkRevoked);
}

#[tokio::test]
async fn two_people_on_one_browser_never_become_each_other() {
    let stage = Stage::new().await;
    let mut hale = stage.dr_hale().await;
    let group = hale.make_group().await;
    let mut shared = stage.browser();
    let mut came = Vec::new();
    for name in ["Maren", "Theo"] {
        let form = json!({"name": name, "role": "member"});
        let entry: RosterEntry = hale.post(&format!("{group}/roster"), form).await.json();
        let path = format!("{group}/roster/{}/invitation", entry.person);
        let link: Link = hale.post_nothing(&path).await.json();
        let open = json!({"token": fragment(&link.url)});
        came.push(
            shared
                .post("/api/invitations/open", open)
                .await
                .json::<Invited>(),
        );
    }
    assert_eq!(shared.cookies.len(), 2);
    for invited in came {
        let path = format!("/api/invitations/{}", invited.r#as.0);
        assert_eq!(shared.get(&path).await.json::<Invited>(), invited);
    }
}

#[tokio::test]
async fn an_invitation_ends_after_thirty_days() {
    let stage = Stage::new().await;
    let mut hale = stage.dr_hale().await;
    let group = hale.make_group().await;
    let form = json!({"name": "Ayo", "role": "observer"});
    let ayo: RosterEntry = hale.post(&format!("{group}/roster"), form).await.json();
    let path = format!("{group}/roster/{}/invitation", ayo.person);
    let link: Link = hale.post_nothing(&path).await.json();
    stage.clock.advance(limits::INVITATION_MS);
    let open = json!({"token": fragment(&link.url)});
    let late = stage.browser().post("/api/invitations/open", open).await;
    assert_eq!(late.code(), ErrorCode::LinkExpired);
}

#[tokio::test]
async fn a_colleague_joins_with_a_new_account_and_leads_the_same_group() {
    let stage = Stage::new().await;
    let mut hale = stage.dr_hale().await;
    let group = hale.make_group().await;
    let link: Link = hale
        .post_nothing(&format!("{group}/therapists"))
        .await
        .json();
    let mut obi = stage.browser();
    assert_eq!(obi.get(&group).await.code(), ErrorCode::NotSignedIn);
    let token = fragment(&link.url);
    obi.post("/api/colleague/peek", json!({"token": token}))
        .await
        .ok();
    let mut form = json!({
        "token": token, "name": "Dr Obi", "email": "hale@example.org", "password": "somebody else's"
    });
    let taken = obi.post("/api/colleague/accept", form.clone()).await;
    assert_eq!(taken.code(), ErrorCode::WrongLogin);
    form["email"] = "obi@example.org".into();
    obi.post("/api/colleague/accept", form.clone()).await.ok();
    let page: GroupPage = obi.get(&group).await.json();
    assert_eq!(page.roster.len(), 2);
    let again = stage.browser().post("/api/colleague/accept", form).await;
    assert_eq!(again.code(), ErrorCode::LinkUsed);
}

#[tokio::test]
async fn a_colleague_with_an_account_joins_with_its_password() {
    let stage = Stage::new().await;
    let mut hale = stage.dr_hale().await;
    let group = hale.make_group().await;
    for _ in 0..2 {
        let link: Link = hale
            .post_nothing(&format!("{group}/therapists"))
            .await
            .json();
        let form = json!({
            "token": fragment(&link.url), "name": "Dr Obi", "email": "obi@example.org",
            "password": PASSWORD
        });
        let me = stage.browser().post("/api/colleague/accept", form).await;
        assert_eq!(me.json::<Therapist>().groups.len(), 1);
    }
}

#[tokio::test]
async fn another_therapists_group_answers_like_one_that_is_not_there() {
    let stage = Stage::new().await;
    let mut hale = stage.dr_hale().await;
    let group = hale.make_group().await;
    let other = hale.make_group().await;
    let link: Link = hale
        .post_nothing(&format!("{other}/therapists"))
        .await
        .json();
    let mut obi = stage.browser();
    let form = json!({
        "token": fragment(&link.url), "name": "Dr Obi", "email": "obi@example.org",
        "password": PASSWORD
    });
    obi.post("/api/colleague/accept", form).await.ok();
    let nowhere = format!("/api/groups/{}", uuid::Uuid::new_v4());
    let theirs = obi.get(&group).await.error();
    assert_eq!(theirs, obi.get(&nowhere).await.error());
    assert_eq!(theirs.code, ErrorCode::NotFound);
    let change = obi.put(&group, settings()).await;
    assert_eq!(change.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn changed_ground_rules_get_a_new_version() {
    let stage = Stage::new().await;
    let mut hale = stage.dr_hale().await;
    let group = hale.make_group().await;
    let mut form = settings();
    form["ground_rules"] = "We listen.".into();
    hale.put(&group, form).await.ok();
    let page: GroupPage = hale.get(&group).await.json();
    assert_eq!(page.group.ground_rules_version, 2);
}

#[tokio::test]
async fn a_group_keeps_its_own_templates() {
    let stage = Stage::new().await;
    let mut hale = stage.dr_hale().await;
    let group = hale.make_group().await;
    let form = json!({"template": {
        "prompt": "How are you?", "answer": {"kind": "text", "chars": 200}, "shown_to": "group"
    }});
    let path = format!("{group}/templates");
    let mut unanswerable = form.clone();
    unanswerable["template"]["answer"] = json!({"kind": "choice", "options": ["one"]});
    let refused = hale.post(&path, unanswerable).await.error();
    assert_eq!(refused.code, ErrorCode::Invalid);
    assert_eq!(refused.field, Some(Field::Template));
    let saved: SavedTemplate = hale.post(&path, form).await.json();
    let kept: Templates = hale.get(&path).await.json();
    assert_eq!(kept.templates, std::slice::from_ref(&saved));
    let one = format!("{path}/{}", saved.id.0);
    hale.delete(&one).await.ok();
    assert_eq!(hale.delete(&one).await.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn a_group_opens_one_session_and_its_people_get_tickets_for_it() {
    let stage = Stage::new().await;
    let mut hale = stage.dr_hale().await;
    let group = hale.make_group().await;
    let form = json!({"name": "Maren", "role": "member"});
    let maren: RosterEntry = hale.post(&format!("{group}/roster"), form).await.json();
    let path = format!("{group}/roster/{}/invitation", maren.person);
    let link: Link = hale.post_nothing(&path).await.json();
    let sessions = format!("{group}/sessions");
    let opened: SessionOpened = hale.post_nothing(&sessions).await.json();
    let second = hale.post_nothing(&sessions).await.error();
    assert_eq!(second.code, ErrorCode::SessionOpen);
    assert_eq!(second.session, Some(opened.session));
    let page: GroupPage = hale.get(&group).await.json();
    assert_eq!(page.session.unwrap().id, opened.session);
    let mut phone = stage.browser();
    let open = json!({"token": fragment(&link.url)});
    let invited: Invited = phone.post("/api/invitations/open", open).await.json();
    assert_eq!(invited.session, Some(opened.session));
    let ask = json!({"session": opened.session, "as": invited.r#as});
    let ticket: Ticket = phone.post("/api/ticket", ask.clone()).await.json();
    assert!(ticket.ticket.0.len() >= 22);
    let own = json!({"session": opened.session, "as": null});
    hale.post("/api/ticket", own.clone()).await.ok();
    assert_eq!(
        stage.browser().post("/api/ticket", ask).await.code(),
        ErrorCode::NotSignedIn
    );
    let elsewhere = json!({"session": uuid::Uuid::new_v4(), "as": null});
    assert_eq!(
        hale.post("/api/ticket", elsewhere).await.code(),
        ErrorCode::NoSession
    );
}
