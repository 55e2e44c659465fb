/** A number on a line. It starts unanswered: nobody is given a value they did not choose. */
import type { CSSProperties } from "react";
import {
  Slider as AriaSlider,
  Label,
  Radio,
  RadioGroup,
  SliderThumb,
  SliderTrack,
} from "react-aria-components";
import { t } from "../i18n/t";
import { Button } from "./Button";
import { cx } from "./cx";
import styles from "./Scale.module.css";

export interface ScaleProps {
  label: string;
  labelHidden?: boolean;
  min: number;
  max: number;
  step: number;
  /** Words for the ends, such as "hardly" and "very". */
  lowLabel?: string;
  highLabel?: string;
  value: number | null;
  onChange: (value: number) => void;
  disabled?: boolean;
}

/** Steps that still fit as buttons, even on a phone. */
const buttonsMost = 11;

export function Scale(props: ScaleProps) {
  const steps = Math.floor((props.max - props.min) / props.step) + 1;
  return steps <= buttonsMost ? <Buttons {...props} steps={steps} /> : <Line {...props} />;
}

function Buttons(props: ScaleProps & { steps: number }) {
  const values = Array.from({ length: props.steps }, (_, i) => props.min + i * props.step);
  return (
    <RadioGroup
      orientation="horizontal"
      value={props.value === null ? null : String(props.value)}
      onChange={(value) => props.onChange(Number(value))}
      isDisabled={props.disabled ?? false}
      className={cx(styles.scale)}
    >
      <Label className={props.labelHidden ? styles.hidden : styles.label}>{props.label}</Label>
      <div
        className={styles.buttons}
        style={
          {
            "--steps": props.steps,
            "--half": props.steps > 6 ? Math.ceil(props.steps / 2) : props.steps,
          } as CSSProperties
        }
      >
        {values.map((value, i) => (
          <Radio
            key={value}
            value={String(value)}
            className={cx(styles.step)}
            aria-label={spoken(value, i, props)}
          >
            {value}
          </Radio>
        ))}
      </div>
      <Ends {...props} />
    </RadioGroup>
  );
}

function Line(props: ScaleProps) {
  const middle = props.min + Math.round((props.max - props.min) / 2 / props.step) * props.step;
  if (props.value === null) {
    return (
      <div className={styles.scale}>
        <span className={props.labelHidden ? styles.hidden : styles.label}>{props.label}</span>
        <div>
          <Button onPress={() => props.onChange(middle)} isDisabled={props.disabled ?? false}>
            {t("scale.start")}
          </Button>
        </div>
        <Ends {...props} />
      </div>
    );
  }
  return (
    <AriaSlider
      value={props.value}
      onChange={(value) => props.onChange(Number(value))}
      minValue={props.min}
      maxValue={props.max}
      step={props.step}
      isDisabled={props.disabled ?? false}
      className={cx(styles.scale)}
    >
      <Label className={props.labelHidden ? styles.hidden : styles.label}>{props.label}</Label>
      <output className={styles.value}>{props.value}</output>
      <SliderTrack className={cx(styles.track)}>
        {({ state }) => (
          <>
            <div className={styles.fill} style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
            <SliderThumb className={cx(styles.thumb)} />
          </>
        )}
      </SliderTrack>
      <Ends {...props} />
    </AriaSlider>
  );
}

function Ends({ lowLabel, highLabel }: ScaleProps) {
  if (!lowLabel && !highLabel) return null;
  return (
    <div className={styles.ends} aria-hidden="true">
      <span>{lowLabel}</span>
      <span className={cx(styles.high)}>{highLabel}</span>
    </div>
  );
}

function spoken(value: number, i: number, props: ScaleProps & { steps: number }): string {
  const end = i === 0 ? props.lowLabel : i === props.steps - 1 ? props.highLabel : undefined;
  return end ? `${value}, ${end}` : String(value);
}
