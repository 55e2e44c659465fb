/** Asking the group whether words are true of them as well: for the menus of therapists. */
import { t } from "../../i18n/t";
import type { MenuAction } from "../../ui";
import type { Opening } from "./box";
import { useWhyNot } from "./useWhyNot";

/** What is returned makes the entry for words, which may be empty: they are still the therapist's to change. */
export function useMeTooAction(onOpen: (opening: Opening) => void): (words: string) => MenuAction {
  const why = useWhyNot()("me_too");
  return (words) => ({
    id: "me_too",
    label: t("boxes.ask_me_too"),
    hint: why ?? t("boxes.ask_me_too_hint"),
    icon: "everyone",
    onAction: () => onOpen({ kind: "me_too", prompt: words.replace(/\s+/g, " "), template: null }),
  });
}
