/** A member writes a slip. It stays on this page, in memory, until the box closes. */
import { useEffect } from "react";
import { useDraft, useView } from "../../bind/room";
import {
  clampSlip,
  cleanSlip,
  keptSlipKey,
  slip_bytes_max,
  slipBytes,
  slipKey,
} from "../../core/slip";
import { t } from "../../i18n/t";
import type { BoxView } from "../../protocol";
import { announce, Button, CallableText, Disclosure, Prose, Row, TextArea } from "../../ui";
import { spaceLeft } from "./box";
import { EnvelopeLine } from "./EnvelopeLine";
import styles from "./Feedback.module.css";
import { Protection } from "./Protection";

/** The counter appears when this many bytes or fewer are left. */
const near_bytes = 300;

export function Writing({
  box,
  onWriteWithName,
}: {
  box: BoxView;
  onWriteWithName: (text: string) => void;
}) {
  const crisis = useView((view) => view.session.crisis_text);
  const [text, setText] = useDraft(slipKey(box.box_id), "memory");
  const [kept, setKept] = useDraft(keptSlipKey, "memory");
  const left = spaceLeft(slipBytes(cleanSlip(text)), slip_bytes_max);
  const full = left === 0;
  useEffect(() => {
    if (full) announce(t("feedback.full"));
  }, [full]);
  return (
    <div className={styles.beside}>
      <div className={styles.writing}>
        {kept !== "" && (
          <div className={styles.kept}>
            <p>
              <strong>{t("feedback.kept_text")}</strong>
            </p>
            <Prose>{kept}</Prose>
            <Row>
              <Button
                size="s"
                onPress={() => {
                  setText(clampSlip(text === "" ? kept : `${text}\n${kept}`));
                  setKept("");
                }}
              >
                {t("feedback.kept_use")}
              </Button>
              <Button size="s" tone="quiet" onPress={() => setKept("")}>
                {t("feedback.kept_drop")}
              </Button>
            </Row>
          </div>
        )}
        <TextArea
          label={t("feedback.write")}
          hint={t("feedback.write_hint")}
          value={text}
          onChange={(next) => setText(clampSlip(next))}
          visibility="anonymous"
          visibilityWords={t("feedback.write_visibility")}
          rows={4}
          autoComplete="off"
          spellCheck="false"
        />
        <p className={styles.below}>
          <span>{t("feedback.on_page")}</span>
          {left <= near_bytes && (
            <span className={styles.left}>
              {full ? t("feedback.full") : t("feedback.bytes_left", { n: left })}
            </span>
          )}
        </p>
        <EnvelopeLine />
        <div className={styles.instead}>
          <Button
            onPress={() => {
              const words = cleanSlip(text);
              setText("");
              onWriteWithName(words);
            }}
          >
            {t("feedback.with_name")}
          </Button>
          <p className={styles.hint}>{t("feedback.with_name_hint")}</p>
        </div>
      </div>
      <div className={styles.writing}>
        <Protection box={box} />
        <Disclosure summary={t("feedback.crisis")} open={[...crisis].length <= 240}>
          <CallableText text={crisis} />
        </Disclosure>
      </div>
    </div>
  );
}
