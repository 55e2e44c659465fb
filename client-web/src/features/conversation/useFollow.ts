/** Scrolls along with new lines, but only for who stands at the end; others are told how many. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** This near to the end counts as there, in pixels. */
const near = 48;

export interface Follow {
  /** What scrolls. */
  list: RefObject<HTMLElement | null>;
  /** All that is in it. */
  content: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  /** Lines below that were not there when one scrolled away. */
  unseen: number;
  toEnd: () => void;
}

export function useFollow(count: number): Follow {
  const list = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const top = useRef(0);
  const seen = useRef(count);
  const [unseen, setUnseen] = useState(0);

  const toEnd = useCallback(() => {
    const element = list.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
    atEnd.current = true;
    seen.current = count;
    setUnseen(0);
  }, [count]);

  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    else setUnseen(Math.max(0, count - seen.current));
  }, [count, toEnd]);

  // A keyboard that opens, or a panel that appears, must not take the last line away; nor may a line
  // that gets higher, as one's own does when it has come.
  useEffect(() => {
    const element = list.current;
    if (element === null || typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    watch.observe(element);
    if (content.current !== null) watch.observe(content.current);
    return () => watch.disconnect();
  }, []);

  const onScroll = useCallback(() => {
    const element = list.current;
    // A hidden panel has no height and tells nothing.
    if (element === null || element.clientHeight === 0) return;
    const up = element.scrollTop < top.current;
    top.current = element.scrollTop;
    const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < near;
    // Only who scrolls up leaves the end; otherwise something has grown since, and is followed.
    if (isNear || up) atEnd.current = isNear;
    if (atEnd.current) {
      seen.current = count;
      setUnseen(0);
    }
  }, [count]);

  return { list, content, onScroll, unseen, toEnd };
}
