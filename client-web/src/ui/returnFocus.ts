/**
 * Gives the focus back to where it was before something opened over the page.
 *
 * The component library does so for what it opens itself. Our dialogs often follow on a menu or on
 * another dialog, whose own elements are gone by then: what counts is the last place outside of all
 * of them. If that is gone too, as the row of somebody who was removed, the page's heading it is.
 */
import { useEffect } from "react";

const over = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
/** After the library has tried, in milliseconds. */
const settled_ms = 60;

let outside: HTMLElement | null = null;

document.addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLElement && target.closest(over) === null) outside = target;
});

export function useReturnFocus(open: boolean): void {
  useEffect(() => {
    if (!open) return;
    return () => {
      setTimeout(() => {
        const { activeElement } = document;
        if (activeElement !== null && activeElement !== document.body) return;
        const to = outside?.isConnected
          ? outside
          : document.querySelector<HTMLElement>("h1[tabindex]");
        to?.focus();
      }, settled_ms);
    };
  }, [open]);
}
