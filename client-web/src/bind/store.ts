/** A store of core, watched by a component. */
import { useCallback, useSyncExternalStore } from "react";
import type { Store } from "../core/store";

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(
    useCallback((listener) => store.subscribe(listener), [store]),
    () => store.get(),
  );
}
