/**
 * The one bar of things to do. Wide, a row of buttons; narrow, signs over short words.
 *
 * What cannot be done now stays in its place and can still be reached and pressed: it then says
 * why, instead of being dead. So a screen reader's user finds it too, and nothing moves about.
 */
import { type ReactNode, useId } from "react";
import { Button as AriaButton, MenuTrigger } from "react-aria-components";
import styles from "./ActionBar.module.css";
import type { Tone } from "./Button";
import button from "./Button.module.css";
import { cx } from "./cx";
import { Icon, type IconName } from "./Icon";
import { type MenuAction, MenuList } from "./Menu";
import { notify } from "./Notices";
import { VisuallyHidden } from "./VisuallyHidden";

export function ActionBar({
  label,
  calls = false,
  children,
}: {
  label: string;
  /** Something in it waits for an answer: the bar is lit. */
  calls?: boolean;
  children: ReactNode;
}) {
  return (
    <div role="group" aria-label={label} className={cx(styles.frame, calls && styles.calls)}>
      <div className={styles.bar}>{children}</div>
    </div>
  );
}

interface Look {
  label: string;
  /** For narrow bars; the label, if it is short already. */
  short?: string;
  icon: IconName;
  tone?: Tone;
}

export interface ActionProps extends Look {
  onAct: () => void;
  /** Why it cannot be done now; `null` if it can. */
  why?: string | null;
  /** Pressed or not, for what stays on. */
  on?: boolean;
}

export function Action({ onAct, why = null, on, ...look }: ActionProps) {
  const id = useId();
  return (
    <button
      type="button"
      className={cx(button.button, button[look.tone ?? "plain"], styles.action)}
      aria-disabled={why !== null || undefined}
      data-disabled={why !== null || undefined}
      aria-describedby={why === null ? undefined : id}
      aria-pressed={on}
      title={why ?? undefined}
      onClick={() => (why === null ? onAct() : notify(why))}
    >
      <Words {...look} />
      {why !== null && <VisuallyHidden id={id}>{why}</VisuallyHidden>}
    </button>
  );
}

export interface ActionsMenuProps extends Look {
  items: (MenuAction | null | false)[];
  heading?: string;
  /** What does not belong under the heading: below a line. */
  others?: (MenuAction | null | false)[];
  /** Shows the sign alone, beside the button it belongs to; the label is spoken. */
  bare?: boolean;
}

/** Several things behind one button of the bar. */
export function ActionsMenu({
  items,
  heading,
  others = [],
  bare = false,
  ...look
}: ActionsMenuProps) {
  return (
    <MenuTrigger>
      <AriaButton
        className={cx(
          button.button,
          button[look.tone ?? "plain"],
          styles.action,
          bare && styles.bare,
        )}
        {...(bare ? { "aria-label": look.label } : {})}
      >
        {bare ? <Icon name={look.icon} /> : <Words {...look} />}
      </AriaButton>
      <MenuList items={items} others={others} {...(heading === undefined ? {} : { heading })} />
    </MenuTrigger>
  );
}

function Words({ label, short, icon }: Look) {
  return (
    <>
      <Icon name={icon} />
      <span className={cx(short !== undefined && styles.long)}>{label}</span>
      {short !== undefined && <span className={styles.short}>{short}</span>}
    </>
  );
}
