/**
 * Says aloud what changes in the room, from one place: compares each view with the one before.
 *
 * Lines are gathered for a moment first, so that a lively conversation does not talk over whoever
 * speaks. What a feature has to say it works out itself, without React and without saying it.
 */
import { useEffect } from "react";
import { useRoom } from "../../bind/room";
import { spokenOfCircle } from "../../features/circle/spoken";
import { newLines, spokenOfLines, spokenOfMode } from "../../features/conversation/spoken";
import { spokenOfFloor } from "../../features/floor/spoken";
import type { LineView, View } from "../../protocol";
import { announce } from "../../ui";

/** How long lines are gathered, in milliseconds. */
const gather_ms = 1_500;

export function useSpoken(): void {
  const room = useRoom();
  useEffect(() => {
    let before: View | null = room.state.get().view;
    let gathered: LineView[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = (after: View) => {
      timer = undefined;
      for (const words of spokenOfLines(gathered, after.me)) announce(words);
      gathered = [];
    };
    const stop = room.state.subscribe(() => {
      const after = room.state.get().view;
      if (after === null || after === before) return;
      if (before !== null && before.me.standing === "in" && after.me.standing === "in") {
        for (const { words, urgent } of spokenOfFloor(before, after)) {
          announce(words, urgent ? "assertive" : "polite");
        }
        for (const words of spokenOfCircle(before, after)) announce(words);
        const mode = spokenOfMode(before, after);
        if (mode !== null) announce(mode);
        gathered.push(...newLines(before, after));
        if (gathered.length > 0) timer ??= setTimeout(() => read(after), gather_ms);
      }
      before = after;
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [room]);
}
