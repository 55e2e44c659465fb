/**
 * Keeps the focus when what had it goes away, is switched off, or is moved in its list.
 *
 * In a live room buttons come and go by themselves: somebody is let in, a turn ends, a list is put
 * in another order. A browser then drops the focus to nothing, and whoever goes by keyboard or
 * listens to a screen reader starts over at the top of the page. Here it goes to what stands
 * nearest: the same thing if it was only moved, the next one in its list, another in its group, or
 * at last the heading of its part. It never takes the focus from anything that has it, nor from
 * somebody who let go of it themselves.
 *
 * What opened over the page gives it back to where it was. The component library does so for what
 * it opens itself; our dialogs often follow on a menu or on another dialog, whose own elements are
 * gone by then. What counts is who had it last in what is still there.
 */

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex="0"]';
/** What opens over the page. */
const over = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
/** Where the search stops at a heading, if there is nothing to press. */
const part = "section, aside, form, main, [role=tabpanel], [role=dialog]";
/** After the library has given the focus back itself, in milliseconds. */
const settled_ms = 90;

/** What had the focus, and where it stood when it went. */
interface Holder {
  element: HTMLElement;
  place: Place | null;
}

interface Place {
  parent: Element;
  /** What came after it there. */
  next: Node | null;
}

/** Starts keeping it; stops with what is returned. */
export function keepFocus(): () => void {
  let last: Holder | null = null;
  /** What had it last on the page itself and in each thing over it, the latest at the end. */
  const holders = new Map<Element, Holder>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const focused = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    last = { element: target, place: null };
    const layer = target.closest(over) ?? document.body;
    holders.delete(layer);
    holders.set(layer, last);
  };
  // Let go of on purpose. Not told by `focusout`: some browsers send it for what is removed, too.
  const pressed = ({ target }: PointerEvent) => {
    if (target instanceof Node && !last?.element.contains(target)) last = null;
  };
  const settle = () => {
    timer = undefined;
    if (last === null || !isLost()) return;
    const { element, place } = last;
    if (canHold(element)) {
      element.focus();
      return;
    }
    nearest(element.isConnected ? placeOf(element) : place)?.focus();
  };
  const removed = (gone: Node, place: Place) => {
    for (const [layer, holder] of holders) {
      if (layer !== document.body && gone.contains(layer)) {
        holders.delete(layer);
        last = [...holders.values()].at(-1) ?? null;
      } else if (gone.contains(holder.element)) {
        holder.place = place;
      }
    }
  };
  const observer = new MutationObserver((changes) => {
    for (const { target, removedNodes, nextSibling } of changes) {
      if (!(target instanceof Element)) continue;
      for (const gone of removedNodes) removed(gone, { parent: target, next: nextSibling });
    }
    if (last !== null && isLost()) timer ??= setTimeout(settle, settled_ms);
  });

  document.addEventListener("focusin", focused);
  document.addEventListener("pointerdown", pressed, true);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["disabled"],
  });
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener("focusin", focused);
    document.removeEventListener("pointerdown", pressed, true);
  };
}

function isLost(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || !canHold(activeElement);
}

function canHold(element: Element): boolean {
  return element.isConnected && !element.matches(":disabled") && isShown(element);
}

function isShown(element: Element): boolean {
  // Not in every browser that we support, nor in tests.
  return element.checkVisibility?.() ?? true;
}

function placeOf(element: HTMLElement): Place | null {
  const parent = element.parentElement;
  return parent === null ? null : { parent, next: element.nextSibling };
}

function nearest(from: Place | null): HTMLElement | null {
  let parent = from?.parent ?? null;
  let next = from?.next ?? null;
  while (parent?.isConnected && parent !== document.body) {
    const all = [...parent.querySelectorAll<HTMLElement>(focusable)].filter(isShown);
    const after = all.find((one) => next !== null && isFrom(next, one));
    const found = after ?? all.at(-1);
    if (found !== undefined) return found;
    const heading = parent.matches(part) ? parent.querySelector<HTMLElement>("h1, h2, h3") : null;
    if (heading !== null) {
      heading.tabIndex = -1;
      return heading;
    }
    next = parent.nextSibling;
    parent = parent.parentElement;
  }
  return document.querySelector<HTMLElement>("h1[tabindex]");
}

/** Whether `one` is `next`, in it, or after it. */
function isFrom(next: Node, one: Node): boolean {
  return (
    next.contains(one) ||
    (next.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  );
}
