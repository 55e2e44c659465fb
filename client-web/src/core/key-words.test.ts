import { expect, it, vi } from "vitest";
import vectors from "../../../protocol/wire/envelope.json";
import { Ballot } from "../test/ballot";
import { aBox } from "../test/cast";
import { keyWords } from "./key-words";

it("the words of a box are the same on every device", async () => {
  expect(await keyWords(vectors)).toEqual(vectors.words);
  expect(await keyWords(aBox())).toEqual(vectors.words);
});

it("the words are the same whether the browser makes them or the page", async () => {
  expect(crypto.subtle).toBeDefined();
  expect(await keyWords(vectors)).toEqual(vectors.words);
  // What was made last is remembered: another, so that the words are made afresh.
  await keyWords({ box_id: vectors.box_id.replace("0b", "0c"), key: vectors.key });
  vi.stubGlobal("crypto", {});
  expect(await keyWords(vectors)).toEqual(vectors.words);
  vi.unstubAllGlobals();
});

it("another key has other words, and so has another box with the same key", async () => {
  const keys = [vectors.key, Ballot.another().key, Ballot.another().key];
  const boxes = keys.map((key) => ({ box_id: vectors.box_id, key }));
  boxes.push({ box_id: vectors.box_id.replace("0b", "0c"), key: vectors.key });
  const words = await Promise.all(boxes.map(keyWords));
  expect(new Set(words.map((four) => four.join(" "))).size).toBe(4);
  for (const four of words) for (const word of four) expect(word).toMatch(/^[a-z]{3,8}$/);
});

it("what is no box has no words", async () => {
  const { box_id } = vectors;
  for (const key of ["", "00", vectors.key.toUpperCase(), `${vectors.key}00`]) {
    expect(await keyWords({ box_id, key })).toEqual([]);
  }
  expect(await keyWords({ box_id: "a box", key: vectors.key })).toEqual([]);
});
