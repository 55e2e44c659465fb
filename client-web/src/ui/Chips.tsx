/** Words to pick from, each a chip that stays pressed. For lists too long to read as checkboxes. */
import { Checkbox, CheckboxGroup, Label } from "react-aria-components";
import styles from "./Chips.module.css";
import { cx } from "./cx";
import { Icon } from "./Icon";

export interface ChipsProps {
  label: string;
  labelHidden?: boolean;
  hint?: string;
  options: { value: string; label: string }[];
  value: string[];
  onChange: (value: string[]) => void;
  /** No more than this many; the rest wait until one is taken back. */
  most?: number;
  disabled?: boolean;
}

export function Chips(props: ChipsProps) {
  const full = props.most !== undefined && props.value.length >= props.most;
  return (
    <CheckboxGroup
      value={props.value}
      onChange={props.onChange}
      isDisabled={props.disabled ?? false}
      className={cx(styles.group)}
    >
      <Label className={props.labelHidden ? styles.hidden : styles.label}>{props.label}</Label>
      {props.hint !== undefined && <div className={styles.hint}>{props.hint}</div>}
      <div className={styles.chips}>
        {props.options.map((option) => (
          <Checkbox
            key={option.value}
            value={option.value}
            isDisabled={full && !props.value.includes(option.value)}
            className={cx(styles.chip)}
          >
            <Icon name="check" size={1} />
            {option.label}
          </Checkbox>
        ))}
      </div>
    </CheckboxGroup>
  );
}
