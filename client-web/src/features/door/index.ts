/**
 * The door of the live room.
 *
 * Where things go (all read the room by themselves, no props are needed):
 * - `WaitingBadge`: header, therapists. "1 waiting to be let in"; also says aloud who came, so it
 *   stays mounted. Renders nothing while nobody waits.
 * - `DoorPanel`: group panel, therapists. Waiting room, observers, empty chairs, rule and lock.
 *   `level` is the level of its heading.
 * - `waitingCount(seats)`: for the count on the group panel's tab.
 * - `ObserverQuestions`: notices, members; and in the waiting room (`features/room`), handed in by
 *   the app. Renders nothing while nobody is asked.
 *
 * Place and phone are left with the form in `features/room`.
 */
export { DoorPanel } from "./DoorPanel";
export { ObserverQuestions } from "./ObserverQuestions";
export { WaitingBadge } from "./WaitingBadge";
export { waitingCount } from "./waiting";
