//! Tickets: who somebody is, proven over HTTP, carried once to the websocket.
//!
//! A cookie alone would let any page of this origin open a socket as whoever is signed in; a ticket
//! says which person and which session, works once and soon, and never stands in an address.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::Rng;
use rondo_protocol::{At, PersonId, SessionId, roster::Role, text::Name};

use super::limits::{TICKET_MS, TICKETS_MAX, TICKETS_OF_ONE_MAX};

/// Who is let to the door of which session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admit {
    /// The session.
    pub session: SessionId,
    /// Who.
    pub person: PersonId,
    /// What they are in the group.
    pub role: Role,
    /// The name on the roster or account.
    pub name: Name,
}

#[derive(Default)]
pub(crate) struct Tickets(Mutex<HashMap<String, (Admit, At)>>);

impl Tickets {
    /// A new ticket of 192 random bits, or `None` while far too many are outstanding. Whoever holds
    /// too many themselves loses their oldest, so that nobody can use up the tickets of all.
    pub fn issue(&self, admit: Admit, now: At) -> Option<String> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let theirs = held.iter().filter(|(_, (of, _))| of.person == admit.person);
        if theirs.clone().count() >= TICKETS_OF_ONE_MAX {
            let oldest = theirs.min_by_key(|(_, (_, until))| *until);
            if let Some(oldest) = oldest.map(|(ticket, _)| ticket.clone()) {
                held.remove(&oldest);
            }
        }
        if held.len() >= TICKETS_MAX {
            held.retain(|_, (_, until)| *until > now);
            if held.len() >= TICKETS_MAX {
                return None;
            }
        }
        let mut bits = [0_u8; 24];
        rand::rng().fill_bytes(&mut bits);
        let ticket = URL_SAFE_NO_PAD.encode(bits);
        held.insert(ticket.clone(), (admit, now.plus_ms(TICKET_MS)));
        Some(ticket)
    }

    /// Voids every ticket of a person: they are let in no more.
    pub fn void(&self, person: PersonId) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|_, (admit, _)| admit.person != person);
    }

    /// Takes a ticket: it will not work again.
    pub fn redeem(&self, ticket: &str, now: At) -> Option<Admit> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (admit, until) = held.remove(ticket)?;
        (until > now).then_some(admit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admit() -> Admit {
        Admit {
            session: SessionId::from_random(1),
            person: PersonId::from_random(2),
            role: Role::Member,
            name: Name::new("Maren").unwrap(),
        }
    }

    #[test]
    fn a_ticket_works_once() {
        let tickets = Tickets::default();
        let ticket = tickets.issue(admit(), At(0)).unwrap();
        assert_eq!(tickets.redeem(&ticket, At(1)), Some(admit()));
        assert_eq!(tickets.redeem(&ticket, At(1)), None);
    }

    #[test]
    fn a_ticket_does_not_outlive_the_invitation_it_was_given_for() {
        let tickets = Tickets::default();
        let ticket = tickets.issue(admit(), At(0)).unwrap();
        tickets.void(PersonId::from_random(3));
        assert!(tickets.0.lock().unwrap().contains_key(&ticket));
        tickets.void(admit().person);
        assert_eq!(tickets.redeem(&ticket, At(1)), None);
    }

    #[test]
    fn a_ticket_is_soon_too_old() {
        let tickets = Tickets::default();
        let [in_time, late] = [(); 2].map(|()| tickets.issue(admit(), At(0)).unwrap());
        assert_eq!(tickets.redeem(&in_time, At(TICKET_MS - 1)), Some(admit()));
        assert_eq!(tickets.redeem(&late, At(TICKET_MS)), None);
        // Not even if the clock is set back.
        assert_eq!(tickets.redeem(&late, At(0)), None);
    }

    /// Or one member with a script could keep everybody out of every room.
    #[test]
    fn whoever_asks_without_end_holds_their_latest_tickets_and_nobody_elses_place() {
        let tickets = Tickets::default();
        let theo = Admit {
            person: PersonId::from_random(3),
            ..admit()
        };
        let his = tickets.issue(theo.clone(), At(0)).unwrap();
        let hers: Vec<_> = (0..100)
            .map(|at| tickets.issue(admit(), At(at)).unwrap())
            .collect();
        assert_eq!(tickets.0.lock().unwrap().len(), TICKETS_OF_ONE_MAX + 1);
        let good = |ticket: &String| tickets.redeem(ticket, At(100)).is_some();
        let latest: Vec<_> = hers.iter().map(good).collect();
        let expected: Vec<_> = (0..100).map(|n| n >= 100 - TICKETS_OF_ONE_MAX).collect();
        assert_eq!(latest, expected);
        assert_eq!(tickets.redeem(&his, At(100)), Some(theo));
    }

    #[test]
    fn a_guess_takes_nobodys_ticket() {
        let tickets = Tickets::default();
        let ticket = tickets.issue(admit(), At(0)).unwrap();
        for guess in [
            "",
            " ",
            &ticket[1..],
            &format!("{ticket}="),
            &ticket.to_lowercase(),
        ] {
            assert_eq!(tickets.redeem(guess, At(0)), None, "{guess:?}");
        }
        assert_eq!(tickets.redeem(&ticket, At(0)), Some(admit()));
    }
}
