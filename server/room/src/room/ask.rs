//! Commands: each goes through the policy, then to its feature; what joins two features is here.

use rondo_protocol::{
    Command, RefusalCode, SeatId,
    checkins::{CheckinStage, CheckinsCommand},
    conversation::{Audience, ConversationCommand, LinesMode},
    feedback::FeedbackCommand,
    floor::FloorCommand,
    moderation::ModerationCommand,
    roster::{Role, RosterCommand, Standing},
    safety::{AlertKind, ContactView, SafetyCommand},
    session::{EndReason, Phase, SessionCommand},
    text::LineText,
};

use super::{Draft, Room};
use crate::{
    checkins::CheckinsEvent,
    conversation::ConversationEvent,
    feedback,
    floor::{Asking, FloorEvent},
    input::Stamp,
    limits::AFTER_TURN_MS,
    moderation::ModerationEvent,
    policy,
    roster::{Leaving, RosterEvent, Seat},
    safety::SafetyEvent,
    session::SessionEvent,
};

type Done = Result<(), RefusalCode>;

impl Room {
    fn seat(&self, seat: SeatId) -> Result<&Seat, RefusalCode> {
        self.roster.seats.get(&seat).ok_or(RefusalCode::UnknownSeat)
    }

    /// Somebody at the door or in the circle whom a therapist may deal with.
    fn guest(&self, seat: SeatId) -> Result<&Seat, RefusalCode> {
        let guest = self.seat(seat)?;
        match guest.role {
            Role::Therapist => Err(RefusalCode::NotAllowed),
            Role::Member | Role::Observer if guest.is_here() => Ok(guest),
            Role::Member | Role::Observer => Err(RefusalCode::UnknownSeat),
        }
    }

    /// Whether somebody who waits can be let in now.
    pub(crate) fn admissible(&self, id: SeatId) -> Result<(), RefusalCode> {
        let seat = self.seat(id)?;
        match seat.standing {
            Standing::Waiting => {}
            Standing::Arriving => return Err(RefusalCode::RulesNotAccepted),
            Standing::In | Standing::Left | Standing::Removed => {
                return Err(RefusalCode::UnknownSeat);
            }
        }
        if self.session.locked && !seat.was_in {
            return Err(RefusalCode::Locked);
        }
        match seat.role {
            Role::Member if self.roster.members_in() >= usize::from(self.opening.capacity) => {
                Err(RefusalCode::RoomFull)
            }
            Role::Observer if !self.roster.all_agreed(id) => Err(RefusalCode::NotAgreed),
            Role::Member | Role::Observer | Role::Therapist => Ok(()),
        }
    }

    /// Whether somebody may write to everyone now, and if so whether the line has to be approved.
    fn may_write_to_everyone(&self, id: SeatId) -> Result<bool, RefusalCode> {
        if self.seat(id)?.role == Role::Therapist {
            return Ok(false);
        }
        if self.moderation.muted.contains(&id) {
            return Err(RefusalCode::Muted);
        }
        if self.floor.strict_for(id) {
            return Err(RefusalCode::SpeakerOnly);
        }
        match self.conversation.mode {
            LinesMode::Open => Ok(false),
            LinesMode::Held => Ok(true),
            LinesMode::Closed => Err(RefusalCode::LinesClosed),
        }
    }
}

