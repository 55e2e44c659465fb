//! The people of a group: dr_hale who leads it, and those who come by an invitation.

use rondo_client::{Asked, Client, Closed, Web};
use rondo_protocol::{
    GroupId, PersonId, SessionId, View,
    frames::Resume,
    http::{
        ErrorCode, Group as GroupMade, GroupPage, InvitationRef, Link, RosterEntry, Secret,
        SessionOpened, Therapist,
    },
};
use serde_json::{Value, json};

use crate::{CANARY, Seated, Stage, patiently, stage::Secrets, words};

/// Where dr_hale signs in.
pub const EMAIL: &str = "hale@zephyrine.example";
/// What dr_hale signs in with.
pub const PASSWORD: &str = "a zephyrine circle of chairs";

/// A group and the browser of dr_hale, who leads it.
#[derive(Clone)]
pub struct Group {
    /// dr_hale's browser, signed in.
    pub web: Web,
    /// The group.
    pub id: GroupId,
    stage: String,
    secrets: Secrets,
}

/// What a group is like unless the test says otherwise: whoever is invited comes in by themselves.
#[must_use]
pub fn settings() -> Value {
    json!({
        "name": words("Tuesday"), "ground_rules": words("stays here"),
        "crisis_text": words("call the crisis line"), "capacity": 20,
        "feedback_threshold": 5, "admission": "everybody"
    })
}

/// The form with which dr_hale sets the server up.
#[must_use]
pub fn setup(token: &str) -> Value {
    json!({"token": token, "name": words("Dr Hale"), "email": EMAIL, "password": PASSWORD})
}

/// The token at the end of a link.
///
/// # Panics
/// Never: every text has an end.
#[must_use]
pub fn token_of(link: &Link) -> String {
    link.url.0.rsplit('/').next().unwrap().to_owned()
}

/// The code of a request that was refused.
///
/// # Panics
/// If it was done, or not answered.
pub fn refused_with<T>(asked: Result<T, Asked>) -> ErrorCode {
    match asked {
        Ok(_) => panic!("done, not refused"),
        Err(Asked::No { answer, .. }) => answer.code,
        Err(Asked::Unanswered(error)) => panic!("{error}"),
    }
}

fn note(secrets: &Secrets, secret: &str) {
    secrets.lock().unwrap().push(secret.to_owned());
}

fn note_cookies(secrets: &Secrets, web: &Web) {
    web.cookies().for_each(|(_, value)| note(secrets, value));
}

impl Group {
    /// Sets the server up as dr_hale, with one group.
    pub async fn new(stage: &Stage) -> Self {
        Self::with(stage, settings()).await
    }

    /// Sets the server up as dr_hale, with a group like this.
    ///
    /// # Panics
    /// If the server does not do it.
    pub async fn with(stage: &Stage, settings: Value) -> Self {
        let mut web = stage.browser();
        let token = stage.setup_token().await;
        let _hale: Therapist = web.post("/api/setup", &setup(&token)).await.unwrap();
        let group: GroupMade = web.post("/api/groups", &settings).await.unwrap();
        let secrets = stage.secrets();
        note(&secrets, &token);
        note_cookies(&secrets, &web);
        Self {
            web,
            id: group.id,
            stage: stage.origin(),
            secrets,
        }
    }

    /// One more group of dr_hale's.
    ///
    /// # Panics
    /// If the server does not make it.
    pub async fn another(mut self) -> Self {
        let group: GroupMade = self.web.post("/api/groups", &settings()).await.unwrap();
        Self {
            id: group.id,
            ..self
        }
    }

    /// Where the group stands in the interface, and something below it.
    #[must_use]
    pub fn path(&self, below: &str) -> String {
        format!("/api/groups/{}{below}", self.id)
    }

    /// Where one person's invitation stands.
    #[must_use]
    pub fn invitation_path(&self, person: PersonId) -> String {
        self.path(&format!("/roster/{person}/invitation"))
    }

    /// Puts somebody on the roster and makes their link.
    ///
    /// # Panics
    /// If the server does not do it.
    pub async fn invite(&mut self, name: &str) -> (PersonId, Link) {
        let form = json!({"name": words(name), "role": "member"});
        let entry: RosterEntry = self.web.post(&self.path("/roster"), &form).await.unwrap();
        let link = self.link(entry.person).await;
        (entry.person, link)
    }

