/**
 * What no page may ever do, looked for in every journey: complain in its console, ask another
 * server for anything, or put names, words and tokens where a browser keeps them.
 */
import type { BrowserContext } from "@playwright/test";

/** What the browser itself writes when a request fails; allowed only where the line is cut. */
const line_cut =
  /^(Failed to load resource: net::ERR_|WebSocket connection to .* failed|.*net::ERR_(CONNECTION|INTERNET|EMPTY|ADDRESS))/;

export interface Watch {
  /** The journey cuts the line or kills the server: the browser will say so. */
  expectCuts(): void;
  /** A request of this journey is meant to be refused with this status. */
  expectStatus(status: number): void;
  /** Everything that was wrong, as sentences. */
  findings(): string[];
  /** Every title and address that was ever shown, without the origin. */
  seen(): string[];
  /** Every sentence that a screen reader was given, oldest first. */
  heard(): string[];
}

export async function watch(context: BrowserContext, origin: string, who: string): Promise<Watch> {
  const findings: string[] = [];
  const complaints: string[] = [];
  const seen = new Set<string>();
  const heard: string[] = [];
  const statuses = new Set<number>();
  let cuts = false;

  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol === "data:" || url.protocol === "blob:" || url.protocol === "about:") return;
    if (url.origin !== origin) findings.push(`${who}: asked ${url.origin} for something`);
    if (url.search !== "") findings.push(`${who}: put something into an address: ${url.pathname}?`);
  });
  context.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    complaints.push(message.text());
  });
  context.on("weberror", (error) => {
    findings.push(`${who}: ${error.error().stack ?? error.error().message}`);
  });
  await listen(context, seen, heard);

  return {
    expectCuts: () => {
      cuts = true;
    },
    expectStatus: (status) => {
      statuses.add(status);
    },
    findings: () => [
      ...findings,
      ...complaints
        .filter((words) => {
          if (cuts && line_cut.test(words)) return false;
          const status = /the server responded with a status of (\d+)/.exec(words)?.[1];
          return status === undefined || !statuses.has(Number(status));
        })
        .map((words) => `${who}: the console says: ${words}`),
    ],
    seen: () => [...seen],
    heard: () => [...heard],
  };
}

/** Titles change and sentences are spoken without a navigation, so the page itself reports each. */
async function listen(context: BrowserContext, seen: Set<string>, heard: string[]): Promise<void> {
  await context.exposeFunction("rondoSees", (title: string, hash: string) => {
    seen.add(title);
    seen.add(hash);
  });
  await context.exposeFunction("rondoHears", (words: string) => {
    heard.push(words);
  });
  await context.addInitScript(() => {
    const tell = globalThis as unknown as {
      rondoSees(title: string, hash: string): void;
      rondoHears(words: string): void;
    };
    const look = () => tell.rondoSees(document.title, location.hash);
    addEventListener("hashchange", look);
    document.addEventListener("DOMContentLoaded", () => {
      if (!(document instanceof HTMLDocument)) return;
      look();
      new MutationObserver(look).observe(document.head, {
        childList: true,
        characterData: true,
        subtree: true,
      });
      new MutationObserver((changes) => {
        for (const change of changes) {
          const spoken = change.target instanceof Element && change.target.closest("[aria-live]");
          if (!spoken) continue;
          for (const node of change.addedNodes) tell.rondoHears(node.textContent ?? "");
        }
      }).observe(document.body, { childList: true, subtree: true });
    });
  });
}
