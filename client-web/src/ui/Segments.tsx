/** One of a few short choices, side by side: how a list is sorted, which rule holds. */
import { Label, Radio, RadioGroup } from "react-aria-components";
import { cx } from "./cx";
import styles from "./Segments.module.css";

export interface SegmentsProps<V extends string> {
  label: string;
  labelHidden?: boolean;
  options: { value: V; label: string }[];
  /** `null` while nothing is chosen. */
  value: V | null;
  onChange: (value: V) => void;
  disabled?: boolean;
  /** All of one width in one row; for words that may break. */
  even?: boolean;
}

export function Segments<V extends string>(props: SegmentsProps<V>) {
  return (
    <RadioGroup
      orientation="horizontal"
      value={props.value}
      onChange={(value) => props.onChange(value as V)}
      isDisabled={props.disabled ?? false}
      className={cx(styles.group)}
    >
      <Label className={props.labelHidden ? styles.hidden : styles.label}>{props.label}</Label>
      <div className={cx(styles.segments, props.even && styles.even)}>
        {props.options.map((option) => (
          <Radio key={option.value} value={option.value} className={cx(styles.segment)}>
            {option.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
