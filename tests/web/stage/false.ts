/**
 * A server that plays false on one person alone: it makes their tokens with a key of its own. That
 * is what it would have to do to know their envelope again.
 *
 * It stands in the way of that person's websocket. All others have the real one.
 */
import type { Page } from "@playwright/test";
import { OtherKey } from "../people/token";

export type Falsehood =
  /** Tells the key that everybody is told, and makes the token with another. */
  | "token"
  /** Tells the other key as well, so that all fits together on this one page. */
  | "key and token";

export interface False {
  /** Gives one token: the one that it has kept back, or the next. */
  answer(): void;
}

/** From the next page on. */
export async function playFalse(page: Page, how: Falsehood): Promise<False> {
  const other = new OtherKey();
  const kept: (() => void)[] = [];
  let due = 0;
  const give = () => {
    for (; due > 0 && kept.length > 0; due -= 1) kept.shift()?.();
  };
  await page.routeWebSocket(/\/ws$/, (near) => {
    const far = near.connectToServer();
    far.onMessage((message) => {
      let words = message.toString();
      if (how === "key and token") {
        words = words.replaceAll(/"key":"[0-9a-f]{64}"/g, `"key":"${other.key}"`);
      }
      const frame = JSON.parse(words) as { type: string; blinded: string };
      if (frame.type === "token") {
        const made = { ...frame, evaluation: other.evaluate(frame.blinded) };
        kept.push(() => near.send(JSON.stringify(made)));
        give();
      } else {
        near.send(words);
      }
    });
  });
  return {
    answer: () => {
      due += 1;
      give();
    },
  };
}
