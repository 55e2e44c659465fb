//! The HTTP side: one browser's cookies, and requests as that browser would send them.

use std::collections::BTreeMap;

use reqwest::{
    Method, StatusCode,
    header::{CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE},
    redirect::Policy,
};
use rondo_protocol::{
    BoxId, SessionId,
    http::{AskTicket, ErrorAnswer, InvitationRef, Invited, OpenInvitation, Secret, Ticket},
};
use serde::{Serialize, de::DeserializeOwned};

/// Why a request did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Asked {
    /// The server said no.
    #[error("{status}: {answer:?}")]
    No {
        /// The HTTP status.
        status: StatusCode,
        /// Why.
        answer: Box<ErrorAnswer>,
    },
    /// No proper answer came.
    #[error(transparent)]
    Unanswered(#[from] reqwest::Error),
}

/// One browser: its cookies, and the server it talks to.
#[derive(Clone, Debug)]
pub struct Web {
    http: reqwest::Client,
    /// Where requests go.
    address: String,
    /// Which page they come from.
    origin: String,
    cookies: BTreeMap<String, String>,
}

impl Web {
    /// A fresh browser on the page of the server at `origin`, as in `http://127.0.0.1:7400`.
    #[must_use]
    pub fn new(origin: &str) -> Self {
        Self::reaching(origin, origin)
    }

    /// A fresh browser on the page of the server at `origin` that reaches it at `address`, as from
    /// the same machine when its people come through a proxy.
    #[must_use]
    pub fn reaching(address: &str, origin: &str) -> Self {
        let http = reqwest::Client::builder().redirect(Policy::none()).build();
        Self {
            // Building fails only where TLS is set up, and there is none.
            http: http.unwrap_or_default(),
            address: address.trim_end_matches('/').to_owned(),
            origin: origin.trim_end_matches('/').to_owned(),
            cookies: BTreeMap::new(),
        }
    }

    /// The server's origin.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Where requests go.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Opens a link that signs in and leads on, and says where to.
    ///
    /// # Errors
    /// [`Asked::Unanswered`].
    pub async fn visit(&mut self, link: &str) -> Result<Option<String>, Asked> {
        let path = link.strip_prefix(&self.origin).unwrap_or(link);
        let url = format!("{}{path}", self.address);
        let response = self.http.get(url).send().await?;
        self.keep_cookies(&response);
        let to = response.headers().get(LOCATION);
        Ok(to.and_then(|to| Some(to.to_str().ok()?.to_owned())))
    }

    /// The cookies this browser holds, by name.
    pub fn cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        let cookies = self.cookies.iter();
        cookies.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Reads something.
    ///
    /// # Errors
    /// [`Asked`].
    pub async fn get<A: DeserializeOwned>(&mut self, path: &str) -> Result<A, Asked> {
        Ok(self.ask(Method::GET, path, None).await?.json().await?)
    }

    /// Posts something that has an answer.
    ///
    /// # Errors
    /// [`Asked`].
    pub async fn post<A: DeserializeOwned>(
        &mut self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<A, Asked> {
        let body = serde_json::to_vec(body).unwrap_or_default();
        Ok(self
            .ask(Method::POST, path, Some(body))
            .await?
            .json()
            .await?)
    }

    /// Sends something that has no answer.
    ///
    /// # Errors
    /// [`Asked`].
    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> Result<(), Asked> {
        self.ask(method, path, body).await.map(drop)
    }

    /// Opens an invitation by the token of its link.
    ///
    /// # Errors
    /// [`Asked::No`] if it is unknown, expired or revoked.
    pub async fn open_invitation(&mut self, token: &str) -> Result<Invited, Asked> {
        let token = Secret(token.to_owned());
        self.post("/api/invitations/open", &OpenInvitation { token })
            .await
    }

    /// A ticket for the websocket: as one who was invited, or as the therapist signed in here.
    ///
    /// # Errors
    /// [`Asked::No`] if the session is not open to this person.
    pub async fn ticket(
        &mut self,
        session: SessionId,
        invited_as: Option<InvitationRef>,
    ) -> Result<Secret, Asked> {
        let ask = AskTicket {
            session,
            r#as: invited_as,
        };
        let ticket: Ticket = self.post("/api/ticket", &ask).await?;
        Ok(ticket.ticket)
    }

    /// Posts an envelope into a box, with nothing that says who.
    ///
    /// # Errors
    /// [`Asked::Unanswered`].
    pub async fn post_envelope(
        &self,
        box_id: BoxId,
        envelope: Vec<u8>,
    ) -> Result<StatusCode, Asked> {
        let url = format!("{}/anon/{box_id}", self.address);
        let request = self
            .http
            .post(url)
            .header(ORIGIN, &self.origin)
            .body(envelope);
        Ok(request.send().await?.status())
    }

    async fn ask(
        &mut self,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> Result<reqwest::Response, Asked> {
        let url = format!("{}{path}", self.address);
        let mut request = self.http.request(method, url).header(ORIGIN, &self.origin);
        if !self.cookies.is_empty() {
            let pairs: Vec<_> = self
                .cookies
                .iter()
                .map(|(k, v)| format!("{k}={v}"))
                .collect();
            request = request.header(COOKIE, pairs.join("; "));
        }
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, "application/json").body(body);
        }
        let response = request.send().await?;
        self.keep_cookies(&response);
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        let answer = Box::new(response.json().await?);
        Err(Asked::No { status, answer })
    }

    /// Keeps cookies as a browser does that counts this machine as secure.
    fn keep_cookies(&mut self, response: &reqwest::Response) {
        for cookie in response.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str().ok().and_then(|c| c.split(';').next());
            if let Some((name, value)) = pair.and_then(|p| p.split_once('=')) {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        self.cookies.retain(|_, value| !value.is_empty());
    }
}