impl Draft<'_> {
    pub(super) fn command(&mut self, by: SeatId, command: &Command) -> Done {
        let room = self.room();
        let seat = room.seat(by)?;
        let role = seat.role;
        policy::permit(role, seat.standing, room.moment(), command)?;
        match command {
            Command::Session(command) => self.session(by, command),
            Command::Roster(command) => self.roster(by, command),
            Command::Floor(command) => self.floor(by, role, command),
            Command::Conversation(command) => self.conversation(by, command),
            Command::Checkins(command) => self.checkins(by, command),
            Command::Feedback(command) => self.feedback(command),
            Command::Moderation(command) => self.moderation(command),
            Command::Safety(command) => self.safety(by, command),
        }
    }

    fn session(&mut self, by: SeatId, command: &SessionCommand) -> Done {
        match command {
            SessionCommand::AcceptRules { version, name } => {
                if *version != self.room().opening.ground_rules.version {
                    return Err(RefusalCode::RulesChanged);
                }
                if self.room().roster.is_a_therapists(name) {
                    return Err(RefusalCode::TherapistsName);
                }
                let (version, name) = (*version, name.clone());
                self.emit(RosterEvent::RulesAccepted {
                    seat: by,
                    version,
                    name,
                });
            }
            SessionCommand::Start {} => self.emit(SessionEvent::Started {}),
            SessionCommand::SetAdmission { admission } => {
                self.emit(SessionEvent::AdmissionSet {
                    admission: *admission,
                });
            }
            SessionCommand::Lock { locked } => self.emit(SessionEvent::LockSet { locked: *locked }),
            SessionCommand::Close {} => {
                let guests: Vec<SeatId> = self.guests(|_| true);
                let opened = self.room().floor.opened();
                self.emit_all(opened);
                self.emit(SessionEvent::Closed {});
                let left = |seat| RosterEvent::Left {
                    seat,
                    why: Leaving::Closed,
                };
                self.emit_all(guests.into_iter().map(left));
            }
            SessionCommand::End {} => {
                self.emit(SessionEvent::Ended {
                    reason: EndReason::Therapist,
                });
            }
        }
        Ok(())
    }

    /// Members and observers at the door or in the circle, as chosen.
    fn guests(&mut self, chosen: impl Fn(&Seat) -> bool) -> Vec<SeatId> {
        let seats = self.room().roster.seats.iter();
        seats
            .filter(|(_, s)| s.role != Role::Therapist && s.is_here() && chosen(s))
            .map(|(id, _)| *id)
            .collect()
    }

    fn roster(&mut self, by: SeatId, command: &RosterCommand) -> Done {
        match command {
            RosterCommand::Admit { seat } => self.admit(*seat),
            RosterCommand::AdmitAll {} => self.admit_all(),
            RosterCommand::Deny { seat } => match self.room().guest(*seat)?.standing {
                Standing::Arriving | Standing::Waiting => {
                    self.leave(*seat, Leaving::Denied);
                    Ok(())
                }
                Standing::In | Standing::Left | Standing::Removed => Err(RefusalCode::WrongPhase),
            },
            RosterCommand::AgreeToObserver { seat, agree } => {
                let asked = self.room().roster.observers().any(|(id, _)| id == *seat);
                if !asked {
                    return Err(RefusalCode::UnknownSeat);
                }
                let (observer, agree) = (*seat, *agree);
                self.emit(RosterEvent::AgreedToObserver {
                    seat: by,
                    observer,
                    agree,
                });
                Ok(())
            }
            RosterCommand::StepAway {} => {
                if !self.room().seat(by)?.away {
                    self.emit(RosterEvent::SteppedAway { seat: by });
                    self.end_turn_of(by);
                }
                Ok(())
            }
            RosterCommand::ComeBack {} => {
                if self.room().seat(by)?.away {
                    self.emit(RosterEvent::CameBack { seat: by });
                }
                Ok(())
            }
            RosterCommand::Leave {} => {
                self.leave(by, Leaving::Own);
                Ok(())
            }
        }
    }

    fn admit(&mut self, seat: SeatId) -> Done {
        let room = self.room();
        if room.seat(seat)?.is_in() {
            return Ok(());
        }
        room.admissible(seat)?;
        let lines_from = room.conversation.next_line;
        self.emit(RosterEvent::LetIn { seat, lines_from });
        Ok(())
    }

    fn admit_all(&mut self) -> Done {
        let waiting = self.guests(|s| s.standing == Standing::Waiting);
        let refusals: Vec<_> = waiting
            .iter()
            .filter_map(|s| self.admit(*s).err())
            .collect();
        match refusals.first() {
            Some(code) if refusals.len() == waiting.len() => Err(*code),
            Some(_) | None => Ok(()),
        }
    }

    fn end_turn_of(&mut self, seat: SeatId) {
        let turn = self.room().floor.turn.as_ref().filter(|t| t.holder == seat);
        let ended = turn.map(|t| FloorEvent::TurnEnded { turn: t.id });
        self.emit_all(ended);
    }

    fn floor(&mut self, by: SeatId, role: Role, command: &FloorCommand) -> Done {
        let Stamp { at, random, .. } = self.stamp;
        let room = self.room();
        let circle = room.roster.circle();
        let asking = Asking {
            seat: by,
            role,
            at,
            circle: &circle,
            random,
        };
        let events = room.floor.ask(command, &asking)?;
        self.emit_all(events);
        Ok(())
    }

    fn conversation(&mut self, by: SeatId, command: &ConversationCommand) -> Done {
        let at = self.at;
        match command {
            ConversationCommand::Say { audience, text } => self.say(by, audience, text),
            ConversationCommand::WithYou {} => {
                let until = self.room().conversation.with_you_until.get(&by).copied();
                if until.is_none_or(|until| until <= at) {
                    self.emit(ConversationEvent::WithYou { seat: by });
                }
                Ok(())
            }
            ConversationCommand::Hide { line } => {
                self.room().conversation.shown(*line)?;
                self.emit(ConversationEvent::LineHidden { line: *line });
                Ok(())
            }
            ConversationCommand::Approve { line } => {
                let conversation = &self.room().conversation;
                let shown_as = conversation.next_line;
                if conversation.shown(*line)?.held {
                    self.emit(ConversationEvent::LineApproved {
                        line: *line,
                        shown_as,
                    });
                }
                Ok(())
            }
            ConversationCommand::SetLines { mode } => {
                self.emit(ConversationEvent::ModeSet { mode: *mode });
                Ok(())
            }
        }
    }

    fn say(&mut self, by: SeatId, audience: &Audience, text: &LineText) -> Done {
        let room = self.room();
        let held = match audience {
            Audience::Everyone {} => room.may_write_to_everyone(by)?,
            Audience::Therapists {} => false,
            Audience::One { seat } => {
                if !room.guest(*seat)?.is_in() {
                    return Err(RefusalCode::UnknownSeat);
                }
                false
            }
        };
        let event = ConversationEvent::LineSaid {
            line: room.conversation.next_line,
            from: by,
            name: room.seat(by)?.name.clone(),
            audience: audience.clone(),
            text: Some(text.clone()),
            held,
        };
        self.emit(event);
        Ok(())
    }

    fn checkins(&mut self, by: SeatId, command: &CheckinsCommand) -> Done {
        let checkins = &self.room().checkins;
        let event = match command {
            CheckinsCommand::Open { template } => Some(checkins.open(template)?),
            CheckinsCommand::Answer { checkin, answer } => {
                Some(checkins.answer(*checkin, by, answer)?)
            }
            CheckinsCommand::Reveal { checkin } => match checkins.current(*checkin)?.stage {
                CheckinStage::Collecting => Some(CheckinsEvent::Revealed {}),
                CheckinStage::Revealed => None,
            },
            CheckinsCommand::Close { checkin } => {
                checkins.current(*checkin)?;
                Some(CheckinsEvent::Closed {})
            }
        };
        self.emit_all(event);
        Ok(())
    }

    fn feedback(&mut self, command: &FeedbackCommand) -> Done {
        let stamp = self.stamp;
        let room = self.room();
        let asking = feedback::Asking {
            circle: &room.roster.circle(),
            threshold: room.opening.feedback_threshold,
            stamp,
        };
        let event = room.feedback.ask(command, &asking)?;
        self.emit_all(event);
        Ok(())
    }

    fn moderation(&mut self, command: &ModerationCommand) -> Done {
        match command {
            ModerationCommand::SendToWaiting { seat } => {
                if self.room().guest(*seat)?.is_in() {
                    self.emit(RosterEvent::SentBack { seat: *seat });
                }
            }
            ModerationCommand::Remove { seat, may_return } => {
                self.room().guest(*seat)?;
                let why = if *may_return {
                    Leaving::Removed
                } else {
                    Leaving::RemovedForGood
                };
                self.leave(*seat, why);
            }
            ModerationCommand::MuteText { seat, muted } => {
                self.room().guest(*seat)?;
                let (seat, muted) = (*seat, *muted);
                self.emit(ModerationEvent::TextMuted { seat, muted });
            }
        }
        Ok(())
    }

    fn safety(&mut self, by: SeatId, command: &SafetyCommand) -> Done {
        let safety = &self.room().safety;
        let event = match command {
            SafetyCommand::AskHelp {} => safety.ask_help(by),
            SafetyCommand::CancelHelp {} => Some(safety.cancel_help(by)?),
            SafetyCommand::Acknowledge { alert } => safety.acknowledge(*alert, by)?,
            SafetyCommand::LeaveContact { place, phone } => {
                let (place, phone) = (place.clone(), phone.clone());
                let contact = ContactView { place, phone };
                Some(SafetyEvent::ContactLeft { seat: by, contact })
            }
        };
        self.emit_all(event);
        Ok(())
    }

    /// Somebody leaves; if that may be abrupt, therapists are alerted (R-ALERT-1, R-ALERT-2).
    pub(crate) fn leave(&mut self, seat: SeatId, why: Leaving) {
        match why {
            Leaving::Own | Leaving::Grace => {
                self.alert_after_turn(seat, AlertKind::LeftAfterTurn);
                let room = self.room();
                let low = room.safety.low.contains(&seat) && room.session.phase == Phase::Live;
                if low {
                    self.alert(seat, AlertKind::LeftAfterLowCheckin);
                }
            }
            Leaving::Denied
            | Leaving::Removed
            | Leaving::RemovedForGood
            | Leaving::Uninvited
            | Leaving::Closed => {}
        }
        self.emit(RosterEvent::Left { seat, why });
    }

    /// Alerts therapists if a member held the floor not long ago.
    pub(crate) fn alert_after_turn(&mut self, seat: SeatId, kind: AlertKind) {
        let at = self.at;
        let room = self.room();
        let member = room.seat(seat).is_ok_and(|s| s.role == Role::Member);
        let held = room.floor.last_held_at(seat, at);
        let lately = held.is_some_and(|held| at.ms_since(held) <= AFTER_TURN_MS);
        if member && lately && room.session.phase == Phase::Live {
            self.alert(seat, kind);
        }
    }

    fn alert(&mut self, seat: SeatId, kind: AlertKind) {
        let event = self.room().safety.alerted(seat, kind);
        self.emit(event);
    }
}
