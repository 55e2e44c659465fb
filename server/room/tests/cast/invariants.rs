//! What has to hold after every step, whatever was asked.

use std::collections::{BTreeMap, BTreeSet};

use rondo_protocol::{
    SeatId, Update, View,
    checkins::{CheckinStage, ShownTo},
    conversation::Audience,
    floor::{FloorUpdate, FloorView},
    roster::{Role, Standing},
};
use rondo_room::{Eyes, Item, Lens, Room, Slice, Touched, limits::LINES_MAX};

use super::box_invariants;

/// Marks a text as secret: `canary:` and then the seats, besides therapists', that may read it,
/// closed by `:` as in `canary:3:`.
pub const CANARY: &str = "canary:";

/// An item as it comes back out of the log.
pub fn stored(item: &Item) -> Item {
    let json = serde_json::to_string(item).unwrap();
    let back: Item = serde_json::from_str(&json).unwrap();
    assert_eq!(&back, item, "the log changed an item (R-CMD-6)");
    box_invariants::item_is_silent(item);
    back
}

/// Tells a screen what was touched, as the hub does: its view anew if what it may see changed,
/// otherwise what is news through the common lens and then through its own eyes.
pub fn tell(
    before: &Room,
    room: &Room,
    seat: SeatId,
    touched: &Touched,
    screen: Option<View>,
) -> View {
    let mut updates = Vec::new();
    if touched.whole(seat) {
        updates.extend(room.project(Slice::Whole(seat), Eyes::Own(seat)));
    } else {
        everything_of_ones_own_is_owned(room, seat, touched);
        for eyes in [Eyes::Common(room.lens(seat)), Eyes::Own(seat)] {
            updates.extend(touched.iter().filter_map(|s| room.news(before, s, eyes)));
        }
    }
    let mut screen = screen
        .or_else(|| room.view(seat))
        .expect("a seat has a view");
    for update in updates {
        no_secret_in(room, seat, &serde_json::to_string(&update).unwrap());
        screen.fold(update);
    }
    screen
}

/// The hub asks nobody but its owners about a slice.
fn everything_of_ones_own_is_owned(room: &Room, seat: SeatId, touched: &Touched) {
    for slice in touched.iter() {
        let seen = room.project(slice, Eyes::Own(seat)).is_some();
        let owned = room.owners(slice).any(|owner| owner == seat);
        assert!(owned || !seen, "{seat:?} would never hear of {slice:?}");
    }
}

/// Everything that is true of every room at every moment.
pub fn hold(room: &Room, screens: &BTreeMap<SeatId, View>) {
    for (seat, view) in screens {
        no_secret_in(room, *seat, &serde_json::to_string(view).unwrap());
        match room.lens(*seat) {
            Lens::Therapists => {}
            Lens::Circle => circle_sees_no_more(*seat, view),
            Lens::Door | Lens::Outside => door_sees_nothing(view),
        }
        assert!(view.lines.len() <= LINES_MAX, "too many lines (R-CON-8)");
    }
    box_invariants::hold(room, screens);
    let floor = floor(room);
    bounded(screens, &floor);
}

fn floor(room: &Room) -> FloorView {
    match room.project(Slice::Floor, Eyes::Common(Lens::Therapists)) {
        Some(Update::Floor(FloorUpdate::Floor { floor })) => floor,
        other => panic!("no floor: {other:?}"),
    }
}

fn bounded(screens: &BTreeMap<SeatId, View>, floor: &FloorView) {
    let inside = |seat: SeatId| screens[&seat].me.standing == Standing::In;
    let hands: BTreeSet<_> = floor.hands.iter().map(|h| h.seat).collect();
    assert_eq!(hands.len(), floor.hands.len(), "two hands (R-FLO-21)");
    assert!(
        hands.iter().all(|s| inside(*s)),
        "a hand from outside (R-FLO-5)"
    );
    if let Some(turn) = &floor.turn {
        assert!(inside(turn.holder), "a turn from outside (R-FLO-6)");
    }
    if let Some(round) = &floor.round {
        let places: BTreeSet<_> = round.places.iter().map(|p| p.seat).collect();
        assert_eq!(places.len(), round.places.len(), "two places (R-FLO-21)");
        assert!(places.iter().all(|s| inside(*s)), "a place outside");
        if let Some(offered) = round.offered {
            assert!(floor.turn.is_none(), "an offer beside a turn (R-FLO-9)");
            assert!(places.contains(&offered), "an offer without a place");
        }
    }
    let members = screens.values().filter(|v| v.me.role == Role::Member);
    for member in members.filter(|v| v.me.standing == Standing::In) {
        let watching = member.seats.iter().filter(|s| s.role == Role::Observer);
        for observer in watching {
            let asked = member.me.observers.iter().find(|o| o.seat == observer.seat);
            let agreed = asked.and_then(|o| o.agreed);
            assert_eq!(agreed, Some(true), "watched without consent (R-OBS-2)");
        }
    }
}

fn circle_sees_no_more(seat: SeatId, view: &View) {
    assert!(view.notes.is_empty() && view.alerts.is_empty(), "R-SEE-3");
    assert!(view.absent.is_empty(), "names of the absent (R-SEE-3)");
    let all_in = view.seats.iter().all(|s| s.standing == Standing::In);
    assert!(all_in, "somebody at the door (R-SEE-3)");
    let floor = view.floor.as_ref().expect("the circle sees the floor");
    assert!(floor.hands.iter().all(|h| !h.private), "private (R-SEE-4)");
    for line in &view.lines {
        let own = line.from == seat;
        let seen = match line.audience {
            Audience::Everyone {} => !line.held || own,
            Audience::Therapists {} => own,
            Audience::One { seat: one } => one == seat || own,
        };
        assert!(seen, "somebody else's line (R-SEE-5)");
    }
    if let Some(checkin) = &view.checkin {
        assert!(checkin.answered.is_empty(), "who answered (R-SEE-3)");
        let shown =
            checkin.stage == CheckinStage::Revealed && checkin.template.shown_to == ShownTo::Group;
        assert!(shown || checkin.answers.is_empty(), "answers (R-CHK-5)");
    }
}

fn door_sees_nothing(view: &View) {
    let nothing = View {
        session: view.session.clone(),
        me: view.me.clone(),
        seats: Vec::new(),
        notes: Vec::new(),
        absent: Vec::new(),
        floor: None,
        lines_mode: None,
        lines: Vec::new(),
        checkin: None,
        feedback_box: None,
        alerts: Vec::new(),
    };
    assert_eq!(view, &nothing, "the door sees the room (R-SEE-2)");
}

/// No secret of others, and nobody's lasting id, in what a seat is shown.
fn no_secret_in(room: &Room, seat: SeatId, json: &str) {
    for other in room.seats() {
        let (person, _) = room.person_of(other).unwrap();
        assert!(!json.contains(&person.to_string()), "an id (R-SEE-8)");
    }
    if room.lens(seat) == Lens::Therapists {
        return;
    }
    for found in json.split(CANARY).skip(1) {
        let readers = found.split(':').next().unwrap_or_default();
        let may = readers.split(',').any(|r| r == seat.0.to_string());
        assert!(may, "{seat:?} reads what is for [{readers}]");
    }
}
