/** Keeps which of one's own lines were taken away, as long as this page is open, and says so aloud. */
import { useEffect, useState } from "react";
import { useRoom } from "../../bind/room";
import { timeOfDay } from "../../i18n/format";
import { t } from "../../i18n/t";
import { announce } from "../../ui";
import { type Taken, takenLines } from "./taken";

export function useTaken(): readonly Taken[] {
  const room = useRoom();
  const [taken, setTaken] = useState<readonly Taken[]>([]);
  useEffect(() => {
    let before = room.state.get().view;
    return room.state.subscribe(() => {
      const after = room.state.get().view;
      if (after === null || after === before) return;
      const more = before === null ? [] : takenLines(before, after);
      before = after;
      if (more.length === 0) return;
      setTaken((all) => [...all, ...more]);
      for (const one of more) announce(takenWords(one));
    });
  }, [room]);
  return taken;
}

export function takenWords({ held, at }: Taken): string {
  return t(held ? "lines.not_shown" : "lines.taken", { time: timeOfDay(at) });
}
