/** Choosing what to ask: ready to use, saved by the group, or written on the spot. */
import { useState } from "react";
import { useLoad, useSending } from "../../bind/load";
import { useAsking, useGroupId } from "../../bind/room";
import { api } from "../../core/api";
import { wordsFor } from "../../i18n/failures";
import { t } from "../../i18n/t";
import { answerInWords, shippedTemplates, shownToInWords } from "../../i18n/templates";
import type { Template } from "../../protocol";
import {
  announce,
  Button,
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
import styles from "./Checkins.module.css";

/** Check-ins without names are asked in a box, which is another feature's. */
export interface Anonymous {
  /** Why this one cannot be asked just now, in words; `null` if it can. */
  why: (template: Template) => string | null;
  open: (template: Template) => void;
}

export interface StarterProps {
  anonymous: Anonymous;
  onClose: () => void;
}

export function Starter({ anonymous, onClose }: StarterProps) {
  const group = useGroupId();
  const [composing, setComposing] = useState(false);
  const [ask, busy] = useAsking();
  async function open(template: Template) {
    if (template.shown_to === "anonymous") {
      const why = anonymous.why(template);
      if (why !== null) notify(why);
      else {
        onClose();
        anonymous.open(template);
      }
      return;
    }
    const answer = await ask({ feature: "checkins", type: "open", template });
    if (answer.is !== "ok") return;
    announce(t("checkin.opened"));
    onClose();
  }
  return (
    <Dialog
      // Another page of the dialog starts at its top.
      key={String(composing)}
      open
      onClose={onClose}
      title={t(composing ? "checkin.compose" : "checkin.choose")}
      size="m"
      dismissable={!composing}
    >
      {composing ? (
        <Stack>
          <TemplateForm submit={t("checkin.ask")} busy={busy} onSubmit={(one) => void open(one)} />
          <Button tone="quiet" icon="left" onPress={() => setComposing(false)}>
            {t("common.back")}
          </Button>
        </Stack>
      ) : (
        <Stack gap="l">
          <Section title={t("checkin.shipped")} level={3}>
            <ul className={styles.templates}>
              {shippedTemplates().map(({ id, name, template }) => (
                <TemplateRow
                  key={id}
                  name={name}
                  template={template}
                  why={whyNot(template, anonymous)}
                  busy={busy}
                  onAsk={open}
                />
              ))}
            </ul>
          </Section>
          {group !== null && <Saved group={group} anonymous={anonymous} busy={busy} onAsk={open} />}
          <Button icon="edit" onPress={() => setComposing(true)}>
            {t("checkin.compose")}
          </Button>
        </Stack>
      )}
    </Dialog>
  );
}

type OnAsk = (template: Template) => Promise<void>;

function whyNot(template: Template, { why }: Anonymous): string | null {
  return template.shown_to === "anonymous" ? why(template) : null;
}

function Saved({
  group,
  anonymous,
  busy,
  onAsk,
}: {
  group: string;
  anonymous: Anonymous;
  busy: boolean;
  onAsk: OnAsk;
}) {
  const [saved, reload] = useLoad(group, () => api.templates(group));
  const deleting = useSending();
  return (
    <Section title={t("checkin.saved")} level={3}>
      {saved.is === "loading" && <Waiting label={t("common.loading")} compact />}
      {saved.is === "failed" && (
        <Failure words={wordsFor(saved.failure)} onRetry={() => void reload()} />
      )}
      {saved.is === "ready" && saved.value.templates.length === 0 && (
        <Soft>{t("checkin.saved_none")}</Soft>
      )}
      {saved.is === "ready" && saved.value.templates.length > 0 && (
        <ul className={styles.templates}>
          {saved.value.templates.map(({ id, template }) => (
            <TemplateRow
              key={id}
              template={template}
              why={whyNot(template, anonymous)}
              busy={busy || deleting.busy}
              onAsk={onAsk}
              onDelete={() =>
                void deleting.run(async () => {
                  await api.deleteTemplate(group, id);
                  await reload();
                  announce(t("checkin.deleted"));
                })
              }
            />
          ))}
        </ul>
      )}
      <Failure words={deleting.failure === null ? null : wordsFor(deleting.failure)} />
    </Section>
  );
}

function TemplateRow({
  name,
  template,
  why,
  busy,
  onAsk,
  onDelete,
}: {
  name?: string;
  template: Template;
  /** Why it cannot be asked just now. */
  why: string | null;
  busy: boolean;
  onAsk: OnAsk;
  onDelete?: () => void;
}) {
  const { prompt } = template;
  return (
    <li className={styles.template}>
      <div className={styles.templateWords}>
        {name !== undefined && <span className={styles.hint}>{name}</span>}
        <strong>{prompt}</strong>
        <span className={styles.hint}>
          {answerInWords(template)} · {shownToInWords(template)}
        </span>
        {why !== null && <span className={styles.why}>{why}</span>}
      </div>
      <div className={styles.templateActs}>
        <Button
          size="s"
          busy={busy}
          isDisabled={why !== null}
          aria-label={t("checkin.ask_this", { prompt })}
          onPress={() => void onAsk(template)}
        >
          {t("checkin.ask_short")}
        </Button>
        {onDelete && (
          <IconButton icon="trash" label={t("checkin.delete", { prompt })} onPress={onDelete} />
        )}
      </div>
    </li>
  );
}
