/** How many wait, for the header; and the one who says aloud that somebody came to the door. */
import { useEffect, useRef } from "react";
import { useView } from "../../bind/room";
import { t } from "../../i18n/t";
import { announce, Badge } from "../../ui";
import { atDoor, waitingCount } from "./waiting";

export function WaitingBadge() {
  const seats = useView((view) => view.seats);
  const told = useRef<Set<number> | null>(null);
  useEffect(() => {
    const waiting = atDoor({ seats, notes: [] }).filter((person) => !person.arriving);
    // Who was there before this page was is seen in the list.
    for (const person of told.current === null ? [] : waiting) {
      if (told.current?.has(person.seat)) continue;
      announce(t(person.observer ? "door.spoken_observer" : "door.spoken", { name: person.name }));
    }
    told.current = new Set(waiting.map((person) => person.seat));
  }, [seats]);
  const n = waitingCount(seats);
  if (n === 0) return null;
  return <Badge tone="amber">{t("door.badge", { n })}</Badge>;
}
