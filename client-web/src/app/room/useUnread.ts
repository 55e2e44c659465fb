/** How many lines came while the conversation was out of sight, also before this page was loaded again. */
import { useEffect } from "react";
import { useDraft, useView } from "../../bind/room";

export function useUnread(inSight: boolean): number {
  const lines = useView((view) => view.lines);
  const me = useView((view) => view.me.seat);
  const last = lines.at(-1)?.line ?? 0;
  const [kept, keep] = useDraft("lines.seen");
  const seen = kept === "" ? null : Number(kept);
  useEffect(() => {
    if (seen === null || (inSight && seen !== last)) keep(String(last));
  }, [inSight, last, seen, keep]);
  if (inSight || seen === null) return 0;
  return lines.filter((line) => line.line > seen && line.from !== me).length;
}
