/**
 * Which parts of the room are in sight.
 *
 * A window has room for all three, for the stage and one panel at its side, or for one part
 * (RoomLayout.module.css). What somebody chose or put the focus into last is what stays when it
 * gets narrower, or when a tablet is turned: nobody loses the line they are writing.
 */
import { useCallback, useState, useSyncExternalStore } from "react";

export type Part = "stage" | "group" | "conversation";

export interface Parts {
  /** What is shown where only one part has room. */
  part: Part;
  /** What is shown where the two panels share the side. */
  side: Exclude<Part, "stage">;
  /** Where the skip link leads. */
  main: Part;
  inSight: (part: Part) => boolean;
  show: (part: Part) => void;
}

export function useParts(): Parts {
  const [part, setPart] = useState<Part>("stage");
  const [side, setSide] = useState<Parts["side"]>("conversation");
  const shared = useMedia("(max-width: 74rem)");
  const single = useMedia("(max-width: 56rem)");
  const show = useCallback((next: Part) => {
    setPart(next);
    if (next !== "stage") setSide(next);
  }, []);
  const inSight = (one: Part) =>
    single ? one === part : !shared || one === "stage" || one === side;
  return { part, side, main: single ? part : "stage", inSight, show };
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      if (typeof window.matchMedia !== "function") return () => {};
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => typeof window.matchMedia === "function" && window.matchMedia(query).matches,
  );
}
