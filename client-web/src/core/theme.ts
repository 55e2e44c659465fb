/** Light or dark: the device's choice, or one made by hand and kept on this device. */
import { createStore } from "./store";

export type Theme = "device" | "light" | "dark";

const key = "rondo.theme";
const store = createStore<Theme>("device");

export const theme = {
  state: store,
  /** Call before anything is drawn. */
  restore(): void {
    let kept: string | null = null;
    try {
      kept = localStorage.getItem(key);
    } catch {
      // No storage: the device's choice it is.
    }
    apply(kept === "light" || kept === "dark" ? kept : "device");
  },
  choose(chosen: Theme): void {
    try {
      if (chosen === "device") localStorage.removeItem(key);
      else localStorage.setItem(key, chosen);
    } catch {
      // It holds for this visit then.
    }
    apply(chosen);
  },
};

function apply(chosen: Theme): void {
  const { dataset } = document.documentElement;
  if (chosen === "device") delete dataset.theme;
  else dataset.theme = chosen;
  store.set(chosen);
}
