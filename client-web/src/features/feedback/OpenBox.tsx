/** Opening a box: first what anonymous means, once for a group, then what for and for how long. */
import { useId, useState } from "react";
import { useAsking, useView } from "../../bind/room";
import { minutesLong } from "../../i18n/format";
import { t } from "../../i18n/t";
import { answerInWords } from "../../i18n/templates";
import type { Ask, Template } from "../../protocol";
import {
  type AnswerDraft,
  AnswerKindFields,
  answerKindOf,
  Banner,
  Button,
  Dialog,
  emptyAnswerDraft,
  errorIn,
  Form,
  RadioGroup,
  Select,
  Soft,
  Stack,
  TextField,
} from "../../ui";
import {
  type AskKind,
  ask_kinds,
  easiest,
  type OfBoxes,
  type Opening,
  prompt_chars_max,
  seconds_choices,
  seconds_usual,
  whyNot,
  whyNotInWords,
} from "./box";
import styles from "./Feedback.module.css";
import { FirstUse } from "./FirstUse";

export interface OpenBoxProps {
  opening: Opening;
  onClose: () => void;
}

export function OpenBox(props: OpenBoxProps) {
  const confirmed = useView((view) => view.session.feedback_confirmed);
  return confirmed ? <Opens {...props} /> : <FirstUse onClose={props.onClose} />;
}

function Opens({ opening, onClose }: OpenBoxProps) {
  const { template } = opening;
  const room = {
    seats: useView((view) => view.seats),
    session: useView((view) => view.session),
    box: useView((view) => view.box),
  };
  const [kind, setKind] = useState(opening.kind);
  const [prompt, setPrompt] = useState(opening.prompt);
  const [answer, setAnswer] = useState<AnswerDraft>(emptyAnswerDraft);
  const [seconds, setSeconds] = useState<Partial<Record<AskKind, number>>>({});
  const [tried, setTried] = useState(false);
  const [ask, busy] = useAsking();
  const form = useId();
  const asked = kind === "answer" ? (template?.answer.kind ?? answer.kind) : kind;
  const why = whyNot(asked, room);
  const empty = prompt.trim() === "";
  const long = [...prompt].length > prompt_chars_max;
  const own = kind === "answer" && template === null;
  const wrong = own ? errorIn(answer) : undefined;
  const stands = seconds[kind] ?? seconds_usual[kind];

  async function open() {
    setTried(true);
    if (empty || long || wrong !== undefined || why !== null) return;
    const told = await ask({
      feature: "feedback",
      type: "open",
      prompt: prompt.trim(),
      ask: askOf(kind, template, answer),
      seconds: stands,
    });
    if (told.is === "ok") onClose();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("boxes.open_title")}
      size="l"
      dismissable={false}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" form={form} tone="primary" busy={busy} isDisabled={why !== null}>
            {t("boxes.open")}
          </Button>
        </>
      }
    >
      <Form id={form} onSubmit={() => void open()}>
        <Stack>
          {template === null ? (
            <>
              <Kinds kind={kind} onChange={setKind} room={room} />
              <PromptField
                kind={kind}
                prompt={prompt}
                onChange={setPrompt}
                error={tried && empty ? t("field.required") : undefined}
              />
            </>
          ) : (
            <Fixed template={template} left={room.session.boxes_left[kind]} />
          )}
          {own && (
            <AnswerKindFields
              draft={answer}
              set={(change) => setAnswer((now) => ({ ...now, ...change }))}
              error={tried ? wrong : undefined}
              kinds={["scale", "feelings", "choice"]}
            />
          )}
          <Select
            label={t("boxes.time")}
            options={seconds_choices[kind].map((n) => ({ value: String(n), label: timeLong(n) }))}
            value={String(stands)}
            onChange={(value) => setSeconds((now) => ({ ...now, [kind]: Number(value) }))}
          />
          <div className={styles.preview}>
            <h3 className={styles.small}>{t("boxes.members_see")}</h3>
            <p>{t(`boxes.see_${kind}`)}</p>
          </div>
          <Soft>{t("boxes.watch_roster")}</Soft>
          {why !== null && <Banner tone="amber">{whyNotInWords(why)}</Banner>}
        </Stack>
      </Form>
    </Dialog>
  );
}

function Kinds({
  kind,
  onChange,
  room,
}: {
  kind: AskKind;
  onChange: (kind: AskKind) => void;
  room: OfBoxes;
}) {
  return (
    <RadioGroup
      label={t("boxes.kind")}
      options={ask_kinds.map((one) => {
        const why = whyNot(easiest[one], room);
        const name = t(`boxes.${one}`);
        const n = room.session.boxes_left[one];
        return {
          value: one,
          label: why === null ? t("boxes.left_of", { kind: name, n }) : name,
          hint: why === null ? t(`boxes.${one}_hint`) : <strong>{whyNotInWords(why)}</strong>,
        };
      })}
      value={kind}
      onChange={onChange}
    />
  );
}

function PromptField({
  kind,
  prompt,
  onChange,
  error,
}: {
  kind: AskKind;
  prompt: string;
  onChange: (prompt: string) => void;
  error: string | undefined;
}) {
  const statement = kind === "me_too";
  return (
    <TextField
      label={t(statement ? "boxes.statement" : "boxes.question")}
      hint={kind === "me_too" ? t("boxes.statement_hint") : t(`boxes.question_hint_${kind}`)}
      value={prompt}
      onChange={onChange}
      charsMax={prompt_chars_max}
      visibility="everyone"
      visibilityWords={t(statement ? "boxes.statement_seen" : "boxes.question_seen")}
      error={error}
      autoComplete="off"
    />
  );
}

/** A check-in asked as it is: only the time is still to be chosen. */
function Fixed({ template, left }: { template: Template; left: number }) {
  const words = template.answer.kind === "text";
  return (
    <div>
      <p className={styles.asked} dir="auto">
        {template.prompt}
      </p>
      <Soft>
        {words ? t("boxes.words_hint") : answerInWords(template)} · {t("boxes.left", { n: left })}
      </Soft>
    </div>
  );
}

function askOf(kind: AskKind, template: Template | null, draft: AnswerDraft): Ask {
  switch (kind) {
    case "words":
      return { kind };
    case "answer":
      return { kind, answer: template?.answer ?? answerKindOf(draft) };
    case "me_too":
      return { kind };
  }
}

function timeLong(seconds: number): string {
  return seconds < 60 ? t("boxes.seconds", { n: seconds }) : minutesLong(seconds * 1_000);
}
