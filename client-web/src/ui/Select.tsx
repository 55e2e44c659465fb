/** One of a list too long for radio buttons. */
import {
  Select as AriaSelect,
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from "react-aria-components";
import { cx } from "./cx";
import field from "./Field.module.css";
import { Icon } from "./Icon";
import menu from "./Menu.module.css";
import styles from "./Select.module.css";

export interface SelectProps<V extends string> {
  label: string;
  labelHidden?: boolean;
  options: { value: V; label: string }[];
  value: V | null;
  onChange: (value: V) => void;
  placeholder?: string;
  disabled?: boolean;
}

export function Select<V extends string>(props: SelectProps<V>) {
  return (
    <AriaSelect
      value={props.value}
      onChange={(value) => props.onChange(String(value) as V)}
      isDisabled={props.disabled ?? false}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      className={cx(field.field)}
    >
      <Label className={props.labelHidden ? field.hidden : field.label}>{props.label}</Label>
      <Button className={cx(field.input, styles.button)}>
        <SelectValue className={cx(styles.value)}>
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <Icon name="down" />
      </Button>
      <Popover className={cx(menu.popover)}>
        <ListBox className={cx(menu.menu)}>
          {props.options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.label}
              className={cx(menu.item, styles.item)}
            >
              <span>{option.label}</span>
              <Icon name="check" />
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
