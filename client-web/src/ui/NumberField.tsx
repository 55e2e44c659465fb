/** A small whole number with buttons to step it. */
import { NumberField as AriaNumberField, Button, Group, Input, Label } from "react-aria-components";
import { cx } from "./cx";
import field from "./Field.module.css";
import styles from "./NumberField.module.css";

export interface NumberFieldProps {
  label: string;
  hint?: string;
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  step?: number;
  disabled?: boolean;
}

export function NumberField({
  label,
  hint,
  value,
  onChange,
  min,
  max,
  step = 1,
  disabled = false,
}: NumberFieldProps) {
  return (
    <AriaNumberField
      value={value}
      onChange={(next) => onChange(Number.isNaN(next) ? min : next)}
      minValue={min}
      maxValue={max}
      step={step}
      isDisabled={disabled}
      className={cx(field.field)}
    >
      <Label className={cx(field.label)}>{label}</Label>
      {hint !== undefined && <div className={field.hint}>{hint}</div>}
      <Group className={cx(styles.group)}>
        <Button slot="decrement" className={cx(styles.step)}>
          −
        </Button>
        <Input className={cx(styles.input)} />
        <Button slot="increment" className={cx(styles.step)}>
          +
        </Button>
      </Group>
    </AriaNumberField>
  );
}
