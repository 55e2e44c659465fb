/**
 * The HTTP interface, typed.
 *
 * Each call gives its answer or throws an `ApiFailure` whose code is from the server's closed list,
 * or ours for what never reached it. Words for people are in `i18n/failures.ts`. Nothing is
 * retried here, and no token is ever put into an address.
 */
import type {
  AcceptColleagueLink,
  AddPerson,
  AskTicket,
  ColleagueLink,
  ErrorAnswer,
  ErrorCode,
  Field,
  Group,
  GroupPage,
  GroupSettings,
  Invited,
  Link,
  Login,
  RosterEntry,
  SavedTemplate,
  SessionOpened,
  Setup,
  Status,
  Template,
  Templates,
  Therapist,
  Ticket,
} from "../protocol";

/** Longest wait for an answer, in milliseconds. */
const answer_ms = 15_000;

export type FailureCode =
  | ErrorCode
  /** The server could not be reached, or did not answer in time. */
  | "unreachable"
  /** What came back is not what this page knows. */
  | "unreadable";

export class ApiFailure extends Error {
  readonly code: FailureCode;
  /** With `invalid`: the field to correct. */
  readonly field: Field | null;
  /** With `session_open`: which one. */
  readonly session: string | null;
  /** With `too_many_tries`: how long to wait, in seconds. */
  readonly waitS: number | null;

  constructor(code: FailureCode, answer?: ErrorAnswer) {
    super(answer?.message ?? code);
    this.name = "ApiFailure";
    this.code = code;
    this.field = answer?.field ?? null;
    this.session = answer?.session ?? null;
    this.waitS = answer?.wait_s ?? null;
  }
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

async function call<T>(method: Method, path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      signal: AbortSignal.timeout(answer_ms),
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  } catch {
    throw new ApiFailure("unreachable");
  }
  if (response.status === 204) return undefined as T;
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as T;
  if (isErrorAnswer(answer)) throw new ApiFailure(answer.code, answer);
  throw new ApiFailure(response.status >= 500 ? "unreachable" : "unreadable");
}

function isErrorAnswer(answer: unknown): answer is ErrorAnswer {
  return typeof answer === "object" && answer !== null && "code" in answer && "message" in answer;
}

const at = (...parts: string[]) => `/api/${parts.map(encodeURIComponent).join("/")}`;

export const api = {
  status: () => call<Status>("GET", "/api/status"),
  setup: (setup: Setup) => call<Therapist>("POST", "/api/setup", setup),
  login: (login: Login) => call<Therapist>("POST", "/api/login", login),
  logout: () => call<void>("POST", "/api/logout"),
  me: () => call<Therapist>("GET", "/api/me"),

  createGroup: (settings: GroupSettings) => call<Group>("POST", "/api/groups", settings),
  group: (id: string) => call<GroupPage>("GET", at("groups", id)),
  changeGroup: (id: string, settings: GroupSettings) =>
    call<Group>("PUT", at("groups", id), settings),

  addPerson: (id: string, person: AddPerson) =>
    call<RosterEntry>("POST", at("groups", id, "roster"), person),
  renamePerson: (id: string, person: string, name: string) =>
    call<RosterEntry>("PUT", at("groups", id, "roster", person), { name }),
  removePerson: (id: string, person: string) =>
    call<void>("DELETE", at("groups", id, "roster", person)),
  makeInvitation: (id: string, person: string) =>
    call<Link>("POST", at("groups", id, "roster", person, "invitation")),
  revokeInvitation: (id: string, person: string) =>
    call<void>("DELETE", at("groups", id, "roster", person, "invitation")),

  inviteColleague: (id: string) => call<Link>("POST", at("groups", id, "therapists")),
  peekColleague: (token: string) => call<ColleagueLink>("POST", "/api/colleague/peek", { token }),
  acceptColleague: (accept: AcceptColleagueLink) =>
    call<Therapist>("POST", "/api/colleague/accept", accept),

  openSession: (id: string) => call<SessionOpened>("POST", at("groups", id, "sessions")),
  templates: (id: string) => call<Templates>("GET", at("groups", id, "templates")),
  saveTemplate: (id: string, template: Template) =>
    call<SavedTemplate>("POST", at("groups", id, "templates"), { template }),
  deleteTemplate: (id: string, template: string) =>
    call<void>("DELETE", at("groups", id, "templates", template)),

  openInvitation: (token: string) => call<Invited>("POST", "/api/invitations/open", { token }),
  invited: (as: string) => call<Invited>("GET", at("invitations", as)),
  ticket: (ask: AskTicket) => call<Ticket>("POST", "/api/ticket", ask),
};
