/**
 * Check-ins: one question to everybody, answers shown together.
 *
 * Where things go (all read the room by themselves):
 * - `CheckinCard`: on the stage, before the circle, everybody. A member's box while answers come
 *   in; after the reveal what the viewer may see, for therapists too. Renders nothing otherwise.
 *   Speaks, so it stays mounted. Let it scroll: a list of feelings is long.
 * - `CheckinPanel`: group panel, therapists. Starting (opens a dialog), who has answered, reveal,
 *   put away, save for the group. `level` is the level of its heading; `anonymous` says why a
 *   check-in without names cannot be asked, and opens the box for one that can.
 * - `SaveTemplate`: keeps a check-in for the group, wherever one is shown; therapists.
 *
 * Saved check-ins need the group's id in `RoomProvider`.
 */
export { CheckinCard } from "./CheckinCard";
export { CheckinPanel, type CheckinPanelProps } from "./CheckinPanel";
export { SaveTemplate } from "./SaveTemplate";
