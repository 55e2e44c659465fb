//! A simulated member's part in an anonymous box: a nonce, then a token, then one envelope.
//!
//! It outlives a dropped connection, as it does in a page that stays open, and is asked for with the
//! same nonce again.

use rondo_client::{Envelope, Issued, NoToken, Request, Token, draw_request, seal};
use rondo_protocol::{BlindedElement, BoxId, BoxKey, feedback::Content};

/// What one member holds of one box.
#[derive(Default)]
pub(super) struct Part(Option<(BoxId, Held)>);

enum Held {
    Request(Request),
    Token(Token),
}

impl Part {
    /// What to ask with for the token of a box: the same whenever it is asked for.
    pub fn request_for(&mut self, box_id: BoxId) -> BlindedElement {
        if let Some((of, Held::Request(request))) = &self.0
            && *of == box_id
        {
            return request.blinded();
        }
        let request = draw_request();
        let blinded = request.blinded();
        self.0 = Some((box_id, Held::Request(request)));
        blinded
    }

    /// Takes the answer to the request, if one is out. What was asked with is used up by it.
    pub fn take(&mut self, issued: &Issued, key: &BoxKey) -> Option<Result<(), NoToken>> {
        match self.0.take() {
            Some((of, Held::Request(request))) if of == issued.box_id => {
                let token = request.finish(&issued.blinded, issued.evaluation.as_ref(), key);
                Some(token.map(|token| self.0 = Some((of, Held::Token(token)))))
            }
            // It answers what was asked twice, or what is not asked any more.
            other => {
                self.0 = other;
                None
            }
        }
    }

    /// The one envelope that the token is good for.
    pub fn envelope(&mut self, box_id: BoxId, content: Option<&Content>) -> Option<Envelope> {
        match self.0.take() {
            Some((of, Held::Token(token))) if of == box_id => seal(token, box_id, content).ok(),
            other => {
                self.0 = other;
                None
            }
        }
    }
}
