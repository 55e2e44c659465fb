/**
 * A big button that stays pressed, without showing it to somebody who looks over the shoulder: on and
 * off have one colour, one shape and one size, and differ in small words and a small sign.
 */
import { useId } from "react";
import { ToggleButton } from "react-aria-components";
import { cx } from "./cx";
import { Icon } from "./Icon";
import styles from "./QuietToggle.module.css";

export interface QuietToggleProps {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
  /** Small words under the label, of about the same length. */
  onWords: string;
  offWords: string;
}

export function QuietToggle({ label, on, onChange, onWords, offWords }: QuietToggleProps) {
  const words = useId();
  return (
    <ToggleButton
      isSelected={on}
      onChange={onChange}
      aria-label={label}
      aria-describedby={words}
      className={cx(styles.toggle)}
    >
      <span className={styles.label}>{label}</span>
      <span id={words} className={styles.words}>
        <Icon name={on ? "check" : "circle"} size={1} />
        {on ? onWords : offWords}
      </span>
    </ToggleButton>
  );
}
