/** Asks of the floor, without saying "floor" each time. */
import { useCallback } from "react";
import { useAsk } from "../../bind/room";
import type { FloorCommand } from "../../protocol";

export function useFloorAsk(): (command: FloorCommand) => void {
  const ask = useAsk();
  return useCallback((command) => void ask({ feature: "floor", ...command }), [ask]);
}

/** Whether a dialog's command was taken, so that a refused one keeps what was filled in. */
export function useFloorAskOk(): (command: FloorCommand) => Promise<boolean> {
  const ask = useAsk();
  return useCallback(
    async (command) => (await ask({ feature: "floor", ...command })).is === "ok",
    [ask],
  );
}
