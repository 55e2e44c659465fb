/**
 * Takes what changed into the view.
 *
 * Every update carries the new value of one slice, so folding is replacement by key, and taking a
 * change twice does no harm. The reference is `View::fold` in the protocol crate; both are held to
 * the same frames. Slices that did not change keep their identity, so that a screen redraws only
 * what did. Never computes anything: the room decides, this only remembers.
 */
import type {
  AlertView,
  CheckinsUpdate,
  ConversationUpdate,
  LineView,
  RosterUpdate,
  SafetyUpdate,
  SeatNotes,
  SeatView,
  Update,
  View,
} from "../protocol";

export function fold(view: View, update: Update): View {
  switch (update.feature) {
    case "view":
      return update.view;
    case "session":
      return { ...view, session: update.session };
    case "roster":
      return foldRoster(view, update);
    case "floor":
      return { ...view, floor: update.floor };
    case "conversation":
      return foldConversation(view, update);
    case "checkins":
      return foldCheckins(view, update);
    case "feedback":
      return { ...view, box: update.box };
    case "safety":
      return foldSafety(view, update);
    case "observation":
      return { ...view, notes: put(view.notes, update.notes, (n: SeatNotes) => n.seat) };
  }
}

export function foldAll(view: View, updates: readonly Update[]): View {
  return updates.reduce(fold, view);
}

function foldRoster(view: View, update: RosterUpdate): View {
  switch (update.type) {
    case "me":
      return { ...view, me: update.me };
    case "seat":
      return { ...view, seats: put(view.seats, update.seat, (s: SeatView) => s.seat) };
    case "seat_gone":
      return { ...view, seats: view.seats.filter((s) => s.seat !== update.seat) };
    case "absent":
      return { ...view, absent: update.names };
  }
}

function foldConversation(view: View, update: ConversationUpdate): View {
  switch (update.type) {
    case "mode":
      return { ...view, lines_mode: update.mode };
    case "line":
      return { ...view, lines: put(view.lines, update.line, (l: LineView) => l.line) };
    case "line_gone":
      return { ...view, lines: view.lines.filter((l) => l.line !== update.line) };
  }
}

function foldCheckins(view: View, update: CheckinsUpdate): View {
  return { ...view, checkin: update.checkin };
}

function foldSafety(view: View, update: SafetyUpdate): View {
  switch (update.type) {
    case "alert":
      return { ...view, alerts: put(view.alerts, update.alert, (a: AlertView) => a.alert) };
    case "alert_gone":
      return { ...view, alerts: view.alerts.filter((a) => a.alert !== update.alert) };
  }
}

/** Replaces the entry with the same id, or inserts it in its place by id. */
function put<T>(list: readonly T[], value: T, id: (entry: T) => number): T[] {
  const at = list.findIndex((entry) => id(entry) >= id(value));
  const found = list[at];
  if (found === undefined) return [...list, value];
  return id(found) === id(value) ? list.with(at, value) : list.toSpliced(at, 0, value);
}
