/**
 * Core in React's hands: what any part of the room needs to read the view and to ask for things.
 *
 * The only place where `core/` and React meet, so that features stay apart from each other and
 * from how the connection works. Holds no rule and no state of its own.
 */
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import type { CourierState } from "../core/anon";
import type { CommandAnswer } from "../core/commands";
import type { LinkState, RoomSession } from "../core/session";
import { answerSlip, meTooSlip, slipAnswer, slipKey, slipMeToo } from "../core/slip";
import { wordsForAnswer } from "../i18n/failures";
import type { Answer, BoxId, Command, RefusalCode, SeatId, SeatView, View } from "../protocol";
import { notify, troubleSoFar } from "../ui";
import { useStore } from "./store";

const RoomContext = createContext<{ session: RoomSession; group: string | null } | null>(null);

/** `group` is the group's id for therapists (saved templates hang on it); `null` for others. */
export function RoomProvider({
  session,
  group,
  children,
}: {
  session: RoomSession;
  group: string | null;
  children: ReactNode;
}) {
  return <RoomContext value={{ session, group }}>{children}</RoomContext>;
}

function useRoomContext() {
  const room = useContext(RoomContext);
  if (room === null) throw new Error("outside of a room");
  return room;
}

export function useRoom(): RoomSession {
  return useRoomContext().session;
}

export function useGroupId(): string | null {
  return useRoomContext().group;
}

export function useLink(): LinkState {
  return useStore(useRoom().state).link;
}

/**
 * The part of the view that `pick` takes; redraws only when that part is another one. `pick` must
 * return what is in the view, not something made anew (no `filter` in it: do that when drawing).
 */
export function useView<T>(pick: (view: View) => T): T {
  const { state } = useRoom();
  return useSyncExternalStore(
    useCallback((listener) => state.subscribe(listener), [state]),
    () => {
      const { view } = state.get();
      if (view === null) throw new Error("no view yet");
      return pick(view);
    },
  );
}

/** `saysItself`: refusals that the caller shows in their place, at the field for example. */
type Asks = (command: Command, saysItself?: readonly RefusalCode[]) => Promise<CommandAnswer>;

/**
 * Asks the room. A refusal is shown and spoken here, until something asked later is done; the
 * answer is for those who do more.
 */
export function useAsk(): Asks {
  const room = useRoom();
  return useCallback(
    async (command, saysItself = []) => {
      const letGo = troubleSoFar();
      const answer = await room.ask(command);
      if (answer.is === "ok") letGo();
      if (answer.is === "refused" && saysItself.includes(answer.code)) return answer;
      const words = wordsForAnswer(answer);
      if (words !== null) notify(words, "trouble");
      return answer;
    },
    [room],
  );
}

/** Asks, and knows meanwhile that it is asking: for `busy` buttons. */
export function useAsking(): [Asks, boolean] {
  const ask = useAsk();
  const [count, setCount] = useState(0);
  const asking = useCallback<Asks>(
    async (command, saysItself) => {
      setCount((n) => n + 1);
      try {
        return await ask(command, saysItself);
      } finally {
        setCount((n) => n - 1);
      }
    },
    [ask],
  );
  return [asking, count > 0];
}

/** The server's time, renewed every `everyMs` while `running`. */
export function useNow(everyMs = 1_000, running = true): number {
  const { clock } = useRoom();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    setNow(clock.now());
    if (!running) return;
    const timer = setInterval(() => setNow(clock.now()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs, running]);
  return now;
}

/** Half-written words that survive a reload; `memory` for what must leave no trace. */
export function useDraft(
  key: string,
  keep: "tab" | "memory" = "tab",
): [string, (words: string) => void] {
  const { drafts } = useRoom();
  const words = useSyncExternalStore(
    useCallback((listener) => drafts.subscribe(listener), [drafts]),
    () => drafts.get(key),
  );
  const write = useCallback((next: string) => drafts.set(key, next, keep), [drafts, key, keep]);
  return [words, write];
}

/** Whether this page can take part in the box, and what became of its envelope. */
export function useCourier(): CourierState {
  return useStore(useRoom().courier.state);
}

/** What will be put into a box of answers at its close; `null` for nothing. In memory alone. */
export function useBoxAnswer(boxId: BoxId): [Answer | null, (answer: Answer | null) => void] {
  const [slip, write] = useDraft(slipKey(boxId), "memory");
  const answer = useMemo(() => slipAnswer(slip), [slip]);
  return [answer, useCallback((next) => write(answerSlip(next)), [write])];
}

/** Whether a tap will be put into a box of *me too* at its close. In memory alone. */
export function useMeToo(boxId: BoxId): [boolean, (tapped: boolean) => void] {
  const [slip, write] = useDraft(slipKey(boxId), "memory");
  return [slipMeToo(slip), useCallback((tapped) => write(meTooSlip(tapped)), [write])];
}

/** Looks seats up by number; `null` for a seat this viewer does not see. */
export function useSeat(seat: SeatId | null): SeatView | null {
  const seats = useView((view) => view.seats);
  return seat === null ? null : (seats.find((s) => s.seat === seat) ?? null);
}
