/**
 * Makes a check-in template: the question, how it is answered, and who will see the answers.
 *
 * Used on a group's page and in the room. Checks what the room will check again.
 */

import { useState } from "react";
import { t } from "../i18n/t";
import type { AnswerKind, ShownTo, Template } from "../protocol";
import { AnswerKindFields } from "./AnswerKindFields";
import { type AnswerDraft, answerKindOf, emptyAnswerDraft, errorIn } from "./answerDraft";
import { Button } from "./Button";
import { RadioGroup } from "./Choice";
import { TextField } from "./Field";
import { Form } from "./Form";
import { Row, Stack } from "./Layout";

/** As in `protocol/src/text.rs`. */
const prompt_chars_max = 300;

interface Draft extends AnswerDraft {
  prompt: string;
  shownTo: ShownTo;
}

const empty: Draft = { ...emptyAnswerDraft, prompt: "", shownTo: "group" };

export function TemplateForm({
  submit,
  busy = false,
  onSubmit,
}: {
  /** The verb on the button. */
  submit: string;
  busy?: boolean;
  onSubmit: (template: Template) => void;
}) {
  const [draft, setDraft] = useState(empty);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const promptError = draft.prompt.trim() === "" ? t("field.required") : undefined;
  const answerError = errorIn(draft);
  return (
    <Form
      onSubmit={() => {
        setTried(true);
        const long = [...draft.prompt].length > prompt_chars_max;
        if (promptError === undefined && answerError === undefined && !long) {
          onSubmit(template(draft));
        }
      }}
    >
      <Stack gap="l">
        <TextField
          label={t("template.prompt")}
          value={draft.prompt}
          onChange={(prompt) => set({ prompt })}
          charsMax={prompt_chars_max}
          visibility="everyone"
          visibilityWords={t("group.rules_visibility")}
          hint={t("template.prompt_hint")}
          error={tried ? promptError : undefined}
          autoComplete="off"
        />
        <AnswerKindFields draft={draft} set={set} error={tried ? answerError : undefined} />
        <RadioGroup
          label={t("template.shown_to")}
          options={(["group", "therapists", "anonymous"] as const).map((value) => ({
            value,
            label: t(`template.${value}`),
            hint: hint(value, draft.kind),
          }))}
          value={draft.shownTo}
          onChange={(shownTo) => set({ shownTo })}
        />
        <Row>
          <Button type="submit" tone="primary" busy={busy}>
            {submit}
          </Button>
        </Row>
      </Stack>
    </Form>
  );
}

function hint(to: ShownTo, kind: AnswerKind["kind"]): string {
  return to === "anonymous" && kind === "text"
    ? t("template.anonymous_words_hint")
    : t(`template.${to}_hint`);
}

function template(draft: Draft): Template {
  return {
    prompt: draft.prompt.trim(),
    answer: answerKindOf(draft),
    shown_to: draft.shownTo,
  };
}
