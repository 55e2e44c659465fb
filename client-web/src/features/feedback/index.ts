/**
 * The anonymous box: slips, answers and taps without names, opened all together.
 *
 * Where things go (all read the room by themselves):
 * - `FeedbackCard`: on the stage, before the circle, everybody: a member's part, then what the group
 *   is told. Prop `onWriteWithName(text)`: open a line to the therapists with `text` in it, not yet
 *   sent (the text may be empty). Renders nothing while there is no box. Speaks, so it stays
 *   mounted. Let it scroll.
 * - `FeedbackPanel`: right side panel or group panel, therapists. Wait, decide, answer, put away.
 *   `level` is the level of its heading; `onOpen` asks for an `OpenBox`; `saving` may stand under a
 *   box that asks a check-in.
 * - `OpenBox`: a dialog, therapists, anywhere over the room, for an `Opening`: one from the panel,
 *   from a check-in (`openingOf`), or from a line of the conversation.
 * - `asksMembers`, `slipsWait`: whether a box waits for members, or for therapists: to say so where it
 *   is out of sight.
 * - `useMeTooAction`: the entry of a menu that asks whether words are true of others as well.
 * - `useWhyNot`: why something cannot be asked without names just now.
 */
export { asksMembers, type Opening, openingOf, slipsWait } from "./box";
export { FeedbackCard, type FeedbackCardProps } from "./FeedbackCard";
export { FeedbackPanel, type FeedbackPanelProps } from "./FeedbackPanel";
export { OpenBox, type OpenBoxProps } from "./OpenBox";
export { useMeTooAction } from "./useMeTooAction";
export { useWhyNot } from "./useWhyNot";
