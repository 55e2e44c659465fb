/** The parts of the view that the floor's actions are judged by. */
import { useView } from "../../bind/room";
import type { FloorParts } from "./can";

export function useFloorParts(): FloorParts {
  const session = useView((view) => view.session);
  const floor = useView((view) => view.floor);
  const me = useView((view) => view.me);
  const seats = useView((view) => view.seats);
  return { session, floor, me, seats };
}
