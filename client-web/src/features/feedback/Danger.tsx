/** What to do when a slip says that somebody is in danger: at hand where slips are read. */
import { t } from "../../i18n/t";
import { Disclosure } from "../../ui";
import { DangerSteps } from "./FirstUse";

export function Danger() {
  return (
    <Disclosure summary={t("boxes.danger")}>
      <p>{t("boxes.first_danger_words")}</p>
      <DangerSteps />
    </Disclosure>
  );
}
