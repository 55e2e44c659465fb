/** A short list of further actions behind one button. */
import type { ReactNode } from "react";
import {
  Menu as AriaMenu,
  Header,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from "react-aria-components";
import { Button, type ButtonProps, IconButton } from "./Button";
import { cx } from "./cx";
import { Icon, type IconName } from "./Icon";
import styles from "./Menu.module.css";

export interface MenuAction {
  id: string;
  label: string;
  /** A second, quieter line: what will happen, or who will see it. */
  hint?: string;
  icon?: IconName;
  danger?: boolean;
  disabled?: boolean;
  onAction: () => void;
}

export interface MenuProps {
  /** Name of the button; shown, or spoken only if `icon` is given without `showLabel`. */
  label: string;
  icon?: IconName;
  showLabel?: boolean;
  /** `null` and `false` entries are left out, so that conditions can stand in the list. */
  items: (MenuAction | null | false)[];
  heading?: string;
  /** What does not belong under the heading: below a line. */
  others?: (MenuAction | null | false)[];
  tone?: ButtonProps["tone"];
  size?: ButtonProps["size"];
  disabled?: boolean;
}

export function Menu({
  label,
  icon,
  showLabel = icon === undefined,
  items,
  heading,
  others = [],
  tone = "quiet",
  size = "m",
  disabled = false,
}: MenuProps) {
  return (
    <MenuTrigger>
      {showLabel ? (
        <Button tone={tone} size={size} isDisabled={disabled} {...(icon ? { icon } : {})}>
          {label}
        </Button>
      ) : (
        <IconButton icon={icon ?? "more"} label={label} tone={tone} isDisabled={disabled} />
      )}
      <MenuList items={items} others={others} {...(heading === undefined ? {} : { heading })} />
    </MenuTrigger>
  );
}

/** The list itself, for another kind of button inside a `MenuTrigger`. */
export function MenuList({
  items,
  heading,
  others = [],
}: Pick<MenuProps, "items" | "heading" | "others">) {
  const first = items.filter(isShown);
  const last = others.filter(isShown);
  const shown = [...first, ...last];
  const rows = first.map((item) => <Row key={item.id} item={item} />);
  return (
    <Popover className={cx(styles.popover)}>
      <AriaMenu
        className={cx(styles.menu)}
        onAction={(key) => shown.find((item) => item.id === key)?.onAction()}
        disabledKeys={shown.filter((item) => item.disabled).map((item) => item.id)}
      >
        {heading ? (
          <MenuSection>
            <Header className={styles.heading}>{heading}</Header>
            {rows}
          </MenuSection>
        ) : (
          rows
        )}
        {last.length > 0 && <Separator className={cx(styles.line)} />}
        {last.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </AriaMenu>
    </Popover>
  );
}

function isShown(item: MenuAction | null | false): item is MenuAction {
  return item !== null && item !== false;
}

function Row({ item }: { item: MenuAction }): ReactNode {
  return (
    <MenuItem
      id={item.id}
      textValue={item.label}
      className={cx(styles.item, item.danger && styles.danger)}
    >
      {item.icon && <Icon name={item.icon} />}
      <span className={styles.words}>
        <span>{item.label}</span>
        {item.hint && <span className={styles.hint}>{item.hint}</span>}
      </span>
    </MenuItem>
  );
}
