/** The stage: a real server, and people with a browser of their own each. */
import { type Browser, type BrowserContextOptions, test as base } from "@playwright/test";
import { Line } from "./line";
import { Person } from "./person";
import { Practice } from "./practice";
import { Program } from "./program";
import { Relay } from "./relay";

export { expect } from "@playwright/test";

export interface People {
  /** Somebody comes with a fresh browser. */
  come(name: string, options?: BrowserContextOptions): Promise<Person>;
  /** Somebody comes over a line of their own, which can be cut. */
  comeByLine(name: string): Promise<{ person: Person; line: Line }>;
}

export interface Stage {
  program: Program;
  /** Where pages are opened. */
  origin: string;
  /** Where the program listens itself: the same, but for journeys with a relay. */
  door: string;
  /** Sets a practice up without clicking through it, for journeys that begin later. */
  practice(options?: { members?: string[]; observers?: string[] }): Promise<Practice>;
}

interface Fixtures {
  /** Writes down what pages say to the program. Journeys that ask for it are opened through it. */
  relay: Relay;
  /** Set by those journeys. */
  relayed: boolean;
  stage: Stage;
  people: People;
}

export const test = base.extend<Fixtures>({
  relayed: [false, { option: true }],

  relay: async ({}, use) => {
    const relay = await Relay.stand();
    await use(relay);
    await relay.close();
  },

  stage: async ({ browser, relay, relayed }, use) => {
    const program = await Program.start(relayed ? relay.origin : undefined);
    relay.leadTo(program.port);
    const practices: Practice[] = [];
    await use({
      program,
      origin: program.origin,
      door: program.door,
      practice: async (options = {}) => {
        const practice = await Practice.open(browser, program, options);
        practices.push(practice);
        return practice;
      },
    });
    for (const practice of practices) await practice.close();
    const said = await program.stop();
    const errors = said.split("\n").filter((line) => /\b(ERROR|panicked)\b/.test(line));
    base.expect(errors, "what the server's log says").toEqual([]);
  },

  people: async ({ browser, stage }, use, info) => {
    const all: Person[] = [];
    const lines: Line[] = [];
    await use({
      come: async (name, options) => {
        const person = await arrive(browser, stage, name, options);
        all.push(person);
        return person;
      },
      comeByLine: async (name) => {
        const line = await Line.lay();
        lines.push(line);
        const person = await arrive(browser, stage, name, { proxy: line.proxy });
        person.watch.expectCuts();
        all.push(person);
        return { person, line };
      },
    });
    // The pages of a failed journey stay open until the runner has taken its pictures of them.
    const findings = all.flatMap((person) => person.watch.findings());
    if (info.status === info.expectedStatus) {
      base.expect(findings, "what the pages should never do").toEqual([]);
    } else if (findings.length > 0) {
      await info.attach("findings", { body: findings.join("\n"), contentType: "text/plain" });
    }
    for (const person of all) await person.context.close();
    for (const line of lines) await line.close();
  },
});

async function arrive(
  browser: Browser,
  stage: Stage,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Person> {
  const context = await browser.newContext(options);
  return Person.with(context, stage.origin, name);
}
