/**
 * Half-written words, kept through a reload and a dropped connection, gone with the session.
 *
 * They stay in this tab: memory and `sessionStorage`, never sent and never in `localStorage`. What
 * is written for an anonymous box is kept in memory alone, so that no trace is left on the device.
 */
const prefix = "rondo.draft.";

export class Drafts {
  private readonly memory = new Map<string, string>();
  private readonly listeners = new Set<() => void>();
  private readonly scope: string;

  /** `scope` is the session: drafts of one never show in another. */
  constructor(scope: string) {
    this.scope = `${prefix}${scope}.`;
  }

  get(key: string): string {
    return this.memory.get(key) ?? stored((storage) => storage.getItem(this.scope + key)) ?? "";
  }

  set(key: string, words: string, keep: "tab" | "memory" = "tab"): void {
    this.memory.set(key, words);
    if (keep !== "memory") {
      stored((storage) =>
        words === ""
          ? storage.removeItem(this.scope + key)
          : storage.setItem(this.scope + key, words),
      );
    }
    this.tell();
  }

  /** Calls `listener` after each change; returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  clear(): void {
    this.memory.clear();
    stored((storage) => {
      for (const key of Object.keys(storage)) {
        if (key.startsWith(this.scope)) storage.removeItem(key);
      }
    });
    this.tell();
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** A browser may refuse storage altogether; then memory has to do. */
function stored<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}
