import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { browserWaiting } from "./wait";

/** A worker whose timer the test fires. */
class FakeWorker {
  static all: FakeWorker[] = [];
  onmessage: ((event: MessageEvent) => void) | null = null;
  asked: { n: number; ms: number }[] = [];
  over = false;

  constructor() {
    FakeWorker.all.push(this);
  }
  postMessage(asked: { n: number; ms: number }) {
    this.asked.push(asked);
  }
  terminate() {
    this.over = true;
  }
  fire(n: number) {
    this.onmessage?.(new MessageEvent("message", { data: n }));
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeWorker.all = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function begin(ms: number) {
  const waiting = browserWaiting();
  const over = vi.fn();
  void waiting.wait(ms).then(over);
  return { waiting, over, worker: FakeWorker.all[0] };
}

it("a wait ends when the worker says so, however slow the page's own timers are", async () => {
  vi.stubGlobal("Worker", FakeWorker);
  const { over, worker } = begin(3_000);
  expect(worker?.asked).toEqual([{ n: 1, ms: 3_000 }]);
  worker?.fire(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(over).toHaveBeenCalledTimes(1);
  // The slower of the two changes nothing any more.
  await vi.advanceTimersByTimeAsync(60_000);
  worker?.fire(1);
  expect(over).toHaveBeenCalledTimes(1);
});

it.each([
  ["never says anything", FakeWorker],
  ["is refused", undefined],
])("a wait ends by the page's own timer when the worker %s", async (_what, worker) => {
  vi.stubGlobal("Worker", worker);
  const { over } = begin(3_000);
  await vi.advanceTimersByTimeAsync(2_999);
  expect(over).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(over).toHaveBeenCalledTimes(1);
});

it("a wait that has begun ends after the worker was stopped", async () => {
  vi.stubGlobal("Worker", FakeWorker);
  const { waiting, over, worker } = begin(3_000);
  waiting.stop();
  expect(worker?.over).toBe(true);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(over).toHaveBeenCalledTimes(1);
});
