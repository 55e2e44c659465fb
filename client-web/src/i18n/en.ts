/** Every word the client shows, in English. One file for each part of the client, joined here. */
import { account } from "./en/account";
import { boxes } from "./en/boxes";
import { checkins } from "./en/checkins";
import { common } from "./en/common";
import { door } from "./en/door";
import { failures } from "./en/failures";
import { feedback } from "./en/feedback";
import { groups } from "./en/groups";
import { join } from "./en/join";
import { live } from "./en/live";
import { moderation } from "./en/moderation";
import { observation } from "./en/observation";
import { refusals } from "./en/refusals";
import { room } from "./en/room";
import { safety } from "./en/safety";
import { templates } from "./en/templates";

export const en = {
  ...common,
  ...failures,
  ...refusals,
  ...account,
  ...groups,
  ...join,
  ...room,
  ...live,
  ...templates,
  ...door,
  ...checkins,
  ...feedback,
  ...boxes,
  ...safety,
  ...moderation,
  ...observation,
} as const;
