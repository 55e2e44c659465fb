/**
 * A list that somebody puts in order: by dragging, with the keyboard, or with the small buttons.
 *
 * It never reorders by itself: it says what is meant ("this one before that one") and shows the
 * order it is given, so that what stands on the screen is the order that holds.
 */
import type { ReactNode } from "react";
import {
  Button as AriaButton,
  GridList,
  GridListItem,
  type Key,
  useDragAndDrop,
} from "react-aria-components";
import { IconButton } from "./Button";
import button from "./Button.module.css";
import { cx } from "./cx";
import { Icon } from "./Icon";
import { firstAfter, stepDown, stepUp } from "./order";
import styles from "./SortableList.module.css";

export interface SortableItem {
  id: number;
  /** Its name, for the screen reader and the labels of its buttons. */
  text: string;
  content: ReactNode;
  /** Whether it can be moved, and others before it. */
  movable: boolean;
  actions?: ReactNode;
}

export interface SortableListProps {
  label: string;
  items: SortableItem[];
  words: {
    up: (name: string) => string;
    down: (name: string) => string;
    drag: (name: string) => string;
  };
  /** `before` is another item; `null` for the end. */
  onMove: (id: number, before: number | null) => void;
}

export function SortableList({ label, items, words, onMove }: SortableListProps) {
  const order = items.map((item) => item.id);
  const movable = items.filter((item) => item.movable).map((item) => item.id);
  const canMove = (item: SortableItem) => item.movable && movable.length > 1;
  const isMovable = (key: Key) => movable.includes(Number(key));
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: movable.length < 2,
    getItems: (keys) =>
      [...keys].filter(isMovable).map((key) => ({
        "text/plain": items.find((item) => item.id === Number(key))?.text ?? "",
      })),
    getDropOperation: (target) =>
      target.type === "item" && isMovable(target.key) ? "move" : "cancel",
    onReorder: ({ keys, target }) => {
      const [moved] = keys;
      if (moved === undefined) return;
      const at = Number(target.key);
      const before = target.dropPosition === "before" ? at : firstAfter(order, at, Number(moved));
      onMove(Number(moved), before);
    },
  });
  return (
    <GridList
      aria-label={label}
      items={items}
      dependencies={[items]}
      dragAndDropHooks={dragAndDropHooks}
      keyboardNavigationBehavior="tab"
      className={cx(styles.list)}
    >
      {(item) => (
        <GridListItem id={item.id} textValue={item.text} className={cx(styles.item)}>
          {/* What cannot be moved keeps the place of its handle, out of sight and reach. */}
          <AriaButton
            slot="drag"
            aria-label={words.drag(item.text)}
            isDisabled={!canMove(item)}
            className={cx(button.button, button.quiet, styles.drag, !canMove(item) && styles.still)}
          >
            <Icon name="drag" />
          </AriaButton>
          <span className={styles.content}>{item.content}</span>
          <span className={styles.actions}>
            {item.actions}
            {canMove(item) && (
              <>
                <IconButton
                  icon="up"
                  label={words.up(item.text)}
                  isDisabled={stepUp(movable, item.id) === undefined}
                  onPress={() => {
                    const before = stepUp(movable, item.id);
                    if (before !== undefined) onMove(item.id, before);
                  }}
                />
                <IconButton
                  icon="down"
                  label={words.down(item.text)}
                  isDisabled={stepDown(order, movable, item.id) === undefined}
                  onPress={() => {
                    const before = stepDown(order, movable, item.id);
                    if (before !== undefined) onMove(item.id, before);
                  }}
                />
              </>
            )}
          </span>
        </GridListItem>
      )}
    </GridList>
  );
}
