/** Choosing which slips the group sees: once, all together, and never to be changed. */
import { useState } from "react";
import { useAsking } from "../../bind/room";
import { t } from "../../i18n/t";
import type { BoxView } from "../../protocol";
import { Button, CheckboxGroup, Confirm, Visibility } from "../../ui";
import { chosen } from "./box";
import styles from "./Feedback.module.css";

export function Settling({ box }: { box: BoxView }) {
  const [ticked, setTicked] = useState<string[]>([]);
  const [sure, setSure] = useState(false);
  const [ask, busy] = useAsking();
  const release = chosen(box.slips, ticked);
  const n = release.length;
  const kept = box.slips.length - n;
  const verb =
    n === 0
      ? t("feedback.settle_none")
      : kept === 0
        ? t("feedback.settle_all", { n })
        : t("feedback.settle", { n });
  return (
    <div className={styles.settling}>
      <p className={styles.small}>
        {t("feedback.sealed", { n: box.slips.length, m: box.envelopes ?? 0 })}
      </p>
      <Visibility to="therapists_only" />
      <CheckboxGroup
        label={t("feedback.choose")}
        hint={t("feedback.choose_hint")}
        options={box.slips.map((slip) => ({ value: slip.slip, label: slip.text }))}
        value={ticked}
        onChange={setTicked}
      />
      <Button tone={n === 0 ? "plain" : "primary"} busy={busy} onPress={() => setSure(true)}>
        {verb}
      </Button>
      <Confirm
        open={sure}
        onClose={() => setSure(false)}
        onConfirm={() => {
          setSure(false);
          void ask({ feature: "feedback", type: "settle", box_id: box.box_id, release });
        }}
        title={t("feedback.settle_title")}
        confirm={t("feedback.settle_yes")}
      >
        <p>{n === 0 ? t("feedback.settle_words_none") : t("feedback.settle_words", { n, kept })}</p>
      </Confirm>
    </div>
  );
}
