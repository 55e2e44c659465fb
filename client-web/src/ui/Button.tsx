/** What you press. `primary` once per view at most; `danger` for what cannot be undone and for help. */
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import styles from "./Button.module.css";
import { cx } from "./cx";
import { Icon, type IconName } from "./Icon";

export type Tone = "primary" | "plain" | "quiet" | "danger" | "danger-solid" | "amber";

interface Look {
  tone?: Tone;
  /** `s` for rows and cards; its target stays 44 px high. */
  size?: "m" | "s";
  icon?: IconName;
  /** Takes the whole width there is. */
  wide?: boolean;
}

export interface ButtonProps
  extends Omit<AriaButtonProps, "className" | "style" | "children">,
    Look {
  children: ReactNode;
  /** A request is on its way: the press is ignored, focus stays. */
  busy?: boolean;
  className?: string;
}

export function Button({
  tone = "plain",
  size = "m",
  icon,
  wide,
  busy,
  children,
  className,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(busy ? resting(rest.type) : {})}
      className={cx(styles.button, styles[tone], styles[size], wide && styles.wide, className)}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </AriaButton>
  );
}

/**
 * The press is ignored and the focus stays. Not the library's `isPending`: that says the button's
 * name aloud, urgently, as it begins and as it ends, from a place of its own.
 */
function resting(type: AriaButtonProps["type"]) {
  return {
    onPress: () => {},
    type: type === "submit" ? "button" : (type ?? "button"),
    "aria-disabled": true,
    "data-busy": true,
  } as const;
}

export interface IconButtonProps extends Omit<AriaButtonProps, "className" | "style" | "children"> {
  icon: IconName;
  /** What it does, in words: for the screen reader and the tooltip. */
  label: string;
  tone?: Tone;
  className?: string;
}

export function IconButton({ icon, label, tone = "quiet", className, ...rest }: IconButtonProps) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      className={cx(styles.button, styles[tone], styles.icon, className)}
    >
      <Icon name={icon} />
    </AriaButton>
  );
}

/** Looks like a button and is a link: it changes the address, so it can be opened elsewhere. */
export function LinkButton({
  href,
  tone = "plain",
  size = "m",
  icon,
  wide,
  children,
}: Look & { href: string; children: ReactNode }) {
  return (
    <a href={href} className={cx(styles.button, styles[tone], styles[size], wide && styles.wide)}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  );
}
