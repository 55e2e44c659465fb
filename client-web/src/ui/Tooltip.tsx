/** A few words on hover and focus. Nothing that is needed to act may live only here. */
import type { ReactElement } from "react";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components";
import { cx } from "./cx";
import styles from "./Tooltip.module.css";

/** `children` is one button of this kit. */
export function Tooltip({ words, children }: { words: string; children: ReactElement }) {
  return (
    <TooltipTrigger delay={500}>
      {children}
      <AriaTooltip className={cx(styles.tooltip)} offset={6}>
        {words}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
