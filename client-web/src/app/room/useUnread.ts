/** How many lines came while the conversation was out of sight. */
import { useEffect, useState } from "react";
import { useView } from "../../bind/room";

export function useUnread(inSight: boolean): number {
  const lines = useView((view) => view.lines);
  const me = useView((view) => view.me.seat);
  const last = lines.at(-1)?.line ?? 0;
  const [seen, setSeen] = useState(last);
  useEffect(() => {
    if (inSight) setSeen(last);
  }, [inSight, last]);
  return inSight ? 0 : lines.filter((line) => line.line > seen && line.from !== me).length;
}
