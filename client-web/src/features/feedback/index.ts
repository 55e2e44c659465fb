/**
 * The feedback box: slips without names, opened all together.
 *
 * Where things go (all read the room by themselves):
 * - `FeedbackCard`: on the stage, before the circle, everybody: a member's writing box, then what
 *   is shown to the group. Prop `onWriteWithName(text)`: open a line to the therapists with `text`
 *   in it, not yet sent (the text may be empty). Renders nothing while there is no box. Speaks, so
 *   it stays mounted. Let it scroll.
 * - `FeedbackPanel`: right side panel or group panel, therapists. Open, wait, release, put away.
 *   `level` is the level of its heading.
 */
export { FeedbackCard, type FeedbackCardProps } from "./FeedbackCard";
export { FeedbackPanel } from "./FeedbackPanel";
