/** Asking the server from a page: what is loaded, what is being sent, and what went wrong. */
import { useCallback, useEffect, useRef, useState } from "react";
import { account } from "../core/account";
import { ApiFailure } from "../core/api";
import { signInFirst } from "../core/route";

export type Loaded<T> =
  | { is: "loading" }
  | { is: "failed"; failure: unknown }
  | { is: "ready"; value: T };

/**
 * Loads once per `key`, and again on `reload`; what was there stays shown meanwhile. A sign-in that
 * ran out leads to the sign-in page and back, unless it is a `visitor` who has none.
 */
export function useLoad<T>(
  key: string,
  load: () => Promise<T>,
  who: "therapist" | "visitor" = "therapist",
): [Loaded<T>, () => Promise<void>] {
  const [state, setState] = useState<{ key: string; loaded: Loaded<T> }>({
    key,
    loaded: { is: "loading" },
  });
  const latest = useRef(load);
  latest.current = load;
  const round = useRef(0);
  const reload = useCallback(async () => {
    round.current += 1;
    const mine = round.current;
    let loaded: Loaded<T>;
    try {
      loaded = { is: "ready", value: await latest.current() };
    } catch (failure) {
      if (mine === round.current && who === "therapist" && signedOut(failure)) return;
      loaded = { is: "failed", failure };
    }
    if (mine === round.current) setState({ key, loaded });
  }, [key, who]);
  useEffect(() => {
    void reload();
    return () => {
      round.current += 1;
    };
  }, [reload]);
  return [state.key === key ? state.loaded : { is: "loading" }, reload];
}

export interface Sending {
  busy: boolean;
  /** Of the last try; cleared by the next. */
  failure: unknown;
  /** Runs `send` unless one is running; says whether it went well. */
  run: (send: () => Promise<unknown>) => Promise<boolean>;
  clear: () => void;
}

export function useSending(): Sending {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const running = useRef(false);
  const run = useCallback(async (send: () => Promise<unknown>) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setFailure(null);
    try {
      await send();
      return true;
    } catch (failed) {
      if (!signedOut(failed)) setFailure(failed);
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setFailure(null), []);
  return { busy, failure, run, clear };
}

function signedOut(failure: unknown): boolean {
  if (!(failure instanceof ApiFailure) || failure.code !== "not_signed_in") return false;
  account.forget();
  signInFirst();
  return true;
}
