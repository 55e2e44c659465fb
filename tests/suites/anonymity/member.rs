//! One member of a group, as light as can be, since there are a thousand of them.

use rondo_client::{Client, Token, Web};
use rondo_protocol::{
    Command, PersonId, SessionId,
    feedback::{BoxStage, BoxView},
    http::{InvitationRef, Link, RosterEntry},
    roster::Standing,
};
use rondo_tests::{asking, patiently, people};
use serde_json::json;

/// Somebody with an open invitation.
pub struct Guest {
    web: Web,
    invited_as: InvitationRef,
    person: PersonId,
    name: String,
}

/// Somebody in the circle.
pub struct Member {
    /// Their browser.
    pub web: Web,
    /// Their connection.
    pub client: Client,
    /// Their name on the roster.
    pub name: String,
    /// What stands for them in the records of the practice.
    pub handles: Vec<String>,
}

impl Guest {
    /// Puts somebody on the roster of the group at this path, who opens their link.
    pub async fn invited(hale: &mut Web, path: &str, name: String) -> Self {
        let form = json!({"name": name, "role": "member"});
        let entry: RosterEntry = hale.post(&format!("{path}/roster"), &form).await.unwrap();
        let person = entry.person;
        let invitation = format!("{path}/roster/{person}/invitation");
        let link: Link = hale.post(&invitation, &()).await.unwrap();
        let mut web = Web::new(hale.origin());
        let token = people::token_of(&link);
        let invited = web.open_invitation(&token).await.unwrap();
        Self {
            web,
            invited_as: invited.r#as,
            person,
            name,
        }
    }

    /// Comes to the door and is let in.
    pub async fn comes_in(mut self, session: SessionId) -> Member {
        let handles = vec![self.person.to_string(), self.invited_as.0.clone()];
        let mut client = connect(&mut self.web, session, Some(self.invited_as)).await;
        let version = client.view().session.ground_rules.version;
        let name = self.name.split_once(' ').unwrap().1;
        does(&mut client, asking::accept_rules(version, name)).await;
        let is_in = client.until(|view| view.me.standing == Standing::In);
        patiently("the circle", is_in).await.unwrap();
        Member {
            web: self.web,
            client,
            name: self.name,
            handles,
        }
    }
}

impl Member {
    /// What a page does by itself when a box opens.
    pub async fn asks_for_a_token(&mut self) -> Token {
        let opened = sees(&mut self.client, BoxStage::Open).await;
        let token = self.client.token(opened.box_id, &opened.key);
        patiently("a token", token).await.unwrap()
    }
}

/// Comes to the door of a session.
pub async fn connect(web: &mut Web, session: SessionId, invited: Option<InvitationRef>) -> Client {
    let ticket = web.ticket(session, invited).await.unwrap();
    let welcome = Client::connect(web.origin(), ticket, None);
    patiently("the welcome", welcome).await.unwrap()
}

/// Asks, and sees it done.
pub async fn does(client: &mut Client, command: Command) {
    let done = patiently("an answer", client.ask(command)).await;
    done.unwrap().unwrap();
}

/// Waits until the box is at this stage.
pub async fn sees(client: &mut Client, stage: BoxStage) -> BoxView {
    sees_either(client, stage, stage).await
}

/// Waits until the box is at one of these stages.
pub async fn sees_either(client: &mut Client, one: BoxStage, other: BoxStage) -> BoxView {
    let is_one = |seen: &BoxView| seen.stage == one || seen.stage == other;
    let at_stage = client.until(|view| view.feedback_box.as_ref().is_some_and(is_one));
    patiently(&format!("{one:?}"), at_stage).await.unwrap();
    client.view().feedback_box.clone().unwrap()
}
