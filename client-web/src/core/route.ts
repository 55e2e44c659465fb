/**
 * Where in the client somebody is, kept in the fragment of the address.
 *
 * The fragment never reaches the server or a log. Tokens of links come in it too: they are taken
 * out of the address bar as soon as they are read, and live on only in memory.
 */
import { createStore, type Store } from "./store";

export type Route =
  | { to: "groups" }
  | { to: "new_group" }
  | { to: "group"; group: string }
  | { to: "group_settings"; group: string }
  | { to: "login" }
  /** `token` is `null` after a reload: the link has to be opened again. */
  | { to: "setup"; token: string | null }
  | { to: "colleague"; token: string | null }
  | { to: "join"; token: string | null }
  /** A member or observer whose invitation this browser has opened. */
  | { to: "invited"; as: string }
  /** `as` for who came by invitation, `group` for therapists. */
  | { to: "room"; session: string; as: string | null; group: string | null }
  | { to: "nowhere" };

const e = encodeURIComponent;

/** Addresses for links. */
export const href = {
  groups: () => "#/",
  newGroup: () => "#/groups/new",
  group: (group: string) => `#/groups/${e(group)}`,
  groupSettings: (group: string) => `#/groups/${e(group)}/settings`,
  login: () => "#/login",
  invited: (as: string) => `#/invited/${e(as)}`,
  therapistRoom: (session: string, group: string) => `#/room/${e(session)}/group/${e(group)}`,
  memberRoom: (session: string, as: string) => `#/room/${e(session)}/as/${e(as)}`,
} as const;

export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#?\/?/, "").split("?")[0] ?? "";
  const parts = path.split("/").map(decoded);
  const [first = "", second, third, fourth, ...rest] = parts.filter((part) => part !== "");
  if (rest.length > 0) return { to: "nowhere" };
  const alone = second === undefined;
  switch (first) {
    case "":
      return { to: "groups" };
    case "login":
      return alone ? { to: "login" } : { to: "nowhere" };
    case "setup":
    case "colleague":
    case "join":
      return third === undefined ? { to: first, token: second ?? null } : { to: "nowhere" };
    case "invited":
      return second !== undefined && third === undefined
        ? { to: "invited", as: second }
        : { to: "nowhere" };
    case "groups":
      if (alone) return { to: "groups" };
      if (third === undefined) {
        return second === "new" ? { to: "new_group" } : { to: "group", group: second };
      }
      return third === "settings" && fourth === undefined
        ? { to: "group_settings", group: second }
        : { to: "nowhere" };
    case "room":
      if (alone) return { to: "nowhere" };
      if (third === undefined) return { to: "room", session: second, as: null, group: null };
      if (fourth === undefined) return { to: "nowhere" };
      if (third === "as") return { to: "room", session: second, as: fourth, group: null };
      return third === "group"
        ? { to: "room", session: second, as: null, group: fourth }
        : { to: "nowhere" };
    default:
      return { to: "nowhere" };
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Follows the address bar; call once, when the page starts. */
export function followAddress(): Store<Route> {
  const store = createStore<Route>(read());
  window.addEventListener("hashchange", () => store.set(read()));
  return store;
}

function read(): Route {
  const route = parseRoute(window.location.hash);
  if ("token" in route && route.token !== null) {
    history.replaceState(null, "", `#/${route.to}`);
  }
  return route;
}

/** Goes to an address of `href`. `replace` leaves no step to come back to. */
export function go(to: string, replace = false): void {
  if (replace) window.location.replace(to);
  else window.location.hash = to;
}

let wanted: string | null = null;

/** Remembers where somebody was going when they had to sign in first. */
export function signInFirst(): void {
  const here = window.location.hash;
  if (parseRoute(here).to !== "login") wanted = here;
  go(href.login(), true);
}

/** Where to go after signing in. */
export function takeWanted(): string {
  const to = wanted ?? href.groups();
  wanted = null;
  return to;
}
