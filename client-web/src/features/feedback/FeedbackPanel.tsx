/** The anonymous box in the therapist's hands: open, wait, decide once, answer, put away. */
import type { ReactNode } from "react";
import { useState } from "react";
import { useAsking, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import type { BoxView, Template } from "../../protocol";
import { Badge, Button, Confirm, Section, Soft, Stack, Waiting } from "../../ui";
import { isOver, type Opening, slipsWait } from "./box";
import { Countdown } from "./Countdown";
import styles from "./Feedback.module.css";
import { FourWords } from "./FourWords";
import { OutcomePanel } from "./OutcomePanel";
import { Settled } from "./Settled";
import { Settling } from "./Settling";
import { Start } from "./Start";

export interface FeedbackPanelProps {
  level?: 2 | 3;
  /** Opens the dialog `OpenBox`, which asks for the rest. */
  onOpen: (opening: Opening) => void;
  /** What stands under a box that asks a check-in: a way to save it for the group. */
  saving?: (template: Template) => ReactNode;
}

export function FeedbackPanel({ level = 2, onOpen, saving }: FeedbackPanelProps) {
  const box = useView((view) => view.box);
  return (
    <Section
      title={t("boxes.title")}
      level={level}
      aside={box?.stage === "open" && <Badge tone="green">{t("boxes.is_open")}</Badge>}
    >
      {box !== null && <Running key={box.box_id} box={box} saving={saving} />}
      {(box === null || isOver(box)) && <Start onOpen={onOpen} />}
    </Section>
  );
}

function Running({ box, saving }: { box: BoxView; saving: FeedbackPanelProps["saving"] }) {
  const [ask, busy] = useAsking();
  const [sure, setSure] = useState<"close" | "put_away" | null>(null);
  const underWay = box.stage === "open" || box.stage === "collecting";
  const undecided = slipsWait(box);
  const done = (type: "close" | "put_away") => {
    setSure(null);
    void ask({ feature: "feedback", type, box_id: box.box_id });
  };
  return (
    <Stack gap="s">
      <p className={styles.hint}>{t(`feedback.is_${box.ask.kind}`)}</p>
      <p className={styles.asked} dir="auto">
        {box.prompt}
      </p>
      <Stage box={box} />
      {box.stage === "open" && (
        <Button size="s" busy={busy} onPress={() => setSure("close")}>
          {t("boxes.close")}
        </Button>
      )}
      {!underWay && (
        <Button size="s" busy={busy} onPress={() => setSure("put_away")}>
          {t("boxes.put_away")}
        </Button>
      )}
      {box.ask.kind === "answer" &&
        saving?.({ prompt: box.prompt, answer: box.ask.answer, shown_to: "anonymous" })}
      <Confirm
        open={sure === "close"}
        onClose={() => setSure(null)}
        onConfirm={() => done("close")}
        title={t("boxes.close_title")}
        confirm={t("boxes.close")}
      >
        <p>{t("boxes.close_words")}</p>
      </Confirm>
      <Confirm
        open={sure === "put_away"}
        onClose={() => setSure(null)}
        onConfirm={() => done("put_away")}
        title={t("boxes.put_away_title")}
        confirm={t("boxes.put_away")}
        danger={undecided}
      >
        <p>{t(undecided ? "boxes.put_away_unsettled" : "boxes.put_away_words")}</p>
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
          <FourWords box={box} />
          <p className={styles.hint}>{t("boxes.nobody_knows")}</p>
          <p className={styles.hint}>{t("boxes.watch_roster")}</p>
        </>
      );
    case "collecting":
      return <Waiting label={t("boxes.collecting")} compact />;
    case "sealed":
      return box.slips.length === 0 ? (
        <Soft>{t("boxes.sealed_none", { m: box.envelopes ?? 0 })}</Soft>
      ) : (
        <Settling box={box} />
      );
    case "settled":
      return box.outcome === null ? (
        <Settled box={box} />
      ) : (
        <OutcomePanel box={box} outcome={box.outcome} />
      );
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
