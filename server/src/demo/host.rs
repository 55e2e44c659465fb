//! Keeps Dr. Hale's seat until the person who tries the demo takes it.
//!
//! A session without a therapist would go into safe mode before anybody had clicked the link. So
//! the demo sits there as an ordinary client, begins the session, and is moved aside by the newer
//! connection, as with any second device. From then on the therapist's seat is the person's alone.

use std::time::Duration;

use rondo_client::{Client, Closed, Web};
use rondo_protocol::{
    CloseCode, Command, SessionId, View,
    conversation::{Audience, ConversationCommand},
    floor::{FloorCommand, HandOrder},
    roster::{Presence, Role, Standing},
    session::{Admission, SessionCommand},
    text::LineText,
};
use tokio::{sync::watch, time::sleep};

use super::words;

/// Time between two tries to reach a server in the same process.
const TRY_AGAIN: Duration = Duration::from_millis(500);
/// Time of a turn taken by a raised hand, in milliseconds.
const ALLOTMENT_MS: u32 = 120_000;

/// Connects as the therapist.
pub(super) async fn sit_down(web: &mut Web, session: SessionId) -> Result<Client, Closed> {
    let ticket = web.ticket(session, None).await;
    let ticket = ticket.map_err(|error| Closed::Broken(error.to_string()))?;
    Client::connect_at(web.address(), web.origin(), ticket, None).await
}

/// Waits until `members` are in, begins the session, and closes the door so that who comes later
/// waits there.
pub(super) async fn begin(client: &mut Client, members: usize) -> Result<(), Closed> {
    client.until(|view| members_in(view) >= members).await?;
    for command in beginning() {
        // A refusal here would only leave the person more to do.
        drop(client.ask(command).await?);
    }
    Ok(())
}

fn beginning() -> Vec<Command> {
    let mut commands = vec![
        Command::Session(SessionCommand::SetAdmission {
            admission: Admission::OneByOne,
        }),
        Command::Session(SessionCommand::Start {}),
        Command::Floor(FloorCommand::TakeHands {
            order: HandOrder::FirstCome,
            allotment_ms: Some(ALLOTMENT_MS),
            auto_advance: false,
        }),
    ];
    for text in words::WELCOME {
        let text = LineText::new(text).ok();
        commands.extend(text.map(|text| {
            Command::Conversation(ConversationCommand::Say {
                audience: Audience::Everyone {},
                text,
            })
        }));
    }
    commands
}

fn members_in(view: &View) -> usize {
    let seats = view.seats.iter();
    seats
        .filter(|s| s.role == Role::Member && s.standing == Standing::In)
        .filter(|s| s.presence == Presence::Connected)
        .count()
}

/// Keeps the seat. Tells through `taken` when the person has taken it, and ends then.
pub(super) async fn keep_seat(
    mut client: Client,
    mut web: Web,
    session: SessionId,
    taken: watch::Sender<bool>,
) {
    loop {
        let closed = loop {
            if let Err(closed) = client.hear().await {
                break closed;
            }
            while client.take_answer().is_some() {}
        };
        if closed == Closed::Code(CloseCode::Moved.number()) {
            break;
        }
        client = loop {
            sleep(TRY_AGAIN).await;
            match sit_down(&mut web, session).await {
                Ok(client) => break client,
                Err(Closed::Code(code)) if code == CloseCode::Over.number() => return,
                Err(_not_yet) => {}
            }
        };
    }
    taken.send_replace(true);
    // Members watch this as long as the demo lives.
    taken.closed().await;
}
