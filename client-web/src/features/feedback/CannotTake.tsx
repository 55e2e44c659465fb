/** Why this page has no part in a box: said as what it is, with the words it kept. */
import { useDraft } from "../../bind/room";
import type { Part } from "../../core/anon";
import { keptSlipKey } from "../../core/slip";
import { t } from "../../i18n/t";
import { Banner } from "../../ui";
import type { FeedbackCardProps } from "./FeedbackCard";
import { Kept } from "./Kept";

export type Shut = "elsewhere" | "other_key" | "absent";

export function cannotTake(part: Part): Shut | null {
  switch (part) {
    case "elsewhere":
    case "other_key":
    case "absent":
      return part;
    case "none":
    case "asking":
    case "ready":
      return null;
  }
}

export function shutTitle(why: Shut): string {
  return t(why === "other_key" ? "feedback.other_key" : "feedback.no_part");
}

export function CannotTake({ why, onWriteWithName }: { why: Shut } & FeedbackCardProps) {
  const [kept] = useDraft(keptSlipKey, "memory");
  const words = t(`feedback.${why}_words`);
  return (
    <>
      <Banner tone={why === "other_key" ? "amber" : "info"} title={shutTitle(why)}>
        {why === "other_key" && kept !== "" ? `${words} ${t("feedback.other_key_kept")}` : words}
      </Banner>
      <Kept onWriteWithName={onWriteWithName} />
    </>
  );
}
