/** The size of an element as it is now, in CSS pixels, and of one rem. */
import { type RefObject, useLayoutEffect, useState } from "react";
import type { StageSize } from "./geometry";

const unknown: StageSize = { width: 0, height: 0, rem: 16 };

export function useStageSize(ref: RefObject<HTMLElement | null>): StageSize {
  const [size, setSize] = useState(unknown);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      // Where the stage is as high as what stands in it, measuring it would chase its own tail.
      const flows = getComputedStyle(element).getPropertyValue("--flows").trim() === "1";
      const next = {
        width: element.clientWidth,
        height: flows ? 0 : element.clientHeight,
        rem,
      };
      setSize((held) =>
        held.width === next.width && held.height === next.height && held.rem === next.rem
          ? held
          : next,
      );
    };
    measure();
    if (typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, [ref]);
  return size;
}
