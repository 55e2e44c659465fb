//! Taking part in an anonymous box: ask for a token, verify it, and seal one envelope with it.
//!
//! It is what a member's page does, on the same frames and with the same checks. The envelope goes
//! out with [`crate::Web::post_envelope`], on a request that says nothing about who sends it.

use rand::{
    rand_core::{CryptoRng, UnwrapErr},
    rngs::SysRng,
};
use rondo_ballot::{Envelope, NoToken, Request, Token, TooLong};
use rondo_protocol::{
    BlindedElement, BoxId, BoxKey, ClientFrame, feedback::Content, frames::Evaluation,
};

use crate::{Client, Closed};

/// Why there is no token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// The connection is gone.
    #[error(transparent)]
    Closed(#[from] Closed),
    /// The server gave none, or one that is not to be trusted.
    #[error(transparent)]
    No(#[from] NoToken),
}

/// The answer to a request for a token, not verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// For which box.
    pub box_id: BoxId,
    /// What was evaluated: the element this seat asked with first.
    pub blinded: BlindedElement,
    /// The evaluation, if there is one for this seat.
    pub evaluation: Option<Evaluation>,
}

fn chance() -> impl CryptoRng {
    UnwrapErr(SysRng)
}

/// A fresh request for a token.
#[must_use]
pub fn draw_request() -> Request {
    Request::draw(&mut chance())
}

/// Seals what somebody gives, or nothing, in the one envelope a token is good for.
///
/// # Errors
/// [`TooLong`].
pub fn seal(token: Token, box_id: BoxId, content: Option<&Content>) -> Result<Envelope, TooLong> {
    let content = content.map(Content::written).unwrap_or_default();
    token.seal(box_id, content.as_bytes(), &mut chance())
}

impl Client {
    /// Asks for the token into a box without waiting for it.
    ///
    /// # Errors
    /// [`Closed`].
    pub async fn ask_token(
        &mut self,
        box_id: BoxId,
        blinded: BlindedElement,
    ) -> Result<(), Closed> {
        let ask = ClientFrame::AskToken { box_id, blinded };
        self.send_frame(&ask).await
    }

    /// The next answer to a request for a token that came and nobody waited for.
    pub fn take_issued(&mut self) -> Option<Issued> {
        self.issued.pop_front()
    }

    /// Asks with a fresh nonce for the token into a box, waits for it, and verifies that it was made
    /// with the key everybody was told.
    ///
    /// # Errors
    /// [`TokenError`].
    pub async fn token(&mut self, box_id: BoxId, key: &BoxKey) -> Result<Token, TokenError> {
        self.token_for(draw_request(), box_id, key).await
    }

    /// The same with a nonce drawn before, as after a drop.
    ///
    /// # Errors
    /// [`TokenError`].
    pub async fn token_for(
        &mut self,
        request: Request,
        box_id: BoxId,
        key: &BoxKey,
    ) -> Result<Token, TokenError> {
        self.ask_token(box_id, request.blinded()).await?;
        let issued = loop {
            let found = self.issued.iter().position(|i| i.box_id == box_id);
            if let Some(issued) = found.and_then(|at| self.issued.remove(at)) {
                break issued;
            }
            self.hear().await?;
        };
        Ok(request.finish(&issued.blinded, issued.evaluation.as_ref(), key)?)
    }
}
