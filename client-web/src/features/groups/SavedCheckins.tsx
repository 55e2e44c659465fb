/** The group's own check-ins, made here or in the room. */
import { useState } from "react";
import { useLoad, useSending } from "../../bind/load";
import { api } from "../../core/api";
import { wordsFor } from "../../i18n/failures";
import { t } from "../../i18n/t";
import { answerInWords, shownToInWords } from "../../i18n/templates";
import type { SavedTemplate, Template } from "../../protocol";
import {
  Button,
  Card,
  Dialog,
  Failure,
  IconButton,
  notify,
  Section,
  Soft,
  Stack,
  TemplateForm,
  Waiting,
} from "../../ui";
import styles from "./GroupPage.module.css";
import { SureDialog } from "./PeopleDialogs";

export function SavedCheckins({ group }: { group: string }) {
  const [saved, reload] = useLoad(group, () => api.templates(group));
  const [making, setMaking] = useState(false);
  const [deleting, setDeleting] = useState<SavedTemplate | null>(null);
  return (
    <Section
      title={t("checkins.title")}
      aside={
        <Button icon="plus" onPress={() => setMaking(true)}>
          {t("checkins.new")}
        </Button>
      }
    >
      <Soft>{t("checkins.lead")}</Soft>
      {saved.is === "loading" && <Waiting label={t("common.loading")} compact />}
      {saved.is === "failed" && (
        <Failure words={wordsFor(saved.failure)} onRetry={() => void reload()} />
      )}
      {saved.is === "ready" && saved.value.templates.length === 0 && (
        <Soft>{t("checkins.none")}</Soft>
      )}
      {saved.is === "ready" && saved.value.templates.length > 0 && (
        <Card>
          <ul className={styles.people}>
            {saved.value.templates.map((one) => (
              <li key={one.id} className={styles.person}>
                <span className={styles.who}>
                  <span className={styles.name}>{one.template.prompt}</span>
                  <span className={styles.state}>
                    {answerInWords(one.template)} · {shownToInWords(one.template)}
                  </span>
                </span>
                <IconButton
                  icon="trash"
                  label={t("checkins.delete", { prompt: one.template.prompt })}
                  onPress={() => setDeleting(one)}
                />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {making && (
        <NewCheckin
          onClose={() => setMaking(false)}
          save={async (template) => {
            await api.saveTemplate(group, template);
            await reload();
          }}
        />
      )}
      {deleting !== null && (
        <SureDialog
          title={t("checkins.delete_title")}
          words={deleting.template.prompt}
          confirm={t("checkins.delete_confirm")}
          done={t("checkins.deleted")}
          act={async () => {
            await api.deleteTemplate(group, deleting.id);
            await reload();
          }}
          onClose={() => setDeleting(null)}
        />
      )}
    </Section>
  );
}

function NewCheckin({
  save,
  onClose,
}: {
  save: (template: Template) => Promise<void>;
  onClose: () => void;
}) {
  const { busy, failure, run } = useSending();
  return (
    <Dialog open onClose={onClose} title={t("checkins.new_title")} size="l" dismissable={false}>
      <Stack>
        <TemplateForm
          submit={t("checkins.save")}
          busy={busy}
          onSubmit={(template) =>
            void run(() => save(template)).then((well) => {
              if (!well) return;
              notify(t("checkins.saved"), "good");
              onClose();
            })
          }
        />
        <Failure words={failure === null ? null : wordsFor(failure)} />
      </Stack>
    </Dialog>
  );
}
