/** Every word the client shows, in English. One file for each part of the client, joined here. */
import { account } from "./en/account";
import { common } from "./en/common";
import { failures } from "./en/failures";
import { groups } from "./en/groups";
import { join } from "./en/join";
import { live } from "./en/live";
import { refusals } from "./en/refusals";
import { room } from "./en/room";
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
} as const;
