/** A line or an area to write in. Both must say who will see what is written there. */
import { type ReactNode, type Ref, useId } from "react";
import {
  TextField as AriaField,
  type TextFieldProps as AriaFieldProps,
  TextArea as AriaTextArea,
  FieldError,
  Input,
  Label,
  Text,
} from "react-aria-components";
import { t } from "../i18n/t";
import { cx } from "./cx";
import styles from "./Field.module.css";
import { type Audience, Visibility } from "./Visibility";

interface Common
  extends Omit<AriaFieldProps, "className" | "style" | "children" | "value" | "onChange"> {
  label: string;
  /** Keep the label for the screen reader only, where the place says it already. */
  labelHidden?: boolean;
  value: string;
  onChange: (value: string) => void;
  /** Who will see it; `null` only for a search or a filter, which nobody sees. */
  visibility: Audience | null;
  visibilityWords?: string;
  hint?: ReactNode;
  /** What is wrong, in words that say what to do. */
  error?: string | undefined;
  /** Characters allowed; a counter appears as they run out. */
  charsMax?: number;
  /** Marks it as one that may stay empty. */
  optional?: boolean;
  placeholder?: string;
}

export interface TextFieldProps extends Common {
  /** To lead the focus there. */
  inputRef?: Ref<HTMLInputElement>;
  className?: string;
}

export function TextField({ placeholder, inputRef, className, ...props }: TextFieldProps) {
  return (
    <Frame {...props} className={className}>
      <Input
        className={cx(styles.input)}
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
    </Frame>
  );
}

export interface TextAreaProps extends Common {
  /** Rows it opens with; it grows with the words as far as `rowsMax`. */
  rows?: number;
  rowsMax?: number;
  onKeyDown?: AriaFieldProps["onKeyDown"] & {};
  className?: string;
}

export function TextArea({
  placeholder,
  rows = 3,
  rowsMax = 14,
  className,
  ...props
}: TextAreaProps) {
  return (
    <Frame {...props} className={className}>
      <AriaTextArea
        className={cx(styles.input, styles.area)}
        {...(placeholder === undefined ? {} : { placeholder })}
        rows={rows}
        style={{ minHeight: `${rows * 1.5 + 1.25}em`, maxHeight: `${rowsMax * 1.5 + 1.25}em` }}
      />
    </Frame>
  );
}

function Frame({
  label,
  labelHidden,
  visibility,
  visibilityWords,
  hint,
  error,
  charsMax,
  optional,
  children,
  className,
  ...props
}: Omit<Common, "placeholder"> & { children: ReactNode; className?: string | undefined }) {
  const noteId = useId();
  const used = [...props.value].length;
  const over = charsMax !== undefined && used > charsMax;
  const near = charsMax !== undefined && used >= charsMax * 0.8;
  const words =
    error ??
    (over && charsMax !== undefined ? t("field.too_long", { n: used - charsMax }) : undefined);
  return (
    <AriaField
      {...props}
      isInvalid={words !== undefined || (props.isInvalid ?? false)}
      validationBehavior="aria"
      className={cx(styles.field, className)}
    >
      <Label className={labelHidden ? styles.hidden : styles.label}>
        {label}
        {optional && <span className={styles.optional}> {t("field.optional")}</span>}
      </Label>
      {hint !== undefined && <div className={styles.hint}>{hint}</div>}
      {children}
      <FieldError className={cx(styles.error)}>{words}</FieldError>
      <div className={styles.foot}>
        {visibility !== null && (
          <Text slot="description" id={noteId}>
            <Visibility to={visibility} {...(visibilityWords ? { words: visibilityWords } : {})} />
          </Text>
        )}
        {near && charsMax !== undefined && !over && (
          <span className={styles.count} aria-live="polite">
            {t("field.left", { n: charsMax - used })}
          </span>
        )}
      </div>
    </AriaField>
  );
}
