/** Deciding which slips the group sees: once, all together, and never to be changed. */
import { useState } from "react";
import { useAsking, useDraft } from "../../bind/room";
import { t } from "../../i18n/t";
import type { BoxView, SlipView } from "../../protocol";
import { Banner, Button, Confirm, Form, Prose, Segments, TextArea, Visibility } from "../../ui";
import { Danger } from "./Danger";
import styles from "./Feedback.module.css";
import { Respond } from "./Respond";
import {
  type Choice,
  choicesDraft,
  choicesOf,
  type Decision,
  decide,
  own_words_max,
  type Settlement,
  settlementOf,
} from "./settling";

export function Settling({ box }: { box: BoxView }) {
  const [draft, setDraft] = useDraft(`settle.${box.box_id}`, "memory");
  const [tried, setTried] = useState(false);
  const [sure, setSure] = useState(false);
  const [ask, busy] = useAsking();
  const choices = choicesOf(draft);
  const settlement = settlementOf(box.box_id, box.slips, choices);
  const { wrong, over_bytes, command } = settlement;
  async function settle() {
    setSure(false);
    const told = await ask(command);
    if (told.is === "ok") setDraft("");
  }
  return (
    <div className={styles.settling}>
      <p className={styles.small}>
        {t("boxes.sealed", { n: box.slips.length, m: box.envelopes ?? 0 })}
      </p>
      <Visibility to="therapists_only" />
      <Danger />
      <Form
        onSubmit={() => {
          setTried(true);
          if (wrong.length === 0 && over_bytes === 0) setSure(true);
        }}
      >
        <div className={styles.settling}>
          <ol className={styles.slips}>
            {box.slips.map((slip, i) => (
              <Slip
                key={slip.slip}
                slip={slip}
                name={t("boxes.slip", { n: i + 1, of: box.slips.length })}
                choice={choices[slip.slip] ?? null}
                wrong={tried && wrong.includes(slip.slip)}
                onChange={(change) => setDraft(choicesDraft(decide(choices, slip.slip, change)))}
              />
            ))}
          </ol>
          <p className={styles.hint}>{t("boxes.open_is_kept")}</p>
          {over_bytes > 0 && <Banner tone="amber">{t("boxes.too_big", { n: over_bytes })}</Banner>}
          <Button type="submit" tone="primary" busy={busy} isDisabled={over_bytes > 0}>
            {t("boxes.settle")}
          </Button>
        </div>
      </Form>
      <Respond box={box} />
      <SureOfIt
        open={sure}
        settlement={settlement}
        onClose={() => setSure(false)}
        onConfirm={() => void settle()}
      />
    </div>
  );
}

interface SlipProps {
  slip: SlipView;
  name: string;
  choice: Choice | null;
  wrong: boolean;
  onChange: (change: Partial<Choice>) => void;
}

function Slip({ slip, name, choice, wrong, onChange }: SlipProps) {
  const empty = choice?.words.trim() === "";
  return (
    <li className={styles.slip}>
      <p className={styles.mark}>{name}</p>
      <Prose>{slip.text}</Prose>
      <div className={styles.decision}>
        <Segments<Decision>
          label={name}
          labelHidden
          even
          options={[
            { value: "release", label: t("boxes.release") },
            { value: "paraphrase", label: t("boxes.paraphrase") },
            { value: "keep", label: t("boxes.keep") },
          ]}
          value={choice?.decision ?? null}
          onChange={(decision) => onChange({ decision })}
        />
        {choice?.decision === "paraphrase" && (
          <TextArea
            label={t("boxes.own_words")}
            value={choice.words}
            onChange={(words) => onChange({ words })}
            charsMax={own_words_max}
            visibility="everyone"
            visibilityWords={t("boxes.own_words_seen")}
            error={wrong && empty ? t("boxes.own_words_missing") : undefined}
            rows={2}
          />
        )}
      </div>
    </li>
  );
}

function SureOfIt({
  open,
  settlement,
  onClose,
  onConfirm,
}: {
  open: boolean;
  settlement: Settlement;
  onClose: () => void;
  onConfirm: () => void;
}) {
  return (
    <Confirm
      open={open}
      onClose={onClose}
      onConfirm={onConfirm}
      title={t("boxes.settle_title")}
      confirm={t("boxes.settle_yes")}
    >
      <dl className={styles.numbers}>
        {(["released", "paraphrased", "kept"] as const).map((what) => (
          <div key={what}>
            <dt>{t(`boxes.settle_${what}`)}</dt>
            <dd>{settlement[what]}</dd>
          </div>
        ))}
      </dl>
      {settlement.open > 0 && <p>{t("boxes.settle_open", { n: settlement.open })}</p>}
      <p>{t("boxes.settle_once")}</p>
    </Confirm>
  );
}
