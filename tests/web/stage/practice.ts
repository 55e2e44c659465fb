/**
 * A practice that is set up already: a therapist, a group, its roster and its links.
 *
 * For journeys that are about the room. It speaks HTTP as a page of the client would, from a page,
 * so that cookies land where a browser keeps them.
 */
import type { Browser, BrowserContext, Page } from "@playwright/test";
import type { Person } from "./person";
import type { Program } from "./program";

export const therapist_name = "Dr. Hale";
export const therapist_email = "hale@practice.example";
export const therapist_password = "four quiet words kept";
export const group_name = "Tuesday evening group";
export const crisis_text = "If it cannot wait, call 112. The practice: 030 555 0100.";

export class Practice {
  readonly group: string;
  /** Links by name. */
  readonly links: ReadonlyMap<string, string>;
  private readonly context: BrowserContext;
  private readonly page: Page;
  private readonly origin: string;

  private constructor(
    context: BrowserContext,
    page: Page,
    origin: string,
    made: { group: string; links: Map<string, string> },
  ) {
    this.context = context;
    this.page = page;
    this.origin = origin;
    this.group = made.group;
    this.links = made.links;
  }

  static async open(
    browser: Browser,
    program: Program,
    { members = [], observers = [] }: { members?: string[]; observers?: string[] },
  ): Promise<Practice> {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${program.origin}/icon.svg`);
    const token = program.setupLink.split("/").at(-1);
    await call(page, "POST", "/api/setup", {
      token,
      name: therapist_name,
      email: therapist_email,
      password: therapist_password,
    });
    const group = await call<{ id: string }>(page, "POST", "/api/groups", {
      name: group_name,
      ground_rules: "What is said here stays here.\nWe let each other finish. Anyone may pass.",
      crisis_text,
      capacity: 12,
      feedback_threshold: 5,
      admission: "one_by_one",
    });
    const links = new Map<string, string>();
    const roster = `/api/groups/${group.id}/roster`;
    for (const [role, names] of [
      ["member", members],
      ["observer", observers],
    ] as const) {
      for (const name of names) {
        const { person } = await call<{ person: string }>(page, "POST", roster, { name, role });
        const link = await call<{ url: string }>(page, "POST", `${roster}/${person}/invitation`);
        links.set(name, link.url);
      }
    }
    return new Practice(context, page, program.origin, { group: group.id, links });
  }

  link(name: string): string {
    const link = this.links.get(name);
    if (link === undefined) throw new Error(`${name} is not on the roster`);
    return link;
  }

  /** Opens a session; its id. */
  async openSession(): Promise<string> {
    const opened = await call<{ session: string }>(
      this.page,
      "POST",
      `/api/groups/${this.group}/sessions`,
    );
    return opened.session;
  }

  /** The therapist's browser is signed in, and on the page of the room. */
  async enters(therapist: Person, session: string): Promise<void> {
    await this.signsIn(therapist);
    await therapist.page.goto(`${this.origin}/#/room/${session}/group/${this.group}`);
  }

  async signsIn(therapist: Person): Promise<void> {
    await therapist.page.goto(`${this.origin}/icon.svg`);
    await call(therapist.page, "POST", "/api/login", {
      email: therapist_email,
      password: therapist_password,
    });
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

async function call<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await page.evaluate(
    async ({ method, path, body }) => {
      const response = await fetch(path, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      });
      return { status: response.status, words: await response.text() };
    },
    { method, path, body },
  );
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.words}`);
  return (answer.words === "" ? undefined : JSON.parse(answer.words)) as T;
}
