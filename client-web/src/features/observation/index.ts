/**
 * Observation: what only therapists see of each person.
 *
 * Where it goes:
 * - `ObservePanel`: right side panel (or a tab of it), therapists. `level` is the level of its
 *   heading. Renders nothing for others, who are never told these figures anyway.
 */
export { ObservePanel } from "./ObservePanel";
