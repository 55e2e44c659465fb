/** On a phone card and circle scroll as one: what becomes of a card is brought before the eyes. */
import { type RefObject, useEffect, useRef } from "react";
import type { View } from "../../protocol";

/** Changes when there is something new to see in the cards. */
export function cardsOf({ box, checkin, me }: View): string {
  const answered = me.answer !== null;
  return [checkin?.checkin, checkin?.stage, answered, box?.box_id, box?.stage].join(" ");
}

/** Scrolls what the ref names to its beginning when `news` changes, not when the page begins. */
export function useInSight(news: string): RefObject<HTMLDivElement | null> {
  const cards = useRef<HTMLDivElement>(null);
  const seen = useRef(news);
  useEffect(() => {
    if (seen.current === news) return;
    seen.current = news;
    // Wide, the cards scroll; on a phone what holds them. In jsdom nothing does.
    for (const one of [cards.current, cards.current?.parentElement]) one?.scrollTo?.({ top: 0 });
  }, [news]);
  return cards;
}
