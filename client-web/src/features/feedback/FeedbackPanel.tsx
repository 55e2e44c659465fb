/** The feedback box in the therapist's hands: open, wait, read together, release once, put away. */
import { useState } from "react";
import { useAsking, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import type { BoxView } from "../../protocol";
import { Badge, Button, Confirm, Prose, Section, Soft, Stack, Waiting } from "../../ui";
import { parted, whyNot } from "./box";
import { Countdown } from "./Countdown";
import styles from "./Feedback.module.css";
import { OpenBox } from "./OpenBox";
import { Settling } from "./Settling";

export function FeedbackPanel({ level = 2 }: { level?: 2 | 3 }) {
  const box = useView((view) => view.box);
  return (
    <Section
      title={t("feedback.title")}
      level={level}
      aside={box?.stage === "open" && <Badge tone="green">{t("feedback.is_open")}</Badge>}
    >
      {box === null ? <Start /> : <Running key={box.box_id} box={box} />}
    </Section>
  );
}

function Start() {
  const seats = useView((view) => view.seats);
  const session = useView((view) => view.session);
  const [opening, setOpening] = useState(false);
  const why = whyNot({ seats, session });
  return (
    <>
      <Button isDisabled={why !== null} onPress={() => setOpening(true)}>
        {t("feedback.start")}
      </Button>
      {why?.is === "too_few" && (
        <Soft>{t("feedback.too_few", { n: why.n, least: why.least })}</Soft>
      )}
      {why?.is === "not_live" && <Soft>{t("feedback.not_live")}</Soft>}
      {opening && <OpenBox why={why} onClose={() => setOpening(false)} />}
    </>
  );
}

function Running({ box }: { box: BoxView }) {
  const [ask, busy] = useAsking();
  const [sure, setSure] = useState<"close" | "put_away" | null>(null);
  const over = box.stage !== "open" && box.stage !== "collecting";
  const unsettled = box.stage === "sealed" && box.slips.length > 0;
  const done = (type: "close" | "put_away") => {
    setSure(null);
    void ask({ feature: "feedback", type, box_id: box.box_id });
  };
  return (
    <Stack gap="s">
      <p className={styles.asked}>{box.prompt}</p>
      <Stage box={box} />
      {box.stage === "open" && (
        <Button size="s" busy={busy} onPress={() => setSure("close")}>
          {t("feedback.close")}
        </Button>
      )}
      {over && (
        <Button size="s" busy={busy} onPress={() => setSure("put_away")}>
          {t("feedback.put_away")}
        </Button>
      )}
      <Confirm
        open={sure === "close"}
        onClose={() => setSure(null)}
        onConfirm={() => done("close")}
        title={t("feedback.close_title")}
        confirm={t("feedback.close")}
      >
        <p>{t("feedback.close_words")}</p>
      </Confirm>
      <Confirm
        open={sure === "put_away"}
        onClose={() => setSure(null)}
        onConfirm={() => done("put_away")}
        title={t("feedback.put_away_title")}
        confirm={t("feedback.put_away")}
        danger={unsettled}
      >
        <p>{t(unsettled ? "feedback.put_away_unsettled" : "feedback.put_away_words")}</p>
      </Confirm>
    </Stack>
  );
}

function Stage({ box }: { box: BoxView }) {
  switch (box.stage) {
    case "open":
      return (
        <>
          <Countdown box={box} />
          <p>{t("feedback.in_box", { n: box.present })}</p>
          <p className={styles.hint}>{t("feedback.nobody_knows")}</p>
          <p className={styles.hint}>{t("feedback.watch_roster")}</p>
        </>
      );
    case "collecting":
      return <Waiting label={t("feedback.collecting")} compact />;
    case "sealed":
      return box.slips.length === 0 ? (
        <Soft>{t("feedback.sealed_none", { m: box.envelopes ?? 0 })}</Soft>
      ) : (
        <Settling box={box} />
      );
    case "settled":
      return <Settled box={box} />;
    case "discarded":
      return (
        <>
          <p>
            <strong>{t("feedback.discarded")}</strong>
          </p>
          <Soft>
            {t("feedback.discarded_words", { n: box.envelopes ?? 0, least: box.threshold })}
          </Soft>
        </>
      );
    case "voided":
      return (
        <>
          <p>
            <strong>{t("feedback.voided")}</strong>
          </p>
          <Soft>{t("feedback.voided_words")}</Soft>
        </>
      );
  }
}

function Settled({ box }: { box: BoxView }) {
  const { released, kept } = parted(box.slips);
  return (
    <Stack gap="s">
      {(["released", "kept"] as const).map((part) => {
        const slips = part === "released" ? released : kept;
        if (slips.length === 0) return null;
        return (
          <div key={part}>
            <p className={styles.small}>{t(`feedback.${part}`)}</p>
            <ul className={styles.slips}>
              {slips.map((slip) => (
                <li key={slip.slip} className={styles.slip}>
                  <Prose>{slip.text}</Prose>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </Stack>
  );
}
