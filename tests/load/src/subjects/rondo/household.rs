//! Groups, their therapists and their invited members, made through the server's own interface.

use std::{net::SocketAddr, path::PathBuf, thread};

use anyhow::{Context, Result, anyhow, ensure};
use rondo_protocol::http as api;
use serde_json::json;
use tempfile::TempDir;

use crate::{crowd::plan::Shape, http::Http, stop};

/// Rooms one therapist leads. The server lets each make 200 groups (`GROUPS_PER_THERAPIST_MAX`); a few
/// are for inviting colleagues.
const GROUPS_PER_THERAPIST: usize = 150;
/// Groups that are furnished at once, so that their writes share commits.
const AT_ONCE: usize = 8;

/// A data folder with everything in it that people need to come in.
pub struct Household {
    pub data: PathBuf,
    pub keys: std::sync::Arc<Keys>,
    pub _folder: TempDir,
}

/// What opens the doors.
pub struct Keys {
    /// The cookies of the therapists.
    therapists: Vec<String>,
    pub groups: Vec<GroupKeys>,
}

impl Keys {
    /// The cookie of the therapist who leads a room.
    pub fn therapist_of(&self, room: usize) -> &str {
        &self.therapists[room / GROUPS_PER_THERAPIST]
    }
}

/// A group.
pub struct GroupKeys {
    pub id: String,
    pub members: Vec<Invited>,
}

/// Somebody with an invitation that was opened.
pub struct Invited {
    pub invitation: String,
    pub cookie: String,
}

/// Sets an empty server up: one group for each room, somebody invited for each seat.
pub fn furnish(address: SocketAddr, setup_token: &str, shape: Shape) -> Result<Keys> {
    let mut http = Http::to(address);
    let form = json!({
        "token": setup_token, "name": "Dr Hale",
        "email": "therapist0@load.example", "password": "a circle of many chairs",
    });
    let first = cookie(http.post("/api/setup", "", &form.to_string())?.cookies)?;
    let mut therapists = vec![first];
    for nth in 1..shape.rooms.div_ceil(GROUPS_PER_THERAPIST) {
        therapists.push(colleague(&mut http, &therapists[0], nth)?);
    }
    let rooms: Vec<usize> = (0..shape.rooms).collect();
    let groups: Result<Vec<Vec<GroupKeys>>> = thread::scope(|scope| {
        let busy: Vec<_> = rooms
            .chunks(shape.rooms.div_ceil(AT_ONCE))
            .map(|rooms| {
                let therapists = &therapists;
                scope.spawn(move || -> Result<Vec<_>> {
                    let mut http = Http::to(address);
                    let therapist = |room: &usize| &therapists[room / GROUPS_PER_THERAPIST];
                    let rooms = rooms.iter();
                    rooms
                        .map(|room| group(&mut http, therapist(room), shape.size))
                        .collect()
                })
            })
            .collect();
        let done = busy.into_iter().map(|busy| {
            let done = busy.join();
            done.map_err(|_| anyhow!("a group was not furnished"))?
        });
        done.collect()
    });
    Ok(Keys {
        therapists,
        groups: groups?.into_iter().flatten().collect(),
    })
}

/// One more therapist with an account of their own, by a link into a group of the first's.
fn colleague(http: &mut Http, first: &str, nth: usize) -> Result<String> {
    let id = make_group(http, first, 2)?;
    let link: api::Link = http
        .post(&format!("/api/groups/{id}/therapists"), first, "")?
        .read()?;
    let form = json!({
        "token": token_of(&link)?, "name": format!("Dr Obi {nth}"),
        "email": format!("therapist{nth}@load.example"), "password": "a circle of many chairs",
    });
    cookie(
        http.post("/api/colleague/accept", "", &form.to_string())?
            .cookies,
    )
}

fn group(http: &mut Http, therapist: &str, size: usize) -> Result<GroupKeys> {
    let id = make_group(http, therapist, size - 1)?;
    let mut members = Vec::new();
    for member in 1..size {
        stop::asked()?;
        let form = json!({"name": format!("Member {member}"), "role": "member"}).to_string();
        let path = format!("/api/groups/{id}/roster");
        let entry: api::RosterEntry = http.post(&path, therapist, &form)?.read()?;
        let path = format!("{path}/{}/invitation", entry.person);
        let link: api::Link = http.post(&path, therapist, "")?.read()?;
        let token = json!({"token": token_of(&link)?}).to_string();
        let opened = http.post("/api/invitations/open", "", &token)?;
        let invited: api::Invited = opened.read()?;
        members.push(Invited {
            invitation: invited.r#as.0,
            cookie: cookie(opened.cookies)?,
        });
    }
    Ok(GroupKeys { id, members })
}

fn make_group(http: &mut Http, therapist: &str, members: usize) -> Result<String> {
    let form = json!({
        "name": "Tuesday", "ground_rules": "What is said here stays here.",
        "crisis_text": "If it cannot wait, call 112.", "capacity": members.max(2),
        "feedback_threshold": 5, "admission": "everybody",
    });
    let group: api::Group = http
        .post("/api/groups", therapist, &form.to_string())?
        .read()?;
    Ok(group.id.to_string())
}

fn token_of(link: &api::Link) -> Result<&str> {
    link.url
        .0
        .rsplit('/')
        .next()
        .context("a link without a token")
}

/// What the server gave, as a browser sends it back.
fn cookie(cookies: Vec<String>) -> Result<String> {
    ensure!(!cookies.is_empty(), "no cookie");
    Ok(cookies.join("; "))
}
