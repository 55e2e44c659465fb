/** Which screen somebody should see, from the line's state and the view: decided once, here. */
import type { View } from "../protocol";
import type { FailureCode } from "./api";
import type { RoomState } from "./session";

export type Screen =
  | { is: "connecting"; slow: boolean }
  /** Ground rules, name, contact. */
  | { is: "arriving"; view: View }
  /** Accepted, waiting to be let in. */
  | { is: "waiting"; view: View }
  | { is: "room"; view: View }
  | { is: "moved" }
  | { is: "removed"; view: View | null }
  | { is: "left"; view: View | null }
  | { is: "over"; view: View | null }
  | { is: "refused"; code: FailureCode };

/** A first connection that fails this often deserves a word about the network. */
const slow_attempts = 2;

export function screenOf({ link, view }: RoomState): Screen {
  switch (link.is) {
    case "moved":
      return { is: "moved" };
    case "removed":
      return { is: "removed", view };
    case "refused":
      return { is: "refused", code: link.code };
    case "over":
      // The door is shut for this person. Only they themselves can come back to it, and only while
      // it is open: once the session closes for members there is nothing to come back to.
      return view !== null && view.me.standing === "left" && isOpen(view)
        ? { is: "left", view }
        : { is: "over", view };
    case "connecting":
    case "connected":
    case "reconnecting":
      if (view === null) {
        return {
          is: "connecting",
          slow: link.is === "connecting" && link.attempt >= slow_attempts,
        };
      }
      return screenOfView(view);
  }
}

function screenOfView(view: View): Screen {
  if (view.session.phase === "ended") return { is: "over", view };
  switch (view.me.standing) {
    case "arriving":
      return { is: "arriving", view };
    case "waiting":
      return { is: "waiting", view };
    case "left":
      return isOpen(view) ? { is: "left", view } : { is: "over", view };
    case "removed":
      return { is: "removed", view };
    case "in":
      return view.session.phase === "closing" && view.me.role !== "therapist"
        ? { is: "over", view }
        : { is: "room", view };
  }
}

function isOpen({ session }: View): boolean {
  return session.phase === "waiting" || session.phase === "live";
}
