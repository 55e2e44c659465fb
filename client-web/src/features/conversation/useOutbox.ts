/**
 * Lines on their way.
 *
 * What was sent leaves the box at once and waits below the lines until it is stored. What is
 * refused comes back into the box, before anything typed since. What was under way when the page
 * was left comes back too, with a word that it may have arrived. Nothing typed is ever lost.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { useDraft, useRoom } from "../../bind/room";
import { wordsForAnswer } from "../../i18n/failures";
import { t } from "../../i18n/t";
import type { Audience, LineId } from "../../protocol";

export interface OnItsWay {
  id: number;
  audience: Audience;
  text: string;
  /** The newest line there was when it was sent. */
  after: LineId;
}

export interface Outbox {
  text: string;
  write: (text: string) => void;
  sending: OnItsWay[];
  /** Why the last line came back, or that one may have arrived; `null` for nothing to say. */
  trouble: string | null;
  send: (audience: Audience) => void;
}

/** Puts words back before what was typed since. */
export function putBack(words: string, typedSince: string): string {
  return typedSince.trim() === "" ? words : `${words}\n${typedSince}`;
}

export function useOutbox(): Outbox {
  const room = useRoom();
  const [text, write] = useDraft("line");
  const [underWay, setUnderWay] = useDraft("line.sending");
  const [sending, setSending] = useState<OnItsWay[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const latest = useRef({ text, sending });
  latest.current = { text, sending };
  const next = useRef(1);

  const change = useCallback(
    (lines: OnItsWay[]) => {
      latest.current.sending = lines;
      setSending(lines);
      setUnderWay(lines.map((line) => line.text).join("\n"));
    },
    [setUnderWay],
  );

  // Once, on coming to the page: what the last visit could not finish.
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) return;
    first.current = false;
    if (underWay === "") return;
    write(putBack(underWay, latest.current.text));
    setUnderWay("");
    setTrouble(t("write.unsure"));
  }, [underWay, write, setUnderWay]);

  const send = useCallback(
    async (audience: Audience) => {
      const words = latest.current.text.trim();
      if (words === "") return;
      const after = room.state.get().view?.lines.at(-1)?.line ?? 0;
      const line = { id: next.current++, audience, text: words, after };
      change([...latest.current.sending, line]);
      latest.current.text = "";
      write("");
      setTrouble(null);
      const answer = await room.ask({
        feature: "conversation",
        type: "say",
        audience,
        text: words,
      });
      change(latest.current.sending.filter((one) => one.id !== line.id));
      if (answer.is === "ok") return;
      write(putBack(words, latest.current.text));
      setTrouble(wordsForAnswer(answer) ?? t("write.unsure"));
    },
    [room, write, change],
  );

  return {
    text,
    write: (words) => {
      write(words);
      if (words === "") setTrouble(null);
    },
    sending,
    trouble,
    send: (audience) => void send(audience),
  };
}
