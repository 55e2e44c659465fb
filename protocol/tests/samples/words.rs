//! Samples of the bare enums: every value, wherever one may stand.

use rondo_protocol::{
    RefusalCode,
    checkins::{CheckinStage, ShownTo},
    conversation::LinesMode,
    feedback::BoxStage,
    floor::{FloorMode, HandKind, HandOrder, PlaceState, TurnKind, Wish},
    roster::{Presence, Role, Standing},
    safety::AlertKind,
    session::{Admission, EndReason, Phase},
};

use super::{Samples, samples};

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
samples! { ShownTo { Group, Therapists } }
samples! { CheckinStage { Collecting, Revealed } }
samples! { BoxStage { Open, Collecting, Sealed, Discarded, Voided, Settled } }
samples! { AlertKind { Help, DroppedAfterTurn, LeftAfterTurn, LeftAfterLowCheckin } }

/// `ALL` is written by the same macro as the enum, so it cannot miss a code.
impl Samples for RefusalCode {
    fn samples() -> Vec<Self> {
        RefusalCode::ALL.to_vec()
    }
}
