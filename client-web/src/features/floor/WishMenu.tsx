/** The speaker says what would help; the others see it in the middle of the circle. */
import { t } from "../../i18n/t";
import type { Wish } from "../../protocol";
import { ActionsMenu } from "../../ui";
import { useFloorAsk } from "./useFloorAsk";
import { useFloorParts } from "./useFloorParts";

const wishes: Wish[] = [
  "just_listen",
  "questions",
  "same_experience",
  "honest_feedback",
  "silence",
];

export function WishMenu() {
  const { floor } = useFloorParts();
  const ask = useFloorAsk();
  const said = floor?.turn?.wish ?? null;
  return (
    <ActionsMenu
      icon="heart"
      label={t("wish.label")}
      short={t("wish.short")}
      heading={t("wish.heading")}
      items={[
        ...wishes.map((wish) => ({
          id: wish,
          label: upperFirst(t(`wish.${wish}`)),
          ...(said === wish ? { icon: "check" as const } : {}),
          onAction: () => ask({ type: "say_wish", wish }),
        })),
        said !== null && {
          id: "none",
          label: t("wish.none"),
          onAction: () => ask({ type: "say_wish", wish: null }),
        },
      ]}
    />
  );
}

function upperFirst(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
