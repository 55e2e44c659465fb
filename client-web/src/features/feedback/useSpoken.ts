/** Says aloud what becomes of a box, once for each thing that happens. */
import { useEffect, useRef } from "react";
import { useCourier } from "../../bind/room";
import { t } from "../../i18n/t";
import type { BoxView, Role } from "../../protocol";
import { announce } from "../../ui";
import { outcomeInWords } from "./outcome";

export function useSpoken(box: BoxView | null, role: Role): void {
  useOnce(box === null ? "" : `${box.box_id} ${box.stage}`, () => {
    if (box !== null) announce(spokenOfStage(box, role));
  });
  useOnce(box?.response ? `${box.box_id} response` : "", () => {
    if (box?.response) announce(t("feedback.spoken_response", { text: box.response.text }));
  });
  const { envelope, part } = useCourier();
  const words = box?.ask.kind === "words";
  useOnce(`${box?.box_id} ${envelope}`, () => {
    if (envelope === "missing") announce(t(words ? "feedback.missing_words" : "feedback.missing"));
  });
  useOnce(`${box?.box_id} ${part}`, () => {
    if (part === "other_key") announce(t("feedback.other_key_words"), "assertive");
  });
}

/** Runs when the key changes to another one; not for the empty one. */
function useOnce(key: string, run: () => void): void {
  const told = useRef("");
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (key === "" || told.current === key) return;
    told.current = key;
    latest.current();
  }, [key]);
}

/** What is said of a box that has come to its stage; empty for nothing. */
export function spokenOfStage(box: BoxView, role: Role): string {
  const therapist = role === "therapist";
  switch (box.stage) {
    case "open":
      return therapist ? "" : t(`feedback.spoken_open_${box.ask.kind}`, { prompt: box.prompt });
    case "collecting":
      return t("feedback.spoken_closed");
    case "sealed":
      return therapist ? t("feedback.spoken_sealed") : t("feedback.sealed");
    case "settled":
      if (box.outcome !== null) {
        const kind = box.ask.kind === "answer" ? box.ask.answer : null;
        return outcomeInWords(box.outcome, kind);
      }
      if (therapist) return "";
      return box.shown.length > 0 ? t("feedback.spoken_released") : t("feedback.shown_none");
    case "discarded":
    case "voided":
      return t("feedback.spoken_void");
  }
}