    /// Makes or renews somebody's link.
    ///
    /// # Panics
    /// If the server does not do it.
    pub async fn link(&mut self, person: PersonId) -> Link {
        let path = self.invitation_path(person);
        let link: Link = self.web.post(&path, &()).await.unwrap();
        note(&self.secrets, &token_of(&link));
        link
    }

    /// A member with an open invitation in a browser of their own.
    ///
    /// # Panics
    /// If the server does not do it.
    pub async fn member(&mut self, name: &str) -> Guest {
        let (person, link) = self.invite(name).await;
        let mut web = Web::new(&self.stage);
        let invited = web.open_invitation(&token_of(&link)).await.unwrap();
        note_cookies(&self.secrets, &web);
        Guest {
            web,
            invited_as: Some(invited.r#as),
            name: name.to_owned(),
            person,
            secrets: Secrets::clone(&self.secrets),
        }
    }

    /// dr_hale on the way to the room.
    ///
    /// # Panics
    /// If dr_hale is not signed in.
    pub async fn hale(&mut self) -> Guest {
        let me: Therapist = self.web.get("/api/me").await.unwrap();
        self.therapist(self.web.clone(), "Dr Hale", me)
    }

    /// Another therapist, who came by a colleague's link.
    ///
    /// # Panics
    /// If the server does not do it.
    pub async fn obi(&mut self) -> Guest {
        let link: Link = self.web.post(&self.path("/therapists"), &()).await.unwrap();
        let mut web = Web::new(&self.stage);
        let form = json!({
            "token": token_of(&link), "name": words("Dr Obi"),
            "email": format!("obi@{CANARY}.example"), "password": PASSWORD
        });
        let me: Therapist = web.post("/api/colleague/accept", &form).await.unwrap();
        note(&self.secrets, &token_of(&link));
        note_cookies(&self.secrets, &web);
        self.therapist(web, "Dr Obi", me)
    }

    /// Opens a session.
    ///
    /// # Panics
    /// If one is open already.
    pub async fn open_session(&mut self) -> SessionId {
        let path = self.path("/sessions");
        let opened: SessionOpened = self.web.post(&path, &()).await.unwrap();
        opened.session
    }

    /// Waits until the last session is over and erased, and gives the group's page.
    ///
    /// # Panics
    /// If the server does not show the page.
    pub async fn page_after_the_end(&mut self) -> GroupPage {
        let path = self.path("");
        let page = async {
            loop {
                let page: GroupPage = self.web.get(&path).await.unwrap();
                if page.session.is_none() {
                    break page;
                }
            }
        };
        patiently("the end of the session", page).await
    }

    fn therapist(&self, web: Web, name: &str, me: Therapist) -> Guest {
        Guest {
            web,
            invited_as: None,
            name: name.to_owned(),
            person: me.person,
            secrets: Secrets::clone(&self.secrets),
        }
    }
}

/// Somebody who may come to the door: their browser, and as whom they come.
#[derive(Clone)]
pub struct Guest {
    /// Their browser.
    pub web: Web,
    /// Their invitation; none for therapists.
    pub invited_as: Option<InvitationRef>,
    /// Their name, without the canary.
    pub name: String,
    /// Who they are.
    pub person: PersonId,
    secrets: Secrets,
}

impl Guest {
    /// A ticket for a session.
    ///
    /// # Panics
    /// If none is given.
    pub async fn ticket(&mut self, session: SessionId) -> Secret {
        let invited_as = self.invited_as.clone();
        let ticket = self.web.ticket(session, invited_as).await.unwrap();
        note(&self.secrets, &ticket.0);
        ticket
    }

    /// Comes to the door.
    ///
    /// # Panics
    /// If one is turned away.
    pub async fn come(self, session: SessionId) -> Seated {
        let name = self.name.clone();
        let come = self.try_to_come(session, None).await;
        come.unwrap_or_else(|closed| panic!("{name} was turned away: {closed}"))
    }

    /// Comes to the door, with what one had before.
    ///
    /// # Errors
    /// Why one was turned away.
    pub async fn try_to_come(
        mut self,
        session: SessionId,
        before: Option<(View, Resume)>,
    ) -> Result<Seated, Closed> {
        let ticket = self.ticket(session).await;
        let connecting = Client::connect(self.web.origin(), ticket, before);
        let client = patiently("the welcome", connecting).await?;
        Ok(Seated {
            guest: self,
            session,
            client,
        })
    }
}
