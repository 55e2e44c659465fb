/** Where a half-written answer is kept. */
import type { CheckinId } from "../../protocol";

export const draftKey = (checkin: CheckinId): string => `checkin.${checkin}`;
