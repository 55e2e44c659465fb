/**
 * Safety in the live room.
 *
 * Where things go (all read the room by themselves, no props are needed; each renders nothing when
 * there is nothing to show):
 * - `HelpButton`: header, members and observers; also in the waiting room (`features/room`), handed
 *   in by the app. Nothing for therapists.
 * - `HelpNotice`: first in notices, members and observers; also in the waiting room.
 * - `SafeModeNotice`: first in notices, everybody. Speaks, so it stays mounted.
 * - `AlertNotices`: first in notices, therapists. Speaks, so it stays mounted.
 * - `AlertBadges`: header, therapists, if there is room ("Lucía asked for help · 0:12").
 * - `AlertHistory`: group panel, therapists: alerts somebody is already on.
 * - `CrisisButton`: header or bar, everybody, always.
 */
export { AlertBadges, AlertHistory, AlertNotices } from "./Alerts";
export { CrisisButton } from "./CrisisButton";
export { HelpButton } from "./HelpButton";
export { HelpNotice } from "./HelpNotice";
export { SafeModeNotice } from "./SafeModeNotice";
