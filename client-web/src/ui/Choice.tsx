/** Choosing: one of several, several of several, on or off. */
import { type ReactNode, useId } from "react";
import {
  Checkbox as AriaCheckbox,
  CheckboxGroup as AriaCheckboxGroup,
  RadioGroup as AriaRadioGroup,
  Switch as AriaSwitch,
  Label,
  Radio,
} from "react-aria-components";
import styles from "./Choice.module.css";
import { cx } from "./cx";
import { Icon } from "./Icon";

export interface Option<V extends string> {
  value: V;
  label: string;
  hint?: ReactNode;
  disabled?: boolean;
}

export interface RadioGroupProps<V extends string> {
  label: string;
  labelHidden?: boolean;
  hint?: ReactNode;
  options: Option<V>[];
  value: V | null;
  onChange: (value: V) => void;
  /** Side by side where there is room. */
  across?: boolean;
  disabled?: boolean;
}

export function RadioGroup<V extends string>(props: RadioGroupProps<V>) {
  return (
    <AriaRadioGroup
      value={props.value}
      onChange={(value) => props.onChange(value as V)}
      isDisabled={props.disabled ?? false}
      className={cx(styles.group)}
    >
      <Label className={props.labelHidden ? styles.hidden : styles.label}>{props.label}</Label>
      {props.hint !== undefined && <div className={styles.hint}>{props.hint}</div>}
      <div className={cx(styles.options, props.across && styles.across)}>
        {props.options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            isDisabled={option.disabled ?? false}
            className={cx(styles.option)}
          >
            <span className={styles.dot} aria-hidden="true" />
            <Words label={option.label} hint={option.hint} />
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}

export interface CheckboxGroupProps<V extends string> {
  label: string;
  labelHidden?: boolean;
  hint?: ReactNode;
  options: Option<V>[];
  value: V[];
  onChange: (value: V[]) => void;
  /** No more than this many; the rest wait until one is taken back. */
  most?: number;
  across?: boolean;
  disabled?: boolean;
}

export function CheckboxGroup<V extends string>(props: CheckboxGroupProps<V>) {
  const full = props.most !== undefined && props.value.length >= props.most;
  return (
    <AriaCheckboxGroup
      value={props.value}
      onChange={(value) => props.onChange(value as V[])}
      isDisabled={props.disabled ?? false}
      className={cx(styles.group)}
    >
      <Label className={props.labelHidden ? styles.hidden : styles.label}>{props.label}</Label>
      {props.hint !== undefined && <div className={styles.hint}>{props.hint}</div>}
      <div className={cx(styles.options, props.across && styles.across)}>
        {props.options.map((option) => (
          <AriaCheckbox
            key={option.value}
            value={option.value}
            isDisabled={option.disabled === true || (full && !props.value.includes(option.value))}
            className={cx(styles.option)}
          >
            <Tick />
            <Words label={option.label} hint={option.hint} />
          </AriaCheckbox>
        ))}
      </div>
    </AriaCheckboxGroup>
  );
}

export interface CheckboxProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
  error?: string | undefined;
  disabled?: boolean;
}

export function Checkbox({ checked, onChange, children, error, disabled = false }: CheckboxProps) {
  const errorId = useId();
  return (
    <div className={cx(styles.group)}>
      <AriaCheckbox
        isSelected={checked}
        onChange={onChange}
        isInvalid={error !== undefined}
        isDisabled={disabled}
        {...(error === undefined ? {} : { "aria-describedby": errorId })}
        className={cx(styles.option, styles.alone)}
      >
        <Tick />
        <span className={styles.words}>{children}</span>
      </AriaCheckbox>
      {error !== undefined && (
        <span id={errorId} className={styles.error}>
          {error}
        </span>
      )}
    </div>
  );
}

export interface SwitchProps {
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

/** Takes effect at once; a setting that waits for "Save" is a checkbox. */
export function Switch({ on, onChange, children, hint, disabled = false }: SwitchProps) {
  return (
    <AriaSwitch
      isSelected={on}
      onChange={onChange}
      isDisabled={disabled}
      className={cx(styles.switch)}
    >
      <span className={styles.track} aria-hidden="true">
        <span className={styles.thumb} />
      </span>
      <Words label={children} hint={hint} />
    </AriaSwitch>
  );
}

function Tick() {
  return (
    <span className={styles.box} aria-hidden="true">
      <Icon name="check" size={1} />
    </span>
  );
}

function Words({ label, hint }: { label: ReactNode; hint?: ReactNode }) {
  return (
    <span className={styles.words}>
      <span>{label}</span>
      {hint !== undefined && <span className={styles.hint}>{hint}</span>}
    </span>
  );
}
