/** How many lines came while the conversation was out of sight. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { useView } from "../../bind/room";
import type { Part } from "./RoomLayout";

/** From here the conversation stands beside the circle (RoomLayout.module.css). */
const beside = "(min-width: 56.01rem)";

export function useUnread(part: Part): number {
  const lines = useView((view) => view.lines);
  const me = useView((view) => view.me.seat);
  const wide = useMedia(beside);
  const shown = part === "conversation" || (wide && part === "stage");
  const last = lines.at(-1)?.line ?? 0;
  const [seen, setSeen] = useState(last);
  useEffect(() => {
    if (shown) setSeen(last);
  }, [shown, last]);
  return shown ? 0 : lines.filter((line) => line.line > seen && line.from !== me).length;
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
