//! Reads a JSON body into a request of the protocol.
//!
//! One reader for all routes, so that each refuses the same things alike: another content type, too
//! many bytes, an unknown field, a value out of its bounds. What was sent is never repeated.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{StatusCode, header},
};
use rondo_protocol::http::{ErrorCode, Field};
use serde::de::{DeserializeOwned, value::StrDeserializer};
use serde::{Deserialize, de::value::Error as ValueError};

use super::error::Failure;

/// A request's body, read and within its bounds.
#[derive(Debug, Clone)]
pub struct Body<T>(pub T);

impl<S, T> FromRequest<S> for Body<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Err(ErrorCode::NotJson.into());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|error| {
            if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
                Failure::new(ErrorCode::TooLarge)
            } else {
                Failure::new(ErrorCode::Malformed)
            }
        })?;
        read(&bytes).map(Self)
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        match field_of(&path) {
            Some(field) if error.inner().is_data() => Failure::invalid(field),
            Some(_) | None => Failure::new(ErrorCode::Malformed),
        }
    })?;
    json.end().map_err(|_| Failure::new(ErrorCode::Malformed))?;
    Ok(value)
}

/// The form's field in which a path such as `template.answer` starts.
fn field_of(path: &str) -> Option<Field> {
    let first = path.split(['.', '[']).next()?;
    Field::deserialize(StrDeserializer::<ValueError>::new(first)).ok()
}

#[cfg(test)]
mod tests {
    use rondo_protocol::http::{AddPerson, Login};

    use super::*;

    fn refused<T: DeserializeOwned + std::fmt::Debug>(json: &str) -> Failure {
        read::<T>(json.as_bytes()).unwrap_err()
    }

    #[test]
    fn a_value_out_of_bounds_names_its_field() {
        let long = format!(r#"{{"name":"{}","role":"member"}}"#, "a".repeat(41));
        assert_eq!(refused::<AddPerson>(&long), Failure::invalid(Field::Name));
    }

    #[test]
    fn unknown_missing_and_trailing_parts_are_malformed() {
        for json in [
            r#"{"email":"a@b.c","password":"x","admin":true}"#,
            r#"{"email":"a@b.c"}"#,
            r#"{"email":"a@b.c","password":"x"} {}"#,
            "[1",
            "",
        ] {
            assert_eq!(
                refused::<Login>(json).code(),
                ErrorCode::Malformed,
                "{json}"
            );
        }
    }
}
