/** The fields that say how a question is answered: the kind, and what belongs to it. */
import { t } from "../i18n/t";
import type { AnswerKind } from "../protocol";
import { type AnswerDraft, chars_max, word_chars_max } from "./answerDraft";
import { RadioGroup } from "./Choice";
import { TextArea, TextField } from "./Field";
import { Row, Stack } from "./Layout";
import { NumberField } from "./NumberField";

export interface AnswerKindFieldsProps {
  draft: AnswerDraft;
  set: (change: Partial<AnswerDraft>) => void;
  error: string | undefined;
  /** The kinds there are to choose from. */
  kinds?: readonly AnswerKind["kind"][];
}

const all = ["scale", "feelings", "choice", "text"] as const;

export function AnswerKindFields({ draft, set, error, kinds = all }: AnswerKindFieldsProps) {
  return (
    <>
      <RadioGroup
        label={t("template.kind")}
        options={kinds.map((kind) => ({ value: kind, label: t(`template.kind_${kind}`) }))}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        across
      />
      <KindFields draft={draft} set={set} error={error} />
    </>
  );
}

function KindFields({
  draft,
  set,
  error,
}: {
  draft: AnswerDraft;
  set: (change: Partial<AnswerDraft>) => void;
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
