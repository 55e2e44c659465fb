/**
 * Waiting that a hidden page keeps, too.
 *
 * Envelopes go within seconds after a close, while a member may look at another tab. Browsers slow
 * down the timers of hidden pages: Chrome to full seconds, and to full minutes where one timer sets
 * the next (chromestatus.com/feature/4718288976216064); Safari lets the gaps grow. A page whose timer
 * comes after the seal would count as absent. Timers of workers are not slowed down in this way, so a
 * worker with nothing but a timer in it counts along, and whichever is first counts. Without the
 * worker it is no worse than before.
 */
export interface Waiting {
  wait(ms: number): Promise<void>;
  /** Waits that have begun end all the same. */
  stop(): void;
}

export function browserWaiting(): Waiting {
  const worker = openWorker();
  const done = new Map<number, () => void>();
  let last = 0;
  if (worker !== null) worker.onmessage = ({ data }) => done.get(data)?.();
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        last += 1;
        const n = last;
        const timer = setTimeout(() => done.get(n)?.(), ms);
        done.set(n, () => {
          clearTimeout(timer);
          done.delete(n);
          resolve();
        });
        worker?.postMessage({ n, ms });
      }),
    stop: () => worker?.terminate(),
  };
}

function openWorker(): Worker | null {
  try {
    return new Worker(new URL("./wait-worker.ts", import.meta.url), { type: "module" });
  } catch {
    // There are none in tests, and a browser may refuse them.
    return null;
  }
}
