/**
 * Moderation of one person.
 *
 * Where it goes:
 * - `SeatMenu`: on each seat of the circle (and in lists of people), therapists. Props: `seat`
 *   (the `SeatView`), `onGiveFloor`, `onWrite`, `onLowerHand` (each takes the seat's number; an
 *   entry without callback is left out). Renders nothing for non-therapists and for seats nothing
 *   can be done about. Asks the room itself for the rest: back to the waiting room, remove, pause
 *   lines.
 */
export { SeatMenu, type SeatMenuProps } from "./SeatMenu";
