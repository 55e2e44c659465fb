/** Keeps the open check-in among those of the group, unless it is there already. */
import { useLoad, useSending } from "../../bind/load";
import { api } from "../../core/api";
import { wordsFor } from "../../i18n/failures";
import { t } from "../../i18n/t";
import { shippedTemplates } from "../../i18n/templates";
import type { Template } from "../../protocol";
import { Button, Failure, notify } from "../../ui";
import styles from "./Checkins.module.css";
import { sameTemplate } from "./same";

export function SaveTemplate({ group, template }: { group: string; template: Template }) {
  const [saved, reload] = useLoad(group, () => api.templates(group));
  const { busy, failure, run } = useSending();
  if (shippedTemplates().some((one) => sameTemplate(one.template, template))) return null;
  if (saved.is !== "ready") return null;
  if (saved.value.templates.some((one) => sameTemplate(one.template, template))) {
    return <p className={styles.hint}>{t("checkin.already_saved")}</p>;
  }
  return (
    <>
      <Button
        size="s"
        tone="quiet"
        busy={busy}
        onPress={() =>
          void run(async () => {
            await api.saveTemplate(group, template);
            await reload();
            notify(t("checkin.saved_done"), "good");
          })
        }
      >
        {t("checkin.save")}
      </Button>
      <Failure words={failure === null ? null : wordsFor(failure)} />
    </>
  );
}
