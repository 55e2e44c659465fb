//! Sessions with a box at every stage there is.

use rondo_protocol::{
    BoxId,
    feedback::{Ask, BoxStage, BoxView},
};

use super::*;

/// Where a box can stand, with figures told from slips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    None,
    Open,
    Collecting,
    Sealed,
    Settled,
    Counted,
    Discarded,
    Voided,
}

pub const STANDS: [Stand; 8] = [
    Stand::None,
    Stand::Open,
    Stand::Collecting,
    Stand::Sealed,
    Stand::Settled,
    Stand::Counted,
    Stand::Discarded,
    Stand::Voided,
];

/// The kinds that can stand there.
pub fn kinds(stand: Stand) -> Vec<Ask> {
    let of_words = |ask: &Ask| *ask == WORDS;
    match stand {
        Stand::None | Stand::Sealed | Stand::Settled => vec![WORDS],
        Stand::Counted => every_kind().into_iter().filter(|a| !of_words(a)).collect(),
        Stand::Open | Stand::Collecting | Stand::Discarded | Stand::Voided => every_kind().into(),
    }
}

/// A live session of six with a box that stands there.
pub fn session_at(stand: Stand, ask: &Ask) -> (Session, BoxId) {
    let mut s = Session::live(&MEMBERS);
    let mut id = BoxId::from_random(1);
    let everybody = || vec![something_for(ask); 6];
    match stand {
        Stand::None => {}
        Stand::Open => {
            s.must(DR_HALE, open_box_of(ask.clone(), 900));
            id = s.seen_box(DR_HALE).box_id;
        }
        Stand::Collecting => {
            id = s.opens(ask.clone());
            s.closes_box();
            everybody().into_iter().for_each(|content| s.posts(content));
        }
        Stand::Sealed | Stand::Counted => id = s.seals(ask.clone(), everybody()),
        Stand::Settled => {
            id = s.seals(ask.clone(), everybody());
            s.must(DR_HALE, settle(id, &[], &[(slip_id(0), "In other words.")]));
        }
        Stand::Discarded => id = s.seals(ask.clone(), [None, None]),
        Stand::Voided => {
            id = s.opens(ask.clone());
            s.leaves(RIVER);
            s.comes_in(RIVER);
        }
    }
    assert_eq!(stand_of(&s), stand);
    (s, id)
}

pub fn stand_of(s: &Session) -> Stand {
    let Some(BoxView { stage, outcome, .. }) = &s.screen(DR_HALE).feedback_box else {
        return Stand::None;
    };
    match stage {
        BoxStage::Open => Stand::Open,
        BoxStage::Collecting => Stand::Collecting,
        BoxStage::Sealed => Stand::Sealed,
        BoxStage::Settled if outcome.is_some() => Stand::Counted,
        BoxStage::Settled => Stand::Settled,
        BoxStage::Discarded => Stand::Discarded,
        BoxStage::Voided => Stand::Voided,
    }
}
