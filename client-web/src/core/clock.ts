/**
 * The server's time, as well as this device can know it.
 *
 * Timers of turns are the server's; a device whose clock is wrong, or is set while the session
 * runs, must still show the same minute as everybody else. So the device's wall clock is never
 * used: the server's time is anchored to the monotonic clock, and each exchange that travelled
 * faster than the last best one corrects the anchor.
 */
export class ServerClock {
  private readonly monotonic: () => number;
  private anchor: { server: number; local: number; slack: number } | null = null;

  /** `monotonic` counts milliseconds and never goes back. */
  constructor(monotonic: () => number = () => performance.now()) {
    this.monotonic = monotonic;
  }

  /** Milliseconds since 1970 by the server; the device's own guess before the first exchange. */
  now(): number {
    if (this.anchor === null) return Date.now();
    return this.anchor.server + (this.monotonic() - this.anchor.local);
  }

  /** A point on the monotonic clock, to hand back to `heard`. */
  mark(): number {
    return this.monotonic();
  }

  /** The server said it was `serverNow` in answer to something sent at `sent`. */
  heard(serverNow: number, sent: number): void {
    const received = this.monotonic();
    const slack = (received - sent) / 2;
    // An old anchor drifts, about 1 ms in 20 s: it loses its claim slowly.
    const worth =
      this.anchor === null ? null : this.anchor.slack + (received - this.anchor.local) / 20_000;
    if (worth === null || slack <= worth) {
      this.anchor = { server: serverNow + slack, local: received, slack };
    }
  }

  /** A new connection may be to a server whose clock was set: believe it afresh. */
  forget(): void {
    if (this.anchor !== null) this.anchor = { ...this.anchor, slack: Number.POSITIVE_INFINITY };
  }
}
