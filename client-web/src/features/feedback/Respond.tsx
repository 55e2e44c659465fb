/** A therapist answers what was in the box before the whole group, once. */
import { useState } from "react";
import { useAsking, useDraft } from "../../bind/room";
import { t } from "../../i18n/t";
import type { BoxView } from "../../protocol";
import { Button, Checkbox, Disclosure, Form, Prose, Stack, TextArea } from "../../ui";
import styles from "./Feedback.module.css";

/** As in `protocol/src/text.rs`, in characters. */
const response_chars_max = 1_000;

export function Respond({ box }: { box: BoxView }) {
  const { response } = box;
  if (response === null) return <Answer key={box.box_id} box={box} />;
  return (
    <div className={styles.slip}>
      <p className={styles.mark}>{t("boxes.responded")}</p>
      <Prose>{response.text}</Prose>
      {response.crisis && <p className={styles.hint}>{t("boxes.with_crisis")}</p>}
    </div>
  );
}

function Answer({ box }: { box: BoxView }) {
  const [text, setText] = useDraft(`respond.${box.box_id}`, "memory");
  // With the words: a look at another tab must not take the crisis text away from them.
  const [withCrisis, setWithCrisis] = useDraft(`respond.${box.box_id}.crisis`, "memory");
  const crisis = withCrisis !== "";
  const [begun] = useState(text !== "");
  const [tried, setTried] = useState(false);
  const [ask, busy] = useAsking();
  const words = text.trim();
  async function respond() {
    setTried(true);
    if (words === "" || [...words].length > response_chars_max) return;
    const told = await ask({
      feature: "feedback",
      type: "respond",
      box_id: box.box_id,
      text: words,
      crisis,
    });
    if (told.is === "ok") setText("");
  }
  return (
    <Disclosure summary={t("boxes.respond")} open={begun}>
      <Form onSubmit={() => void respond()}>
        <Stack gap="s">
          <p className={styles.hint}>{t("boxes.respond_hint")}</p>
          <TextArea
            label={t("boxes.respond_label")}
            value={text}
            onChange={setText}
            charsMax={response_chars_max}
            visibility="everyone"
            visibilityWords={t("boxes.respond_seen")}
            error={tried && words === "" ? t("boxes.respond_missing") : undefined}
            rows={3}
          />
          <Checkbox checked={crisis} onChange={(on) => setWithCrisis(on ? "yes" : "")}>
            {t("boxes.respond_crisis")}
          </Checkbox>
          <Button type="submit" busy={busy}>
            {t("boxes.respond_do")}
          </Button>
        </Stack>
      </Form>
    </Disclosure>
  );
}
