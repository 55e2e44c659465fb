/**
 * A server that plays false on one person alone: it gives them a key or a box of their own. That is
 * what it would have to do to know their envelope again.
 *
 * It stands in the way of that person's websocket. All others have the real one.
 */
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { OtherKey } from "../people/token";

export type Falsehood =
  /** Tells the key that everybody is told, and makes the token with another. */
  | "token"
  /** Tells the other key as well, so that all fits together on this one page. */
  | "key and token"
  /** Tells another box, with the key and the token of the real one. */
  | "box";

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
  const otherBox = randomUUID();
  let box = "";
  await page.routeWebSocket(/\/ws$/, (near) => {
    const far = near.connectToServer();
    near.onMessage((message) => far.send(message.toString().replaceAll(otherBox, box)));
    far.onMessage((message) => {
      let words = message.toString();
      const frame = JSON.parse(words) as { type: string; blinded: string };
      if (how === "box") {
        box = /"box_id":"([0-9a-f-]{36})"/.exec(words)?.[1] ?? box;
        if (box !== "") words = words.replaceAll(box, otherBox);
      }
      if (how === "key and token") {
        words = words.replaceAll(/"key":"[0-9a-f]{64}"/g, `"key":"${other.key}"`);
      }
      if (frame.type !== "token") {
        near.send(words);
        return;
      }
      const made = { ...JSON.parse(words), evaluation: other.evaluate(frame.blinded) };
      kept.push(() => near.send(how === "box" ? words : JSON.stringify(made)));
      give();
    });
  });
  return {
    answer: () => {
      due += 1;
      give();
    },
  };
}
