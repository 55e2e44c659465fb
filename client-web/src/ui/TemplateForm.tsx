/**
 * Makes a check-in template: the question, how it is answered, and who will see the answers.
 *
 * Used on a group's page and in the room. Checks what the room will check again.
 */
import { useState } from "react";
import { t } from "../i18n/t";
import type { AnswerKind, ShownTo, Template } from "../protocol";
import { Button } from "./Button";
import { RadioGroup } from "./Choice";
import { TextArea, TextField } from "./Field";
import { Form } from "./Form";
import { Row, Stack } from "./Layout";
import { NumberField } from "./NumberField";

// Bounds of `protocol/src/limits.rs` and `text.rs`.
const prompt_chars_max = 300;
const word_chars_max = 60;
const feelings_max = 40;
const options_max = 12;
const span_max = 100;
const chars_max = 1_000;

type Kind = AnswerKind["kind"];

interface Draft {
  prompt: string;
  kind: Kind;
  min: number;
  max: number;
  low: string;
  high: string;
  /** One on each line: feelings or options. */
  words: string;
  most: number;
  chars: number;
  shownTo: ShownTo;
}

const empty: Draft = {
  prompt: "",
  kind: "scale",
  min: 0,
  max: 10,
  low: "",
  high: "",
  words: "",
  most: 3,
  chars: 200,
  shownTo: "group",
};

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
        <RadioGroup
          label={t("template.kind")}
          options={(["scale", "feelings", "choice", "text"] as const).map((kind) => ({
            value: kind,
            label: t(`template.kind_${kind}`),
          }))}
          value={draft.kind}
          onChange={(kind) => set({ kind })}
          across
        />
        <KindFields draft={draft} set={set} error={tried ? answerError : undefined} />
        <RadioGroup
          label={t("template.shown_to")}
          options={(["group", "therapists"] as const).map((value) => ({
            value,
            label: t(`template.${value}`),
            hint: t(`template.${value}_hint`),
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

function KindFields({
  draft,
  set,
  error,
}: {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  error: string | undefined;
}) {
  switch (draft.kind) {
    case "scale":
      return (
        <Stack>
          <Row gap="m" align="start">
            <NumberField
              label={t("template.min")}
              value={draft.min}
              onChange={(min) => set({ min })}
              min={-100}
              max={100}
            />
            <NumberField
              label={t("template.max")}
              value={draft.max}
              onChange={(max) => set({ max })}
              min={-100}
              max={200}
            />
          </Row>
          <TextField
            label={t("template.low")}
            optional
            value={draft.low}
            onChange={(low) => set({ low })}
            charsMax={word_chars_max}
            visibility={null}
            error={error}
          />
          <TextField
            label={t("template.high")}
            optional
            value={draft.high}
            onChange={(high) => set({ high })}
            charsMax={word_chars_max}
            visibility={null}
          />
        </Stack>
      );
    case "feelings":
    case "choice":
      return (
        <Stack>
          <TextArea
            label={t(draft.kind === "feelings" ? "template.words" : "template.options")}
            value={draft.words}
            onChange={(words) => set({ words })}
            visibility={null}
            rows={5}
            error={error}
          />
          {draft.kind === "feelings" && (
            <NumberField
              label={t("template.most")}
              value={draft.most}
              onChange={(most) => set({ most })}
              min={1}
              max={10}
            />
          )}
        </Stack>
      );
    case "text":
      return (
        <NumberField
          label={t("template.chars")}
          value={draft.chars}
          onChange={(chars) => set({ chars })}
          min={10}
          max={chars_max}
          step={10}
        />
      );
  }
}

function lines(words: string): string[] {
  return words
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function errorIn(draft: Draft): string | undefined {
  switch (draft.kind) {
    case "scale": {
      const long = [draft.low, draft.high].some((end) => [...end].length > word_chars_max);
      if (long) return t("template.too_long");
      const span = draft.max - draft.min;
      return span < 1 || span > span_max ? t("template.range") : undefined;
    }
    case "feelings":
    case "choice": {
      const list = lines(draft.words);
      const most = draft.kind === "feelings" ? feelings_max : options_max;
      if (list.length < 2) return t("template.too_few");
      if (list.length > most) return t("template.too_many", { n: most });
      if (list.some((line) => [...line].length > word_chars_max)) return t("template.too_long");
      return new Set(list).size < list.length ? t("template.twice") : undefined;
    }
    case "text":
      return undefined;
  }
}

function template(draft: Draft): Template {
  return {
    prompt: draft.prompt.trim(),
    answer: answerKind(draft),
    shown_to: draft.shownTo,
  };
}

function answerKind(draft: Draft): AnswerKind {
  switch (draft.kind) {
    case "scale":
      return {
        kind: "scale",
        min: draft.min,
        max: draft.max,
        step: 1,
        low: draft.low.trim() || null,
        high: draft.high.trim() || null,
      };
    case "feelings": {
      const words = lines(draft.words);
      return { kind: "feelings", words, most: Math.min(draft.most, words.length) };
    }
    case "choice":
      return { kind: "choice", options: lines(draft.words) };
    case "text":
      return { kind: "text", chars: draft.chars };
  }
}
