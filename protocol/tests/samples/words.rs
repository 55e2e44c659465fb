//! Samples of the bare enums: every value, wherever one may stand.

use rondo_protocol::{
    RefusalCode,
    checkins::{AnswerKind, CheckinStage, ShownTo},
    conversation::LinesMode,
    feedback::{Ask, BoxStage, Outcome, Share, SlipFate, Spread},
    floor::{FloorMode, HandKind, HandOrder, PlaceState, TurnKind, Wish},
    roster::{Presence, Role, Standing},
    safety::AlertKind,
    session::{Admission, EndReason, Phase},
};

use super::{Samples, each, samples};

samples! { Phase { Waiting, Live, Closing, Ended } }
samples! { Admission { OneByOne, Roster, Everybody } }
samples! { EndReason { Therapist, TherapistLost, Abandoned } }
samples! { Role { Therapist, Member, Observer } }
samples! { Standing { Arriving, Waiting, In, Left, Removed } }
samples! { Presence { Connected, Reconnecting, Away, Gone } }
samples! { FloorMode { Open, Hands, GoRound } }
samples! { HandKind { Speak, Respond } }
samples! { HandOrder { FirstCome, LeastHeardFirst } }
samples! { TurnKind { Round, Hand, Given } }
samples! { Wish { JustListen, Questions, SameExperience, HonestFeedback, Silence } }
samples! { PlaceState { Ahead, ComingBack, Heard, Passed } }
samples! { LinesMode { Open, Held, Closed } }
samples! { ShownTo { Group, Therapists, Anonymous } }
samples! { CheckinStage { Collecting, Revealed } }
samples! { BoxStage { Open, Collecting, Sealed, Discarded, Voided, Settled } }
samples! { SlipFate { Undecided, Released, Paraphrased, Kept } }
samples! { Share { Untold, Some, Most } }
samples! { Spread { Close, Mixed, Wide } }
samples! { AlertKind { Help, DroppedAfterTurn, LeftAfterTurn, LeftAfterLowCheckin } }

/// `ALL` is written by the same macro as the enum, so it cannot miss a code.
impl Samples for RefusalCode {
    fn samples() -> Vec<Self> {
        RefusalCode::ALL.to_vec()
    }
}

samples! { Ask {
    Words => vec![Ask::Words {}],
    Answer => each(|answer: AnswerKind| Ask::Answer { answer }),
    MeToo => vec![Ask::MeToo {}],
} }

samples! { Outcome {
    TooFew => vec![Outcome::TooFew {}],
    Scale => each(|spread| Outcome::Scale { mean_halves: 13, spread }),
    Shares => vec![Outcome::Shares { shares: Share::samples() }],
    MeToo => each(|share| Outcome::MeToo { share, taps: None }).into_iter().chain(
        [Outcome::MeToo { share: Share::Most, taps: Some(5) }]).collect(),
} }
