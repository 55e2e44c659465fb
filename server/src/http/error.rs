//! How a request fails: a code from a closed list and words fit to show a person.
//!
//! An expected failure says what the person can do. A fault of ours says only a reference, under
//! which the details stand in the log. No failure repeats what was sent.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rondo_protocol::{
    SessionId,
    http::{ErrorAnswer, ErrorCode, Field},
};
use uuid::Uuid;

use crate::{
    limits,
    store::{StoreError, records::Followed},
};

/// What a handler gives back instead of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(Box<ErrorAnswer>);

/// The result of a handler.
pub type Answer<T> = Result<T, Failure>;

impl Failure {
    /// A failure with its code's usual words.
    #[must_use]
    pub fn new(code: ErrorCode) -> Self {
        Self::saying(code, words(code))
    }

    /// A failure with words of its own.
    #[must_use]
    pub fn saying(code: ErrorCode, message: impl Into<String>) -> Self {
        Self(Box::new(ErrorAnswer {
            code,
            message: message.into(),
            field: None,
            session: None,
            wait_s: None,
        }))
    }

    /// One field is out of its bounds.
    #[must_use]
    pub fn invalid(field: Field) -> Self {
        let mut failure = Self::saying(ErrorCode::Invalid, what_is_valid(field));
        failure.0.field = Some(field);
        failure
    }

    /// The group has this session open.
    #[must_use]
    pub fn session_open(session: SessionId) -> Self {
        let mut failure = Self::new(ErrorCode::SessionOpen);
        failure.0.session = Some(session);
        failure
    }

    /// Too many tries; the next one is looked at in `wait_ms`.
    #[must_use]
    pub fn too_many_tries(wait_ms: u64) -> Self {
        let mut failure = Self::new(ErrorCode::TooManyTries);
        failure.0.wait_s = Some(u32::try_from(wait_ms.div_ceil(1_000)).unwrap_or(u32::MAX));
        failure
    }

    /// Our mistake. `details` goes to the log under a reference that the person is shown.
    #[must_use]
    pub fn fault(details: &dyn std::fmt::Display) -> Self {
        let reference = Uuid::new_v4().simple().to_string()[..8].to_owned();
        tracing::error!(reference, %details, "a request failed through our fault");
        Self::saying(
            ErrorCode::Fault,
            format!(
                "Something went wrong on our side. Please try again; if it happens again, tell the \
                 administrator the reference {reference}."
            ),
        )
    }

    /// What the failure is.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        self.0.code
    }
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::new(ErrorCode::CannotStore),
            StoreError::Unknown(_) | StoreError::Fault(_) => Self::fault(&error),
        }
    }
}

/// What a working link leads to, or the failure its holder is shown.
///
/// # Errors
/// The code of why the link leads nowhere.
pub fn followed<T>(link: Followed<T>) -> Answer<T> {
    match link {
        Followed::Good(target) => Ok(target),
        Followed::Unknown => Err(ErrorCode::LinkUnknown.into()),
        Followed::Expired => Err(ErrorCode::LinkExpired.into()),
        Followed::Used => Err(ErrorCode::LinkUsed.into()),
        Followed::Revoked => Err(ErrorCode::LinkRevoked.into()),
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let wait_s = self.0.wait_s;
        let mut response = (status(self.0.code), Json(self.0)).into_response();
        if let Some(wait_s) = wait_s {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, HeaderValue::from(wait_s));
        }
        response
    }
}

fn status(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::Malformed => StatusCode::BAD_REQUEST,
        ErrorCode::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorCode::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ErrorCode::WrongOrigin => StatusCode::FORBIDDEN,
        ErrorCode::NotSignedIn | ErrorCode::WrongLogin => StatusCode::UNAUTHORIZED,
        ErrorCode::TooManyTries => StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
        ErrorCode::LinkUnknown
        | ErrorCode::LinkExpired
        | ErrorCode::LinkUsed
        | ErrorCode::LinkRevoked => StatusCode::GONE,
        ErrorCode::SetupDone | ErrorCode::SessionOpen | ErrorCode::NoSession | ErrorCode::Full => {
            StatusCode::CONFLICT
        }
        ErrorCode::CannotStore => StatusCode::INSUFFICIENT_STORAGE,
        ErrorCode::Busy => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::Fault => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn words(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::Malformed => "That request could not be understood. Please reload the page.",
        ErrorCode::Invalid => "Something in the form needs correcting.",
        ErrorCode::TooLarge => "That is more than can be sent at once.",
        ErrorCode::NotJson => "That request was not sent as JSON.",
        ErrorCode::WrongOrigin => "That request did not come from this server's own page.",
        ErrorCode::NotSignedIn => "Please sign in again.",
        ErrorCode::WrongLogin => "This e-mail address and password do not belong together.",
        ErrorCode::TooManyTries => "Too many tries. Please wait a little before the next one.",
        ErrorCode::NotFound => "That is not here, or it is not yours to see.",
        ErrorCode::WrongMethod => "That cannot be done here.",
        ErrorCode::LinkUnknown => {
            "This link is not complete, or does not come from here. Please open it again exactly as \
             you received it."
        }
        ErrorCode::LinkExpired => "This link's time is over. Please ask for a new one.",
        ErrorCode::LinkUsed => "This link was already used. Please ask for a new one.",
        ErrorCode::LinkRevoked => "This link no longer works. Please ask for a new one.",
        ErrorCode::SetupDone => "This server is already set up. Please sign in.",
        ErrorCode::SessionOpen => "This group already has a session open.",
        ErrorCode::NoSession => "There is no open session to enter.",
        ErrorCode::Full => "The limit is reached. Please remove something first.",
        ErrorCode::CannotStore => {
            "The server cannot store anything at present. What was saved before is safe."
        }
        ErrorCode::Busy => "The server is busy. Please try again in a moment.",
        ErrorCode::Fault => "Something went wrong on our side. Please try again.",
    }
}

fn what_is_valid(field: Field) -> String {
    match field {
        Field::Name => "A name has 1 to 40 characters.".into(),
        Field::Email => "Please give an e-mail address such as name@example.org.".into(),
        Field::Password => format!(
            "A password has {} to {} characters.",
            limits::PASSWORD_CHARS_MIN,
            limits::PASSWORD_CHARS_MAX
        ),
        Field::GroundRules => "The ground rules have 1 to 4,000 characters.".into(),
        Field::CrisisText => "The crisis text has 1 to 4,000 characters.".into(),
        Field::Capacity => format!(
            "A group seats {} to {} members.",
            limits::CAPACITY.start(),
            limits::CAPACITY.end()
        ),
        Field::FeedbackThreshold => {
            "Anonymous feedback needs at least 5 people, or 4 where the group agreed so.".into()
        }
        Field::Template => "This check-in's question or answers are not complete.".into(),
    }
}
