/**
 * The one place that speaks to screen readers.
 *
 * Anything that changes by itself and matters is said through `announce`; components have no live
 * regions of their own for it, so that two things at once are said one after the other, and the
 * same thing twice is said once.
 */
import { useEffect, useState } from "react";
import styles from "./Field.module.css";

export type Urgency = "polite" | "assertive";

interface Said {
  id: number;
  words: string;
  urgency: Urgency;
}

/** How long a sentence stays in the region, in milliseconds: long enough to be picked up. */
const stays_ms = 7_000;
/** The same words again within this time are not repeated, in milliseconds. */
const repeat_ms = 1_000;

let next = 1;
let last: { words: string; at: number } = { words: "", at: 0 };
const listeners = new Set<(said: Said) => void>();

/** Says `words`. `assertive` interrupts: only for help, safe mode, and being given the floor. */
export function announce(words: string, urgency: Urgency = "polite"): void {
  const at = Date.now();
  if (words === "" || (words === last.words && at - last.at < repeat_ms)) return;
  last = { words, at };
  const said = { id: next++, words, urgency };
  for (const tell of listeners) tell(said);
}

export function Announcer() {
  const [said, setSaid] = useState<Said[]>([]);
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const tell = (one: Said) => {
      setSaid((all) => [...all, one]);
      const timer = setTimeout(() => {
        timers.delete(timer);
        setSaid((all) => all.filter((each) => each.id !== one.id));
      }, stays_ms);
      timers.add(timer);
    };
    listeners.add(tell);
    return () => {
      listeners.delete(tell);
      for (const timer of timers) clearTimeout(timer);
    };
  }, []);
  return (
    <div className={styles.hidden} data-announcer="">
      {(["polite", "assertive"] as const).map((urgency) => (
        <div key={urgency} aria-live={urgency} aria-relevant="additions" role="log">
          {said
            .filter((one) => one.urgency === urgency)
            .map((one) => (
              <p key={one.id}>{one.words}</p>
            ))}
        </div>
      ))}
    </div>
  );
}
