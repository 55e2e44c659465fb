/** A timer and nothing else, where pages that are not looked at are not slowed down: see `wait.ts`. */
self.onmessage = ({ data: { n, ms } }: MessageEvent<{ n: number; ms: number }>) => {
  setTimeout(() => self.postMessage(n), ms);
};
