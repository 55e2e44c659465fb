//! Sets the demo up through the same requests a therapist's browser would make.

use rand::RngExt;
use rondo_client::{Asked, Web};
use rondo_protocol::{
    GroupId, PersonId, SessionId,
    http::{
        AddPerson, Email, Group, GroupSettings, InvitedRole, Link, RosterEntry, Secret,
        SessionOpened, Setup, Therapist,
    },
    session::Admission,
    text::{Name, PageText, TextError},
};

use super::{
    cast::{AT_THE_DOOR, GROUP, GUEST, IN_THE_ROOM, THERAPIST},
    words,
};

/// Fewest envelopes: five are in the room, and one of them may be away.
const FEEDBACK_THRESHOLD: u8 = 4;
/// Seats for members.
const CAPACITY: u16 = 9;
/// Characters of the therapist's password, which nobody needs to know.
const PASSWORD_CHARS: usize = 40;

/// Why the demo could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// A request failed.
    #[error(transparent)]
    Asked(#[from] Asked),
    /// Words of ours do not fit where they belong.
    #[error(transparent)]
    Words(#[from] TextError),
}

/// A group in session.
pub(super) struct Stage {
    /// Dr. Hale's browser.
    pub web: Web,
    pub therapist: PersonId,
    pub group: GroupId,
    pub session: SessionId,
    /// The tokens of the invitations, in the order of the people in the room, then the door's.
    pub tokens: Vec<String>,
    /// The free seat's link.
    pub guest: Secret,
}

/// Makes the account, the group, its roster and invitations, and opens a session.
///
/// # Errors
/// [`StageError`].
pub(super) async fn set(mut web: Web, setup_link: &Secret) -> Result<Stage, StageError> {
    let setup = Setup {
        token: Secret(token(setup_link)),
        name: Name::new(THERAPIST)?,
        email: Email("hale@demo.invalid".into()),
        password: password(),
    };
    let therapist: Therapist = web.post("/api/setup", &setup).await?;
    let settings = GroupSettings {
        name: Name::new(GROUP)?,
        ground_rules: PageText::new(words::GROUND_RULES)?,
        crisis_text: PageText::new(words::CRISIS)?,
        capacity: CAPACITY,
        feedback_threshold: FEEDBACK_THRESHOLD,
        admission: Admission::Roster,
    };
    let group: Group = web.post("/api/groups", &settings).await?;
    let group = group.id;
    let mut tokens = Vec::new();
    for person in IN_THE_ROOM.into_iter().chain([AT_THE_DOOR]) {
        tokens.push(token(&invite(&mut web, group, person.name).await?));
    }
    let guest = invite(&mut web, group, GUEST).await?;
    let path = format!("/api/groups/{group}/sessions");
    let opened: SessionOpened = web.post(&path, &serde_json::Value::Null).await?;
    Ok(Stage {
        web,
        therapist: therapist.person,
        group,
        session: opened.session,
        tokens,
        guest,
    })
}

/// Puts somebody on the roster and gives their link.
async fn invite(web: &mut Web, group: GroupId, name: &str) -> Result<Secret, StageError> {
    let roster = format!("/api/groups/{group}/roster");
    let person = AddPerson {
        name: Name::new(name)?,
        role: InvitedRole::Member,
    };
    let entry: RosterEntry = web.post(&roster, &person).await?;
    let path = format!("{roster}/{}/invitation", entry.person);
    let link: Link = web.post(&path, &serde_json::Value::Null).await?;
    Ok(link.url)
}

/// The token at the end of a link.
fn token(link: &Secret) -> String {
    link.0.rsplit('/').next().unwrap_or_default().to_owned()
}

fn password() -> Secret {
    let mut dice = rand::rng();
    let letter = |_| char::from(dice.sample(rand::distr::Alphanumeric));
    Secret((0..PASSWORD_CHARS).map(letter).collect())
}
