/** Words of the live room, one file for each feature. */
import { circle } from "./circle";
import { conversation } from "./conversation";
import { floor } from "./floor";
import { session } from "./session";

export const live = {
  ...session,
  ...circle,
  ...floor,
  ...conversation,
} as const;
