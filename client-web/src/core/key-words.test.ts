import { expect, it } from "vitest";
import vectors from "../../../protocol/wire/envelope.json";
import { Ballot } from "../test/ballot";
import { aBox } from "../test/cast";
import { keyWords } from "./key-words";

it("the words of a key are the same on every device", () => {
  expect(keyWords(vectors.key)).toEqual(vectors.words);
  expect(keyWords(aBox().key)).toEqual(vectors.words);
});

it("another key has other words", () => {
  const words = [vectors.key, Ballot.another().key, Ballot.another().key].map(keyWords);
  expect(new Set(words.map((four) => four.join(" "))).size).toBe(3);
  for (const four of words) for (const word of four) expect(word).toMatch(/^[a-z]{3,8}$/);
});

it("what is no key has no words", () => {
  for (const key of ["", "00", vectors.key.toUpperCase(), `${vectors.key}00`]) {
    expect(keyWords(key)).toEqual([]);
  }
});
